//! Full-text search over a register, built in memory.
