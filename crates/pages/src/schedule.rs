// SPDX-License-Identifier: EUPL-1.2
//! A plan along the years: drawn by lead, or one lead thing by thing; what falls due soon, what each year
//! holds, where much falls due at once, and what was planned against what happened.

use askama::Template;
use jiff::civil::Date;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::plan::Plan;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::{Register, utc_day};
use wegmarke_domain::rules::question::Question;
use wegmarke_domain::rules::schedule::{self, Falling, Item};
use wegmarke_domain::rules::{timeliness, voices};

use crate::chart::{About, Mark, Strip, Timeline};
use crate::frame::Section;
use crate::milestone::timeliness_tone;
use crate::parts::{Badge, Choices, Chosen, Link, NOT_STATED, Pager, Shown, Table, Value, Window};
use crate::plan::crumbs;
use crate::question::{Sentence, Sentences, find_sentence};
use crate::subject;
use crate::{Ctx, Frame, Route};

/// Days in which somebody looks ahead.
const AHEAD: [i32; 3] = [30, 90, 365];

/// Rows of a table that are shown before somebody asks for one lead.
const MOST: usize = 40;

/// The page.
#[derive(Debug, Template)]
#[template(path = "schedule/page.html")]
pub struct Page {
    f: Frame,
    sentences: Sentences,
    heading: String,
    drawn: Option<Timeline>,
    all_leads: Option<Link>,
    ahead: Choices,
    due: Table,
    pager: Pager,
    slices: Table,
    quarters: Table,
    actual: Table,
}

struct View<'a> {
    register: &'a Register,
    ctx: &'a Ctx,
    plan: &'a Plan,
    /// One lead, or those without one.
    lead: Option<&'a str>,
    within: i32,
}

impl Page {
    /// The time of a plan; `lead` shows one lead thing by thing, `within` how many days are looked ahead.
    #[must_use]
    pub fn find(register: &Register, id: &str, ctx: &Ctx) -> Option<Self> {
        let plan = register.plans.find(id)?;
        let within = ctx.query.find("within").and_then(|days| days.parse().ok());
        let view = View {
            register,
            ctx,
            plan,
            // Whatever else stands in an address is no name of anybody.
            lead: ctx
                .query
                .find("lead")
                .filter(|id| *id == NOT_STATED || register.organisations.find_kept(id).is_some()),
            within: within
                .filter(|days| AHEAD.contains(days))
                .unwrap_or(AHEAD[1]),
        };
        let name = subject::name(register, ctx, &plan.subject()).words;
        let title = ctx.t_with("schedule-title", &[("plan", name.into())]);
        let due = schedule::list_due(register, id, ctx.today, view.within);
        let window = Window::of(ctx, due.len(), MOST);
        let route = Route::Time(id);
        Some(Self {
            f: Frame::new(ctx, Shown::plain(&title), Section::Plans)
                .described(ctx.t("schedule-description"))
                .below(crumbs(register, ctx, id))
                .invented(ctx, register.has_invented_of(id)),
            sentences: view.sentences(),
            heading: view.heading(),
            drawn: view.drawn(),
            all_leads: view
                .lead
                .map(|_| ctx.link(&route, Shown::plain(&ctx.t("schedule-all-leads")))),
            ahead: view.ahead(),
            due: view.due(&due, window),
            pager: Pager::new(ctx, window, due.len()),
            slices: view.slices(),
            quarters: view.quarters(),
            actual: view.actual(),
        })
    }
}

impl<'a> View<'a> {
    fn id(&self) -> &'a str {
        self.plan.id.as_str()
    }

    /// At most so many rows; all of them in a file.
    fn most(&self) -> usize {
        if self.ctx.whole { usize::MAX } else { MOST }
    }

    fn here(&self, query: &[(&str, &str)]) -> String {
        self.ctx.href_with(&Route::Time(self.id()), query)
    }

    fn measures(&self, name: &str, year: &str) -> String {
        let query = [("plan", self.id()), (name, year)];
        self.ctx.href_with(&Route::Measures, &query)
    }

    fn milestones(&self, name: &str, value: &str) -> String {
        let route = Route::Milestones(self.id());
        self.ctx.href_with(&route, &[(name, value)])
    }

    fn sentences(&self) -> Sentences {
        let (register, ctx) = (self.register, self.ctx);
        let ahead = AHEAD.map(|days| {
            let n = schedule::list_due(register, self.id(), ctx.today, days).len();
            let count = usize::try_from(days).unwrap_or(0);
            let args = [("n", n.into()), ("days", count.into())];
            let href = format!("{}#due", self.here(&[("within", &days.to_string())]));
            (n > 0).then(|| Sentence::new(n, &ctx.t_with("schedule-ahead", &args), href))
        });
        let mut asked = [Question::Overdue, Question::Moved, Question::NoDate]
            .map(|question| find_sentence(register, ctx, question, Some(self.id())))
            .to_vec();
        let quarters = schedule::list_quarters(register, self.id());
        let most = quarters.iter().filter(|(_, _, much)| *much);
        let most = most.max_by_key(|(quarter, n, _)| (*n, std::cmp::Reverse(quarter)));
        asked.push(most.map(|(quarter, n, _)| {
            let args = [("n", (*n).into()), ("quarter", quarter.clone().into())];
            let words = ctx.t_with("schedule-cluster", &args);
            Sentence::new(*n, &words, self.milestones("quarter", quarter))
        }));
        Sentences {
            sentences: ahead.into_iter().chain(asked).flatten().collect(),
        }
    }

    fn ahead(&self) -> Choices {
        let all = AHEAD.iter().map(|days| {
            let count = usize::try_from(*days).unwrap_or(0);
            Chosen {
                link: Link {
                    href: format!("{}#due", self.here(&[("within", &days.to_string())])),
                    text: Shown::plain(&self.ctx.tn("schedule-days", count)),
                    outside: false,
                },
                here: *days == self.within,
            }
        });
        Choices {
            label: self.ctx.t("schedule-within"),
            all: all.collect(),
        }
    }

    fn name(&self, lead: Option<&OrganisationId>) -> String {
        lead.map_or_else(
            || self.ctx.t("monitoring-no-lead"),
            |lead| subject::name(self.register, self.ctx, &lead.subject()).words,
        )
    }

    fn heading(&self) -> String {
        match self.lead {
            None => self.ctx.t("schedule-leads"),
            Some(NOT_STATED) => self.ctx.t("monitoring-no-lead"),
            Some(lead) => {
                let lead = Subject::new(Noun::Organisation, lead);
                subject::name(self.register, self.ctx, &lead).words
            }
        }
    }

    /// The whole plan by lead, or one lead thing by thing.
    fn drawn(&self) -> Option<Timeline> {
        let (register, ctx) = (self.register, self.ctx);
        let mut all = schedule::by_lead(register, self.id());
        let (strips, table) = match self.lead {
            None => (self.strips(&all), self.leads(&all)),
            Some(wanted) => {
                all.retain(|lead, _| lead.map_or(NOT_STATED, |lead| lead.as_str()) == wanted);
                let items: Vec<Item> = all.into_values().flatten().collect();
                let strips = items.iter().map(|item| Strip {
                    label: subject::name(register, ctx, &item.on).short(60).words,
                    marks: marks(item),
                });
                (strips.collect(), self.items(&items))
            }
        };
        let about = About {
            id: "time",
            title: self.heading(),
            finding: ctx.t("schedule-key"),
            column: String::new(),
        };
        let legend = ["period", "endless", "due", "vague", "before", "reached"]
            .map(|mark| (ctx.word("schedule-mark", mark), mark));
        Timeline::of_strips(ctx, about, &strips, Some(ctx.today), table, legend.to_vec())
    }

    fn strips(&self, all: &Leads<'_>) -> Vec<Strip> {
        let (register, ctx) = (self.register, self.ctx);
        let mut strips = Vec::new();
        if let Some(period) = self.plan.period.value() {
            strips.push(Strip {
                label: ctx.t("schedule-plan"),
                marks: period_marks(period.from, period.until),
            });
        }
        let rounds = voices::list_rounds(register, self.id());
        let rounds: Vec<Mark> = rounds
            .iter()
            .map(|round| Mark {
                from: Some(utc_day(round.opens_at)),
                until: Some(utc_day(round.due_at)),
                class: "period",
            })
            .collect();
        if !rounds.is_empty() {
            strips.push(Strip {
                label: ctx.t("rounds-title"),
                marks: rounds,
            });
        }
        strips.extend(all.iter().map(|(lead, items)| {
            // Periods lie behind moments.
            let mut marks: Vec<Mark> = items.iter().flat_map(self::marks).collect();
            marks.sort_by_key(|mark| !matches!(mark.class, "period" | "endless"));
            Strip {
                label: self.name(*lead),
                marks,
            }
        }));
        strips
    }

    fn leads(&self, all: &Leads<'_>) -> Table {
        let (register, ctx) = (self.register, self.ctx);
        let keys = [
            "measure-lead",
            "schedule-measures",
            "schedule-milestones",
            "schedule-first",
            "schedule-last",
            "schedule-next",
        ];
        let head = keys.into_iter().map(|key| ctx.t(key)).collect();
        let mut table = Table::new(ctx.t("schedule-leads"), head, ctx.t("schedule-empty"))
            .numeric(&[1, 2])
            .quiet();
        for (lead, items) in all {
            let of = |noun| items.iter().filter(move |item| item.on.noun == noun);
            let days = || {
                items
                    .iter()
                    .flat_map(|item| [item.from, item.until])
                    .flatten()
            };
            let next = of(Noun::Milestone).filter(|item| item.reached.is_none());
            let next = next.filter_map(|item| item.until.filter(|day| *day >= ctx.today));
            let id = lead.map_or(NOT_STATED, |lead| lead.as_str());
            let day = |day: Option<Date>| {
                day.map_or_else(|| ctx.not_stated(), |day| Value::Plain(ctx.date(day)))
            };
            table.push(vec![
                Value::Link(Link {
                    href: self.here(&[("lead", id)]),
                    text: Shown::plain(&match lead {
                        Some(lead) => subject::name(register, ctx, &lead.subject()).words,
                        None => ctx.t("monitoring-no-lead"),
                    }),
                    outside: false,
                }),
                Value::Plain(ctx.locale().count(of(Noun::Measure).count())),
                Value::Plain(ctx.locale().count(of(Noun::Milestone).count())),
                day(days().min()),
                day(days().max()),
                next.min().map_or_else(
                    || Value::Missing(ctx.t("schedule-nothing-next")),
                    |day| Value::Plain(ctx.date(day)),
                ),
            ]);
        }
        table
    }

    fn items(&self, items: &[Item]) -> Table {
        let (register, ctx) = (self.register, self.ctx);
        let keys = [
            "schedule-what",
            "schedule-planned",
            "schedule-before",
            "schedule-actual",
        ];
        let head = keys.into_iter().map(|key| ctx.t(key)).collect();
        let mut table = Table::new(self.heading(), head, ctx.t("schedule-empty")).quiet();
        for item in items {
            table.push(vec![
                Value::Link(subject::link(register, ctx, &item.on)),
                self.written(&item.on),
                self.before(item),
                self.actual_of(item),
            ]);
        }
        table
    }

    /// The time as its source writes it.
    fn written(&self, on: &Subject) -> Value {
        let (register, ctx) = (self.register, self.ctx);
        let span = match on.noun {
            Noun::Measure => register.measures.find(&on.id).map(|one| &one.period),
            _ => register.milestones.find(&on.id).map(|one| &one.due),
        };
        span.map_or_else(
            || ctx.not_stated(),
            |span| ctx.stated(span, |span| ctx.span_briefly(span)),
        )
    }

    fn before(&self, item: &Item) -> Value {
        let ctx = self.ctx;
        let days = item.before.iter().map(|day| Value::Plain(ctx.date(*day)));
        let nothing = match item.is_moved {
            true => "schedule-from-no-day",
            false => "schedule-never",
        };
        Value::all(days.collect(), ctx.t(nothing))
    }

    fn actual_of(&self, item: &Item) -> Value {
        let (register, ctx) = (self.register, self.ctx);
        let Some(milestone) = register.milestones.find(&item.on.id) else {
            return Value::Missing(ctx.t("schedule-no-word"));
        };
        let (state, _) = timeliness::of(register, milestone, ctx.today);
        let badge = Value::Badge(Badge {
            word: ctx.word("timeliness", state.as_str()),
            tone: timeliness_tone(state),
        });
        match item.reached {
            Some(day) => Value::Plain(ctx.date(day)).with(badge),
            None => badge,
        }
    }

    fn due(&self, due: &[Falling], window: Window) -> Table {
        let (register, ctx) = (self.register, self.ctx);
        let keys = ["schedule-day", "schedule-what", "schedule-kind"];
        let head = keys.into_iter().map(|key| ctx.t(key)).collect();
        let caption = ctx.t("schedule-due");
        let mut table = Table::new(caption, head, ctx.t("schedule-nothing-due")).quiet();
        for one in due.iter().skip(window.skip).take(window.take) {
            let day = Value::Plain(ctx.date(one.day));
            let day = match one.since {
                Some(since) => {
                    let args = [("from", ctx.date(since).into())];
                    day.with(Value::Missing(ctx.t_with("schedule-since", &args)))
                }
                None => day,
            };
            table.push(vec![
                day,
                Value::Link(subject::link(register, ctx, &one.on)),
                Value::Plain(ctx.word("due-kind", one.kind.as_str())),
            ]);
        }
        table
    }

    fn number(&self, n: usize, href: String) -> Value {
        let words = self.ctx.locale().count(n);
        if n == 0 {
            return Value::Plain(words);
        }
        Value::Link(Link {
            href,
            text: Shown::plain(&words),
            outside: false,
        })
    }

    fn slices(&self) -> Table {
        let ctx = self.ctx;
        let keys = [
            "schedule-year",
            "schedule-running",
            "schedule-beginning",
            "schedule-ending",
            "schedule-milestones",
        ];
        let head = keys.into_iter().map(|key| ctx.t(key)).collect();
        let mut table = Table::new(ctx.t("schedule-slices"), head, ctx.t("schedule-empty"))
            .numeric(&[1, 2, 3, 4])
            .quiet();
        for (year, slice) in schedule::list_slices(self.register, self.id()) {
            let year = year.to_string();
            let row = vec![
                self.number(slice.running.len(), self.measures("running", &year)),
                self.number(slice.beginning.len(), self.measures("begins", &year)),
                self.number(slice.ending.len(), self.measures("ends", &year)),
                self.number(slice.milestones.len(), self.milestones("year", &year)),
            ];
            table.push(std::iter::once(Value::Plain(year)).chain(row).collect());
        }
        table
    }

    fn quarters(&self) -> Table {
        let ctx = self.ctx;
        let keys = ["schedule-quarter", "schedule-milestones", "schedule-much"];
        let head = keys.into_iter().map(|key| ctx.t(key)).collect();
        let mut table = Table::new(ctx.t("schedule-quarters"), head, ctx.t("schedule-empty"))
            .numeric(&[1])
            .quiet();
        for (quarter, n, much) in schedule::list_quarters(self.register, self.id()) {
            let href = self.milestones("quarter", &quarter);
            table.push(vec![
                Value::Plain(quarter),
                self.number(n, href),
                Value::Plain(ctx.t(if much {
                    "schedule-is-much"
                } else {
                    "schedule-usual"
                })),
            ]);
        }
        table
    }

    /// Milestones that were reached or moved: what was planned, what happened.
    fn actual(&self) -> Table {
        let (register, ctx) = (self.register, self.ctx);
        let milestones = register.milestones.list_of(self.id());
        let items = milestones.filter_map(|one| schedule::item_of_milestone(register, one));
        let mut items: Vec<Item> = items
            .filter(|item| item.reached.is_some() || item.is_moved)
            .collect();
        items.sort_by(|a, b| (a.until, &a.on).cmp(&(b.until, &b.on)));
        items.truncate(self.most());
        let mut table = self.items(&items);
        table.caption = ctx.t("schedule-actual-title");
        table.empty = Some(ctx.t("schedule-nothing-moved"));
        table
    }
}

/// Items by lead.
type Leads<'a> = std::collections::BTreeMap<Option<&'a OrganisationId>, Vec<Item>>;

fn period_marks(from: Option<Date>, until: Option<Date>) -> Vec<Mark> {
    let class = if from.is_some() && until.is_some() {
        "period"
    } else {
        "endless"
    };
    vec![Mark { from, until, class }]
}

/// What is drawn of an item: earlier dates hollow, the planned one, and what was reached.
fn marks(item: &Item) -> Vec<Mark> {
    if item.on.noun == Noun::Measure {
        return period_marks(item.from, item.until);
    }
    let moment = |day: Date, class| Mark {
        from: Some(day),
        until: Some(day),
        class,
    };
    let before = item.before.iter().map(|day| moment(*day, "before"));
    let planned = Mark {
        from: if item.is_vague { item.from } else { item.until },
        until: item.until,
        class: if item.is_vague { "vague" } else { "due" },
    };
    let reached = item.reached.map(|day| moment(day, "reached"));
    before.chain([planned]).chain(reached).collect()
}

#[cfg(test)]
pub(crate) mod samples {
    use super::Page;
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        for (id, query) in [
            ("qx-plan", ""),
            ("qx-plan", "lead=qx-new&within=365"),
            ("qx-plan", "lead=-&within=7"),
            ("qx-bare", "lead=nobody"),
        ] {
            samples.of(&Route::Time(id), query, |r, c| Page::find(r, id, c));
        }
    }
}
