//! Fixtures, fake clock and servers for tests.
