// SPDX-License-Identifier: EUPL-1.2
//! The page of one entry: what it says, in words and as it is stored, and how
//! to check that nobody changed it.

use askama::Template;
use serde_json::Value as Json;
use wegmarke_domain::contribution::{COMMITTED, Voiced};
use wegmarke_domain::editing::Editing;
use wegmarke_domain::erasure::ErasureReason;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::key::{Backing, Registration, Revocation};
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::register::{LogLine, Register};
use wegmarke_domain::roll::{ActVisitor, Tabled};
use wegmarke_domain::statement::{self, Act, Statement};

use crate::attribute::{self, Teller};
use crate::contribution::stays_sealed;
use crate::frame::Section;
use crate::history;
use crate::key;
use crate::log_key;
use crate::parts::{Fact, Facts, Link, Shown, Table, Value};
use crate::url::log;
use crate::{Ctx, Frame, Route};

/// What the log holds of one entry.
#[derive(Debug, Clone, Copy)]
pub struct Stored<'a> {
    /// Its number.
    pub seq: u64,
    /// The canonical envelope, JSON; empty where what is stored is another one.
    pub envelope: &'a str,
    /// What can be seen of its body.
    pub body: Body<'a>,
}

/// What can be seen of a body.
#[derive(Debug, Clone, Copy)]
pub enum Body<'a> {
    /// All of it.
    Public {
        /// The salt of its hash, hexadecimal.
        salt: &'a str,
        /// The canonical body, JSON.
        json: &'a str,
    },
    /// Not yet: it is published later.
    Sealed,
    /// Not any more: it had to be erased.
    Erased,
    /// What is stored is not what was signed.
    Damaged,
}

/// The page of one entry.
#[derive(Debug, Template)]
#[template(path = "entry/page.html")]
pub struct Page {
    f: Frame,
    facts: Facts,
    said: Said,
    envelope: Facts,
    envelope_json: String,
    salt: Option<String>,
    body_json: Option<String>,
    proof: Vec<Link>,
    seq: u64,
    /// The key of the log, where the browser can check with it; `None`: not this entry.
    check: Option<String>,
    /// What the check says, by the names under which its script finds it.
    check_words: Vec<(&'static str, String)>,
    verify: String,
    before: Option<String>,
    after: Option<String>,
}

/// What the check in the browser may say.
const CHECK: [&str; 18] = [
    "body-right",
    "body-wrong",
    "body-sealed",
    "body-erased",
    "leaf-right",
    "leaf-wrong",
    "beside",
    "root-right",
    "root-wrong",
    "signature-right",
    "signature-wrong",
    "signature-unknown",
    "key-right",
    "key-wrong",
    "holds",
    "holds-but",
    "fails",
    "broken",
];

/// What the entry says.
#[derive(Debug)]
enum Said {
    /// Attributes and their values.
    Stated(Facts),
    /// Attributes before and after.
    Changed(Table),
    /// A sentence.
    Sentence(String),
    /// Nothing can be seen; a sentence says why.
    Hidden(String),
    /// Nothing is shown, because it is not what was signed.
    Damaged(String),
}

impl Page {
    /// The page of the entry `stored`; `None` if the register has no such entry.
    #[must_use]
    pub fn find(register: &Register, stored: Stored<'_>, ctx: &Ctx) -> Option<Self> {
        let line = register.find_line(stored.seq)?;
        let number = usize::try_from(stored.seq).unwrap_or(usize::MAX);
        let title = Shown::plain(&ctx.tn("entry-title", number));
        let mut facts = vec![
            Fact::new(ctx.t("entry-at"), history::instant(ctx, line.at)),
            Fact::new(ctx.t("entry-by"), history::by(register, ctx, line)),
            key::vouched(register, ctx, line),
            Fact::new(
                ctx.t("entry-what"),
                Value::Plain(ctx.word("kind", &line.kind.replace('.', "-"))),
            ),
            Fact::new(
                ctx.t("entry-about"),
                history::about(register, ctx, &line.subject),
            ),
        ];
        if let Some(day) = line.dated_on {
            facts.push(Fact::new(ctx.t("entry-dated"), Value::Plain(ctx.date(day))));
        }
        if let Some(version) = line.version {
            let words = ctx.tn("version-number", version as usize);
            facts.push(Fact::new(ctx.t("entry-version"), Value::Plain(words)));
        }
        if let Some(reason) = register.find_reason(stored.seq) {
            facts.push(Fact::new(ctx.t("entry-reason"), ctx.prose(reason)));
        }
        let (salt, body_json) = match stored.body {
            Body::Public { salt, json } => (Some(salt.to_owned()), Some(pretty(json))),
            Body::Sealed | Body::Erased | Body::Damaged => (None, None),
        };
        let way = ctx.link(&Route::History, Shown::plain(&ctx.t("nav-history")));
        Some(Self {
            f: Frame::new(ctx, title, Section::Changes)
                .described(ctx.t("entry-description"))
                .invented(ctx, register.is_invented(&line.subject))
                .below(vec![way])
                .script(&ctx.site.assets.check_js),
            facts: Facts { facts },
            said: said(register, ctx, line, stored),
            envelope: envelope(ctx, stored.envelope),
            envelope_json: stored.envelope.to_owned(),
            salt,
            body_json,
            proof: proof(ctx, stored),
            seq: stored.seq,
            check: (!stored.envelope.is_empty())
                .then(|| ctx.site.log_key.clone())
                .flatten(),
            check_words: CHECK
                .map(|name| (name, ctx.word("recompute", name)))
                .to_vec(),
            verify: ctx.href(&Route::Verify),
            before: stored
                .seq
                .checked_sub(1)
                .map(|seq| ctx.href(&Route::Entry(seq))),
            after: (stored.seq + 1 < register.size())
                .then(|| ctx.href(&Route::Entry(stored.seq + 1))),
        })
    }
}

fn pretty(json: &str) -> String {
    serde_json::from_str::<Json>(json)
        .and_then(|value| serde_json::to_string_pretty(&value))
        .unwrap_or_else(|_| json.to_owned())
}

fn said(register: &Register, ctx: &Ctx, line: &LogLine, stored: Stored<'_>) -> Said {
    let json = match stored.body {
        Body::Public { json, .. } => json,
        Body::Sealed => {
            let one = register.find_contribution(&line.subject);
            let submitted = register.find_submitted(&line.subject);
            let opened = submitted.and_then(|one| register.find_opening(&one.name.inquiry));
            let why = match one {
                None if opened.is_some_and(|(_, opening)| opening.unopened.contains(&line.seq)) => {
                    "entry-unopened"
                }
                None if opened.is_some() => "entry-stays-sealed",
                Some(one) if stays_sealed(register, one, line.seq) => "entry-stays-sealed",
                Some(one) if register.is_unopened(&one.address.round, line.seq) => "entry-unopened",
                Some(_) if line.kind.ends_with(COMMITTED) => "entry-committed",
                _ => "entry-sealed",
            };
            return Said::Hidden(ctx.t(why));
        }
        Body::Erased => return erased(register, ctx, line.seq),
        Body::Damaged => return Said::Damaged(ctx.t("entry-damaged")),
    };
    let schema = serde_json::from_str::<Json>(stored.envelope)
        .ok()
        .and_then(|envelope| u16::try_from(envelope.get("schema")?.as_u64()?).ok())
        .unwrap_or(1);
    match statement::decode(&line.kind, schema, json.as_bytes()) {
        Ok(read) => in_words(register, ctx, &line.subject, &read.statement),
        Err(_) => Said::Hidden(ctx.t("entry-unreadable")),
    }
}

/// That the body was erased, why, and which entry says so.
fn erased(register: &Register, ctx: &Ctx, seq: u64) -> Said {
    let words = ctx.t("entry-erased");
    let Some((by, reason)) = register.find_erasure(seq) else {
        return Said::Hidden(words);
    };
    let facts = vec![
        Fact::new(ctx.t("erasure-what"), Value::Plain(words)),
        Fact::new(ctx.t("erasure-reason"), reason_of(ctx, reason)),
        entry_fact(ctx, "erasure-by", by),
    ];
    Said::Stated(Facts { facts })
}

fn reason_of(ctx: &Ctx, reason: ErasureReason) -> Value {
    Value::Plain(ctx.word("erasure-reason", reason.as_str()))
}

/// An act on one record, in words.
struct Telling<'a> {
    register: &'a Register,
    ctx: &'a Ctx,
    about: &'a Subject,
}

impl ActVisitor for Telling<'_> {
    type Out = Said;

    fn visit<T: Tabled>(self, act: &Act<T>) -> Said {
        let Self { register, ctx, .. } = self;
        match act {
            Act::Stated(record) => Said::Stated(Facts {
                facts: Teller::of(register, ctx, &**record).whole().all(),
            }),
            Act::Changed(changes) => Said::Changed(attribute::changes(
                register,
                ctx,
                ctx.t("entry-changes"),
                self.about,
                changes,
            )),
            Act::Dropped if T::NOUN == Noun::Finding => Said::Sentence(ctx.t("entry-resolved")),
            Act::Dropped => Said::Sentence(ctx.t("entry-dropped")),
        }
    }
}

/// What is said in a round, and which earlier word it corrects or takes back.
fn voiced(register: &Register, ctx: &Ctx, voiced: &Voiced) -> Said {
    let mut facts = Vec::new();
    if let Voiced::Corrected {
        corrects, reason, ..
    }
    | Voiced::Withdrawn { corrects, reason } = voiced
    {
        facts.push(entry_fact(ctx, "entry-corrects", *corrects));
        facts.push(Fact::new(ctx.t("entry-reason"), ctx.prose(reason)));
    }
    if let Some(says) = voiced.says() {
        let teller = Teller::new(register, ctx, says.noun(), says.attributes());
        facts.extend(teller.whole().all());
    }
    Said::Stated(Facts { facts })
}

fn entry_fact(ctx: &Ctx, key: &str, seq: u64) -> Fact {
    let number = usize::try_from(seq).unwrap_or(usize::MAX);
    let words = Shown::plain(&ctx.tn("entry-title", number));
    let link = ctx.link(&Route::Entry(seq), words);
    Fact::new(ctx.t(key), Value::Link(link))
}

/// What stands behind what an organisation says of a key.
fn backing(ctx: &Ctx, backing: Option<Backing>) -> Option<Fact> {
    let words = Value::Plain(key::backing(ctx, backing?));
    Some(Fact::new(ctx.t("key-backing"), words))
}

fn registers(register: &Register, ctx: &Ctx, about: &Subject, new: &Registration) -> Said {
    let by = OrganisationId::new(&*about.id);
    let known = register.keys().find(&by, &new.fingerprint);
    let mut facts = vec![
        Fact::new(
            ctx.t("key-kind"),
            Value::Plain(ctx.word("key-kind", new.kind.as_str())),
        ),
        Fact::new(
            ctx.t("key-fingerprint"),
            Value::Code(key::grouped(&new.fingerprint)),
        ),
        Fact::new(ctx.t("key-from"), Value::Plain(ctx.date(new.from))),
        Fact::new(ctx.t("key-public"), Value::Code(new.key.to_string())),
    ];
    if let Some(site) = &new.site {
        facts.push(Fact::new(ctx.t("key-site"), Value::Code(site.to_string())));
    }
    facts.extend(backing(ctx, known.map(|key| key.backing)));
    Said::Stated(Facts { facts })
}

fn revokes(register: &Register, ctx: &Ctx, about: &Subject, revoked: &Revocation) -> Said {
    let by = OrganisationId::new(&*about.id);
    let known = register.keys().find(&by, &revoked.fingerprint);
    let known = known.and_then(|key| key.revoked.as_ref());
    let mut facts = vec![
        Fact::new(
            ctx.t("key-fingerprint"),
            Value::Code(key::grouped(&revoked.fingerprint)),
        ),
        Fact::new(ctx.t("key-revoked-on"), Value::Plain(ctx.date(revoked.on))),
        Fact::new(
            ctx.t("key-reason"),
            Value::Plain(ctx.word("key-reason", revoked.reason.as_str())),
        ),
    ];
    facts.extend(backing(ctx, known.map(|(.., backing)| *backing)));
    Said::Stated(Facts { facts })
}

fn in_words(register: &Register, ctx: &Ctx, about: &Subject, statement: &Statement) -> Said {
    match statement {
        // The reason stands above, with what else is known of the entry.
        Statement::Record(act) | Statement::Amended { act, .. } => act.visit(Telling {
            register,
            ctx,
            about,
        }),
        Statement::Voiced { voiced: said, .. } => voiced(register, ctx, said),
        Statement::Committed { .. } => Said::Hidden(ctx.t("entry-committed")),
        Statement::AnswerSubmitted(answer) => Said::Stated(Facts {
            facts: Teller::of(register, ctx, &**answer).whole().all(),
        }),
        Statement::InquiryOpened(opening) => {
            let due = opening.due_at.map(|due| history::instant(ctx, due));
            let due = due.map(|due| Fact::new(ctx.t("round-moved-at"), due));
            let unopened = opening.unopened.iter();
            let unopened = unopened.map(|seq| entry_fact(ctx, "round-unopened", *seq));
            Said::Stated(Facts {
                facts: due.into_iter().chain(unopened).collect(),
            })
        }
        Statement::MilestoneProposed(proposal) => {
            let teller = Teller::of(register, ctx, &proposal.milestone);
            let mut facts = teller.whole().all();
            if let Some(reason) = &proposal.reason {
                facts.push(Fact::new(ctx.t("entry-reason"), ctx.prose(reason)));
            }
            Said::Stated(Facts { facts })
        }
        Statement::MilestoneConfirmed(decision)
        | Statement::MilestoneDeclined(decision)
        | Statement::MilestoneWithdrawn(decision) => {
            let mut facts = vec![entry_fact(ctx, "entry-proposal", decision.proposal)];
            if let Some(reason) = &decision.reason {
                facts.push(Fact::new(ctx.t("entry-reason"), ctx.prose(reason)));
            }
            Said::Stated(Facts { facts })
        }
        Statement::CorrectionProposed(correction) => {
            let caption = ctx.t("entry-changes");
            let changes = &correction.changes;
            Said::Changed(attribute::changes(register, ctx, caption, about, changes))
        }
        // Which proposal, as the others; what changed stands in the history of the thing.
        Statement::CorrectionAccepted { decision, changes } if changes.is_empty() => {
            Said::Stated(Facts {
                facts: vec![entry_fact(ctx, "entry-proposal", decision.proposal)],
            })
        }
        Statement::CorrectionAccepted { decision, changes } => {
            let number = usize::try_from(decision.proposal).unwrap_or(usize::MAX);
            let caption = ctx.tn("entry-takes-up", number);
            Said::Changed(attribute::changes(register, ctx, caption, about, changes))
        }
        Statement::CorrectionDeclined(decision) | Statement::CorrectionWithdrawn(decision) => {
            Said::Stated(Facts {
                facts: vec![entry_fact(ctx, "entry-proposal", decision.proposal)],
            })
        }
        Statement::RoundAdvanced(advance) => {
            let state = ctx.word("round-state", advance.to.as_str());
            let mut facts = vec![Fact::new(ctx.t("round-state"), Value::Plain(state))];
            if let Some(due) = advance.due_at {
                facts.push(Fact::new(
                    ctx.t("round-moved-at"),
                    history::instant(ctx, due),
                ));
            }
            if let Some(reason) = &advance.reason {
                facts.push(Fact::new(ctx.t("entry-reason"), ctx.prose(reason)));
            }
            for seq in &advance.unopened {
                facts.push(entry_fact(ctx, "round-unopened", *seq));
            }
            if let Some(checkpoint) = &advance.checkpoint {
                let note = Value::Code(checkpoint.to_string());
                facts.push(Fact::new(ctx.t("round-checkpoint"), note));
            }
            Said::Stated(Facts { facts })
        }
        Statement::Edited(editing) => edited(register, ctx, editing),
        Statement::KeyRegistered(registration) => registers(register, ctx, about, registration),
        Statement::KeyRevoked(revocation) => revokes(register, ctx, about, revocation),
        Statement::LogRekeyed(replacement) => Said::Stated(log_key::facts(ctx, replacement)),
        Statement::BodyErased(erasure) => Said::Stated(Facts {
            facts: vec![
                entry_fact(ctx, "erasure-entry", erasure.entry),
                Fact::new(ctx.t("erasure-reason"), reason_of(ctx, erasure.reason)),
            ],
        }),
        Statement::BodyRestored(restoration) => Said::Stated(Facts {
            facts: vec![entry_fact(ctx, "restoration-entry", restoration.entry)],
        }),
        Statement::PlanVersioned(opened) => {
            let mut facts = vec![Fact::new(
                ctx.t("version-version"),
                Value::Plain(ctx.tn("version-number", opened.number as usize)),
            )];
            facts.extend(opened.files.iter().map(|(name, hash)| {
                Fact::new(
                    ctx.t("version-files"),
                    Value::Text(Shown::plain(name)).with(Value::Code(hash.clone())),
                )
            }));
            Said::Stated(Facts { facts })
        }
        Statement::Succeeded(succession) => Said::Stated(Facts {
            facts: vec![
                Fact::new(
                    ctx.t("succession-before"),
                    ctx.organisations(register, &succession.before),
                ),
                Fact::new(
                    ctx.t("succession-kind"),
                    Value::Plain(ctx.word("succession", succession.kind.as_str())),
                ),
                Fact::new(
                    ctx.t("succession-after"),
                    ctx.organisations(register, &succession.after),
                ),
                Fact::new(
                    ctx.t("succession-on"),
                    ctx.stated(&succession.on, |day| Value::Plain(ctx.date(*day))),
                ),
            ],
        }),
        Statement::FindingExplained(reason) => Said::Stated(Facts {
            facts: vec![Fact::new(ctx.t("finding-explanation"), ctx.prose(reason))],
        }),
    }
}

/// What is said of the record that somebody else keeps. The reason stands above.
fn edited(register: &Register, ctx: &Ctx, editing: &Editing) -> Said {
    let facts = match editing {
        Editing::Began(began) => vec![Fact::new(
            ctx.t("editing-of"),
            match began.of.is_empty() {
                true => ctx.not_stated(),
                false => ctx.organisations(register, &began.of),
            },
        )],
        Editing::Ended(ended) => vec![Fact::new(
            ctx.t("editing-editor"),
            Value::Link(ctx.organisation(register, &ended.editor)),
        )],
        Editing::Confirmed(review) | Editing::Contested(review) => {
            let what = match review.whole {
                true => "editing-whole",
                false => "editing-one",
            };
            vec![
                Fact::new(ctx.t("editing-reviewed"), Value::Plain(ctx.t(what))),
                entry_fact(ctx, "editing-through", review.through),
            ]
        }
    };
    Said::Stated(Facts { facts })
}

/// The envelope, key by key, exactly as it is in the log.
fn envelope(ctx: &Ctx, json: &str) -> Facts {
    let object = match serde_json::from_str::<Json>(json) {
        Ok(Json::Object(object)) => object,
        _ => serde_json::Map::new(),
    };
    let facts = object
        .iter()
        .map(|(name, value)| {
            let words = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            Fact::new(ctx.word("envelope", name), Value::Code(words))
        })
        .collect();
    Facts { facts }
}

fn proof(ctx: &Ctx, stored: Stored<'_>) -> Vec<Link> {
    let size = ctx.log_size.max(stored.seq + 1);
    let link = |key: &str, href: String| Link {
        href,
        text: Shown::plain(&ctx.t(key)),
        outside: false,
    };
    let mut links = vec![
        link("proof-bundle", log::bundle(stored.seq, size)),
        link("proof-tile", log::tile(stored.seq, size)),
        link("proof-checkpoint", log::checkpoint()),
    ];
    if stored.envelope.contains("\"signature\":") {
        links.push(link("proof-signature", log::signatures(stored.seq, size)));
    }
    if matches!(stored.body, Body::Public { .. }) {
        links.push(link("proof-body", log::body(stored.seq)));
    }
    links
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{Body, Page, Stored};
    use crate::Route;
    use crate::samples::Samples;
    use std::collections::BTreeSet;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let mut kinds = BTreeSet::new();
        for line in samples.lines {
            let (seq, envelope, kind) = (line.entry.seq, &line.envelope, &line.entry.kind);
            let public = Body::Public {
                salt: "00",
                json: &line.body,
            };
            // One entry of every kind, and of the first also all ways in which it cannot be seen.
            if !kinds.insert(kind) {
                continue;
            }
            let hidden = [
                (Body::Sealed, &**envelope),
                (Body::Erased, envelope),
                (Body::Damaged, envelope),
                (Body::Damaged, ""),
            ];
            let hidden = hidden.into_iter().filter(|_| seq == 0);
            for (body, envelope) in std::iter::once((public, &**envelope)).chain(hidden) {
                let stored = Stored {
                    seq,
                    envelope,
                    body,
                };
                samples.of(&Route::Entry(seq), kind, |r, c| Page::find(r, stored, c));
            }
        }
    }
}
