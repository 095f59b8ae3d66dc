// SPDX-License-Identifier: EUPL-1.2
//! The steps of the schema, of both engines.
//!
//! They are listed by hand: the macro that would read the folder compiles both engines, and SQLite's
//! C with them, a second time, to run inside the compiler. That was a tenth of a first build.
//!
//! # To add a step
//! A file in `migrations/sqlite` and in `migrations/postgres`, its name in the list here, and its
//! checksum in the tests. A released step never changes: databases know its checksum.

use sqlx::SqlStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};

/// A step: its number, its name, and the statements.
struct Step(i64, &'static str, &'static str);

const SQLITE: [Step; 3] = [
    Step(
        1,
        "ledger",
        include_str!("../migrations/sqlite/0001_ledger.sql"),
    ),
    Step(
        2,
        "documents",
        include_str!("../migrations/sqlite/0002_documents.sql"),
    ),
    Step(
        3,
        "signatures",
        include_str!("../migrations/sqlite/0003_signatures.sql"),
    ),
];

const POSTGRES: [Step; 3] = [
    Step(
        1,
        "ledger",
        include_str!("../migrations/postgres/0001_ledger.sql"),
    ),
    Step(
        2,
        "documents",
        include_str!("../migrations/postgres/0002_documents.sql"),
    ),
    Step(
        3,
        "signatures",
        include_str!("../migrations/postgres/0003_signatures.sql"),
    ),
];

/// Brings an embedded database up to date.
pub(crate) fn sqlite() -> Migrator {
    migrator(&SQLITE)
}

/// Brings a PostgreSQL database up to date.
pub(crate) fn postgres() -> Migrator {
    migrator(&POSTGRES)
}

fn migrator(steps: &[Step]) -> Migrator {
    let migration = |&Step(number, name, sql): &Step| {
        let sql = SqlStr::from_static(sql);
        Migration::new(number, name.into(), MigrationType::Simple, sql, false)
    };
    Migrator::with_migrations(steps.iter().map(migration).collect())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use sqlx::migrate::Migrator;

    /// What databases out there have noted: number, name, and the first half of the checksum.
    fn noted(migrator: &Migrator) -> Vec<String> {
        let line = |step: &sqlx::migrate::Migration| {
            let sum = hex::encode(&step.checksum[..24]);
            format!("{:04}_{} {sum}", step.version, step.description)
        };
        migrator.iter().map(line).collect()
    }

    fn names(engine: &str) -> Vec<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("migrations")
            .join(engine);
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_step_that_databases_have_taken_does_not_change() {
        assert_eq!(
            noted(&super::sqlite()),
            [
                "0001_ledger 901271457d2a4a7871c53fe179e8f31ed6919336dd225c2e",
                "0002_documents 0c2e25ba812bc8a8508b96eae9ae90f62df916ca9937e19c",
                "0003_signatures 7bc899d00b37440e201950effe955fbbe744f9f747b6e45f",
            ]
        );
        assert_eq!(
            noted(&super::postgres()),
            [
                "0001_ledger e79f868234d12ea6fc821cc1cf2668eb788fe86f9a90004c",
                "0002_documents 7241b83e0075c722e9dd0174b600c78a4e0b53209206a153",
                "0003_signatures 595484da154cd82c643fd0cbda886c20a3cf175b36db7a5b",
            ]
        );
    }

    #[test]
    fn every_file_is_a_step() {
        for (engine, migrator) in [("sqlite", super::sqlite()), ("postgres", super::postgres())] {
            let listed: Vec<_> = migrator
                .iter()
                .map(|step| format!("{:04}_{}.sql", step.version, step.description))
                .collect();
            assert_eq!(listed, names(engine), "{engine}");
        }
    }
}
