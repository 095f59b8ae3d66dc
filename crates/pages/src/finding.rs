// SPDX-License-Identifier: EUPL-1.2
//! Findings: what follows from the record by a rule. Every rule with how often, every finding of one rule,
//! and one finding with the rule in plain words and the entries it rests on.

mod beside;

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::finding::{
    Findings, Found, Rule, State, list_remarks, list_since_spoken, worst_first,
};

pub(crate) use beside::Beside;

use crate::frame::Section;
use crate::parts::{
    Choice, Fact, Facts, Filter, FilterField, Link, Pager, Prose, Shown, Table, Tone, Value,
    Window, select,
};
use crate::{Ctx, Frame, Route};
use crate::{history, sides, subject};

/// Findings, or entries, on one page.
const PER_PAGE: usize = 25;

/// All rules, or all findings of one.
#[derive(Debug, Template)]
#[template(path = "finding/list.html")]
pub struct List {
    f: Frame,
    lead: String,
    filter: Filter,
    /// How often each rule finds something, where no rule is asked for.
    rules: Option<Table>,
    /// The findings of a rule, or those that are asked for otherwise.
    table: Option<Table>,
    pager: Pager,
    /// The rule in plain words.
    rule: Option<String>,
    data: Link,
}

impl List {
    /// Every rule with how often; with `rule` every finding of it; both narrowed by `plan`, `measure` and
    /// `organisation`, whose it is to act, with what is to be acted on first.
    #[must_use]
    pub fn build(register: &Register, findings: &Findings, ctx: &Ctx) -> Self {
        let rule: Option<Rule> = ctx.query.find("rule").and_then(|rule| rule.parse().ok());
        let of_rule: Vec<&Found> = match asked_state(ctx) {
            Some(State::Fixed) => findings.list_fixed().iter().collect(),
            _ => findings.list().iter().collect(),
        };
        let of_rule: Vec<&Found> = match rule {
            Some(rule) => of_rule.into_iter().filter(|one| one.rule == rule).collect(),
            None => of_rule,
        };
        let shown = narrow(register, findings, ctx, &of_rule);
        let narrowed = ["plan", "organisation", "measure"].iter();
        let is_narrowed = narrowed.clone().any(|name| ctx.query.find(name).is_some());
        let data = ctx.link(
            &Route::DataFindings,
            Shown::plain(&ctx.t("found-data-findings")),
        );
        let questions = ctx.link(&Route::Questions, Shown::plain(&ctx.t("questions-title")));
        let all = ctx.link(&Route::Findings, Shown::plain(&ctx.t("findings-title")));
        let (title, crumbs) = match rule {
            Some(rule) => (ctx.word("found-title", rule.as_str()), vec![questions, all]),
            None => (ctx.t("findings-title"), vec![questions]),
        };
        let window = Window::of(ctx, shown.len(), PER_PAGE);
        let table = (rule.is_some() || is_narrowed).then(|| {
            let caption = if rule.is_some() {
                "findings-caption"
            } else {
                "findings-all-caption"
            };
            let mut table = empty(ctx, caption);
            for found in shown.iter().skip(window.skip).take(window.take) {
                table.push(row(register, ctx, found));
            }
            table
        });
        Self {
            f: Frame::new(ctx, Shown::plain(&title), Section::Questions)
                .described(ctx.t("findings-description"))
                .below(crumbs)
                .invented(ctx, register.has_invented()),
            lead: match rule {
                Some(_) => ctx.tn("count-findings", shown.len()),
                None => ctx.t("findings-lead"),
            },
            filter: filter(register, ctx, rule, &of_rule, shown.len()),
            rules: rule.is_none().then(|| rules(ctx, &shown, is_narrowed)),
            pager: match table {
                Some(_) => Pager::new(ctx, window, shown.len()),
                None => Pager::default(),
            },
            table,
            rule: rule.map(|rule| ctx.word("rule", rule.as_str())),
            data,
        }
    }
}

/// What became of them, if that is asked for; else all that follow.
fn asked_state(ctx: &Ctx) -> Option<State> {
    ctx.query.find("state")?.parse().ok()
}

/// Those of a plan, of a measure and of an organisation that are asked for, what is to be acted on first
/// where they are; else by rule and id.
fn narrow<'a>(
    register: &Register,
    findings: &Findings,
    ctx: &Ctx,
    all: &[&'a Found],
) -> Vec<&'a Found> {
    let plan = ctx.query.find("plan");
    let owner = ctx.query.find("organisation");
    let measure = ctx.query.find("measure");
    let measure = measure.map(|id| Subject::new(Noun::Measure, id));
    let of_measure = measure.as_ref().map(|measure| {
        let about = findings.list_about(register, measure);
        about
            .iter()
            .map(|found| &*found.id)
            .collect::<BTreeSet<_>>()
    });
    let state = asked_state(ctx);
    let is_of = |found: &&&Found| {
        state.is_none_or(|state| found.state(register) == state)
            && plan.is_none_or(|plan| found.plan.as_str() == plan)
            && of_measure.as_ref().is_none_or(|ids| {
                ids.contains(&*found.id) || (found.is_fixed && Some(&found.on) == measure.as_ref())
            })
            && owner.is_none_or(|owner| {
                let owners = found.owners(register);
                owners.iter().any(|one| one.as_str() == owner)
            })
    };
    let mut shown: Vec<&Found> = all.iter().filter(is_of).copied().collect();
    if plan.is_some() || owner.is_some() || measure.is_some() {
        worst_first(&mut shown);
    }
    shown
}

/// Every rule with how often it finds something, each leading to just these; of a part only those that
/// find something in it.
fn rules(ctx: &Ctx, shown: &[&Found], is_narrowed: bool) -> Table {
    let mut counts: BTreeMap<Rule, usize> = BTreeMap::new();
    for found in shown {
        *counts.entry(found.rule).or_default() += 1;
    }
    let head = ["found-head-rule", "found-head-code", "found-head-count"];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let caption = ctx.t("findings-rules-caption");
    let mut table = Table::new(caption, head, None).numeric(&[2]).quiet();
    for rule in Rule::ALL {
        let n = counts.get(rule).copied().unwrap_or(0);
        if n == 0 && is_narrowed {
            continue;
        }
        let mut query = vec![("rule", rule.as_str())];
        for name in ["plan", "organisation", "measure", "state"] {
            query.extend(ctx.query.find(name).map(|value| (name, value)));
        }
        table.push(vec![
            Value::Link(Link {
                href: ctx.href_with(&Route::Findings, &query),
                text: Shown::plain(&ctx.word("found-title", rule.as_str())),
                outside: false,
            }),
            Value::Code(rule.as_str().to_owned()),
            Value::Plain(ctx.locale().count(n)),
        ]);
    }
    table
}

fn empty(ctx: &Ctx, caption: &str) -> Table {
    let head = [
        "found-head-finding",
        "found-head-plan",
        "found-head-owner",
        "found-head-state",
    ];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    Table::new(ctx.t(caption), head, ctx.t("answer-no-row")).quiet()
}

fn row(register: &Register, ctx: &Ctx, found: &Found) -> Vec<Value> {
    let name = subject::listed(register, ctx, &found.on);
    vec![
        Value::Link(ctx.link(&Route::Finding(&found.id), name))
            .with(Value::Text(Shown::plain(&said(register, ctx, found)))),
        Value::Link(subject::link(register, ctx, &found.plan.subject())),
        owners(register, ctx, found),
        state_badge(ctx, found.state(register)),
    ]
}

pub(crate) fn state_badge(ctx: &Ctx, state: State) -> Value {
    let tone = match state {
        State::Open => Tone::Warn,
        State::Explained | State::Contested => Tone::Info,
        State::Fixed => Tone::Good,
    };
    Value::badge(ctx.word("found-state", state.as_str()), tone)
}

fn owners(register: &Register, ctx: &Ctx, found: &Found) -> Value {
    let owners = found.owners(register);
    let links = owners.iter();
    let links = links.map(|id| Value::Link(ctx.organisation(register, id)));
    Value::all(links.collect(), ctx.t("found-nobody"))
}

/// What a finding says, as a sentence.
pub(crate) fn said(register: &Register, ctx: &Ctx, found: &Found) -> String {
    let code = found.rule.as_str();
    let n = found.amount.unwrap_or(0);
    let who = found.who.as_ref();
    let who = who.map_or_else(String::new, |who| {
        subject::name(register, ctx, &who.subject()).words
    });
    let what = match found.rule {
        Rule::Citation => citation(ctx, &found.detail),
        Rule::SourcesDiffer => sides::what(register, ctx, found),
        Rule::Unnamed => {
            let word = found.word.as_ref();
            word.map_or_else(String::new, |(dimension, word)| {
                crate::narrow::word(ctx, *dimension, word)
            })
        }
        _ => String::new(),
    };
    // Money that ends, of something without an end: there are no days to count.
    let code = match (found.rule, found.amount) {
        (Rule::MoneyEnds, None) => "money-ends-open",
        _ => code,
    };
    let args = [
        ("n", usize::try_from(n).unwrap_or(0).into()),
        ("who", who.into()),
        ("what", what.into()),
    ];
    ctx.locale().word_with("found-says", code, &args)
}

fn citation(ctx: &Ctx, detail: &str) -> String {
    let (what, number) = detail.split_once('.').unwrap_or((detail, ""));
    let words = ctx.word("found-citation", what);
    match number.parse::<u32>() {
        Ok(number) => ctx.t_with(
            "found-citation-number",
            &[
                ("number", number.to_string().into()),
                ("words", words.into()),
            ],
        ),
        Err(_) => words,
    }
}

fn filter(register: &Register, ctx: &Ctx, rule: Option<Rule>, all: &[&Found], n: usize) -> Filter {
    let named =
        |noun: Noun| move |id: &str| subject::choice(register, ctx, &Subject::new(noun, id));
    let plans = all.iter().map(|found| found.plan.as_str());
    let plans = select(ctx, "plan", "filter-plan", plans, named(Noun::Plan));
    let owners: Vec<OrganisationId> = all
        .iter()
        .flat_map(|found| found.owners(register))
        .collect();
    let owners = owners.iter().map(OrganisationId::as_str);
    let owners = select(
        ctx,
        "organisation",
        "found-head-owner",
        owners,
        named(Noun::Organisation),
    );
    let state = FilterField::Select {
        name: "state",
        label: ctx.t("found-head-state"),
        choices: states(ctx),
    };
    let fields: Vec<FilterField> = plans.into_iter().chain(owners).chain([state]).collect();
    let route = Route::Findings;
    let mut keep = ctx.keep();
    keep.extend(rule.map(|rule| ("rule".to_owned(), rule.as_str().to_owned())));
    let measure = ctx.query.find("measure");
    keep.extend(measure.map(|id| ("measure".to_owned(), id.to_owned())));
    let mut names = ["plan", "organisation", "measure", "state"].iter();
    let is_filtered = names.any(|name| ctx.query.find(name).is_some());
    let of_rule = rule.map(|rule| ("rule", rule.as_str()));
    Filter {
        action: ctx.action(&route),
        label: ctx.t("findings-filter"),
        keep,
        fields,
        submit: ctx.t("filter-submit"),
        reset: is_filtered.then(|| {
            let href = ctx.href_with(&route, of_rule.as_slice());
            (ctx.t("filter-reset"), href)
        }),
        cut: crate::parts::cut(ctx),
        found: rule.is_none().then(|| ctx.tn("count-findings", n)),
    }
}

/// What can have become of a finding, and all that follow.
fn states(ctx: &Ctx) -> Vec<Choice> {
    let chosen = asked_state(ctx);
    let all = Choice {
        value: String::new(),
        label: ctx.t("filter-all"),
        chosen: chosen.is_none(),
    };
    let each = State::ALL.iter().map(|state| Choice {
        value: state.as_str().to_owned(),
        label: ctx.word("found-state", state.as_str()),
        chosen: chosen == Some(*state),
    });
    std::iter::once(all).chain(each).collect()
}

/// The page of one finding.
#[derive(Debug, Template)]
#[template(path = "finding/page.html")]
pub struct Page {
    f: Frame,
    lead: String,
    facts: Facts,
    rule: String,
    /// What organisations say to it, the newest first.
    remarks: Option<Table>,
    /// Where one says something to it.
    remark: Option<Link>,
    rests_title: String,
    rests: String,
    entries: Table,
    pager: Pager,
}

impl Page {
    /// The page of a finding that follows, or followed when somebody spoke about it; `None` if there is
    /// none of this id.
    #[must_use]
    pub fn find(register: &Register, findings: &Findings, id: &str, ctx: &Ctx) -> Option<Self> {
        let found = findings.find(id).or_else(|| findings.find_fixed(id))?;
        let code = found.rule.as_str();
        let rule = ctx.word("found-title", code);
        let name = subject::listed(register, ctx, &found.on);
        let args = [("rule", rule.clone().into()), ("on", name.words.into())];
        let title = Shown {
            words: ctx.t_with("found-page-title", &args),
            ..name
        };
        let entries = match found.is_fixed {
            true => list_since_spoken(register, found),
            false => found.entries(register),
        };
        let rests = match (found.is_fixed, &entries[..]) {
            (false, _) => ctx.tn("found-rests-on", entries.len()),
            (true, [only]) => ctx.t_with("found-fixed-by", &[("entry", only.to_string().into())]),
            (true, _) => ctx.tn("found-fixed-since", entries.len()),
        };
        let window = Window::of(ctx, entries.len(), PER_PAGE);
        let mut table = history::table(ctx, ctx.t("found-entries-caption"));
        for seq in entries.iter().skip(window.skip).take(window.take) {
            if let Some(line) = register.find_line(*seq) {
                table.rows.push(history::row(register, ctx, *seq, line));
            }
        }
        let of_rule = Link {
            href: ctx.href_with(&Route::Findings, &[("rule", code)]),
            text: Shown::plain(&rule),
            outside: false,
        };
        // What rests on invented statements is one itself.
        let lines = entries.iter().filter_map(|seq| register.find_line(*seq));
        let mut abouts = lines.map(|line| &line.subject).chain([&found.on]);
        let is_invented = abouts.any(|about| register.is_invented(about));
        Some(Self {
            f: Frame::new(ctx, title, Section::Questions)
                .described(ctx.t("findings-description"))
                .below(vec![
                    ctx.link(&Route::Questions, Shown::plain(&ctx.t("questions-title"))),
                    ctx.link(&Route::Findings, Shown::plain(&ctx.t("findings-title"))),
                    of_rule,
                ])
                .invented(ctx, is_invented),
            lead: match found.is_fixed {
                true => ctx.t("found-fixed"),
                false => said(register, ctx, found),
            },
            remarks: remarks(register, ctx, id),
            remark: (!found.is_fixed).then(|| {
                let words = Shown::plain(&ctx.t("found-remark"));
                ctx.link(&Route::Figure("remark", id), words)
            }),
            facts: facts(register, ctx, found),
            rule: ctx.word("rule", code),
            rests_title: match found.is_fixed {
                true => ctx.t("found-fixed-title"),
                false => ctx.t("found-rests"),
            },
            rests,
            entries: table,
            pager: Pager::new(ctx, window, entries.len()),
        })
    }
}

/// What organisations say to it; `None`: nobody says anything.
fn remarks(register: &Register, ctx: &Ctx, id: &str) -> Option<Table> {
    let head = [
        "entry-at",
        "entry-by",
        "found-head-stance",
        "found-head-remark",
    ];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let mut table = Table::new(ctx.t("found-remarks"), head, None).quiet();
    for (seq, remark) in list_remarks(register, id) {
        let Some(line) = register.find_line(seq) else {
            continue;
        };
        let at = Shown::plain(&ctx.instant(line.at));
        table.push(vec![
            Value::Link(ctx.link(&Route::Entry(seq), at)),
            Value::Link(ctx.organisation(register, &remark.organisation)),
            Value::Plain(ctx.word("stance", remark.stance.as_str())),
            Value::Prose(Prose {
                text: ctx.text(&remark.text),
            }),
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
}

pub(crate) fn facts(register: &Register, ctx: &Ctx, found: &Found) -> Facts {
    let link = |about: &Subject| Value::Link(subject::link(register, ctx, about));
    let mut facts = vec![Fact::new(ctx.t("found-head-about"), link(&found.on))];
    if found.on.noun != Noun::Plan {
        facts.push(Fact::new(
            ctx.t("found-head-plan"),
            link(&found.plan.subject()),
        ));
    }
    if found.rule == Rule::SourcesDiffer {
        let all = sides::all(register, ctx, found);
        facts.push(Fact::new(ctx.t("differing-sides"), all));
    }
    facts.push(Fact::new(
        ctx.t("found-head-owner"),
        owners(register, ctx, found),
    ));
    facts.push(Fact::new(
        ctx.t("found-head-state"),
        state_badge(ctx, found.state(register)),
    ));
    facts.push(Fact::new(
        ctx.t("found-head-code"),
        Value::Code(found.rule.as_str().to_owned()),
    ));
    Facts { facts }
}

#[cfg(test)]
pub(crate) mod samples {
    use wegmarke_domain::rules::finding::{Findings, Rule};

    use super::{List, Page};
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        samples.page(&Route::Findings, "", |r, c| {
            List::build(r, &Findings::of(r, c.today), c)
        });
        samples.page(&Route::Findings, "state=fixed&rule=no-lead", |r, c| {
            List::build(r, &Findings::of(r, c.today), c)
        });
        for query in [
            "plan=qx-plan",
            "measure=qx-plan/full",
            "organisation=qx-kok",
        ] {
            samples.page(&Route::Findings, query, |r, c| {
                List::build(r, &Findings::of(r, c.today), c)
            });
        }
        for rule in Rule::ALL {
            let query = format!("rule={}", rule.as_str());
            samples.page(&Route::Findings, &query, |r, c| {
                List::build(r, &Findings::of(r, c.today), c)
            });
        }
        for id in [
            "apart/measure/qx-plan/full",
            "money-ends/measure/qx-plan/full",
            "moved/milestone/qx-plan/M2",
            "no-lead/measure/qx-plan/full",
        ] {
            samples.of(&Route::Finding(id), "", |r, c| {
                Page::find(r, &Findings::of(r, c.today), id, c)
            });
        }
    }
}
