// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke say`: reports, assessments, practice statements, replies and figures, said by an
//! organisation whose token is in WEGMARKE_TOKEN. Prints a receipt for each entry.

mod keeping;

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args;
use jiff::civil::Date;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use wegmarke_app::commitment::Kept;
use wegmarke_app::contribution::Releasing;
use wegmarke_app::correction::Deciding;
use wegmarke_app::figure::{Figure, Issuing};
use wegmarke_app::key::NewKey;
use wegmarke_app::{App, AppError, Receipt, Who};
use wegmarke_domain::contribution::{Address, Says};
use wegmarke_domain::correction::Correction;
use wegmarke_domain::figure::{States, Stating};
use wegmarke_domain::file::MOST_BYTES;
use wegmarke_domain::id::{OrganisationId, PlanId};
use wegmarke_domain::key::RevocationReason;
use wegmarke_domain::noun::Subject;
use wegmarke_domain::privacy::NoPerson;
use wegmarke_domain::proposal::{Decision, Proposal};
use wegmarke_domain::rules::editing::Reviewing;
use wegmarke_domain::text::{Text, tidy_json};

use crate::{Whereabouts, key, open, token};

/// The key under which a piece of evidence names a file of this machine.
const ATTACH: &str = "attach";

#[derive(Debug, Args)]
#[group(id = "say")]
pub(crate) struct Options {
    /// A JSON file: one thing to say, or a list of them; see docs/saying.md.
    #[arg(required_unless_present = "reveal")]
    file: Option<PathBuf>,
    /// Submit only the hash of what FILE says (one thing in a round that is not due yet), and keep the words in
    /// this new file. Nobody can replace it: keep a copy.
    #[arg(long, value_name = "KEPT")]
    keep: Option<PathBuf>,
    /// Only print the hash, to be submitted elsewhere: nothing is read of the register, and nothing written.
    #[arg(long, requires = "keep")]
    hash_only: bool,
    /// Hand in the words of this file, of which the hash was submitted before.
    #[arg(long, value_name = "KEPT", conflicts_with_all = ["file", "keep"])]
    reveal: Option<PathBuf>,
    /// Sign it with this key file, which your organisation registered. What was signed is noted in
    /// KEY.signed.
    #[arg(long, value_name = "KEY")]
    sign: Option<PathBuf>,
}

/// One thing to say.
#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
enum Saying {
    /// Something in a round; before it is due it is sealed.
    Say {
        about: Subject,
        says: Says,
        #[serde(default)]
        no_person: Option<NoPerson>,
    },
    /// Another wording of what is public already.
    Correct {
        about: Subject,
        says: Says,
        reason: Text,
        #[serde(default)]
        no_person: Option<NoPerson>,
    },
    /// What is public is taken back.
    Withdraw {
        about: Subject,
        reason: Text,
        #[serde(default)]
        no_person: Option<NoPerson>,
    },
    /// A correction of what another organisation has on record is proposed.
    Suggest {
        about: Subject,
        #[serde(flatten)]
        correction: Correction,
    },
    /// A proposed correction of one's own record is taken up.
    Accept {
        correction: u64,
        #[serde(default)]
        reason: Option<Text>,
    },
    /// A proposed correction of one's own record is declined, or taken back by who proposed it.
    Refuse {
        correction: u64,
        reason: Text,
        #[serde(default)]
        own: bool,
    },
    /// The record of a plan is kept from now on, whose owner does not take part.
    Edit {
        plan: PlanId,
        /// Its owners, if it is not on record yet.
        #[serde(default)]
        of: Vec<OrganisationId>,
        reason: Text,
    },
    /// It is kept no more.
    #[serde(rename = "stop-editing")]
    StopEditing {
        plan: PlanId,
        editor: OrganisationId,
        reason: Text,
    },
    /// What an editor recorded of one's own plan is confirmed or contested.
    Review {
        plan: PlanId,
        /// Empty: everything.
        #[serde(default)]
        of: Vec<Subject>,
        #[serde(default)]
        contests: bool,
        /// The newest entry that was seen.
        #[serde(default)]
        through: Option<u64>,
        #[serde(default)]
        reason: Option<Text>,
    },
    /// Words of which only the hash was submitted are handed in.
    Reveal {
        /// The file in which they were kept, seen from the folder of this one.
        kept: PathBuf,
        #[serde(default)]
        no_person: Option<NoPerson>,
    },
    /// What did not open when its round was revealed is handed in again.
    Restore {
        entry: u64,
        /// 32 hexadecimal digits, from its receipt.
        salt: String,
        says: Says,
    },
    /// An indicator.
    Indicator {
        indicator: wegmarke_domain::indicator::Indicator,
    },
    /// A value of an indicator.
    Value {
        value: wegmarke_domain::indicator::Value,
    },
    /// Money for a measure in a year.
    Funding {
        funding: wegmarke_domain::funding::Funding,
    },
    /// An event outside a plan that touches its measures.
    Context {
        context: wegmarke_domain::context::Context,
    },
    /// What one says to a finding: that it is explained, or contested.
    Remark {
        remark: wegmarke_domain::remark::Remark,
    },
    /// Any of them, or that it is taken back; with the reason for which it is changed.
    State {
        #[serde(flatten)]
        states: States,
    },
    /// The same as a draft, for another person to release.
    Draft {
        #[serde(flatten)]
        states: States,
    },
    /// A key with which the organisation signs.
    #[serde(rename = "register-key")]
    RegisterKey {
        /// The public key, as `wegmarke key new` prints it.
        key: String,
        /// From when it is used; today if it is not given.
        #[serde(default)]
        from: Option<Date>,
    },
    /// A key is not good any more.
    #[serde(rename = "revoke-key")]
    RevokeKey {
        /// Its fingerprint.
        key: String,
        /// From when it is not to be trusted; today if it is not given.
        #[serde(default)]
        on: Option<Date>,
        reason: RevocationReason,
    },
    /// A milestone, or another state of one.
    Propose {
        #[serde(flatten)]
        proposal: Proposal,
    },
    /// A proposal is confirmed.
    Confirm {
        milestone: String,
        #[serde(flatten)]
        decision: Decision,
    },
    /// A proposal is declined.
    Decline {
        milestone: String,
        #[serde(flatten)]
        decision: Decision,
    },
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(Box<Saying>),
    Many(Vec<Saying>),
}

pub(crate) async fn run(place: &Whereabouts, options: &Options) -> anyhow::Result<ExitCode> {
    let file = options.file.as_deref();
    let mut read: Value = match (&options.reveal, file) {
        // Seen from where one is.
        (Some(kept), _) => {
            serde_json::json!({ "do": "reveal", "kept": std::path::absolute(kept)? })
        }
        (None, Some(file)) => read_json(file)?,
        (None, None) => Value::Array(Vec::new()),
    };
    let file = file.unwrap_or(Path::new(""));
    // What is wrong in it is told before anything is uploaded.
    list(file, read.clone())?;
    if options.keep.is_some() {
        // What is uploaded would be here before the words are.
        if !list_attached(&mut read).is_empty() {
            bail!(place.locale().t("cli-keep-no-files"));
        }
        if options.hash_only {
            let words = list(file, read)?;
            keep(place, options, &words, None)?;
            return Ok(ExitCode::SUCCESS);
        }
    }
    let app = open::app(place).await?;
    let who = token::who(place, &app).await?;
    let who = key::signing(place, &app, who, options.sign.as_deref())?;
    let folder = file.parent().unwrap_or_else(|| Path::new(""));
    for evidence in list_attached(&mut read) {
        let (name, bytes) = read_attached(folder, evidence)?;
        let file = app.attach(&who, &name, bytes).await;
        let file = file.map_err(|error| token::told(place, error))?;
        evidence.insert("file".to_owned(), serde_json::to_value(file)?);
    }
    let all = list(file, read)?;
    if options.keep.is_some() {
        let kept = keep(place, options, &all, Some(&app))?;
        let address = Address::parse(&kept.about)?;
        let done = keeping::commit(place, (&app, &who), &address, &kept).await;
        let receipts = done.map_err(|error| token::told(place, error))?;
        tell(options, &receipts)?;
        app.close().await;
        return Ok(ExitCode::SUCCESS);
    }
    for saying in all {
        let done = match saying {
            Saying::Say {
                about,
                says,
                no_person,
            } => {
                let address = Address::parse(&about)?;
                let releasing = Releasing {
                    look: no_person.as_ref(),
                    ..Releasing::default()
                };
                app.say(&who, &address, &says, releasing)
                    .await
                    .map(|(one, _)| vec![one])
            }
            Saying::Correct {
                about,
                says,
                reason,
                no_person,
            } => {
                let address = Address::parse(&about)?;
                app.correct_with(&who, &address, &says, &reason, no_person.as_ref())
                    .await
                    .map(|one| vec![one])
            }
            Saying::Withdraw {
                about,
                reason,
                no_person,
            } if about.noun.is_contribution() => {
                let address = Address::parse(&about)?;
                app.withdraw_with(&who, &address, &reason, no_person.as_ref())
                    .await
                    .map(|one| vec![one])
            }
            Saying::Withdraw { about, reason, .. } => {
                let states = States {
                    figure: Figure::Withdrawal(about),
                    reason: Some(reason),
                };
                app.state_with(&who, &states, Issuing::default()).await
            }
            Saying::Suggest { about, correction } => {
                app.propose_correction(&who, &about, &correction).await
            }
            Saying::Accept { correction, reason } => {
                let deciding = Deciding::Accept;
                app.decide_correction(&who, correction, deciding, reason.as_ref(), None)
                    .await
            }
            Saying::Refuse {
                correction,
                reason,
                own,
            } => {
                let deciding = match own {
                    true => Deciding::Withdraw,
                    false => Deciding::Decline,
                };
                app.decide_correction(&who, correction, deciding, Some(&reason), None)
                    .await
            }
            Saying::Edit { plan, of, reason } => {
                app.begin_editing(&who, &plan, &of, Some(&reason)).await
            }
            Saying::StopEditing {
                plan,
                editor,
                reason,
            } => app.end_editing(&who, &plan, &editor, Some(&reason)).await,
            Saying::Review {
                plan,
                of,
                contests,
                through,
                reason,
            } => {
                let reviewing = Reviewing {
                    about: of,
                    contests,
                    through,
                    reason,
                };
                app.review_recorded(&who, &plan, &reviewing).await
            }
            Saying::Reveal { kept, no_person } => {
                let kept = keeping::read(place, &folder.join(kept))?;
                let revealed = app.reveal_kept(&who, &kept, no_person.as_ref()).await;
                revealed.map(|one| vec![one])
            }
            Saying::Restore { entry, salt, says } => {
                let mut bytes = [0; 16];
                let named = || format!("“salt”: “{salt:.40}”");
                hex::decode_to_slice(salt.trim(), &mut bytes).with_context(named)?;
                let restored = app.restore_body(&who, entry, bytes, &says).await;
                restored.map(|one| vec![one])
            }
            Saying::Indicator { indicator } => {
                app.state_figure(&who, &Figure::Indicator(indicator), false)
                    .await
            }
            Saying::Value { value } => app.state_figure(&who, &Figure::Value(value), false).await,
            Saying::Funding { funding } => {
                app.state_figure(&who, &Figure::Funding(funding), false)
                    .await
            }
            Saying::Context { context } => {
                app.state_figure(&who, &Figure::Context(context), false)
                    .await
            }
            Saying::Remark { remark } => {
                app.state_figure(&who, &Figure::Remark(remark), false).await
            }
            Saying::State { states } => app.state_with(&who, &states, Issuing::default()).await,
            Saying::Draft { states } => {
                let about = draft(&app, &who, states).await;
                let about = about.map_err(|error| token::told(place, error))?;
                println!("{}", serde_json::json!({ "draft": about }));
                continue;
            }
            Saying::RegisterKey { key, from } => {
                let new =
                    NewKey::of_program(&key, from).map_err(|error| token::told(place, error))?;
                app.register_key(&who, &new).await
            }
            Saying::RevokeKey { key, on, reason } => {
                let key = key.replace(' ', "");
                app.revoke_key(&who, &key, on, reason).await
            }
            Saying::Propose { proposal } => app.propose_milestone(&who, &proposal, false).await,
            Saying::Confirm {
                milestone,
                decision,
            } => {
                app.decide_proposal(&who, &milestone, &decision, true, false)
                    .await
            }
            Saying::Decline {
                milestone,
                decision,
            } => {
                app.decide_proposal(&who, &milestone, &decision, false, false)
                    .await
            }
        };
        let receipts = done.map_err(|error| token::told(place, error))?;
        tell(options, &receipts)?;
    }
    app.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Notes what was signed, and prints the receipts.
fn tell(options: &Options, receipts: &[Receipt]) -> anyhow::Result<()> {
    if let Some(file) = &options.sign {
        key::note(&key::journal_of(file), receipts)?;
    }
    print_receipts(receipts)
}

/// Keeps the one thing that a file says.
fn keep(
    place: &Whereabouts,
    options: &Options,
    all: &[Saying],
    app: Option<&App>,
) -> anyhow::Result<Kept> {
    let (
        Some(file),
        [
            Saying::Say {
                about,
                says,
                no_person,
            },
        ],
    ) = (&options.keep, all)
    else {
        bail!(place.locale().t("cli-keep-one"));
    };
    let words = keeping::Words {
        address: &Address::parse(about)?,
        says,
        look: no_person.as_ref(),
    };
    let state = app.map(App::state);
    let register = state.as_ref().map(|state| &state.register);
    let kept = keeping::write(place, file, &words, register)?;
    let args = [("file", file.display().to_string().into())];
    eprintln!("{}", place.locale().t_with("cli-kept", &args));
    if options.hash_only {
        keeping::print_hash(&kept);
    }
    Ok(kept)
}

/// Keeps a figure as a draft and asks for its release; gives its name.
async fn draft(app: &App, who: &Who, states: States) -> Result<String, AppError> {
    let state = app.state();
    let nowhere = || AppError::NotFound("what this is about".to_owned());
    let stating = Stating::of(&state.register, &states.figure).ok_or_else(nowhere)?;
    let address = app.find_free_figure(who, &stating).await?;
    app.save_draft(who, &address, Some(states), 0).await?;
    app.request_release(who, &address).await?;
    Ok(format!("figure/{address}"))
}

/// What a file says, in its order.
fn list(file: &Path, read: Value) -> anyhow::Result<Vec<Saying>> {
    let all = serde_json::from_value(read).with_context(|| file.display().to_string())?;
    Ok(match all {
        OneOrMany::One(one) => vec![*one],
        OneOrMany::Many(many) => many,
    })
}

/// Pieces of evidence that name a file of this machine, wherever they stand.
fn list_attached(read: &mut Value) -> Vec<&mut Map<String, Value>> {
    match read {
        Value::Array(all) => all.iter_mut().flat_map(list_attached).collect(),
        Value::Object(one) => {
            if one.contains_key(ATTACH) {
                return vec![one];
            }
            one.values_mut().flat_map(list_attached).collect()
        }
        _ => Vec::new(),
    }
}

/// Name and bytes of the file that a piece of evidence names, which then names it no more.
fn read_attached(
    folder: &Path,
    evidence: &mut Map<String, Value>,
) -> anyhow::Result<(String, Vec<u8>)> {
    let named = evidence.remove(ATTACH);
    let path = named.as_ref().and_then(Value::as_str).unwrap_or_default();
    let path = folder.join(path);
    let told = || path.display().to_string();
    // One byte more than is taken is enough to say that it is too large.
    let mut bytes = Vec::new();
    let file = std::fs::File::open(&path).with_context(told)?;
    file.take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .with_context(told)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok((name.into_owned(), bytes))
}

/// Reads a JSON file whose texts go on record: tidied as at every other door.
pub(crate) fn read_json<T: DeserializeOwned>(file: &Path) -> anyhow::Result<T> {
    let named = || file.display().to_string();
    let text = std::fs::read_to_string(file).with_context(named)?;
    let mut value = serde_json::from_str(&text).with_context(named)?;
    tidy_json(&mut value);
    serde_json::from_value(value).with_context(named)
}

/// One JSON object for each entry that was made.
pub(crate) fn print_receipts(receipts: &[Receipt]) -> anyhow::Result<()> {
    for receipt in receipts {
        println!("{}", serde_json::to_string(receipt)?);
    }
    Ok(())
}
