//! Vocabulary, statements, rules and the register: pure.
