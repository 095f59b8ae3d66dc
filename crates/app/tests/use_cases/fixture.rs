// SPDX-License-Identifier: EUPL-1.2
//! A register of its own for each test.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use wegmarke_app::import::{Import, ImportReport};
use wegmarke_app::verify::{Earlier, Verified, verify_store};
use wegmarke_app::{App, AppError, Clock, Dice, Keys, OsDice, SealKey};
use wegmarke_domain::import::succession::Accepted;
use wegmarke_domain::noun::Noun;
use wegmarke_exchange::{Profile, find_profile};
use wegmarke_ledger::checkpoint::{LogKey, LogVerifier};
use wegmarke_ledger::verify::{Failure, Report};
use wegmarke_store::fault::Faults;
use wegmarke_store::{Location, Store};
use wegmarke_testkit::clock::FakeClock;
use wegmarke_vault::Vault;

/// The clock of the test kit, as the program wants it.
#[derive(Clone)]
pub struct TestClock(pub Arc<FakeClock>);

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        self.0.now()
    }

    fn zone(&self) -> TimeZone {
        TimeZone::get("Europe/Berlin").unwrap()
    }
}

/// A place for a register, its key, its clock and its faults.
pub struct Home {
    location: Location,
    key: String,
    seal: String,
    pub clock: TestClock,
    pub faults: Arc<Faults>,
    /// Where uploaded files lie.
    pub vault: Option<Vault>,
    folder: Option<tempfile::TempDir>,
}

impl Home {
    pub fn embedded() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let location = Location::Folder(folder.path().to_owned());
        let mut home = Self::at(location);
        home.vault = Some(Vault::folder(folder.path().join("evidence")));
        home.folder = Some(folder);
        home
    }

    pub fn at(location: Location) -> Self {
        let key = LogKey::generate(&mut rand::rngs::OsRng, "test.example/log").unwrap();
        Self {
            location,
            key,
            seal: SealKey::generate(&OsDice),
            clock: TestClock(Arc::new(FakeClock::at("2026-11-23T09:00:00Z"))),
            faults: Arc::default(),
            vault: None,
            folder: None,
        }
    }

    pub fn folder(&self) -> &Path {
        self.folder.as_ref().unwrap().path()
    }

    pub fn key(&self) -> LogKey {
        LogKey::parse(&self.key).unwrap()
    }

    pub async fn store(&self) -> Store {
        let store = Store::open(&self.location).await.unwrap();
        store.with_faults(Arc::clone(&self.faults))
    }

    /// Puts another key in the place of the one that seals; gives that one.
    pub fn change_seal(&mut self, seal: String) -> String {
        std::mem::replace(&mut self.seal, seal)
    }

    pub fn seal_key(&self) -> SealKey {
        SealKey::parse(&self.seal).unwrap()
    }

    pub async fn try_open(&self) -> Result<App, AppError> {
        self.try_open_with(Arc::new(OsDice)).await
    }

    async fn try_open_with(&self, dice: Arc<dyn Dice>) -> Result<App, AppError> {
        self.try_open_on(self.store().await, dice).await
    }

    async fn try_open_on(&self, store: Store, dice: Arc<dyn Dice>) -> Result<App, AppError> {
        let clock = Arc::new(self.clock.clone());
        let keys = Keys {
            log: self.key(),
            seal: SealKey::parse(&self.seal).unwrap(),
        };
        let app = App::open(store, keys, clock, dice).await?;
        Ok(app.with_vault(self.vault.clone().unwrap_or_else(Vault::nowhere)))
    }

    /// The register in a store that the test keeps hold of.
    pub async fn open_on(&self, store: Store) -> App {
        self.try_open_on(store, Arc::new(OsDice)).await.unwrap()
    }

    pub async fn open(&self) -> App {
        self.try_open().await.unwrap()
    }

    pub async fn open_with(&self, dice: Arc<dyn Dice>) -> App {
        self.try_open_with(dice).await.unwrap()
    }

    pub async fn verify(&self) -> Result<Report, Failure> {
        let verified = self
            .verify_with(Some(self.seal_key()), Earlier::default())
            .await;
        verified.map(|verified| verified.report)
    }

    /// What somebody is told who has no key that opens anything.
    pub async fn verify_as_stranger(&self, earlier: Earlier) -> Result<Verified, Failure> {
        self.verify_with(None, earlier).await
    }

    async fn verify_with(
        &self,
        seal: Option<SealKey>,
        earlier: Earlier,
    ) -> Result<Verified, Failure> {
        let key = LogVerifier::parse(self.key().verifier_key()).unwrap();
        verify_store(&self.store().await, key, seal, earlier)
            .await
            .unwrap()
            .unwrap()
    }
}

pub fn profile(name: &str) -> Profile {
    Profile::parse(find_profile(name).unwrap(), name).unwrap()
}

/// An import of a file by a profile that comes with the program.
pub fn import(path: &Path, name: &str) -> Import {
    Import {
        path: path.to_owned(),
        profile: profile(name),
        by: "Redaktion".to_owned(),
        accept: Vec::new(),
        same: wegmarke_domain::import::questions::Answers::default(),
        seen: Default::default(),
        dry_run: false,
        signing: None,
    }
}

pub fn accepting(import: Import, accept: Vec<Accepted>) -> Import {
    Import { accept, ..import }
}

pub fn dry(import: Import) -> Import {
    Import {
        dry_run: true,
        ..import
    }
}

/// Added, removed, changed, unchanged.
pub fn counts(report: &ImportReport, noun: Noun) -> [u64; 4] {
    let counts = report.counts.get(&noun).copied().unwrap_or_default();
    [
        counts.added,
        counts.removed,
        counts.changed,
        counts.unchanged,
    ]
}

pub fn findings(report: &ImportReport, code: &str) -> usize {
    let of_code = |finding: &&wegmarke_domain::finding::Finding| &*finding.code == code;
    report.findings.iter().filter(of_code).count()
}
