// SPDX-License-Identifier: EUPL-1.2
//! Coverage, both ways, over all plans: every judgement of every demand and duty, counted in a matrix and
//! listed; and the measures from their side.

use std::collections::BTreeSet;

use askama::Template;
use wegmarke_domain::coverage::Degree;
use wegmarke_domain::grouping::Likeness;
use wegmarke_domain::id::PlanId;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::recommendation::Recommendation;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::covering::{self, By, Demand, LAW, Line, NOTHING};
use wegmarke_domain::rules::grouping;
use wegmarke_domain::rules::question::Question;

use crate::frame::Section;
use crate::parts::{
    Badge, Cell, Choices, Chosen, Filter, FilterField, Link, Pager, Shown, Table, Tone, Value,
    Window, select,
};
use crate::question::{Sentence, Sentences, find_sentence};
use crate::recommendation::{degree_tone, issuers, judge, who_asks};
use crate::subject;
use crate::{Ctx, Frame, Route};

/// Judgements on one page: with a matrix of some twenty topics above them, it stays within four screens.
const PER_PAGE: usize = 8;

/// The page.
#[derive(Debug, Template)]
#[template(path = "coverage/page.html")]
pub struct Page {
    f: Frame,
    sentences: Sentences,
    by: Choices,
    matrix: Table,
    supply: Table,
    /// Demands that ask for the same; `None`: nobody says so of any.
    groups: Option<Groups>,
    filter: Filter,
    table: Table,
    pager: Pager,
    gaps: Link,
}

/// Demands that ask for the same.
#[derive(Debug)]
struct Groups {
    /// How many demands there are, each counted, and each group counted once.
    counted: String,
    table: Table,
}

struct View<'a> {
    register: &'a Register,
    ctx: &'a Ctx,
    lines: Vec<Line<'a>>,
    /// Demands and plans about which authors differ.
    differing: BTreeSet<(Subject, &'a PlanId)>,
    by: By,
}

/// In an address: demands of this kind only.
const KIND: &str = "kind";

impl Page {
    /// All judgements; `by` sorts the matrix, and `plan`, `topic`, `issuer`, `voice`, `author`, `degree`,
    /// `kind` and `cites` narrow the list.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx) -> Self {
        let by = ctx.query.find("by").and_then(|word| word.parse().ok());
        let lines = covering::list_lines(register);
        let differing = covering::list_differing(&lines);
        let differing = differing.iter().flatten();
        let view = View {
            register,
            ctx,
            differing: differing
                .map(|line| (line.demand.subject(), line.plan))
                .collect(),
            lines,
            by: by.unwrap_or(By::Plan),
        };
        let shown: Vec<&Line<'_>> = view.lines.iter().filter(|line| view.fits(line)).collect();
        let window = Window::of(ctx, shown.len(), PER_PAGE);
        let rows = shown.iter().skip(window.skip).take(window.take);
        let title = Shown::plain(&ctx.t("covering-title"));
        Self {
            f: Frame::new(ctx, title, Section::Gaps)
                .described(ctx.t("covering-description"))
                .invented(ctx, register.has_invented()),
            sentences: view.sentences(),
            by: view.choices(),
            matrix: view.matrix(),
            supply: view.supply(),
            groups: view.groups(),
            filter: view.filter(shown.len()),
            table: view.table(rows.copied()),
            pager: Pager::new(ctx, window, shown.len()),
            gaps: ctx.link(&Route::Gaps, Shown::plain(&ctx.t("covering-gaps"))),
        }
    }
}

impl View<'_> {
    fn href(&self, query: &[(&str, &str)]) -> String {
        let href = self.ctx.href_with(&Route::Coverage, query);
        format!("{href}#list")
    }

    fn fits(&self, line: &Line<'_>) -> bool {
        let wanted = |name: &str| self.ctx.query.find(name);
        let keys = By::ALL.iter().all(|by| {
            wanted(by.as_str()).is_none_or(|wanted| {
                let keys = line.keys(self.register, *by);
                keys.iter().any(|key| **key == *wanted)
            })
        });
        let differs = || {
            let key = (line.demand.subject(), line.plan);
            self.differing.contains(&key)
        };
        keys && wanted("differ").is_none_or(|_| differs())
            && wanted("degree").is_none_or(|degree| line.degree() == degree)
            && wanted(KIND).is_none_or(|kind| line.demand.subject().noun.as_str() == kind)
            && wanted("cites")
                .is_none_or(|cites| line.judgement.is_some() && line.cites() != (cites == NOTHING))
    }

    fn sentences(&self) -> Sentences {
        let (register, ctx) = (self.register, self.ctx);
        let count =
            |has: &dyn Fn(&Line<'_>) -> bool| self.lines.iter().filter(|line| has(line)).count();
        let judged = count(&|line| line.judgement.is_some());
        let leading = |key: &str, n: usize, query: &[(&str, &str)]| {
            let args = [("n", n.into()), ("total", judged.into())];
            (n > 0).then(|| Sentence::new(n, &ctx.t_with(key, &args), self.href(query)))
        };
        let is_duty = |line: &Line<'_>| matches!(line.demand, Demand::Obligation(_));
        let uncited = count(&|line| line.judgement.is_some() && !line.cites());
        let against = count(&|line| line.degree() == Degree::Contradicted.as_str());
        let differ = count(&|line| {
            let key = (line.demand.subject(), line.plan);
            self.differing.contains(&key)
        });
        let open = count(&|line| line.judgement.is_none() && !is_duty(line));
        let duties = count(&|line| line.judgement.is_none() && is_duty(line));
        let groups = grouping::list_groups(register).len();
        let not_judged = [("degree", NOTHING), (KIND, Noun::Recommendation.as_str())];
        let duty = [("degree", NOTHING), (KIND, Noun::Obligation.as_str())];
        let all = [
            find_sentence(register, ctx, Question::Unmet, None),
            leading("covering-uncited", uncited, &[("cites", NOTHING)]),
            leading(
                "covering-against",
                against,
                &[("degree", Degree::Contradicted.as_str())],
            ),
            find_sentence(register, ctx, Question::Unasked, None),
            leading("covering-differ", differ, &[("differ", "yes")]),
            (groups > 0).then(|| {
                let words = ctx.tn("covering-groups-of", groups);
                Sentence::new(groups, &words, "#groups".to_owned())
            }),
            leading("covering-open", open, &not_judged),
            leading("covering-duties", duties, &duty),
        ];
        Sentences {
            sentences: all.into_iter().flatten().collect(),
        }
    }

    fn choices(&self) -> Choices {
        let ctx = self.ctx;
        let all = By::ALL.iter().map(|by| Chosen {
            link: Link {
                href: ctx.href_with(&Route::Coverage, &[("by", by.as_str())]),
                text: Shown::plain(&ctx.word("by", by.as_str())),
                outside: false,
            },
            here: *by == self.by,
        });
        Choices {
            label: ctx.t("covering-by"),
            all: all.collect(),
        }
    }

    fn name(&self, by: By, key: &str) -> String {
        let (register, ctx) = (self.register, self.ctx);
        let of = |noun| subject::name(register, ctx, &Subject::new(noun, key)).words;
        match (by, key) {
            (_, LAW) => ctx.t("covering-law"),
            (By::Author, NOTHING) => ctx.t("covering-nobody"),
            (_, NOTHING) => ctx.t("not-stated"),
            (By::Plan, _) => of(Noun::Plan),
            (By::Issuer | By::Author, _) => of(Noun::Organisation),
            (By::Topic, _) => ctx.word("topic", key),
            (By::Voice, _) => ctx.word("voice", key),
        }
    }

    /// How often what was judged, whole: what nobody judged is a column of its own.
    fn matrix(&self) -> Table {
        let ctx = self.ctx;
        let degrees = Degree::ALL.iter().map(|degree| Some(*degree));
        let columns: Vec<Option<Degree>> = degrees.chain([None]).collect();
        let mut head = vec![ctx.word("by", self.by.as_str())];
        head.extend(columns.iter().map(|degree| match degree {
            Some(degree) => ctx.word("degree", degree.as_str()),
            None => ctx.t("covering-not-judged"),
        }));
        let numbers: Vec<usize> = (1..head.len()).collect();
        let mut table = Table::new(ctx.t("covering-matrix"), head, ctx.t("gaps-empty"))
            .numeric(&numbers)
            .quiet();
        for (key, row) in covering::matrix(self.register, &self.lines, self.by) {
            let name = Value::Text(Shown::plain(&self.name(self.by, &key)));
            let mut cells = vec![Cell::from(name)];
            for column in &columns {
                let n = row.get(column).copied().unwrap_or(0);
                let degree = column.map_or(NOTHING, Degree::as_str);
                let href = self.href(&[(self.by.as_str(), &key), ("degree", degree)]);
                cells.push(Cell::from(self.number(n, href)));
            }
            table.push_cells(cells, None);
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

    /// Demands that ask for the same, with everybody who demands it: no voice is lost in a group.
    fn groups(&self) -> Option<Groups> {
        let (register, ctx) = (self.register, self.ctx);
        let groups = grouping::list_groups(register);
        let keys = [
            "covering-demands",
            "covering-who",
            "covering-why-same",
            "covering-judged",
        ];
        let head = keys.into_iter().map(|key| ctx.t(key)).collect();
        let mut table = Table::new(ctx.t("covering-groups"), head, None).quiet();
        for group in &groups {
            let each = |value: &dyn Fn(&Recommendation) -> Value| {
                Value::All(group.demands.iter().map(|one| value(one)).collect())
            };
            // Everybody with what they say, also who sees it otherwise.
            let why = group.said.iter().map(|said| {
                let by = Value::Link(ctx.organisation(register, said.by));
                let by = match said.kind {
                    Likeness::Same => by,
                    Likeness::Apart => {
                        Value::badge(ctx.word("likeness", said.kind.as_str()), Tone::Warn).with(by)
                    }
                };
                match said.why {
                    Some(why) => ctx.prose(why).with(by),
                    None => by,
                }
            });
            table.push(vec![
                each(&|one| Value::Link(subject::link(register, ctx, &one.subject()))),
                each(&|one| issuers(register, ctx, one)),
                Value::all(why.collect(), ctx.t("not-stated")),
                each(&|one| self.judged(one)),
            ]);
        }
        let of_groups: usize = groups.iter().map(|group| group.demands.len()).sum();
        let all = register.recommendations.list().count();
        let args = [
            ("n", all.into()),
            ("once", (all - of_groups + groups.len()).into()),
        ];
        (!groups.is_empty()).then(|| Groups {
            counted: ctx.t_with("covering-counted", &args),
            table,
        })
    }

    /// How often a demand is judged, over all plans and authors.
    fn judged(&self, one: &Recommendation) -> Value {
        let about = one.subject();
        let lines = self
            .lines
            .iter()
            .filter(|line| line.demand.subject() == about);
        let n = lines.filter(|line| line.judgement.is_some()).count();
        Value::Plain(self.ctx.tn("covering-judged-times", n))
    }

    /// Measures, and whether anybody asked for them.
    fn supply(&self) -> Table {
        let (register, ctx) = (self.register, self.ctx);
        let keys = [
            "plan-plan",
            "covering-measures",
            "covering-asked",
            "covering-unasked",
        ];
        let head = keys.into_iter().map(|key| ctx.t(key)).collect();
        let mut table = Table::new(ctx.t("covering-supply"), head, ctx.t("gaps-empty"))
            .numeric(&[1, 2, 3])
            .quiet();
        for one in covering::list_supply(register) {
            let plan = one.plan.as_str();
            let href = |asked: Option<&str>| {
                let mut query = vec![("plan", plan)];
                query.extend(asked.map(|asked| ("asked", asked)));
                ctx.href_with(&Route::Measures, &query)
            };
            table.push(vec![
                Value::Link(subject::link(register, ctx, &one.plan.subject())),
                self.number(one.measures, href(None)),
                self.number(one.cited.len(), href(Some("yes"))),
                self.number(one.uncited.len(), href(Some("no"))),
            ]);
        }
        table
    }

    fn table<'l>(&self, lines: impl Iterator<Item = &'l Line<'l>>) -> Table {
        let ctx = self.ctx;
        let keys = [
            "covering-demand",
            "covering-who",
            "plan-plan",
            "coverage-degree",
            "coverage-author",
            "coverage-measures",
        ];
        let head = keys.into_iter().map(|key| ctx.t(key)).collect();
        let mut table = Table::new(ctx.t("covering-list"), head, ctx.t("covering-none")).quiet();
        for line in lines {
            table.push(self.row(line));
        }
        table
    }

    fn row(&self, line: &Line<'_>) -> Vec<Value> {
        let (register, ctx) = (self.register, self.ctx);
        let who = who_asks(register, ctx, &line.demand.subject());
        let (degree, author, measures) = match line.judgement {
            // Whoever knows the answer is one click from giving it.
            None => (
                Value::Missing(ctx.t("covering-not-judged"))
                    .with(Value::Link(judge(ctx, &line.demand.subject()))),
                Value::Missing(ctx.t("covering-nobody")),
                Value::Missing(ctx.t("covering-no-measure")),
            ),
            Some(one) => {
                let degree = Value::Badge(Badge {
                    word: ctx.word("degree", one.degree.as_str()),
                    tone: degree_tone(one.degree),
                });
                let degree = match one.confidence.value() {
                    Some(confidence) => {
                        degree.with(Value::Plain(ctx.word("confidence", confidence.as_str())))
                    }
                    None => degree,
                };
                let author = Value::Link(ctx.organisation(register, &one.author));
                let author = match one.dated_on.value() {
                    Some(day) => author.with(Value::Plain(ctx.date(*day))),
                    None => author,
                };
                let measures = match one.measures.is_empty() {
                    true => Value::Missing(ctx.t("covering-no-measure")),
                    false => ctx.measures(register, &one.measures),
                };
                (degree, author, measures)
            }
        };
        vec![
            Value::Link(subject::link(register, ctx, &line.demand.subject())),
            who,
            Value::Link(subject::link(register, ctx, &line.plan.subject())),
            degree,
            author,
            measures,
        ]
    }

    fn filter(&self, found: usize) -> Filter {
        let (register, ctx) = (self.register, self.ctx);
        let mut fields: Vec<FilterField> = Vec::new();
        for by in By::ALL {
            let keys: Vec<Box<str>> = self
                .lines
                .iter()
                .flat_map(|line| line.keys(register, *by))
                .collect();
            let values = keys.iter().map(|key| &**key);
            let label = format!("by-{}", by.as_str());
            fields.extend(select(ctx, by.as_str(), &label, values, |key| {
                self.name(*by, key)
            }));
        }
        let degrees = self.lines.iter().map(Line::degree);
        let name = |word: &str| ctx.word("degree", word);
        fields.extend(select(ctx, "degree", "coverage-degree", degrees, name));
        let nouns: Vec<_> = self
            .lines
            .iter()
            .map(|line| line.demand.subject().noun)
            .collect();
        let nouns = nouns.iter().map(|noun| noun.as_str());
        let name = |word: &str| ctx.word("noun", word);
        fields.extend(select(ctx, KIND, "covering-kind", nouns, name));
        let mut keep = ctx.keep();
        for name in ["cites", "differ"] {
            let value = ctx.query.find(name);
            keep.extend(value.map(|value| (name.to_owned(), value.to_owned())));
        }
        keep.push(("by".to_owned(), self.by.as_str().to_owned()));
        let names = ["degree", KIND, "cites", "differ"];
        let names = By::ALL.iter().map(|by| by.as_str()).chain(names);
        let filtered = names.into_iter().any(|name| ctx.query.find(name).is_some());
        Filter {
            action: format!("{}#list", ctx.action(&Route::Coverage)),
            label: ctx.t("covering-filter"),
            keep,
            fields,
            submit: ctx.t("filter-submit"),
            reset: filtered.then(|| (ctx.t("filter-reset"), ctx.href(&Route::Coverage))),
            cut: crate::parts::cut(ctx),
            found: Some(ctx.tn("covering-found", found)),
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::Page;
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        for query in [
            "",
            "by=topic",
            "by=issuer&degree=-&kind=obligation",
            "by=voice&cites=-",
            "by=author&author=qx-kok&page=2",
        ] {
            samples.page(&Route::Coverage, query, Page::build);
        }
    }
}
