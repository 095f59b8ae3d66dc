// SPDX-License-Identifier: EUPL-1.2
//! A hard seal: only the hash of what is said goes into the log before a round is due, and its organisation
//! keeps the words. Nobody else can read them, whoever runs the server neither; and nobody else can hand
//! them in: who does not, is shown as "committed, not revealed".

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use wegmarke_domain::contribution::{Address, Says, Version, Voiced};
use wegmarke_domain::erasure::Restoration;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::privacy::NoPerson;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::rules::permission::Action;
use wegmarke_domain::statement::{Said, Statement, decode, schema_of};
use wegmarke_domain::text::tidy_json;
use wegmarke_ledger::{BodyHash, Envelope, Salt, body, canonical};
use wegmarke_store::{BodyState, EntryRow};

use crate::append::Decision;
use crate::cabinet::{Drawer, Kind, Private, delete, kind};
use crate::standing::{Refusal, Standing, must_be_settled, standing};
use crate::{App, AppError, Dice, Receipt, State, Who};

/// The form of a file of kept words.
pub const FORM: &str = "wegmarke/kept/v1";
/// Most bytes of such a file.
pub const MOST_BYTES: usize = 1 << 20;

/// Words that their organisation keeps, with what shows later that they are the ones of then.
#[derive(Clone, PartialEq, Eq)]
pub struct Kept {
    /// What they are about.
    pub about: Subject,
    salt: Salt,
    /// The body: canonical JSON.
    json: Vec<u8>,
}

/// The file is not one of kept words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a file of kept words: {0}")]
pub struct KeptError(String);

/// The content of a file of kept words.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    form: String,
    about: Subject,
    /// 32 hexadecimal digits.
    salt: String,
    body: Value,
}

impl Kept {
    /// Words that are kept from now on, with a new salt. They are tidied as everything that is said.
    ///
    /// # Errors
    /// [`AppError::Internal`] if they cannot be written.
    pub fn new(address: &Address, says: &Says, dice: &dyn Dice) -> Result<Self, AppError> {
        let internal = |error: serde_json::Error| AppError::Internal(error.to_string());
        let about = address.subject();
        let mut body = json!({ "about": about, "says": says });
        tidy_json(&mut body);
        let mut salt = [0; 16];
        dice.fill(&mut salt);
        Ok(Self {
            json: canonical(&body).map_err(internal)?,
            salt: Salt(salt),
            about,
        })
    }

    /// What is submitted of them: the hash of the salted body.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        let BodyHash(hash) = body::hash(&self.salt, &self.json);
        hash
    }

    /// The file.
    ///
    /// # Errors
    /// [`AppError::Internal`] if it cannot be written.
    pub fn to_file(&self) -> Result<Vec<u8>, AppError> {
        let internal = |error: serde_json::Error| AppError::Internal(error.to_string());
        let file = File {
            form: FORM.to_owned(),
            about: self.about.clone(),
            salt: hex::encode(self.salt.0),
            body: serde_json::from_slice(&self.json).map_err(internal)?,
        };
        let mut file = serde_json::to_vec_pretty(&file).map_err(internal)?;
        file.push(b'\n');
        Ok(file)
    }

    /// Reads what [`Kept::to_file`] writes, also where a program set other line breaks.
    ///
    /// # Errors
    /// [`KeptError`].
    pub fn parse(file: &[u8]) -> Result<Self, KeptError> {
        let wrong = |why: &dyn std::fmt::Display| KeptError(why.to_string());
        if file.len() > MOST_BYTES {
            return Err(wrong(&"it is too large"));
        }
        let file: File = serde_json::from_slice(file).map_err(|error| wrong(&error))?;
        if file.form != FORM {
            return Err(wrong(&format!("its form is “{:.40}”", file.form)));
        }
        let mut salt = [0; 16];
        hex::decode_to_slice(&file.salt, &mut salt).map_err(|error| wrong(&error))?;
        Ok(Self {
            about: file.about,
            salt: Salt(salt),
            json: canonical(&file.body).map_err(|error| wrong(&error))?,
        })
    }

    /// What they say, if that reads and is tidy.
    fn read(&self) -> Option<Says> {
        let mut tidied: Value = serde_json::from_slice(&self.json).ok()?;
        tidy_json(&mut tidied);
        let kind = kind_of(self.about.noun)?;
        let body = decode(kind, schema_of(kind), &self.json).ok()?;
        let Statement::Voiced { voiced, .. } = body.statement else {
            return None;
        };
        let is_tidy = canonical(&tidied).is_ok_and(|tidied| tidied == self.json);
        let plain = body.dated_on.is_none() && body.version.is_none() && !body.invented;
        match voiced {
            Voiced::Committed { about, says } if about == self.about && is_tidy && plain => {
                Some(Says::clone(&says))
            }
            _ => None,
        }
    }
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The words are for nobody yet.
        let mut told = f.debug_struct("Kept");
        told.field("about", &self.about).finish_non_exhaustive()
    }
}

/// The kind of an entry of which only the hash is said; `None`: there is none.
fn kind_of(noun: Noun) -> Option<&'static str> {
    let committed = Statement::Committed {
        noun,
        hash: [0; 32],
    };
    (noun.is_contribution() && noun != Noun::Reply).then(|| committed.kind())
}

/// A hash that one person wants to submit, where their organisation wants two.
#[derive(Debug, Serialize, Deserialize)]
struct Asked {
    account: String,
    hash: String,
}

impl Private for Asked {
    const KIND: &'static str = "commitment-asked";
}

/// The documents of this file, to be looked at.
pub(crate) const KIND: Kind = kind::<Asked>();

/// What came of submitting a hash.
#[derive(Clone, Debug)]
pub enum Committed {
    /// It stands in the log.
    Done(Box<Receipt>),
    /// It stood there already.
    Known(Box<Receipt>),
    /// Another person of the organisation must submit the same.
    Asked,
}

impl App {
    /// Submits, as the organisation, only the hash of what it says in a round before that is due. The words
    /// stay with it; it hands them in with [`App::reveal_kept`] afterwards. What it said before about the
    /// same thing is replaced by it.
    ///
    /// Where the organisation wants two persons, the first one asks, and another one submits the same hash.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; [`Refusal`].
    pub async fn commit(
        &self,
        who: &Who,
        address: &Address,
        hash: [u8; 32],
    ) -> Result<Committed, AppError> {
        who.must_own(&self.state(), Action::Release)?;
        self.must_be_own(who, address)?;
        self.advance_rounds().await?;
        let subject = address.subject();
        if let Some(row) = self
            .find_committed(&self.state(), &subject, hash, true)
            .await?
        {
            return Ok(Committed::Known(Box::new(Receipt::of(
                &row,
                self.origin(),
                None,
            )?)));
        }
        let id = subject.to_string();
        let asked = self.look_up::<Asked>(&id).await?;
        let digits = hex::encode(hash);
        let is_second = asked
            .held()
            .is_some_and(|held| held.value.account != who.account && held.value.hash == digits);
        let asks = !is_second && self.find_settings(&address.by).await?.two_persons;
        let state = self.state();
        let round = state.register.rounds.find(address.round.as_str());
        let due = round.map(|round| round.due_at);
        let drawer = Drawer {
            id: &id,
            owner: Some(address.by.as_str()),
            // When the round is due it is too late for a second person.
            expires_at: due.map(|due| due.as_second()),
        };
        let put = match (asks, asked.revision()) {
            (true, _) => {
                let (account, hash) = (who.account.clone(), digits);
                Some(self.keep(&drawer, &Asked { account, hash }, asked.expect())?)
            }
            (false, Some(_)) => Some(delete::<Asked>(&id, asked.expect())),
            (false, None) => None,
        };
        let (mut receipts, ()) = self
            .append(|state| {
                who.must_own(state, Action::Release)?;
                match standing(&state.register, address, self.clock.now())? {
                    Standing::Sealed => {}
                    Standing::Public => return Err(Refusal::NothingToKeep.into()),
                }
                let noun = address.noun;
                let said = Said::new(subject.clone(), Statement::Committed { noun, hash });
                let mut decision = Decision::typed(who, (!asks).then_some(said));
                decision.puts.extend(put.clone());
                Ok((decision, ()))
            })
            .await?;
        Ok(match receipts.pop() {
            Some(receipt) => Committed::Done(Box::new(receipt)),
            None => Committed::Asked,
        })
    }

    /// Hands in the words of which one's organisation submitted only the hash, when their round is due.
    /// The hash in the log tells whether they are the ones of then: they become public, and an entry says so.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; [`Refusal`]: too early, other words, handed in already, replaced;
    /// [`AppError::Invalid`] with what is wrong with them.
    pub async fn reveal_kept(
        &self,
        who: &Who,
        kept: &Kept,
        look: Option<&NoPerson>,
    ) -> Result<Receipt, AppError> {
        who.must_own(&self.state(), Action::Release)?;
        let address = Address::parse(&kept.about).map_err(|_| Refusal::OtherWords)?;
        self.must_be_own(who, &address)?;
        self.advance_rounds().await?;
        let state = self.state();
        if !state.register.round_state(&address.round).is_revealed() {
            return Err(Refusal::TooEarly.into());
        }
        let row = self
            .find_committed(&state, &kept.about, kept.hash(), false)
            .await?
            .ok_or(Refusal::OtherWords)?;
        let says = kept.read();
        let says = says.ok_or_else(|| AppError::Invalid(vec![Problem::new("", codes::UNREAD)]))?;
        let (named, mut problems) = self.name_files(&address.by, &says).await?;
        problems.extend(says.problems(&state.register, &address));
        // What the words name may have been taken back since they were committed.
        problems.retain(|problem| problem.code != codes::UNKNOWN);
        let look = must_be_settled(problems, look)?;
        let seq = row.seq;
        let open = EntryRow {
            salt: Some(kept.salt.0),
            body: Some(kept.json.clone()),
            state: BodyState::Public,
            ..row
        };
        let (mut receipts, ()) = self
            .append(|state| {
                who.must_own(state, Action::Release)?;
                may_reveal(state, &kept.about, seq)?;
                let restoration = Statement::BodyRestored(Restoration { entry: seq });
                let said = Said::new(kept.about.clone(), restoration);
                let mut decision = Decision::typed(who, [said]);
                decision.looks.extend(look.clone().map(|look| (0, look)));
                decision.puts.extend(named.iter().cloned());
                decision.restores = Some(open.clone());
                Ok((decision, ()))
            })
            .await?;
        receipts
            .pop()
            .ok_or_else(|| AppError::Internal("nothing was written".to_owned()))
    }

    /// What an organisation committed and can hand in now: the newest of each contribution whose round
    /// was revealed.
    #[must_use]
    pub fn list_own_unrevealed(&self, by: &OrganisationId) -> Vec<Address> {
        let state = self.state();
        let register = &state.register;
        let rounds = register.rounds.list();
        let rounds = rounds.filter(|round| register.round_state(&round.id).is_revealed());
        let nouns = || Noun::list_said().filter(|noun| *noun != Noun::Reply);
        let said = rounds.flat_map(|round| {
            nouns().flat_map(|noun| register.list_contributions(&round.id, noun))
        });
        let own = said.filter(|one| one.address.by == *by);
        let kept = own.filter(|one| one.newest().is_some_and(Version::is_kept));
        kept.map(|one| one.address.clone()).collect()
    }

    /// Whether a colleague asked for submitting a hash about this, and which.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; what the store says.
    pub async fn find_commitment_asked(
        &self,
        who: &Who,
        address: &Address,
    ) -> Result<Option<String>, AppError> {
        who.must_own(&self.state(), Action::Release)?;
        self.must_be_own(who, address)?;
        let asked = self
            .look_up::<Asked>(&address.subject().to_string())
            .await?;
        let asked = asked.into_held().map(|held| held.value);
        let asked = asked.filter(|asked| asked.account != who.account);
        Ok(asked.map(|asked| asked.hash))
    }

    /// The row of a hash that was committed about something; the newest version only, or any.
    async fn find_committed(
        &self,
        state: &State,
        about: &Subject,
        hash: [u8; 32],
        newest: bool,
    ) -> Result<Option<EntryRow>, AppError> {
        let Some(known) = state.register.find_contribution(about) else {
            return Ok(None);
        };
        let versions = known.versions.iter().rev();
        let versions = versions.take(if newest { 1 } else { usize::MAX });
        for version in versions.filter(|version| version.is_commitment()) {
            let Some(row) = self.store.find(version.seq).await? else {
                continue;
            };
            let envelope = Envelope::from_leaf(&row.envelope);
            if envelope.is_ok_and(|envelope| envelope.body == BodyHash(hash)) {
                return Ok(Some(row));
            }
        }
        Ok(None)
    }
}

/// Whether the words of an entry can be handed in.
fn may_reveal(state: &State, about: &Subject, seq: u64) -> Result<(), Refusal> {
    let known = state.register.find_contribution(about);
    let known = known.ok_or(Refusal::OtherWords)?;
    let version = known.versions.iter().find(|version| version.seq == seq);
    let version = version.ok_or(Refusal::OtherWords)?;
    if !version.is_kept() {
        return Err(Refusal::Revealed);
    }
    if known.is_replaced(seq) {
        return Err(Refusal::Replaced);
    }
    // What was erased stays erased.
    match state.register.find_erasure(seq) {
        Some(_) => Err(Refusal::Revealed),
        None => Ok(()),
    }
}
