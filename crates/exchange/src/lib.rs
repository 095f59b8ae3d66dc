//! File formats in and out: tables, trees, profiles.
