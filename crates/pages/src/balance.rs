// SPDX-License-Identifier: EUPL-1.2
//! Balance: whom the measures of a plan think of, by one dimension and by two at once. That nobody is
//! named is the message, and it is told apart from what is not known.

use askama::Template;
use wegmarke_domain::plan::Plan;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::balance::{
    Balance, Dimension, Matrix, NOT_RECORDED, NOT_STATED, SILENCES, Share,
};
use wegmarke_domain::rules::money::{self, Amount};
use wegmarke_domain::rules::question::Question;

use crate::frame::Section;
use crate::money::sums_of;
use crate::narrow::{KNOWN, NAMED, word};
use crate::parts::{Cell, Choices, Chosen, Link, Shown, Table, Value};
use crate::plan::crumbs;
use crate::question::{Sentence, Sentences, find_sentence, recorded};
use crate::subject;
use crate::{Ctx, Frame, Route};

/// The page.
#[derive(Debug, Template)]
#[template(path = "balance/page.html")]
pub struct Page {
    f: Frame,
    sentences: Sentences,
    by: Choices,
    table: Table,
    heading: String,
    across: Choices,
    matrix: Table,
    matrix_heading: String,
}

/// What is shown: of which plan, by which dimension, and across which other one.
struct View<'a> {
    register: &'a Register,
    ctx: &'a Ctx,
    plan: &'a Plan,
    by: Dimension,
    across: Dimension,
}

impl Page {
    /// The balance of a plan; the parameters `by` and `across` choose the dimensions.
    #[must_use]
    pub fn find(register: &Register, id: &str, ctx: &Ctx) -> Option<Self> {
        let plan = register.plans.find(id)?;
        let asked = |name| ctx.query.find(name).and_then(|word| word.parse().ok());
        let by = asked("by").unwrap_or(Dimension::Group);
        let other = match by {
            Dimension::Strand => Dimension::Group,
            _ => Dimension::Strand,
        };
        let across = asked("across").filter(|across| *across != by);
        let view = View {
            register,
            ctx,
            plan,
            by,
            across: across.unwrap_or(other),
        };
        let balance = Balance::of(register, id, by);
        let name = subject::name(register, ctx, &plan.subject()).words;
        let title = ctx.t_with("balance-title", &[("plan", name.into())]);
        Some(Self {
            f: Frame::new(ctx, Shown::plain(&title), Section::Plans)
                .described(ctx.t("balance-description"))
                .below(crumbs(register, ctx, id))
                .invented(ctx, register.has_invented_of(id)),
            sentences: view.sentences(&balance),
            by: view.choices("balance-by", None, &[("by", by)]),
            heading: ctx.word("balance-table", by.as_str()),
            table: view.table(&balance),
            across: view.choices("balance-across", Some(by), &[("across", view.across)]),
            matrix_heading: view.matrix_heading(),
            matrix: view.matrix(&balance),
        })
    }
}

impl View<'_> {
    /// The measures of the plan that name a word.
    fn measures(&self, more: &[(&str, &str)]) -> String {
        let mut query = vec![("plan", self.plan.id.as_str())];
        query.extend(more);
        self.ctx.href_with(&Route::Measures, &query)
    }

    fn sentences(&self, balance: &Balance) -> Sentences {
        let (ctx, by) = (self.ctx, self.by.as_str());
        let id = self.plan.id.as_str();
        let silent: usize = SILENCES.iter().map(|one| balance.silent(one)).sum();
        let named = balance.measures - silent;
        let (open, unrecorded) = (balance.silent(NOT_STATED), balance.unrecorded());
        let args = |n: usize| [("n", n.into()), ("total", balance.recorded().into())];
        let words = |key| ctx.locale().word_with("balance-named", by, &args(key));
        let left_open = |key| ctx.locale().word_with("balance-not-stated", by, &args(key));
        let leading = |wanted: &str, n: usize, words: String| {
            (n > 0).then(|| Sentence::new(n, &words, self.measures(&[(by, wanted)])))
        };
        let all = [
            recorded(self.register, ctx, id),
            leading(NAMED, named, words(named)),
            leading(NOT_STATED, open, left_open(open)),
            leading(
                NOT_RECORDED,
                unrecorded,
                ctx.tn("balance-not-recorded", unrecorded),
            ),
            find_sentence(self.register, ctx, Question::Unnamed, Some(id)),
        ];
        Sentences {
            sentences: all.into_iter().flatten().collect(),
        }
    }

    /// The dimensions as links, without the one that is shown already.
    fn choices(
        &self,
        label: &str,
        without: Option<Dimension>,
        chosen: &[(&str, Dimension)],
    ) -> Choices {
        let ctx = self.ctx;
        let route = Route::Balance(self.plan.id.as_str());
        let all = Dimension::ALL.iter().filter(|one| Some(**one) != without);
        let all = all.map(|one| {
            let query = match without {
                None => vec![("by", one.as_str())],
                Some(by) => vec![("by", by.as_str()), ("across", one.as_str())],
            };
            Chosen {
                link: Link {
                    href: ctx.href_with(&route, &query),
                    text: Shown::plain(&ctx.word("dimension", one.as_str())),
                    outside: false,
                },
                here: chosen.iter().any(|(_, here)| here == one),
            }
        });
        Choices {
            label: ctx.t(label),
            all: all.collect(),
        }
    }

    /// Measures, milestones and money, word by word.
    fn table(&self, balance: &Balance) -> Table {
        let (ctx, register) = (self.ctx, self.register);
        let mut head = vec![ctx.word("dimension", self.by.as_str())];
        let keys = [
            "balance-measures",
            "balance-milestones",
            "balance-funded",
            "balance-planned",
        ];
        head.extend(keys.map(|key| ctx.t(key)));
        let caption = ctx.word("balance-table", self.by.as_str());
        let mut table = Table::new(caption, head, ctx.t("balance-empty"))
            .numeric(&[1, 2, 3, 4])
            .quiet();
        let of_plan = register.measures.list_of(self.plan.id.as_str());
        let purses = money::group(register, of_plan, |one| self.by.said(register, one));
        for (name, share) in &balance.shares {
            let planned = purses.get(&**name);
            let planned = sums_of(ctx, planned.map(|purse| &purse.sums), Amount::Planned);
            table.push_cells(self.row(balance, name, share, planned), None);
        }
        table
    }

    fn row(&self, balance: &Balance, name: &str, share: &Share, planned: Value) -> Vec<Cell> {
        let by = self.by.as_str();
        let milestones = Route::Milestones(self.plan.id.as_str());
        let milestones = self.ctx.href_with(&milestones, &[(by, name)]);
        let measures = self.measures(&[(by, name)]);
        let funded = self.measures(&[(by, name), ("money", KNOWN)]);
        let is_word = !SILENCES.contains(&name);
        let name = word(self.ctx, self.by, name);
        vec![
            Cell::from(Value::Text(Shown::plain(&name))),
            self.count(balance, share.measures.len(), measures, is_word),
            self.count(balance, share.milestones.len(), milestones, false),
            self.count(balance, share.funded.len(), funded, false),
            Cell::from(planned),
        ]
    }

    /// A number that leads to what it counts. That a word is named by none is marked, if it is the message;
    /// where nothing is recorded, it is not known.
    fn count(&self, balance: &Balance, n: usize, href: String, is_message: bool) -> Cell {
        let ctx = self.ctx;
        if n > 0 {
            return Cell::from(Value::Link(Link {
                href,
                text: Shown::plain(&ctx.locale().count(n)),
                outside: false,
            }));
        }
        if balance.recorded() == 0 {
            return Cell::from(Value::Missing(ctx.t("balance-unknown")));
        }
        Cell {
            tone: is_message.then_some("gap"),
            ..Cell::from(Value::Plain(ctx.locale().count(0)))
        }
    }

    fn matrix_heading(&self) -> String {
        let words = |dimension: Dimension| self.ctx.word("dimension", dimension.as_str());
        let args = [
            ("rows", words(self.by).into()),
            ("columns", words(self.across).into()),
        ];
        self.ctx.t_with("balance-matrix", &args)
    }

    fn matrix(&self, balance: &Balance) -> Table {
        let (ctx, by, across) = (self.ctx, self.by.as_str(), self.across.as_str());
        let plan = self.plan.id.as_str();
        let matrix = Matrix::of(self.register, plan, self.by, self.across);
        let mut head = vec![ctx.word("dimension", by)];
        let columns = matrix.columns.iter();
        head.extend(columns.map(|column| word(ctx, self.across, column)));
        let numbers: Vec<usize> = (1..head.len()).collect();
        let mut table = Table::new(self.matrix_heading(), head, ctx.t("balance-empty"))
            .numeric(&numbers)
            .quiet();
        for row in &matrix.rows {
            let name = Value::Text(Shown::plain(&word(ctx, self.by, row)));
            let mut cells = vec![Cell::from(name)];
            for column in &matrix.columns {
                let href = self.measures(&[(by, row), (across, column)]);
                let words = [row, column].map(|word| !SILENCES.contains(&&**word));
                let n = matrix.count(row, column);
                cells.push(self.count(balance, n, href, words == [true; 2]));
            }
            table.push_cells(cells, None);
        }
        table
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::Page;
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        for (id, query) in [
            ("qx-plan", ""),
            ("qx-plan", "by=form&across=phase"),
            ("qx-plan", "by=strand&across=strand"),
            ("qx-plan", "by=level&across=group"),
            ("qx-bare", "by=phase&across=nothing"),
        ] {
            samples.of(&Route::Balance(id), query, |r, c| Page::find(r, id, c));
        }
    }
}
