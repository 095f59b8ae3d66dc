// SPDX-License-Identifier: EUPL-1.2
//! Organisations: the list, and what one leads, issued and judged.

mod briefing;
mod demands;
mod list;
mod rounds;

use std::collections::BTreeMap;

use askama::Template;
use wegmarke_domain::coverage::Degree;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::measure::Measure;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::organisation::{Leads, Organisation, Succession};
use wegmarke_domain::record::Record;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::briefing::{AskedIn, list_asked};
use wegmarke_domain::rules::finding::Findings;
use wegmarke_domain::rules::organising::list_renamings;
use wegmarke_domain::rules::wall;
use wegmarke_domain::stated::Stated;

use crate::chart::{About, Bars, Part, Stack};
pub use briefing::Briefing;
pub use demands::Demands;
pub use list::List;

use crate::finding::Beside;
use crate::frame::Section;
use crate::parts::{Fact, Facts, Link, Links, Pager, Shown, Table, Value};
use crate::question::Sentences;
use crate::wall::Wall;
use crate::{Ctx, Frame, Route};
use crate::{history, key, subject};

/// Things of one kind shown on the page of an organisation.
const MOST: usize = 100;

fn voice_code(one: &Organisation) -> Option<&'static str> {
    let voice = one
        .voice
        .value()
        .copied()
        .or_else(|| one.kind.value().map(|kind| kind.voice()))?;
    Some(voice.as_str())
}

/// What an organisation leads (measures and milestones), issued, and judged.
fn counts(register: &Register, subject: &Subject) -> [usize; 3] {
    let of = |noun: Noun| register.list_referrers(subject, noun);
    let measures = led(register, subject).len();
    let milestones = of(Noun::Milestone).count();
    [
        measures + milestones,
        of(Noun::Recommendation).count(),
        of(Noun::Coverage).count(),
    ]
}

/// The page of one organisation.
#[derive(Debug, Template)]
#[template(path = "organisation/page.html")]
pub struct Page {
    f: Frame,
    dropped: bool,
    sentences: Sentences,
    wall: Option<Wall>,
    rounds: Option<Table>,
    missing: Option<Table>,
    stated: Option<Table>,
    pager: Pager,
    facts: Facts,
    briefing: Option<Link>,
    demands: Option<Link>,
    succession: Option<Table>,
    keys: Option<Table>,
    measures: Option<Table>,
    milestones: Option<Table>,
    issued: Option<Table>,
    judged: Option<Bars>,
    /// What follows from the record and waits for it.
    follows: Option<Beside>,
    more: Vec<String>,
    entries: String,
    history: Table,
}

impl Page {
    /// The page of an organisation, also of one that was dropped.
    #[must_use]
    pub fn find(register: &Register, findings: &Findings, id: &str, ctx: &Ctx) -> Option<Self> {
        let kept = register.organisations.find_kept(id)?;
        let one = &kept.record;
        let about = one.subject();
        let title = ctx.text(&one.name);
        let feed = ctx.t_with(
            "feed-organisation",
            &[("organisation", (&title.words).into())],
        );
        let asked = list_asked(register, &one.id);
        let led = led(register, &about);
        let [_, issued_n, judged_n] = counts(register, &about);
        let counts = [led.len(), issued_n, judged_n];
        let (stated, pager) = rounds::stated(register, ctx, &one.id).unzip();
        let mut more = Vec::new();
        let measures = led_measures(register, ctx, &about, &mut more);
        let milestones = led_milestones(register, ctx, &about, &mut more);
        let issued = issued(register, ctx, &about, &mut more);
        Some(Self {
            f: Frame::new(ctx, title, Section::Organisations)
                .described(ctx.t("organisation-description"))
                .invented(ctx, said_invented(register, &about))
                .below(vec![ctx.link(
                    &Route::Organisations,
                    Shown::plain(&ctx.t("nav-organisations")),
                )])
                .feed(feed, ctx.href(&Route::OrganisationFeed(id)))
                .follow(ctx, &about.to_string()),
            dropped: !kept.stands,
            sentences: rounds::sentences(register, ctx, &one.id, counts, &asked),
            wall: Wall::of_measures(register, ctx, &answered(register, &led, &asked)),
            rounds: (!asked.is_empty()).then(|| rounds::table(register, ctx, &asked)),
            missing: rounds::missing(register, ctx, &asked),
            stated,
            pager: pager.unwrap_or_default(),
            facts: facts(ctx, one),
            briefing: briefing::link(register, ctx, &one.id),
            demands: demands::link(register, ctx, &one.id),
            succession: succession(register, ctx, id),
            keys: key::table(register, ctx, &one.id),
            measures,
            milestones,
            issued,
            judged: judged(register, ctx, &about),
            follows: Beside::of(register, findings, ctx, &about),
            more,
            entries: ctx.href_with(&Route::Changes, &[("organisation", id)]),
            history: history::of(register, ctx, ctx.t("organisation-history"), &kept.steps),
        })
    }
}

fn facts(ctx: &Ctx, one: &Organisation) -> Facts {
    let voice = match (one.voice.value(), voice_code(one)) {
        (None, Some(voice)) => Value::Plain(ctx.t_with(
            "voice-by-kind",
            &[("voice", ctx.word("voice", voice).into())],
        )),
        _ => ctx.stated_word("voice", &one.voice, |voice| voice.as_str()),
    };
    // What an organisation may say of itself, and most do not: no gap that counts.
    let own = [("description", &one.description), ("contact", &one.contact)];
    let own = own.into_iter().filter(|(_, text)| text.value().is_some());
    let own = own
        .map(|(name, text)| Fact::new(ctx.t(&format!("attribute-{name}")), ctx.stated_text(text)));
    let own: Vec<Fact> = own.collect();
    Facts {
        facts: [
            vec![
                Fact::new(ctx.t("organisation-short"), ctx.stated_text(&one.short)),
                Fact::new(
                    ctx.t("organisation-kind"),
                    ctx.stated_word("organisation-kind", &one.kind, |kind| kind.as_str()),
                ),
                Fact::new(ctx.t("organisation-voice"), voice),
            ],
            own,
        ]
        .concat(),
    }
}

/// Measures that it leads, in their order.
fn led<'a>(register: &'a Register, about: &Subject) -> Vec<&'a Measure> {
    let named = register.list_referrers(about, Noun::Measure);
    let named = named.filter_map(|id| register.measures.find(id));
    named
        .filter(|measure| leads(&measure.lead, about))
        .collect()
}

/// Measures that it leads, and those on which a round asked it for a report: who leads a measure is not
/// recorded of every plan.
fn answered<'a>(
    register: &'a Register,
    led: &[&'a Measure],
    asked: &[AskedIn<'a>],
) -> Vec<&'a Measure> {
    let mut all = led.to_vec();
    let duties = asked.iter().flat_map(|asked| &asked.duties);
    let reports = duties.filter(|(duty, _)| duty.noun == Noun::Report);
    all.extend(reports.filter_map(|(duty, _)| register.measures.find(&duty.on.id)));
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all.dedup_by(|a, b| a.id == b.id);
    all
}

/// Whether it is among the bodies that answer for something.
fn leads(stated: &Stated<Leads>, about: &Subject) -> bool {
    let leads = stated.value();
    leads.is_some_and(|leads| leads.ids().iter().any(|id| id.as_str() == &*about.id))
}

/// Every succession of the chain this organisation belongs to, oldest first.
fn succession(register: &Register, ctx: &Ctx, id: &str) -> Option<Table> {
    let all: Vec<(u64, &Succession)> = register.list_successions().collect();
    let mut chain = vec![id.to_owned()];
    // Each round finds the neighbours of those known; a chain is never longer than the list.
    for _ in 0..=all.len() {
        let known = chain.len();
        for (_, succession) in &all {
            if succession
                .organisations()
                .any(|one| chain.iter().any(|id| id == one.as_str()))
            {
                for one in succession.organisations() {
                    if !chain.iter().any(|id| id == one.as_str()) {
                        chain.push(one.as_str().to_owned());
                    }
                }
            }
        }
        if chain.len() == known {
            break;
        }
    }
    let head = [
        "succession-before",
        "succession-kind",
        "succession-after",
        "succession-on",
        "entry-number",
    ]
    .into_iter()
    .map(|key| ctx.t(key))
    .collect();
    let mut table =
        Table::new(ctx.t("succession-caption"), head, ctx.t("succession-empty")).quiet();
    for (seq, succession) in all {
        if !succession
            .organisations()
            .any(|one| chain.iter().any(|id| id == one.as_str()))
        {
            continue;
        }
        let renamed = renamed(register, ctx, seq, succession);
        let (before, after) = renamed.unwrap_or_else(|| {
            let list = |ids: &[OrganisationId]| ctx.organisations(register, ids);
            (list(&succession.before), list(&succession.after))
        });
        table.push(vec![
            before,
            Value::Plain(ctx.word("succession", succession.kind.as_str())),
            after,
            ctx.stated(&succession.on, |day| Value::Plain(ctx.date(*day))),
            Value::Link(history::link(ctx, seq)),
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
}

/// The names before and after, where it is the same organisation.
fn renamed(
    register: &Register,
    ctx: &Ctx,
    seq: u64,
    succession: &Succession,
) -> Option<(Value, Value)> {
    let id = succession.before.first()?;
    let mut renamings = list_renamings(register, id).into_iter();
    let found = renamings.find(|renaming| renaming.seq == seq)?;
    let shown = |name| Value::Text(ctx.text(name));
    Some((shown(&found.from), shown(&found.to)))
}

/// Says how many rows are not shown.
fn cut(ctx: &Ctx, total: usize, key: &str, more: &mut Vec<String>) {
    if total > MOST {
        more.push(ctx.t_with(key, &[("shown", MOST.into()), ("total", total.into())]));
    }
}

fn led_measures(
    register: &Register,
    ctx: &Ctx,
    about: &Subject,
    more: &mut Vec<String>,
) -> Option<Table> {
    let head = vec![
        ctx.t("measure-measure"),
        ctx.t("plan-plan"),
        ctx.t("organisation-role"),
    ];
    let mut table = Table::new(ctx.t("organisation-measures"), head, None).quiet();
    let ids: Vec<&str> = register.list_referrers(about, Noun::Measure).collect();
    cut(ctx, ids.len(), "organisation-more-measures", more);
    for measure in ids
        .into_iter()
        .take(MOST)
        .filter_map(|id| register.measures.find(id))
    {
        let leads = leads(&measure.lead, about);
        let plan = Subject::new(Noun::Plan, measure.plan());
        table.push(vec![
            Value::Link(crate::measure::link(register, ctx, measure)),
            Value::Link(subject::link(register, ctx, &plan)),
            Value::Plain(ctx.t(if leads { "role-lead" } else { "role-partner" })),
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
}

fn led_milestones(
    register: &Register,
    ctx: &Ctx,
    about: &Subject,
    more: &mut Vec<String>,
) -> Option<Table> {
    let ids: Vec<&str> = register.list_referrers(about, Noun::Milestone).collect();
    cut(ctx, ids.len(), "organisation-more-milestones", more);
    let all: Vec<_> = ids
        .into_iter()
        .take(MOST)
        .filter_map(|id| register.milestones.find(id))
        .collect();
    crate::milestone::table(register, ctx, &all)
}

fn issued(
    register: &Register,
    ctx: &Ctx,
    about: &Subject,
    more: &mut Vec<String>,
) -> Option<Table> {
    let head = vec![
        ctx.t("recommendation-recommendation"),
        ctx.t("recommendation-topics"),
    ];
    let mut table = Table::new(ctx.t("organisation-issued-caption"), head, None).quiet();
    let ids: Vec<&str> = register
        .list_referrers(about, Noun::Recommendation)
        .collect();
    cut(ctx, ids.len(), "organisation-more-recommendations", more);
    for recommendation in ids
        .into_iter()
        .take(MOST)
        .filter_map(|id| register.recommendations.find(id))
    {
        let topics = if recommendation.topics.is_empty() {
            ctx.not_stated()
        } else {
            Value::All(
                recommendation
                    .topics
                    .iter()
                    .map(|topic| Value::Text(Shown::plain(&ctx.word("topic", topic))))
                    .collect(),
            )
        };
        let link = subject::link(register, ctx, &recommendation.subject());
        table.push(vec![Value::Links(Links { links: vec![link] }), topics]);
    }
    (!table.rows.is_empty()).then_some(table)
}

/// How the organisation judges, plan by plan.
fn judged(register: &Register, ctx: &Ctx, about: &Subject) -> Option<Bars> {
    let mut counts: BTreeMap<_, BTreeMap<Degree, usize>> = BTreeMap::new();
    let mut total = 0_usize;
    for coverage in register
        .list_referrers(about, Noun::Coverage)
        .filter_map(|id| register.coverages.find(id))
    {
        *counts
            .entry(&coverage.plan)
            .or_default()
            .entry(coverage.degree)
            .or_default() += 1;
        total += 1;
    }
    let bars: Vec<Stack> = counts
        .iter()
        .map(|(plan, by)| Stack {
            counted: None,
            label: subject::name(register, ctx, &plan.subject()).words,
            href: Some(ctx.href_with(
                &Route::Recommendations,
                &[("plan", plan.as_str()), ("author", &about.id)],
            )),
            parts: Degree::ALL
                .iter()
                .map(|degree| Part {
                    label: ctx.word("degree", degree.as_str()),
                    n: by.get(degree).copied().unwrap_or(0),
                    class: crate::wall::mark(&Ok(wall::Value::Degree(*degree))),
                })
                .collect(),
        })
        .collect();
    let about = About {
        id: "judged",
        title: ctx.t("organisation-judged-title"),
        finding: ctx.t_with(
            "organisation-judged-finding",
            &[("n", total.into()), ("plans", bars.len().into())],
        ),
        column: ctx.t("plan-plan"),
    };
    (total > 0).then(|| Bars::new(ctx, about, &bars, false))
}

/// Whether something that is told of it is made up.
fn said_invented(register: &Register, about: &Subject) -> bool {
    register.has_invented()
        && register
            .list_thread(about)
            .filter_map(|seq| register.find_line(seq))
            .any(|line| register.is_invented(&line.subject))
}

#[cfg(test)]
pub(crate) mod samples {
    use wegmarke_domain::rules::finding::Findings;

    use super::{List, Page, briefing, demands};
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        briefing::samples::add(samples);
        demands::samples::add(samples);
        let query = "kind=ministry&voice=government&words=qx";
        samples.page(&Route::Organisations, query, List::build);
        for id in ["qx-kok", "qx-new", "qx-bare"] {
            samples.of(&Route::Organisation(id), "", |r, c| {
                Page::find(r, &Findings::of(r, c.today), id, c)
            });
        }
    }
}
