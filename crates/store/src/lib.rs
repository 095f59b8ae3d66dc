//! All SQL: the ledger on SQLite and PostgreSQL.
