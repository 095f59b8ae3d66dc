// SPDX-License-Identifier: EUPL-1.2
//! A log of a million generated entries: the mix and the sizes of a register that many plans were
//! monitored in for years.

use anyhow::Result;
use rand::{Rng as _, SeedableRng as _, rngs::StdRng};
use serde_json::{Value, json};
use tempfile::TempDir;
use wegmarke_ledger::{Envelope, Hand, LogKey, Salt, Tree, body, canonical};
use wegmarke_store::{BodyState, EntryRow, Location, Store};

/// Entries in the log.
pub(crate) const ENTRIES: u64 = 1_000_000;
/// Entries in one append.
const BATCH: u64 = 20_000;

/// A generated log and its key.
pub(crate) struct Log {
    pub(crate) folder: TempDir,
    pub(crate) bytes: u64,
}

impl Log {
    pub(crate) fn location(&self) -> Location {
        Location::Folder(self.folder.path().to_owned())
    }

    pub(crate) fn key(&self) -> Result<LogKey> {
        Ok(LogKey::parse(&std::fs::read_to_string(
            self.folder.path().join("log.key"),
        )?)?)
    }
}

/// Writes the log; takes some minutes' worth of patience, well below two.
pub(crate) fn million() -> Result<Log> {
    let folder = tempfile::tempdir()?;
    let mut rng = StdRng::seed_from_u64(2026);
    let file = LogKey::generate(&mut rng, "bench.example/log")?;
    std::fs::write(folder.path().join("log.key"), &file)?;
    let key = LogKey::parse(&file)?;
    let mut maker = Maker {
        rng,
        measures: Vec::new(),
        milestones: Vec::new(),
    };
    let mut tree = Tree::default();
    let mut bytes = 0;
    crate::runtime()?.block_on(async {
        let store = Store::open(&Location::Folder(folder.path().to_owned())).await?;
        for batch in 0..ENTRIES / BATCH {
            let mut rows = Vec::new();
            for seq in batch * BATCH..(batch + 1) * BATCH {
                let row = maker.row(seq)?;
                bytes += (row.envelope.len() + row.body.as_ref().map_or(0, Vec::len)) as u64;
                tree.push(&row.envelope);
                rows.push(row);
            }
            store
                .append(&rows, &key.sign(tree.size(), tree.root())?)
                .await?;
        }
        store.close().await;
        anyhow::Ok(())
    })?;
    Ok(Log { folder, bytes })
}

struct Maker {
    rng: StdRng,
    /// Current title of each measure, by number.
    measures: Vec<String>,
    /// Current goal of each milestone, by number.
    milestones: Vec<u64>,
}

impl Maker {
    fn row(&mut self, seq: u64) -> Result<EntryRow> {
        let (kind, subject, says) = self.statement(seq);
        let json = canonical(&says)?;
        let mut salt = [0; 16];
        self.rng.fill(&mut salt);
        let envelope = Envelope {
            seq,
            at: jiff::Timestamp::from_millisecond(
                1_700_000_000_000 + i64::try_from(seq)? * 60_000,
            )?,
            by: format!("org-{}", seq % 100),
            hand: Hand::Account,
            kind: kind.to_owned(),
            schema: 1,
            subject,
            body: body::hash(&Salt(salt), &json),
            signature: None,
        };
        let (salt, body) = (Some(salt), Some(json));
        Ok(EntryRow {
            seq,
            envelope: envelope.to_leaf(),
            salt,
            body,
            state: BodyState::Public,
            signature: None,
        })
    }

    fn words(&mut self, count: usize) -> String {
        const WORDS: [&str; 12] = [
            "Beratung",
            "Schutz",
            "Betroffene",
            "Unterstützung",
            "Länder",
            "Umsetzung",
            "Maßnahme",
            "Schulung",
            "Aufenthalt",
            "Entschädigung",
            "Kooperation",
            "der",
        ];
        let words: Vec<&str> = (0..count)
            .map(|_| WORDS[self.rng.gen_range(0..WORDS.len())])
            .collect();
        words.join(" ")
    }

    /// Organisations and plans first; then 2 % new measures, 8 % milestones, 5 % recommendations,
    /// 25 % judgements, 15 % evidence, and changes of measures and milestones.
    fn statement(&mut self, seq: u64) -> (&'static str, String, Value) {
        if seq < 100 {
            let id = format!("org-{seq}");
            let record = json!({"id": id, "name": {"de": self.words(4), "en": self.words(4)}, "voice": "government"});
            return (
                "organisation.stated",
                format!("organisation/{id}"),
                json!({"record": record}),
            );
        }
        if seq < 110 {
            let id = format!("plan-{}", seq - 100);
            let record = json!({"id": id, "title": {"de": self.words(8)}, "measures_stated": 2000});
            return (
                "plan.stated",
                format!("plan/{id}"),
                json!({"record": record, "version": 1}),
            );
        }
        let draw = self.rng.gen_range(0..100);
        if draw < 2 || self.measures.len() < 10 {
            return self.new_measure();
        }
        match draw {
            2..10 => self.new_milestone(),
            10..15 => {
                let id = format!("rec-{seq}");
                let record = json!({"id": id, "issuer": format!("org-{}", seq % 100), "title": {"de": self.words(12), "en": self.words(12)}, "topics": ["support"]});
                (
                    "recommendation.stated",
                    format!("recommendation/{id}"),
                    json!({"record": record}),
                )
            }
            15..40 => {
                let measure = self.rng.gen_range(0..self.measures.len());
                let plan = format!("plan-{}", measure % 10);
                let id = format!("rec-{}/{plan}/org-{seq}", seq / 4);
                let record = json!({"id": id, "recommendation": format!("rec-{}", seq / 4), "plan": plan, "author": format!("org-{}", seq % 100), "degree": "partial", "measures": [format!("{plan}/m-{measure}")], "note": {"de": self.words(10)}, "dated_on": "2025-06-23"});
                (
                    "coverage.stated",
                    format!("coverage/{id}"),
                    json!({"record": record, "dated_on": "2025-06-23"}),
                )
            }
            40..55 => {
                let measure = self.rng.gen_range(0..self.measures.len());
                let plan = format!("plan-{}", measure % 10);
                let id = format!("evidence-{seq}");
                let record = json!({"id": id, "claim": {"en": self.words(18)}, "plan": plan, "measures": [format!("{plan}/m-{measure}")], "kind": "self-report", "source": {"urls": ["https://example.org/a/b/c"]}, "dated_on": {"as_written": "2025-08", "from": "2025-08-01", "until": "2025-08-31"}});
                (
                    "evidence.stated",
                    format!("evidence/{id}"),
                    json!({"record": record}),
                )
            }
            55..75 if !self.milestones.is_empty() => {
                let at = self.rng.gen_range(0..self.milestones.len());
                let (from, to) = (self.milestones[at], self.milestones[at] + 1);
                self.milestones[at] = to;
                let changes = json!({"goal": {"from": from.to_string(), "to": to.to_string()}});
                (
                    "milestone.changed",
                    format!("milestone/plan-{}/s-{at}", at % 10),
                    json!({"changes": changes, "version": 2}),
                )
            }
            _ => {
                let at = self.rng.gen_range(0..self.measures.len());
                let to = self.words(9);
                let from = std::mem::replace(&mut self.measures[at], to.clone());
                if from == to {
                    return self.new_measure();
                }
                let changes = json!({"title": {"from": {"de": from}, "to": {"de": to}}});
                (
                    "measure.changed",
                    format!("measure/plan-{}/m-{at}", at % 10),
                    json!({"changes": changes, "version": 2}),
                )
            }
        }
    }

    fn new_measure(&mut self) -> (&'static str, String, Value) {
        let at = self.measures.len();
        let title = self.words(9);
        self.measures.push(title.clone());
        let id = format!("plan-{}/m-{at}", at % 10);
        let record = json!({"id": id, "title": {"de": title}, "number": at.to_string(), "description": {"de": self.words(40)}, "lead": [format!("org-{}", at % 100)], "partners": [format!("org-{}", at % 7)], "nature": "new", "period": {"as_written": "2025 – 2028", "from": "2025-01-01", "until": "2028-12-31"}, "source": {"document": self.words(4), "locator": "S. 12"}});
        (
            "measure.stated",
            format!("measure/{id}"),
            json!({"record": record, "version": 1}),
        )
    }

    fn new_milestone(&mut self) -> (&'static str, String, Value) {
        let at = self.milestones.len();
        self.milestones.push(100);
        let id = format!("plan-{}/s-{at}", at % 10);
        let measure = at % self.measures.len();
        let record = json!({"id": id, "title": {"de": self.words(8)}, "measures": [format!("plan-{}/m-{measure}", measure % 10)], "type": "quantitative", "unit": "Anzahl", "baseline": "0", "goal": "100", "description": {"de": self.words(25)}, "due": {"as_written": "Q4 2026", "from": "2026-10-01", "until": "2026-12-31"}});
        (
            "milestone.stated",
            format!("milestone/{id}"),
            json!({"record": record, "version": 1}),
        )
    }
}
