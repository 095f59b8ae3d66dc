//! Use cases: permission, rule, append, fold.
