// SPDX-License-Identifier: EUPL-1.2
//! From statements to the log: all of a use case's entries or none.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::{RoundMode, Timestamp, TimestampRound, Unit};
use serde::{Deserialize, Serialize};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::import::rests_on;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::privacy::NoPerson;
use wegmarke_domain::statement::{Said, schema_of};
use wegmarke_ledger::signing::document;
use wegmarke_ledger::{Envelope, Hand, LogKey, Salt};
use wegmarke_store::document::{Expect, Put};
use wegmarke_store::{Batch, BodyState, EntryRow, Reveal, StoreError};

use crate::cabinet::{Drawer, Private};
use crate::once::Once;
use crate::quota::Payer;
use crate::receipt::Receipt;
use crate::replay::{self, Decoded};
use crate::sealed::Opening;
use crate::signing::{self, Saying, Signing};
use crate::written::Written;
use crate::{App, AppError, Clock, Dice, SealError, SealKey, State, Who};

/// How often a decision is made again because somebody else was first.
pub(crate) const TRIES: u32 = 20;

/// What a use case decided.
pub(crate) struct Decision {
    /// Who says it.
    pub(crate) by: OrganisationId,
    /// Whose hand writes it.
    pub(crate) hand: Hand,
    /// What is said.
    pub(crate) said: Vec<Said>,
    /// Whether all bodies stay sealed for now; those of sealed answers do anyway.
    pub(crate) sealed: bool,
    /// Whose limit it counts for; `None`: the register's own doing.
    pub(crate) payer: Option<Payer>,
    /// The account that typed it: kept for a while, apart from the ledger.
    pub(crate) typed_by: Option<String>,
    /// The round or inquiry whose sealed bodies become public with it.
    pub(crate) reveals: Option<Subject>,
    /// Entries of it whose bodies do not open, and that it names.
    pub(crate) unopened: Vec<u64>,
    /// A row whose body was handed in again and becomes public with it.
    pub(crate) restores: Option<EntryRow>,
    /// Entries whose bodies are erased with it.
    pub(crate) erases: Vec<u64>,
    /// How it is signed; `None`: not.
    pub(crate) signing: Option<Signing>,
    /// The key that takes the place of the log's own with it, and signs it.
    pub(crate) rekeys: Option<Arc<LogKey>>,
    /// Private things that change with it.
    pub(crate) puts: Vec<Put>,
    /// The request that it does, if that must be done only once.
    pub(crate) once: Option<Once>,
    /// Whether it may be so much that of its receipts only the first and the last are kept.
    pub(crate) many: bool,
    /// Second looks at what may have meant a person, by the place of what is said.
    pub(crate) looks: BTreeMap<usize, NoPerson>,
    /// Nobody is handed receipts: those of a large import take longer than to write it.
    pub(crate) unreceipted: bool,
}

impl Decision {
    /// What is said, and how it is signed.
    pub(crate) fn saying(&self) -> Saying<'_> {
        Saying {
            by: &self.by,
            said: &self.said,
            signing: self.signing.as_ref(),
        }
    }

    /// Something that a person or program says, public at once.
    pub(crate) fn typed(who: &Who, said: impl IntoIterator<Item = Said>) -> Self {
        Self {
            typed_by: Some(who.account.clone()),
            payer: Some(Payer::of(who)),
            once: who.once.clone(),
            signing: who.signing.clone(),
            ..Self::public(who.organisation().clone(), said.into_iter().collect())
        }
    }

    /// Something that whoever runs the server enters for an organisation, public at once.
    pub(crate) fn entered(by: OrganisationId, said: Vec<Said>) -> Self {
        Self {
            hand: Hand::Operator,
            ..Self::public(by, said)
        }
    }

    /// Something that is public at once.
    pub(crate) const fn public(by: OrganisationId, said: Vec<Said>) -> Self {
        Self {
            by,
            hand: Hand::Account,
            said,
            sealed: false,
            payer: None,
            typed_by: None,
            reveals: None,
            unopened: Vec::new(),
            restores: None,
            erases: Vec::new(),
            rekeys: None,
            puts: Vec::new(),
            signing: None,
            once: None,
            many: false,
            looks: BTreeMap::new(),
            unreceipted: false,
        }
    }

    /// Whether it changes nothing at all.
    pub(crate) fn is_empty(&self) -> bool {
        let writes_nothing = self.said.is_empty() && self.erases.is_empty();
        writes_nothing && self.puts.is_empty() && self.once.is_none()
    }
}

/// Which account typed an entry, and what it looked at a second time. Expires after
/// [`TYPED_BY_KEPT`].
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct TypedBy {
    pub(crate) account: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) no_person: Option<NoPerson>,
}

impl Private for TypedBy {
    const KIND: &'static str = "typed-by";
}

/// How long it is kept which account typed an entry, in seconds: three years.
pub(crate) const TYPED_BY_KEPT: i64 = 3 * 366 * 24 * 3600;

/// Rows to write, and the state that holds them.
pub(crate) struct Prepared {
    next: State,
    /// Whether the register of `next` lacks the rows: they are read back after they were written.
    unfolded: bool,
    /// Whether earlier entries say something else with it: the register is folded anew.
    refolds: bool,
    /// The first of the rows, by which they are known again.
    first: Option<EntryRow>,
    rows: Vec<EntryRow>,
    reveals: Vec<Reveal>,
    erases: Vec<u64>,
    puts: Vec<Put>,
    receipts: Vec<Receipt>,
}

impl Prepared {
    /// What of it is written, where nothing is revealed or erased with it.
    pub(crate) fn take_decided(&mut self) -> wegmarke_store::Decided {
        wegmarke_store::Decided {
            rows: std::mem::take(&mut self.rows),
            checkpoint: Arc::clone(&self.next.checkpoint),
            puts: std::mem::take(&mut self.puts),
        }
    }

    pub(crate) fn into_receipts(self) -> Vec<Receipt> {
        self.receipts
    }
}

impl App {
    /// Decides on the newest state and appends what was decided, as one transaction.
    ///
    /// If another process appends in between, `decide` is asked again on what is on record then.
    /// If the outcome of a write is unknown, the log is read to find out: an append is never done
    /// twice. When it returns `Ok`, all entries are durable and readers of this process see them.
    ///
    /// `decide` is asked while nobody else can write, on a thread that others wait for: what takes
    /// long is decided with [`App::append_apart`]; what that rests on is stated in a turn of one's own.
    ///
    /// # Errors
    /// What `decide` says; [`AppError::Rule`] if the statements do not follow; what the store says.
    pub(crate) async fn append<T>(
        &self,
        mut decide: impl FnMut(&State) -> Result<(Decision, T), AppError>,
    ) -> Result<(Vec<Receipt>, T), AppError> {
        let mut turn = None;
        let mut writing = self.writing.lock().await;
        // Nobody of this process comes in between; another process can. What was decided may not
        // follow any more from what is on record then, so it is decided again, not just written again.
        for _ in 0..TRIES {
            let state = self.state();
            let (decision, answer) = decide(&state)?;
            if decision.is_empty() {
                return Ok((Vec::new(), answer));
            }
            let mut said = decision.said.iter();
            if turn.is_none() && said.any(|said| rests_on(said.subject.noun)) {
                // In this order, in every process: in any other, two could wait for each other.
                drop(writing);
                turn = Some(self.store.take_turn().await?);
                writing = self.writing.lock().await;
                continue;
            }
            let folded = self.fold(&state, &decision)?;
            let prepared = self.prepare(folded, &decision).await?;
            if let Some(receipts) = self.write(prepared).await? {
                return Ok((receipts, answer));
            }
        }
        drop(writing);
        Err(StoreError::Busy.into())
    }

    /// Writes what was prepared. `None`: nothing was written, because somebody else was first; the
    /// state is the newest again. The caller holds `writing`.
    pub(crate) async fn write(&self, prepared: Prepared) -> Result<Option<Vec<Receipt>>, AppError> {
        let batch = Batch {
            rows: &prepared.rows,
            checkpoint: &prepared.next.checkpoint,
            reveals: &prepared.reveals,
            erases: &prepared.erases,
            puts: &prepared.puts,
        };
        // Written first, then shown: readers never see an entry that a crash could still take away.
        match self.store.write(&batch).await {
            Ok(()) if !prepared.erases.is_empty() || prepared.refolds => {
                // What was erased is still in the register that was prepared, and what was opened is not yet:
                // it is folded anew.
                self.catch_up().await?;
                Ok(Some(prepared.receipts))
            }
            Ok(()) => Ok(Some(self.publish(prepared))),
            Err(StoreError::Conflict { .. }) => {
                self.catch_up().await?;
                Ok(None)
            }
            Err(StoreError::Unknown(why)) if !prepared.rows.is_empty() => {
                tracing::warn!(why, "the outcome of an append is unknown; reading the log");
                self.catch_up().await?;
                // The caller decides again if they are not: what it wanted to say may not follow any more.
                let is_stored = self.is_written(&prepared).await?;
                Ok(is_stored.then_some(prepared.receipts))
            }
            Err(other) => Err(other.into()),
        }
    }

    /// Shows what was written, also where it was only numbered anew. The caller holds `writing`.
    pub(crate) async fn show(&self, prepared: Prepared) -> Result<Vec<Receipt>, AppError> {
        if prepared.unfolded {
            self.catch_up().await?;
            return Ok(prepared.receipts);
        }
        Ok(self.publish(prepared))
    }

    /// Shows what was written.
    fn publish(&self, prepared: Prepared) -> Vec<Receipt> {
        self.state.store(Arc::new(prepared.next));
        prepared.receipts
    }

    /// Salts are random, so the same envelope at the same place is our own.
    pub(crate) async fn is_written(&self, prepared: &Prepared) -> Result<bool, AppError> {
        let Some(ours) = &prepared.first else {
            return Ok(true);
        };
        let stored = self.store.find(ours.seq).await?;
        Ok(stored.is_some_and(|stored| stored.envelope == ours.envelope))
    }

    /// What is said as rows behind a state, and the state that holds them.
    fn fold(&self, state: &State, decision: &Decision) -> Result<Folded, AppError> {
        let mut folded = Folded::on(state, self.origin(), &*self.clock)?;
        let written = Written::all(
            &decision.said,
            |place| signing::salt_of(decision.signing.as_ref(), place),
            &*self.dice,
        )?;
        let mut signatures =
            signing::sign(state, self.origin(), decision.saying(), &written)?.into_iter();
        for (said, written) in decision.said.iter().zip(&written) {
            let by = (&decision.by, decision.hand);
            let row = folded.row(by, said, written, signatures.next())?;
            folded.salts.push(written.salt);
            let seals = decision.sealed || said.statement.is_sealed_answer();
            folded.push(match seals {
                true => seal_row(&self.seal, &*self.dice, row),
                false => row,
            })?;
        }
        Ok(folded)
    }

    /// Everything that is written with the rows.
    pub(crate) async fn prepare(
        &self,
        folded: Folded,
        decision: &Decision,
    ) -> Result<Prepared, AppError> {
        // The clock is not asked again: documents expire counted from the instant of their entries.
        let Folded {
            mut next,
            unfolded,
            at,
            rows,
            salts,
            ..
        } = folded;
        let mut puts = decision.puts.clone();
        if let Some(account) = &decision.typed_by {
            for (place, row) in rows.iter().enumerate() {
                let typed_by = TypedBy {
                    account: account.clone(),
                    no_person: decision.looks.get(&place).cloned(),
                };
                let drawer = Drawer {
                    id: &row.seq.to_string(),
                    owner: Some(decision.by.as_str()),
                    expires_at: Some(at.as_second() + TYPED_BY_KEPT),
                };
                puts.push(self.keep(&drawer, &typed_by, Expect::Anything)?);
            }
        }
        let mut reveals = match &decision.reveals {
            Some(about) => {
                let named = &decision.unopened;
                self.open_bodies(&mut next, about, named).await?
            }
            None => Vec::new(),
        };
        if let Some(row) = &decision.restores {
            next.register
                .reveal(&replay::decode(row, self.origin())?.entry);
            reveals.extend(reveal_of(row));
        }
        if !rows.is_empty() {
            // Signed before it is written, and only seen with its entries: a checkpoint that leads to a
            // tree which does not exist could never be taken back.
            let signer = self.signer(decision.rekeys.as_deref())?;
            next.checkpoint = Arc::from(signer.sign(next.tree.size(), next.tree.root())?);
        }
        // From the rows, as they will lie in the log, and not from what was asked for.
        let receipts = rows
            .iter()
            .filter(|_| !decision.unreceipted)
            .enumerate()
            .map(|(place, row)| {
                let receipt = Receipt::of(row, self.origin(), decision.looks.get(&place))?;
                // The salt of kept words is with them.
                let salt = salts.get(place).filter(|_| !row.is_kept());
                Ok(receipt.with_salt(salt))
            })
            .collect::<Result<Vec<_>, AppError>>()?;
        let mut kept = Vec::new();
        if let Some(once) = &decision.once {
            let ends = match (&receipts[..], decision.many) {
                ([first, .., last], true) => vec![first.clone(), last.clone()],
                (all, _) => all.to_vec(),
            };
            kept.push(self.keep_done(once, decision.by.as_str(), &ends)?);
        }
        if let Some(payer) = &decision.payer {
            puts.extend(self.count_written(payer, &rows, &kept, at).await?);
        }
        puts.extend(kept);
        // Documents are locked in this order by every process.
        puts.sort_by(|a, b| a.key().cmp(&b.key()));
        Ok(Prepared {
            next,
            unfolded,
            refolds: matches!(&decision.reveals, Some(about) if about.noun == Noun::Inquiry),
            first: rows.first().cloned(),
            rows,
            reveals,
            erases: decision.erases.clone(),
            puts,
            receipts,
        })
    }

    /// Opens the sealed bodies of a round or inquiry that become public, and takes them into the register: all of
    /// them but those that the move names as not to be opened. All are compared before anything is
    /// written: what is damaged and not named stops the move, rather than being left out silently.
    async fn open_bodies(
        &self,
        next: &mut State,
        about: &Subject,
        unopened: &[u64],
    ) -> Result<Vec<Reveal>, AppError> {
        let mut reveals = Vec::new();
        // In the order of the log, so that every process reveals the same way, and a register that was
        // folded from the start says the same.
        for seq in replay::list_hidden(&next.register, about) {
            match self.open_sealed(seq).await? {
                Opening::Open(row, decoded) => {
                    next.register.reveal(&decoded.entry);
                    reveals.extend(reveal_of(&row));
                }
                Opening::Damaged if !unopened.contains(&seq) => {
                    return Err(SealError::Opened.into());
                }
                Opening::Damaged | Opening::Gone => {}
            }
        }
        Ok(reveals)
    }

    /// The row as it will be when its body is public; a row that is not sealed stays as it is.
    pub(crate) fn open_row(&self, row: EntryRow) -> Result<EntryRow, AppError> {
        let (BodyState::Sealed, Some(random), Some(digits)) = (row.state, row.salt, &row.body)
        else {
            return Ok(row);
        };
        let (salt, body) = self.seal.open_body(row.seq, random, digits)?;
        Ok(EntryRow {
            salt: Some(salt.0),
            body: Some(body),
            state: BodyState::Public,
            ..row
        })
    }
}

/// The row as it is stored while its body is not public.
pub(crate) fn seal_row(seal: &SealKey, dice: &dyn Dice, row: EntryRow) -> EntryRow {
    let (Some(salt), Some(json)) = (row.salt, &row.body) else {
        return row;
    };
    if row.is_kept() {
        return row;
    }
    let (random, digits) = seal.seal_body(dice, row.seq, &Salt(salt), json);
    EntryRow {
        salt: Some(random),
        body: Some(digits),
        state: BodyState::Sealed,
        ..row
    }
}

/// What makes the body of an opened row public.
fn reveal_of(row: &EntryRow) -> Option<Reveal> {
    Some(Reveal {
        seq: row.seq,
        salt: row.salt?,
        body: row.body.clone()?,
    })
}

/// Rows that are not written yet, and the state that holds them but for its checkpoint.
pub(crate) struct Folded {
    next: State,
    /// Name of the log.
    log: String,
    /// Whether only the tree of `next` holds them, and its register does not.
    unfolded: bool,
    at: Timestamp,
    rows: Vec<EntryRow>,
    /// The salts of the rows: while they are sealed only who said it gets to know them.
    pub(crate) salts: Vec<Salt>,
}

impl Folded {
    /// No row behind a state yet.
    pub(crate) fn on(state: &State, log: &str, clock: &dyn Clock) -> Result<Self, AppError> {
        let last = state
            .register
            .log()
            .last()
            .map_or(Timestamp::UNIX_EPOCH, |line| line.at);
        Ok(Self {
            next: state.clone(),
            log: log.to_owned(),
            unfolded: false,
            // A clock that jumps back must not write a past that comes after its future.
            at: whole_milliseconds(clock.now())?.max(last),
            rows: Vec::new(),
            salts: Vec::new(),
        })
    }

    /// The next row, with a public body, and with the signature of its organisation where it signed.
    pub(crate) fn row(
        &self,
        (by, hand): (&OrganisationId, Hand),
        said: &Said,
        written: &Written,
        signature: Option<Vec<u8>>,
    ) -> Result<EntryRow, AppError> {
        // The number is the place behind all that is folded: two rows of one use case differ in it, and
        // a write that comes second finds its number taken.
        let (seq, kind) = (self.next.tree.size(), said.statement.kind());
        let envelope = Envelope {
            seq,
            at: self.at,
            by: by.to_string(),
            hand,
            kind: kind.to_owned(),
            schema: schema_of(kind),
            subject: said.subject.to_string(),
            body: written.hash,
            signature: signature.as_deref().map(document::hash),
        };
        let leaf = envelope.to_leaf();
        // A bundle gives the length of a leaf in two bytes; one that is longer could never be served.
        if u16::try_from(leaf.len()).is_err() {
            return Err(AppError::Rule(format!(
                "the name “{:.40}…” is too long",
                envelope.subject
            )));
        }
        Ok(EntryRow {
            seq,
            envelope: leaf,
            salt: Some(written.salt.0),
            body: Some(written.json.clone()),
            // Of an empty body the words are not here.
            state: match written.json.is_empty() {
                true => BodyState::Sealed,
                false => BodyState::Public,
            },
            signature,
        })
    }

    /// Takes in a row that was folded behind an earlier state, and whose number alone is another one now.
    /// For those who hold the database: it costs a small part of folding.
    pub(crate) fn push_renumbered(&mut self, row: EntryRow) {
        self.unfolded = true;
        self.next.tree.push(&row.envelope);
        self.rows.push(row);
    }

    /// Folds a row into the state: what does not fold is not written.
    pub(crate) fn push(&mut self, row: EntryRow) -> Result<(), AppError> {
        // Through the bytes that will be stored, not from the statement in memory: what is read back
        // after a restart is what was folded now.
        let Decoded { entry, leaf } = replay::decode(&row, &self.log)?;
        self.next
            .register
            .apply(&entry)
            .map_err(|error| AppError::Rule(error.to_string()))?;
        self.next.tree.push_hash(leaf);
        self.rows.push(row);
        Ok(())
    }
}

fn whole_milliseconds(at: Timestamp) -> Result<Timestamp, AppError> {
    at.round(
        TimestampRound::new()
            .smallest(Unit::Millisecond)
            .mode(RoundMode::Trunc),
    )
    .map_err(|error| AppError::Internal(error.to_string()))
}
