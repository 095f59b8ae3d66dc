// SPDX-License-Identifier: EUPL-1.2
//! A hard seal: only the hash of what is said goes in, and the words are handed in when the round is due.
//!
//! The words are typed into a form that is sent nowhere: a script makes a file of them, which their person
//! keeps, and fills in the hash. Without the script a program makes the file, and the hash is typed in.

use askama::Template;
use serde_json::{Map, Value, json};
use wegmarke_domain::contribution::{Address, Says};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::problem::{LONGEST_TEXT, Problem, codes};
use wegmarke_domain::register::Register;
use wegmarke_domain::shape::{self, Attribute, Kind, Own, Presence};

use super::say::second_look;
use super::signing::{Signing, Signs};
use super::{Bar, KeepButton, button, ways};
use crate::frame::Section;
use crate::parts::form::rows::Rows;
use crate::parts::form::shape::Whole;
use crate::parts::form::{Control, Form, Group, Maker, Values};
use crate::parts::{Badge, Link};
use crate::subject;
use crate::voices::{state_badge, until};
use crate::{Ctx, Frame, Route};

/// The field for the hash.
pub const HASH: &str = "hash";
/// The field for the file.
pub const FILE: &str = "kept";
/// Rows of a list that can be filled in.
const SPARE: usize = 3;

/// What can be done now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeepPhase {
    /// The hash is submitted; a colleague may have asked for this one.
    Commit {
        /// What the colleague submitted.
        asked: Option<String>,
    },
    /// The words are handed in.
    Reveal,
    /// Nothing, and why: the code of a refusal.
    Nothing(&'static str),
}

/// What the page is made of.
#[derive(Debug)]
pub struct KeepParts<'a> {
    /// Who.
    pub bar: Bar,
    /// What is said.
    pub address: &'a Address,
    /// What can be done now.
    pub phase: KeepPhase,
    /// What was typed.
    pub values: &'a Values,
    /// What is wrong with it.
    pub problems: &'a [Problem],
    /// Why it was not taken.
    pub refused: Option<String>,
    /// What was done.
    pub notice: Option<String>,
    /// Whether it can be signed.
    pub signs: Signs,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "work/keep.html")]
pub struct Keep {
    f: Frame,
    ways: Vec<Link>,
    noun: String,
    about: Link,
    round: Link,
    state: Badge,
    until: Option<String>,
    refused: Option<String>,
    notice: Option<String>,
    /// Why nothing can be done.
    nothing: Option<String>,
    back: Link,
    rules: Vec<String>,
    /// The form that is sent nowhere, and what the script needs.
    words: Option<Words>,
    asked: Option<String>,
    signing: Option<Signing>,
    form: Option<Form>,
}

/// What the script makes a file of.
#[derive(Debug)]
struct Words {
    form: Form,
    /// What the file is about.
    about: String,
    /// What it is called.
    name: String,
    /// How each field becomes a value, which of them must be there, and how long a text may be: JSON.
    shape: String,
    made: String,
    missing: String,
    wrong: String,
    again: String,
}

impl Keep {
    /// The page; `None` if the round is not on record.
    #[must_use]
    pub fn find(register: &Register, ctx: &Ctx, parts: KeepParts<'_>) -> Option<Self> {
        let address = parts.address;
        let about = address.subject();
        let round = register.rounds.find(address.round.as_str())?;
        let state = register.round_state(&round.id);
        let maker = Maker {
            ctx,
            values: parts.values,
            problems: parts.problems,
        };
        let here = ctx.href(&Route::Keep(about.noun, &about.id));
        let commits = matches!(parts.phase, KeepPhase::Commit { .. });
        let form = match &parts.phase {
            KeepPhase::Commit { .. } => Some(commit_form(ctx, &maker, here)),
            KeepPhase::Reveal => Some(reveal_form(ctx, &maker, here)),
            KeepPhase::Nothing(_) => None,
        };
        let signing = form.is_some().then(|| Signing::of(ctx, parts.signs));
        let signing = signing.flatten();
        let noun = ctx.word("noun", about.noun.as_str());
        let title = subject::name(register, ctx, &address.on);
        let mut f = Frame::new(ctx, title, Section::Elsewhere)
            .signed_in(ctx, &parts.bar)
            .wrong(ctx, !parts.problems.is_empty())
            .before(&noun);
        if commits {
            f = f.script(&ctx.site.assets.keep_js);
        }
        if signing.as_ref().is_some_and(Signing::is_here) {
            f = f.script(&ctx.site.assets.sign_js);
        }
        let rules: &[&str] = match &parts.phase {
            KeepPhase::Commit { .. } => &[
                "keep-rule-nobody",
                "keep-rule-file",
                "keep-rule-reveal",
                "keep-rule-check",
            ],
            KeepPhase::Reveal => &["keep-rule-same", "keep-rule-public"],
            KeepPhase::Nothing(_) => &[],
        };
        Some(Self {
            f,
            ways: ways(ctx),
            noun,
            about: subject::link(register, ctx, &address.on),
            round: subject::link(register, ctx, &round.id.subject()),
            state: state_badge(ctx, state),
            until: until(ctx, round, state),
            refused: parts.refused,
            notice: parts.notice,
            nothing: match &parts.phase {
                KeepPhase::Nothing(code) => Some(ctx.word("refused", code)),
                _ => None,
            },
            back: subject::link(register, ctx, &about),
            rules: rules.iter().map(|key| ctx.t(key)).collect(),
            words: commits.then(|| words(register, ctx, address)),
            asked: match parts.phase {
                KeepPhase::Commit { asked } => asked.map(|hash| {
                    let hash = crate::key::grouped(&hash);
                    ctx.t_with("keep-asked", &[("hash", hash.into())])
                }),
                _ => None,
            },
            signing,
            form,
        })
    }
}

fn commit_form(ctx: &Ctx, maker: &Maker<'_>, here: String) -> Form {
    let fields = vec![maker.line(HASH, ctx.t("keep-hash"), "keep-hash-hint", "text")];
    let group = Group {
        fields,
        ..Group::default()
    };
    let commit = KeepButton::Commit.as_str();
    let buttons = vec![button(ctx, commit, "keep-commit", true)];
    maker.form(here, Vec::new(), vec![group], buttons)
}

fn reveal_form(ctx: &Ctx, maker: &Maker<'_>, here: String) -> Form {
    let mut file = maker.file(FILE, ctx.t("keep-file"), "keep-file-hint", None);
    if let Control::File { accept, .. } = &mut file.control {
        ".json".clone_into(accept);
    }
    let group = Group {
        fields: vec![file],
        ..Group::default()
    };
    let groups = std::iter::once(group).chain(second_look(maker));
    let reveal = KeepButton::Reveal.as_str();
    let buttons = vec![button(ctx, reveal, "keep-reveal", true)];
    maker.form(here, Vec::new(), groups.collect(), buttons)
}

fn words(register: &Register, ctx: &Ctx, address: &Address) -> Words {
    let none = Values::default();
    let maker = Maker {
        ctx,
        values: &none,
        problems: &[],
    };
    let whole = Whole {
        register,
        maker: &maker,
        noun: address.noun,
        on: &address.on,
        files: &[],
        spare: SPARE,
    };
    let mut groups = whole.groups();
    let (with_files, addresses) = (ctx.t("hint-rows-evidence"), ctx.t("keep-evidence"));
    for group in &mut groups {
        if group.lead == with_files {
            group.lead.clone_from(&addresses);
        }
        // What is uploaded would be here before the words are.
        group
            .fields
            .retain(|field| !matches!(field.control, Control::File { .. }));
    }
    let make = vec![button(ctx, "make", "keep-make", true)];
    let about = address.subject().to_string();
    Words {
        // Never sent: the page that it is on is its own address all the same.
        form: maker.form(String::new(), Vec::new(), groups, make),
        name: format!("{}.json", about.replace('/', "-")),
        shape: shape_of(register, address).to_string(),
        about,
        made: ctx.t("keep-made"),
        missing: ctx.t("keep-missing"),
        wrong: ctx.t("keep-wrong"),
        again: ctx.t("keep-again"),
    }
}

/// How the fields of a noun become its JSON form: `{"kinds": {"evidence.title": "text"}, …}`. What is in a
/// row is named without its number.
fn shape_of(register: &Register, address: &Address) -> Value {
    let noun = address.noun;
    let mut kinds = Map::new();
    let mut required = required(register, address);
    for attribute in shape::leaves(noun.attributes()) {
        let name = attribute.name;
        if attribute.kind == Kind::Own(Own::Design) {
            kinds.insert(name.to_owned(), "words-by-name".into());
        } else if let Some(rows) = Rows::of(attribute) {
            if let Some((link, _)) = rows.thing {
                kinds.insert(format!("{name}.{link}"), "thing".into());
            }
            for part in &rows.parts {
                let field = format!("{name}.{}", part.name);
                if part.presence == Presence::Required {
                    required.push(field.clone());
                }
                kinds.insert(field, kind_of(part).into());
            }
        } else {
            kinds.insert(name.to_owned(), kind_of(attribute).into());
        }
    }
    json!({ "noun": noun, "kinds": kinds, "required": required, "longest": LONGEST_TEXT })
}

/// What must be told of a noun, as its own rule says.
fn required(register: &Register, address: &Address) -> Vec<String> {
    let nothing = Says::decode(address.noun, Map::new());
    let problems = nothing.map(|says| says.problems(register, address));
    let problems = problems.unwrap_or_default().into_iter();
    let required = problems.filter(|problem| problem.code == codes::REQUIRED);
    required.map(|problem| problem.field.into()).collect()
}

const fn kind_of(attribute: &Attribute) -> &'static str {
    match attribute.kind {
        Kind::Text => "text",
        Kind::Number | Kind::Own(Own::Euro) => "number",
        Kind::Own(Own::Reading) => "reading",
        Kind::Count | Kind::Year => "count",
        Kind::Flag => "flag",
        Kind::List(Kind::Text) => "texts",
        Kind::List(_) => "words",
        _ => "line",
    }
}

/// Whether only the hash of something of this noun can be submitted.
#[must_use]
pub const fn is_kept(noun: Noun) -> bool {
    noun.is_contribution() && !matches!(noun, Noun::Reply)
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{HASH, Keep, KeepParts, KeepPhase};
    use crate::Route;
    use crate::parts::form::Values;
    use crate::samples::Samples;
    use crate::work::Signs;
    use wegmarke_domain::contribution::Address;
    use wegmarke_domain::problem::{Problem, codes};

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        let asked = Some("ab".repeat(32));
        for (name, about, phase) in [
            (
                "commit",
                "report/qx-plan/r2/qx-new/1/measure/qx-plan/full",
                KeepPhase::Commit { asked },
            ),
            (
                "assess",
                "assessment/qx-plan/r2/qx-rapporteur/1/measure/qx-plan/full",
                KeepPhase::Commit { asked: None },
            ),
            (
                "reveal",
                "practice/qx-plan/r1/qx-kok/1/measure/qx-plan/full",
                KeepPhase::Reveal,
            ),
            (
                "nothing",
                "report/qx-plan/r1/qx-new/1/measure/qx-plan/full",
                KeepPhase::Nothing("nothing-to-keep"),
            ),
        ] {
            let Ok(address) = about.parse().map(|about| Address::parse(&about)) else {
                continue;
            };
            let Ok(address) = address else { continue };
            let subject = address.subject();
            let route = Route::Keep(subject.noun, &subject.id);
            samples.of(&route, name, |register, ctx| {
                let values = Values(vec![(HASH.to_owned(), wording.words("hash"))]);
                let wrong = match phase {
                    KeepPhase::Commit { .. } => Problem::new(HASH, codes::UNREAD),
                    _ => Problem::new("practice.observed", codes::MAY_HOLD_NAME),
                };
                let parts = KeepParts {
                    bar: wording.bar(),
                    address: &address,
                    phase: phase.clone(),
                    values: &values,
                    problems: &[wrong.with(wording.words("detail"))],
                    refused: Some(ctx.t("refused-other-words")),
                    notice: Some(ctx.t("keep-done-asked")),
                    signs: Signs::Here,
                };
                Keep::find(register, ctx, parts)
            });
        }
    }
}
