// SPDX-License-Identifier: EUPL-1.2
//! The form in which an organisation says something in a round.
//!
//! Field names are those of the domain's problems: `narrative`, `funding.0.needed`. What is typed
//! is in the language of the page; a text in another language stays as it was.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use jiff::Timestamp;
use wegmarke_domain::contribution::{Address, Says};
use wegmarke_domain::file::File;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::privacy::is_doubtful;
use wegmarke_domain::problem::Problem;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::RoundState;

use super::beside::{self, Beside};
use super::review::{Reading, Review, Stands};
use super::signing::{Signing, Signs};
use super::{Bar, SayButton, ways};
use crate::attribute::Teller;
use crate::frame::Section;
use crate::parts::form::shape::Whole;
use crate::parts::form::{Button, Form, FormField, Group, Maker, Values};
use crate::parts::{Badge, Facts, Link, Shown};
use crate::subject;
use crate::voices::{invented, state_badge, until};
use crate::{Ctx, Frame, Route};

/// The boxes of what was looked at a second time, and why no person is meant.
pub const FINDS: &str = "no_person.finds";
/// The reason of a second look.
pub const LOOK_REASON: &str = "no_person.reason";
/// The field that says what becomes of texts that were changed in one language only.
pub const OLDER: &str = "older";
/// They are left out in the languages in which they were not changed.
pub const LEAVE_OUT: &str = "leave-out";

/// The page of the form.
#[derive(Debug, Template)]
#[template(path = "work/say.html")]
pub struct Say {
    f: Frame,
    /// What is said: "Bericht".
    noun: String,
    ways: Vec<Link>,
    round: Link,
    state: Badge,
    invented: Option<Badge>,
    until: Option<String>,
    about: Link,
    /// What somebody else saved or said meanwhile.
    stands: Option<Stands>,
    reading: Option<Reading>,
    beside: Vec<Beside>,
    /// What became of it so far, and what was just done.
    notices: Vec<String>,
    rules: Vec<String>,
    /// Where only the hash of it is submitted.
    keep: Option<Link>,
    signing: Option<Signing>,
    form: Form,
    /// What else can be done with a draft: return it, for those who may, and delete it.
    others: Vec<Form>,
}

/// What the form is made of.
#[derive(Debug)]
pub struct SayParts<'a> {
    /// Who.
    pub bar: Bar,
    /// What is said.
    pub address: &'a Address,
    /// What is typed or saved.
    pub values: &'a Values,
    /// Files that were uploaded; `values` name them by their hashes.
    pub files: &'a [File],
    /// What is wrong with it.
    pub problems: &'a [Problem],
    /// Revision of the draft that the form rests on; 0: none.
    pub revision: u64,
    /// The entry that it rests on, if it is no draft.
    pub entry: Option<u64>,
    /// Keys of what is to be told, such as `say-saved`.
    pub notices: Vec<String>,
    /// What somebody else saved or said meanwhile, and when.
    pub stands: Option<(&'a Says, Timestamp)>,
    /// The draft to be read, where somebody else wrote it and asks for its release.
    pub review: Option<Review<'a>>,
    /// Whether they may release it.
    pub may_release: bool,
    /// Whether somebody else has to release what one wrote.
    pub two_persons: bool,
    /// Whether they may return the draft.
    pub may_return: bool,
    /// Whether it was revealed, and can only be corrected or taken back.
    pub corrects: bool,
    /// Whether what they say can be signed.
    pub signs: Signs,
}

impl Say {
    /// The page; `None` if the round is not on record.
    #[must_use]
    pub fn find(register: &Register, ctx: &Ctx, parts: SayParts<'_>) -> Option<Self> {
        let address = parts.address;
        let round = register.rounds.find(address.round.as_str())?;
        let state = register.round_state(&round.id);
        let about = address.subject();
        let problems = in_order(register, ctx, &parts);
        let maker = Maker {
            ctx,
            values: parts.values,
            problems: &problems,
        };
        let mut groups = fields(register, &maker, address, parts.files);
        let asks = problems.iter().any(|problem| &*problem.field == OLDER);
        if asks || !parts.values.get(OLDER).is_empty() {
            let choices = [LEAVE_OUT, "keep"].map(|choice| {
                let key = format!("{OLDER}-{choice}");
                (choice.to_owned(), ctx.word("say", &key))
            });
            let field = maker.select(OLDER, ctx.t("say-older"), "", choices);
            groups.push(Group {
                fields: vec![field],
                ..Group::default()
            });
        }
        let button = |value: SayButton, key: &str, primary| Button {
            value: value.as_str(),
            words: ctx.t(key),
            primary,
        };
        groups.extend(second_look(&maker));
        let mut buttons = Vec::new();
        if parts.corrects {
            let reason = maker.line("reason", ctx.t("say-reason"), "", "text");
            let fields = vec![reason];
            groups.push(group(
                &maker,
                "say-correct-title",
                Some("say-correct-lead"),
                fields,
            ));
            buttons.push(button(SayButton::Correct, "say-correct", true));
            buttons.push(button(SayButton::Withdraw, "say-withdraw", false));
        } else if parts.may_release {
            buttons.push(button(SayButton::Save, "say-save", false));
            if parts.two_persons {
                buttons.push(button(SayButton::Request, "say-request", false));
            }
            buttons.push(button(SayButton::Release, "say-release", true));
        } else {
            buttons.push(button(SayButton::Save, "say-save", true));
            buttons.push(button(SayButton::Request, "say-request", false));
        }
        buttons.push(button(SayButton::More, "say-more", false));
        let action = ctx.href(&Route::Say(about.noun, &about.id));
        let mut hidden = vec![("revision".to_owned(), parts.revision.to_string())];
        if let Some(seq) = parts.entry {
            hidden.push(("entry".to_owned(), seq.to_string()));
        }
        let more = parts.values.get("more");
        if !more.is_empty() {
            hidden.push(("more".to_owned(), more.to_owned()));
        }
        let other = |value, key: &str, group| Form {
            problems: Vec::new(),
            ..maker.form(
                action.clone(),
                hidden.clone(),
                vec![group],
                vec![button(value, key, false)],
            )
        };
        let mut others = Vec::new();
        if parts.revision > 0 && !parts.corrects {
            if parts.may_return {
                let reason = maker.line("reason", ctx.t("say-reason"), "", "text");
                let fields = vec![reason];
                let group = group(&maker, "say-return-title", None, fields);
                others.push(other(SayButton::Return, "say-return", group));
            }
            let group = group(
                &maker,
                "say-discard-title",
                Some("say-discard-lead"),
                Vec::new(),
            );
            others.push(other(SayButton::Discard, "say-discard", group));
        }
        let noun = ctx.word("noun", about.noun.as_str());
        // The measure is what tells one open form from another.
        let title = subject::name(register, ctx, &address.on);
        let mut rules = vec![ctx.t("say-rule-language")];
        rules.push(ctx.t(if state.is_revealed() {
            "say-rule-public"
        } else {
            "say-rule-sealed"
        }));
        if let Some(said) = replaced(register, ctx, &about)
            && !state.is_revealed()
        {
            rules.push(said);
        }
        if address.noun == Noun::Practice {
            rules.push(ctx.t("say-rule-persons"));
        }
        let keeps = parts.may_release && state == RoundState::Open && about.noun != Noun::Reply;
        let keep = keeps.then(|| {
            let route = Route::Keep(about.noun, &about.id);
            ctx.link(&route, Shown::plain(&ctx.t("keep-instead")))
        });
        let form = Route::Say(about.noun, &about.id);
        let reading = parts
            .review
            .map(|review| Reading::new(register, ctx, (&form, &[]), review));
        if reading.is_some() {
            // The fields go with it unseen: what is released is what was read.
            let typed = parts.values.0.iter();
            hidden.extend(typed.filter(|(name, _)| name != "more").cloned());
            groups.retain(|group| group.fields.iter().any(|field| !field.errors.is_empty()));
            buttons.retain(|button| button.value == SayButton::Release.as_str());
        }
        let signing = match parts.may_release {
            true => Signing::of(ctx, parts.signs),
            false => None,
        };
        let mut f = Frame::new(ctx, title, Section::Elsewhere)
            .signed_in(ctx, &parts.bar)
            .wrong(ctx, !problems.is_empty())
            .before(&noun)
            .script(&ctx.site.assets.draft_js);
        if signing.as_ref().is_some_and(Signing::is_here) {
            f = f.script(&ctx.site.assets.sign_js);
        }
        Some(Self {
            f,
            noun,
            ways: ways(ctx),
            stands: parts.stands.map(|(says, at)| Stands {
                title: ctx.t_with("say-stands", &[("at", ctx.instant(at).into())]),
                content: Facts {
                    facts: Teller::new(register, ctx, says.noun(), says.attributes()).all(),
                },
            }),
            reading,
            beside: beside::list(register, ctx, address),
            round: subject::link(register, ctx, &round.id.subject()),
            state: state_badge(ctx, state),
            invented: invented(register, ctx, &round.id.subject()),
            until: until(ctx, round, state),
            about: subject::link(register, ctx, &address.on),
            notices: parts.notices,
            rules,
            keep,
            signing,
            form: Form {
                unsaved: match parts.corrects {
                    true => String::new(),
                    false => ctx.t("say-unsaved"),
                },
                ..maker.form(action, hidden, groups, buttons)
            },
            others,
        })
    }
}

/// The problems in the order of the page: what is about the whole first, then field by field.
fn in_order(register: &Register, ctx: &Ctx, parts: &SayParts<'_>) -> Vec<Problem> {
    let maker = Maker {
        ctx,
        values: parts.values,
        problems: &[],
    };
    let groups = fields(register, &maker, parts.address, parts.files);
    let fields = groups.iter().flat_map(|group| &group.fields);
    let places: BTreeMap<&str, usize> = fields
        .enumerate()
        .map(|(at, field)| (field.name.as_str(), at + 1))
        .collect();
    let mut problems = parts.problems.to_vec();
    problems.sort_by_key(|problem| match &*problem.field {
        "" => 0,
        field => places.get(field).copied().unwrap_or(usize::MAX),
    });
    problems
}

/// What replacing means, if there is something that would be replaced.
fn replaced(register: &Register, ctx: &Ctx, about: &Subject) -> Option<String> {
    let known = register.find_contribution(about)?.newest()?;
    let args = [("at", ctx.instant(known.at).into())];
    Some(ctx.t_with("say-rule-replaces", &args))
}

fn fields(register: &Register, maker: &Maker<'_>, address: &Address, files: &[File]) -> Vec<Group> {
    let more: usize = maker.values.get("more").parse().unwrap_or(0);
    let whole = Whole {
        register,
        maker,
        noun: address.noun,
        on: &address.on,
        files,
        spare: more.saturating_add(1),
    };
    whole.groups()
}

/// Where it is confirmed that no person is meant: every doubtful word with a box, and the reason.
/// `None` while nothing is doubtful.
pub(super) fn second_look(maker: &Maker<'_>) -> Option<Group> {
    let doubtful = maker.problems.iter();
    let doubtful = doubtful.filter(|problem| is_doubtful(problem.code));
    let doubtful = doubtful.filter_map(|problem| problem.detail.as_deref());
    let finds: BTreeSet<&str> = doubtful.chain(maker.values.all(FINDS)).collect();
    if finds.is_empty() {
        return None;
    }
    let ctx = maker.ctx;
    let choices = finds.into_iter().map(|find| {
        let args = [("find", find.into())];
        (find.to_owned(), ctx.t_with("say-look-find", &args))
    });
    let fields = vec![
        maker.checks(FINDS, ctx.t("say-look-finds"), "", choices),
        maker.line(
            LOOK_REASON,
            ctx.t("say-look-reason"),
            "say-look-reason-hint",
            "text",
        ),
    ];
    Some(group(
        maker,
        "say-look-title",
        Some("say-look-lead"),
        fields,
    ))
}

fn group(maker: &Maker<'_>, title: &str, lead: Option<&str>, fields: Vec<FormField>) -> Group {
    Group {
        title: maker.ctx.t(title),
        lead: lead.map(|lead| maker.ctx.t(lead)).unwrap_or_default(),
        fields,
        ..Group::default()
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{Say, SayParts};
    use crate::Ctx;
    use crate::Route;
    use crate::samples::{Samples, Wording};
    use crate::work::Signs;
    use wegmarke_domain::contribution::Address;
    use wegmarke_domain::file::File;
    use wegmarke_domain::register::Register;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        for (about, corrects) in [
            ("report/qx-plan/r2/qx-new/1/measure/qx-plan/full", false),
            (
                "assessment/qx-plan/r2/qx-rapporteur/1/measure/qx-plan/full",
                false,
            ),
            ("practice/qx-plan/r1/qx-kok/1/measure/qx-plan/full", true),
            (
                "reply/qx-plan/r1/qx-new/1/assessment/qx-plan/r1/qx-rapporteur/1/measure/qx-plan/full",
                true,
            ),
        ] {
            let address = Address::parse(&about.parse().unwrap()).unwrap();
            let id = address.subject().id;
            samples.of(&Route::Say(address.noun, &id), "", |r, c| {
                say(r, c, wording, &address, corrects)
            });
        }
    }

    fn say(
        register: &Register,
        ctx: &Ctx,
        wording: Wording,
        address: &Address,
        corrects: bool,
    ) -> Option<Say> {
        let file = File {
            sha256: "ab".repeat(32).into(),
            name: wording.words("name").into(),
            media_type: "application/pdf".into(),
            size: 1_234_567,
        };
        let mut values = wording.typed();
        let held = ("evidence.0.held".to_owned(), file.sha256.to_string());
        values.0.push(held);
        let parts = SayParts {
            bar: wording.bar(),
            address,
            values: &values,
            files: &[file],
            problems: &wording.problems(),
            revision: 1,
            entry: None,
            notices: vec![ctx.t("say-saved")],
            stands: None,
            review: None,
            may_release: !corrects,
            two_persons: true,
            may_return: true,
            corrects,
            signs: match corrects {
                true => Signs::Here,
                false => Signs::Elsewhere,
            },
        };
        Say::find(register, ctx, parts)
    }
}
