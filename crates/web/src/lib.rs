//! Routes, headers, caching.
