// SPDX-License-Identifier: EUPL-1.2
//! The form in which an organisation says something in a round.
//!
//! Field names are those of the domain's problems: `narrative`, `funding.0.needed`. What is typed
//! is in the language of the page; a text in another language stays as it was.

use askama::Template;
use wegmarke_domain::contribution::Address;
use wegmarke_domain::file::File;
use wegmarke_domain::indicator::Indicator;
use wegmarke_domain::milestone::Milestone;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::problem::Problem;
use wegmarke_domain::proof::Shows;
use wegmarke_domain::register::Register;
use wegmarke_domain::scale::Check;
use wegmarke_domain::scale::{Delivery, Effect, Flag, Judged, Land, Reach, Security};

use super::{Bar, SayButton, ways};
use crate::frame::Section;
use crate::parts::form::{Button, Form, FormField, Group, Maker, Values};
use crate::parts::{Badge, Link, Shown};
use crate::voices::{invented, state_badge, until};
use crate::{Ctx, Frame, Route};
use crate::{attribute, file, subject};

/// Rows of proofs in a form, at least.
pub const PROOFS: usize = 4;
/// Rows of money in a form, at least.
pub const YEARS: usize = 2;
/// Rows of a list in a form, at most.
const ROWS: usize = 40;

/// How many rows of a list the form of these values has: none that holds something is left out.
#[must_use]
pub fn count_rows(values: &Values, list: &str, least: usize) -> usize {
    let at = |name: &str| -> Option<usize> {
        let (row, _) = name
            .strip_prefix(list)?
            .strip_prefix('.')?
            .split_once('.')?;
        row.parse().ok().filter(|row| *row < ROWS)
    };
    let rows = values.0.iter().filter_map(|(name, _)| Some(at(name)? + 1));
    rows.max().unwrap_or(0).max(least)
}

/// The page of the form.
#[derive(Debug, Template)]
#[template(path = "work/say.html")]
pub struct Say {
    f: Frame,
    ways: Vec<Link>,
    round: Link,
    state: Badge,
    invented: Option<Badge>,
    until: Option<String>,
    about: Link,
    /// What became of it so far, and what was just done.
    notices: Vec<String>,
    rules: Vec<String>,
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
    /// Revision of the draft the form rests on; 0: none.
    pub revision: u64,
    /// Keys of what is to be told, such as `say-saved`.
    pub notices: Vec<String>,
    /// Whether they may release it.
    pub may_release: bool,
    /// Whether they may return the draft.
    pub may_return: bool,
    /// Whether it was revealed, and can only be corrected or taken back.
    pub corrects: bool,
}

impl Say {
    /// The page; `None` if the round is not on record.
    #[must_use]
    pub fn find(register: &Register, ctx: &Ctx, parts: SayParts<'_>) -> Option<Self> {
        let address = parts.address;
        let round = register.rounds.find(address.round.as_str())?;
        let state = register.round_state(&round.id);
        let about = address.subject();
        let maker = Maker {
            ctx,
            values: parts.values,
            problems: parts.problems,
        };
        let mut groups = fields(register, &maker, address, parts.files);
        let button = |value: SayButton, key: &str, primary| Button {
            value: value.as_str(),
            words: ctx.t(key),
            primary,
        };
        let mut buttons = Vec::new();
        if parts.corrects {
            let reason = maker.line("reason", ctx.t("say-reason"), "", "text");
            let fields = vec![reason];
            groups.push(group(
                &maker,
                "say-correct-title",
                "say-correct-lead",
                fields,
            ));
            buttons.push(button(SayButton::Correct, "say-correct", true));
            buttons.push(button(SayButton::Withdraw, "say-withdraw", false));
        } else if parts.may_release {
            buttons.push(button(SayButton::Save, "say-save", false));
            buttons.push(button(SayButton::Release, "say-release", true));
        } else {
            buttons.push(button(SayButton::Save, "say-save", true));
            buttons.push(button(SayButton::Request, "say-request", false));
        }
        let action = ctx.href(&Route::Say(about.noun, &about.id));
        let hidden = vec![("revision".to_owned(), parts.revision.to_string())];
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
                let group = group(&maker, "say-return-title", "", fields);
                others.push(other(SayButton::Return, "say-return", group));
            }
            let group = group(&maker, "say-discard-title", "say-discard-lead", Vec::new());
            others.push(other(SayButton::Discard, "say-discard", group));
        }
        let title = ctx.word("noun", about.noun.as_str());
        let mut rules = vec![ctx.t("say-rule-language")];
        rules.push(ctx.t(if state.is_revealed() {
            "say-rule-public"
        } else {
            "say-rule-sealed"
        }));
        if address.noun == Noun::Practice {
            rules.push(ctx.t("say-rule-persons"));
        }
        Some(Self {
            f: Frame::new(ctx, Shown::plain(&title), Section::Elsewhere)
                .signed_in(ctx, &parts.bar)
                .script(&ctx.site.assets.draft_js),
            ways: ways(ctx),
            round: subject::link(register, ctx, &round.id.subject()),
            state: state_badge(ctx, state),
            invented: invented(register, ctx, &round.id.subject()),
            until: until(ctx, round, state),
            about: subject::link(register, ctx, &address.on),
            notices: parts.notices,
            rules,
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

/// The fields by which something is said, with these values.
#[must_use]
pub fn list_fields(
    register: &Register,
    ctx: &Ctx,
    address: &Address,
    values: &Values,
) -> Vec<FormField> {
    let problems = &[];
    let maker = Maker {
        ctx,
        values,
        problems,
    };
    let groups = fields(register, &maker, address, &[]).into_iter();
    groups.flat_map(|group| group.fields).collect()
}

fn fields(register: &Register, maker: &Maker<'_>, address: &Address, files: &[File]) -> Vec<Group> {
    let mut groups = match address.noun {
        Noun::Report => report(register, maker, address),
        Noun::Assessment => assessment(maker),
        Noun::Practice => practice(maker),
        _ => vec![group(maker, "", "", vec![text(maker, "text", "", 8)])],
    };
    groups.extend(proofs(maker, files));
    groups
}

fn group(maker: &Maker<'_>, title: &str, lead: &str, fields: Vec<FormField>) -> Group {
    let words = |key: &str| {
        if key.is_empty() {
            String::new()
        } else {
            maker.ctx.t(key)
        }
    };
    Group {
        title: words(title),
        lead: words(lead),
        fields,
        dense: false,
    }
}

fn dense(group: Group) -> Group {
    Group {
        dense: true,
        ..group
    }
}

fn text(maker: &Maker<'_>, name: &str, hint: &str, rows: u8) -> FormField {
    maker.area(name, attribute::name(maker.ctx, name), hint, rows)
}

/// Codes and words of a closed list.
macro_rules! words {
    ($maker:expr, $family:literal, $list:ty) => {
        <$list>::ALL.iter().map(|word| {
            (
                word.as_str().to_owned(),
                $maker.ctx.word($family, word.as_str()),
            )
        })
    };
}

fn delivery(maker: &Maker<'_>) -> FormField {
    let label = attribute::name(maker.ctx, "delivery");
    maker.select(
        "delivery",
        label,
        "say-delivery-hint",
        words!(maker, "delivery", Delivery),
    )
}

fn effect(maker: &Maker<'_>) -> FormField {
    let label = attribute::name(maker.ctx, "effect");
    maker.select(
        "effect",
        label,
        "say-effect-hint",
        words!(maker, "effect", Effect),
    )
}

fn report(register: &Register, maker: &Maker<'_>, address: &Address) -> Vec<Group> {
    let ctx = maker.ctx;
    let mut groups = vec![group(
        maker,
        "",
        "",
        vec![
            delivery(maker),
            maker.checks(
                "flags",
                attribute::name(ctx, "flags"),
                "",
                words!(maker, "flag", Flag),
            ),
            text(maker, "narrative", "say-narrative-hint", 8),
            text(maker, "obstacles", "", 4),
            text(maker, "next_steps", "", 4),
        ],
    )];
    let milestones = list_milestones(register, address);
    if !milestones.is_empty() {
        let fields = milestones.iter().enumerate().map(|(at, milestone)| {
            let label = ctx.t_with(
                "say-reached",
                &[("milestone", ctx.words(&milestone.title).into_owned().into())],
            );
            maker.line(&format!("milestones.{at}.on"), label, "", "date")
        });
        groups.push(group(
            maker,
            "say-milestones",
            "say-milestones-lead",
            fields.collect(),
        ));
    }
    let indicators = list_indicators(register, address);
    if !indicators.is_empty() {
        let mut fields = Vec::new();
        for (at, indicator) in indicators.iter().enumerate() {
            let title = ctx.words(&indicator.title).into_owned();
            let named = |key: &str| ctx.t_with(key, &[("indicator", title.clone().into())]);
            fields.push(maker.line(
                &format!("values.{at}.on"),
                named("say-value-on"),
                "",
                "date",
            ));
            let name = format!("values.{at}.reading");
            fields.push(if indicator.levels.is_empty() {
                maker.line(&name, named("say-value"), "", "text")
            } else {
                let levels = indicator.levels.iter().enumerate();
                let choices =
                    levels.map(|(at, level)| (at.to_string(), ctx.words(&level.name).into_owned()));
                maker.select(&name, named("say-value"), "", choices)
            });
        }
        groups.push(dense(group(maker, "indicators-title", "", fields)));
    }
    groups.push(money(maker));
    groups
}

fn money(maker: &Maker<'_>) -> Group {
    let ctx = maker.ctx;
    let mut fields = Vec::new();
    for at in 0..count_rows(maker.values, "funding", YEARS) {
        let number = at + 1;
        let label = |name: &str| {
            let name = attribute::name(ctx, name);
            ctx.t_with(
                "say-year-field",
                &[("n", number.into()), ("name", name.into())],
            )
        };
        let name = |part: &str| format!("funding.{at}.{part}");
        fields.push(maker.line(&name("year"), label("year"), "", "text"));
        for part in ["needed", "planned", "secured", "spent"] {
            fields.push(maker.line(&name(part), label(part), "", "text"));
        }
        fields.push(maker.select(
            &name("security"),
            label("security"),
            "",
            words!(maker, "security", Security),
        ));
        fields.push(maker.line(&name("budget_line"), label("budget_line"), "", "text"));
        fields.push(maker.line(&name("ends_on"), label("ends_on"), "", "date"));
    }
    dense(group(maker, "funding-title", "say-funding-lead", fields))
}

fn assessment(maker: &Maker<'_>) -> Vec<Group> {
    let ctx = maker.ctx;
    let design = Check::ALL.iter().map(|check| {
        maker.select(
            &format!("design.{}", check.as_str()),
            ctx.word("check", check.as_str()),
            "",
            words!(maker, "judged", Judged),
        )
    });
    let design: Vec<FormField> = design.collect();
    vec![
        group(
            maker,
            "",
            "",
            vec![
                delivery(maker),
                effect(maker),
                text(maker, "reasons", "say-reasons-hint", 8),
            ],
        ),
        dense(group(maker, "say-design", "say-design-lead", design)),
    ]
}

fn practice(maker: &Maker<'_>) -> Vec<Group> {
    let ctx = maker.ctx;
    vec![group(
        maker,
        "",
        "",
        vec![
            text(maker, "observed", "say-observed-hint", 8),
            maker.line(
                "group",
                attribute::name(ctx, "group"),
                "say-group-hint",
                "text",
            ),
            maker.select(
                "land",
                attribute::name(ctx, "land"),
                "",
                words!(maker, "land", Land),
            ),
            maker.select(
                "reach",
                attribute::name(ctx, "reach"),
                "",
                words!(maker, "reach", Reach),
            ),
            delivery(maker),
            effect(maker),
        ],
    )]
}

/// One group for each proof, so that what belongs together stands together.
fn proofs(maker: &Maker<'_>, files: &[File]) -> Vec<Group> {
    let ctx = maker.ctx;
    let rows = 0..count_rows(maker.values, "evidence", PROOFS);
    let groups = rows.map(|at| {
        let number = at + 1;
        let label = |key: &str| ctx.t_with(key, &[("n", number.into())]);
        let name = |part: &str| format!("evidence.{at}.{part}");
        let sha256 = maker.values.get(&name("held"));
        let held = files.iter().find(|file| *file.sha256 == *sha256);
        let held = held.map(|found| file::held(ctx, at, found));
        let fields = vec![
            maker.line(&name("title"), label("say-proof-title"), "", "text"),
            maker.line(&name("url"), label("say-proof-url"), "", "text"),
            maker.line(&name("dated_on"), label("say-proof-date"), "", "date"),
            maker.select(
                &name("shows"),
                label("say-proof-shows"),
                "",
                words!(maker, "shows", Shows),
            ),
            maker.file(&name("file"), label("say-proof-file"), "", held),
        ];
        let (title, lead) = match at {
            0 => ("evidence-title", "say-evidence-lead"),
            _ => ("", ""),
        };
        dense(group(maker, title, lead, fields))
    });
    groups.collect()
}

/// Milestones of what is reported on, in the order of the form's rows.
#[must_use]
pub fn list_milestones<'a>(register: &'a Register, address: &Address) -> Vec<&'a Milestone> {
    register
        .list_referrers(&address.on, Noun::Milestone)
        .filter_map(|id| register.milestones.find(id))
        .collect()
}

/// Indicators of what is reported on, in the order of the form's rows.
#[must_use]
pub fn list_indicators<'a>(register: &'a Register, address: &Address) -> Vec<&'a Indicator> {
    register
        .list_referrers(&address.on, Noun::Indicator)
        .filter_map(|id| register.indicators.find(id))
        .collect()
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{Say, SayParts};
    use crate::Ctx;
    use crate::Route;
    use crate::samples::{Samples, Wording};
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
            notices: vec![ctx.t("say-saved")],
            may_release: !corrects,
            may_return: true,
            corrects,
        };
        Say::find(register, ctx, parts)
    }
}
