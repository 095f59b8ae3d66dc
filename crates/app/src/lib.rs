// SPDX-License-Identifier: EUPL-1.2
//! Use cases: load, decide, append, fold.
//!
//! An [`App`] holds the register of one ledger behind an atomic pointer. Readers take the
//! [`State`] they need and never wait; writers decide on a state, append in one transaction, and
//! publish the next state. What other processes append is followed.
//!
//! Must never know HTML or SQL text.
//!
//! # To add a use case
//! 1. `src/<noun>.rs`: a method on [`App`] whose doc comment says the policy in words.
//! 2. Decide with a pure rule of `domain`, append with [`App::append`].
//! 3. Test it with both faults of `store::fault`.
//!
//! # Map
//! [`clock`]: time and chance as parameters; [`watch`]: whether the clock is believed; [`state`]: what readers hold; `replay`: log to state;
//! `append`: statements to log, `apart` where that takes long; `receipt`: the proof of it;
//! [`import`], [`finding`], [`verify`], [`round`], [`draft`], [`drafted`], [`filing`], [`contribution`], [`commitment`],
//! [`figure`], `milestone`, [`mod@file`], [`account`]: use cases; [`standing`]: whether something can
//! be said now; [`health`]: whether a server has what it needs; [`check`]: whether everything can be read; [`once`]: doing them only once; [`quota`]: how much somebody may write; `as_of`: older states; `entry`: one entry with its body; [`seal`], `cabinet`: what is
//! private, encrypted; [`seal_check`]: with which key; `sealed`: what of it opens; `restore`: what does not, handed in again; [`task`], [`reminder`], [`letter`], `calendar`: what is to be done, and who is
//! told how; [`log_key`]: how the log's own key is replaced; [`key`], [`signing`]: what organisations sign, and with what; [`two_persons`]: a rule of an organisation; [`upload`]: tables that are brought in the browser, looked
//! at, and written.

pub mod account;
pub mod alert;
mod apart;
mod append;
mod as_of;
mod cabinet;
mod calendar;
pub mod check;
pub mod clock;
pub mod commitment;
pub mod contribution;
pub mod correction;
pub mod draft;
pub mod drafted;
pub mod editing;
mod entry;
pub mod figure;
pub mod file;
pub mod filing;
pub mod finding;
pub mod health;
pub mod import;
pub mod key;
pub mod letter;
pub mod log_key;
mod milestone;
pub mod once;
mod organising;
pub mod quota;
mod receipt;
pub mod reminder;
mod replay;
mod restore;
pub mod round;
pub mod seal;
pub mod seal_check;
mod sealed;
pub mod second;
pub mod signing;
pub mod standing;
pub mod state;
pub mod task;
pub mod two_persons;
pub mod upload;
pub mod verify;
pub mod watch;
pub mod witness;
pub mod witnessing;
mod written;

use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwap;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::problem::Problem;
use wegmarke_domain::rules::importing::NotTheirs;
use wegmarke_domain::rules::permission::{About, Action, Actor};
use wegmarke_ledger::checkpoint::{CheckpointError, LogKey, LogVerifier};
use wegmarke_store::{Room, Store, StoreError};
use wegmarke_vault::Vault;
pub use wegmarke_vault::VaultError;

pub use self::clock::{Clock, Dice, OsDice, SystemClock};
pub use self::entry::{EntryView, Sight};
pub use self::receipt::{Receipt, SignedReceipt};
pub use self::seal::{SealError, SealKey};
pub use self::standing::Refusal;
pub use self::state::{State, Version};

/// Why a use case did not do what was asked. Nothing was written, unless the error says so.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The log's key or checkpoint.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The key at hand does not sign the log any more.
    #[error(
        "the log's key was replaced by entry {seq}, and this is the one before; nothing was written. The log is \
         signed with this key now: {new}"
    )]
    Rekeyed {
        /// The entry.
        seq: u64,
        /// The key that signs now.
        new: String,
    },
    /// The stored log is not what its checkpoint commits it to, or does not read.
    #[error(
        "the stored log does not hold at entry {seq}: {reason}; run “wegmarke verify” and restore a backup"
    )]
    Damaged {
        /// First entry that does not fit.
        seq: u64,
        /// What is wrong.
        reason: String,
    },
    /// The statements do not follow from the register.
    #[error("the statements do not follow from what is on record: {0}; nothing was written")]
    Rule(String),
    /// A file or profile could not be read.
    #[error(transparent)]
    Read(#[from] import::ImportError),
    /// A profile contradicts itself.
    #[error(transparent)]
    Profile(#[from] wegmarke_exchange::ProfileError),
    /// Under these ids of an import everything changed, and nobody said whether the things are the same.
    #[error(
        "everything under {} ids changed (such as {}): say of each whether it is still the same thing; nothing was written",
        .0.len(),
        .0.first().map_or_else(String::new, |one| one.thing.to_string())
    )]
    StillTheSame(Vec<wegmarke_domain::import::questions::Question>),
    /// Others changed things since a table was taken down, and it says otherwise.
    #[error(
        "{} things were changed by others since the table was taken down, and it says otherwise (the first is “{}”); \
         say whose word is taken; nothing was written",
        .0.len(),
        .0.first().map_or_else(String::new, |one| one.about.to_string())
    )]
    Moved(Vec<wegmarke_domain::rules::meanwhile::Moved>),
    /// A document gives no table; why, as a code.
    #[error("the document cannot be read: {0}; nothing was written")]
    Paper(&'static str),
    /// What somebody drew on a document gives no table.
    #[error("the columns cannot be drawn like this: {}; nothing was changed", .0.code())]
    Drawing(wegmarke_exchange::paper::grid::DrawingError),
    /// A thing is not on record.
    #[error("{0} is not on record; nothing was written")]
    NotFound(String),
    /// Who asks may not do it.
    #[error("that is not among your tasks ({0}); nothing was written")]
    Forbidden(&'static str),
    /// A file holds what is not for who brings it to state.
    #[error(
        "the file holds {} kinds of things that are not for your organisation to state; nothing was written",
        .0.len()
    )]
    NotTheirs(Vec<NotTheirs>),
    /// What is to be said has these problems.
    #[error("{} things need another look; nothing was written", .0.len())]
    Invalid(Vec<Problem>),
    /// The key of a request that must be done only once was used for another one.
    #[error("this key was used for another request; nothing was written")]
    KeyReused,
    /// It cannot be said now.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// This is what would be signed; nothing was written.
    #[error("{} statements are to be signed; nothing was written", .0.statements.len())]
    ToSign(Box<signing::ToSign>),
    /// It is not signed.
    #[error(transparent)]
    Signing(#[from] signing::SigningError),
    /// Somebody could not sign in.
    #[error(transparent)]
    SignIn(#[from] account::SignInError),
    /// The place for files.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The bytes of an uploaded file are not what they were.
    #[error("the file {0} is missing or damaged; restore the place for files from a backup")]
    DamagedFile(String),
    /// Somebody has written as much as they may for now.
    #[error(transparent)]
    TooMuch(#[from] quota::TooMuch),
    /// An organisation has as many drafts as it may.
    #[error(
        "the drafts of your organisation take all the room there is for them; nothing was written. \
         Please release or discard some"
    )]
    NoRoom,
    /// Something private lies there that nobody can read any more.
    #[error(
        "what is kept here ({0}) is damaged and cannot be read any more; nothing was written. Whoever runs \
         this register is told, and can restore it from a backup"
    )]
    Unreadable(&'static str),
    /// What is sealed cannot be opened.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The program's own fault.
    #[error("something went wrong inside Wegmarke: {0}; please report it")]
    Internal(String),
}

impl AppError {
    /// Stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Store(error) => error.code(),
            Self::Checkpoint(error) => error.code(),
            Self::Rekeyed { .. } => "rekeyed",
            Self::Damaged { .. } => "damaged_log",
            Self::Rule(_) => "rule",
            Self::Read(error) => error.code(),
            Self::Profile(error) => error.code(),
            Self::StillTheSame(_) => "still_the_same",
            Self::Moved(_) => "moved",
            Self::Paper(_) => "paper",
            Self::Drawing(_) => "drawing",
            Self::NotFound(_) => "not_found",
            Self::Forbidden(_) => "forbidden",
            Self::NotTheirs(_) => "not_theirs",
            Self::Invalid(_) => "invalid",
            Self::KeyReused => "key_reused",
            Self::Refused(refusal) => refusal.code(),
            Self::ToSign(_) => "to_sign",
            Self::Signing(error) => error.code(),
            Self::SignIn(error) => error.code(),
            Self::Vault(error) => error.code(),
            Self::DamagedFile(_) => "damaged_file",
            Self::TooMuch(_) => "too_much_written",
            Self::NoRoom => "no_room",
            Self::Unreadable(_) => "unreadable",
            Self::Seal(_) => "seal",
            Self::Internal(_) => "internal",
        }
    }
}

/// Entries of others that take a while to be read.
const MUCH: u64 = 1000;
/// Passwords that are hashed at once.
const HASHING: usize = 2;
/// Uploaded files that are looked at and sealed at once, and as many that are opened: each may take 10 MiB several times.
const ATTACHING: usize = 4;

/// The secret keys of an installation.
#[derive(Debug)]
pub struct Keys {
    /// Signs the log.
    pub log: LogKey,
    /// Seals what is not public.
    pub seal: SealKey,
}

/// Who asks for something: a person who is signed in, or a program with a token.
#[derive(Clone, Debug)]
pub struct Who {
    /// For whom, and as what.
    pub actor: Actor,
    /// The account; never in the ledger.
    pub account: String,
    /// The token that a program came with.
    pub token: Option<String>,
    /// The request that they make, if it must be done only once; see [`App::once`].
    pub once: Option<once::Once>,
    /// How what they say is signed; `None`: not.
    pub signing: Option<signing::Signing>,
}

impl Who {
    /// The organisation.
    #[must_use]
    pub const fn organisation(&self) -> &OrganisationId {
        &self.actor.organisation
    }

    /// Refuses what they may not do.
    pub(crate) fn must(
        &self,
        state: &State,
        action: Action,
        about: About<'_>,
    ) -> Result<(), AppError> {
        if self.actor.may(&state.register, action, about) {
            Ok(())
        } else {
            Err(self.refuse(action))
        }
    }

    /// Whether they may do something for their own organisation.
    #[must_use]
    pub fn may_own(&self, state: &State, action: Action) -> bool {
        let own = About::Organisation(self.organisation());
        self.actor.may(&state.register, action, own)
    }

    /// Refuses what they may not do for their own organisation.
    pub(crate) fn must_own(&self, state: &State, action: Action) -> Result<(), AppError> {
        self.must(state, action, About::Organisation(self.organisation()))
    }
}

/// One ledger, ready for use.
pub struct App {
    store: Store,
    key: LogKey,
    /// The key that signed the log until now: this one, but where that one was lost.
    trust: LogVerifier,
    seal: SealKey,
    clock: Arc<dyn Clock>,
    /// The same clock, as what it is compared with.
    watched: Arc<watch::Watched>,
    told: tokio::sync::Mutex<watch::Told>,
    dice: Arc<dyn Dice>,
    state: ArcSwap<State>,
    told_unread: cabinet::ToldUnread,
    /// Sealed entries that did not open when they were looked at last.
    damaged: ArcSwap<Vec<u64>>,
    /// Held while this process appends or follows: states are published in order.
    writing: tokio::sync::Mutex<()>,
    older: as_of::Older,
    /// Passwords are hashed by few at a time: each takes memory and a processor.
    hashing: tokio::sync::Semaphore,
    vault: Vault,
    /// Most bytes of all files of one organisation.
    room: u64,
    limits: quota::Limits,
    witnesses: witness::Witnesses,
    /// Whether logins of organisations may live on this machine or beside it.
    local_providers: bool,
    /// What strangers tried.
    crowd: account::stranger::Crowd,
    attaching: tokio::sync::Semaphore,
    opening: tokio::sync::Semaphore,
    /// Held while it is counted whether there is room for a file.
    counting: tokio::sync::Mutex<()>,
    /// What is worked out of uploaded tables.
    desk: upload::Desk,
    /// The program that is started to read a PDF.
    reader: Option<std::path::PathBuf>,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App")
            .field("size", &self.state().size())
            .finish_non_exhaustive()
    }
}

impl App {
    /// Replays the ledger and checks it against its checkpoint.
    ///
    /// # Errors
    /// [`AppError::Damaged`] if the stored log does not hold; [`SealError::OtherKey`] if it was sealed
    /// with another key; what the store says.
    pub async fn open(
        store: Store,
        keys: Keys,
        clock: Arc<dyn Clock>,
        dice: Arc<dyn Dice>,
    ) -> Result<Self, AppError> {
        let trust = LogVerifier::parse(keys.log.verifier_key())?;
        Self::open_trusting(store, keys, trust, (clock, dice)).await
    }

    /// The same for a log that another key signed until now, which nobody has any more. Nothing is written
    /// with the new one before [`App::replace_log_key`].
    ///
    /// # Errors
    /// As [`App::open`].
    pub async fn open_trusting(
        store: Store,
        keys: Keys,
        trust: LogVerifier,
        (clock, dice): (Arc<dyn Clock>, Arc<dyn Dice>),
    ) -> Result<Self, AppError> {
        let Keys { log: key, seal } = keys;
        seal_check::settle(&store, &seal).await?;
        let state = replay::replay(&store, &trust, State::empty()).await?;
        let watched = Arc::new(watch::Watched::new(clock));
        let app = Self {
            store,
            key,
            trust,
            seal,
            clock: Arc::clone(&watched) as _,
            watched,
            told: tokio::sync::Mutex::default(),
            dice,
            state: ArcSwap::from_pointee(state),
            told_unread: cabinet::ToldUnread::default(),
            damaged: ArcSwap::default(),
            writing: tokio::sync::Mutex::new(()),
            older: as_of::Older::default(),
            hashing: tokio::sync::Semaphore::new(HASHING),
            vault: Vault::nowhere(),
            room: wegmarke_domain::file::MOST_BYTES_OF_ALL,
            limits: quota::Limits::default(),
            witnesses: witness::Witnesses::default(),
            local_providers: false,
            crowd: account::stranger::Crowd::default(),
            attaching: tokio::sync::Semaphore::new(ATTACHING),
            opening: tokio::sync::Semaphore::new(ATTACHING),
            counting: tokio::sync::Mutex::default(),
            desk: upload::Desk::default(),
            reader: None,
        };
        if let Err(error) = app.move_logins().await {
            // Readers need no logins, and it is tried again every hour.
            tracing::error!(code = error.code(), %error, "older logins could not be moved");
        }
        app.begin_watch().await?;
        Ok(app)
    }

    /// The same with a place for uploaded files. Without one, uploading is refused.
    #[must_use]
    pub fn with_vault(mut self, vault: Vault) -> Self {
        self.vault = vault;
        self
    }

    /// The same with another limit for all files of one organisation, in bytes.
    #[must_use]
    pub const fn with_room(mut self, room: u64) -> Self {
        self.room = room;
        self
    }

    /// The newest state this process knows. Never waits; never changes while it is held.
    #[must_use]
    pub fn state(&self) -> Arc<State> {
        self.state.load_full()
    }

    /// Version of everything that is shown now.
    #[must_use]
    pub fn version(&self) -> Version {
        self.state.load().version()
    }

    /// The log's public key.
    #[must_use]
    pub fn verifier_key(&self) -> &str {
        self.key.verifier_key()
    }

    /// The public key that signed the log until now: the log's own, but where that one was lost.
    #[must_use]
    pub fn trusted_key(&self) -> &str {
        self.trust.text()
    }

    /// Name of the log.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.key.origin()
    }

    /// The clock.
    #[must_use]
    pub fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    /// Takes in what other processes appended. Waits at most `longest` for something to come.
    ///
    /// # Errors
    /// What the store says, and [`AppError::Damaged`].
    pub async fn follow(&self, longest: Duration) -> Result<(), AppError> {
        let known = self.state().version();
        let head = self
            .store
            .wait_beyond(known.size, known.erasures, longest)
            .await?;
        if (head.size, head.erasures) != (known.size, known.erasures) {
            // What is much is read first, while others write; the rest after it, in their turn.
            if head.size > known.size + MUCH {
                let state = State::clone(&self.state());
                let ahead = replay::replay(&self.store, &self.trust, state).await?;
                let _writing = self.writing.lock().await;
                if ahead.size() > self.state().size() {
                    self.state.store(Arc::new(ahead));
                }
            }
            // Whoever writes builds the next state on this one; two at once would publish one that
            // lacks what the other added.
            let _writing = self.writing.lock().await;
            self.catch_up().await?;
        }
        Ok(())
    }

    /// Publishes the state of everything that is stored. The caller holds `writing`.
    pub(crate) async fn catch_up(&self) -> Result<(), AppError> {
        let state = State::clone(&self.state());
        let state = replay::replay(&self.store, &self.trust, state).await?;
        self.state.store(Arc::new(state));
        Ok(())
    }

    /// How much room there is on the disk of the embedded database, and sees to it that a reserve for
    /// rounds that are due is kept where there is enough. `None`: the database is elsewhere.
    ///
    /// # Errors
    /// [`StoreError::File`].
    pub fn look_at_disk(&self) -> Result<Option<Room>, AppError> {
        // A file system that sets no room aside, or no rights: that is no reason not to look.
        if let Err(error) = self.store.keep_reserve() {
            tracing::debug!(%error, "no room is kept for rounds that are due");
        }
        Ok(self.store.find_room()?)
    }

    /// Closes the database; what was appended stays.
    pub async fn close(&self) {
        self.store.close().await;
    }
}
