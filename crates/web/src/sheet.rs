// SPDX-License-Identifier: EUPL-1.2
//! The forms of a round as one spreadsheet: a row for each thing to say, a column for each field.
//!
//! The columns are those of the form in the browser, under the same names, so both are read by the
//! same code. What a sheet does not show, or has lost, stays as it is on record.

use std::collections::BTreeMap;

use wegmarke_app::contribution::HeldDraft;
use wegmarke_app::filing::{Basis, Filing, Waiting};
use wegmarke_app::{App, AppError, Who, task as tasks};
use wegmarke_domain::contribution::{Address, Says};
use wegmarke_domain::file::File;
use wegmarke_domain::indicator::Indicator;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::problem::Problem;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::Round;
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_domain::task::TaskState;
use wegmarke_domain::time::parse_day;
use wegmarke_exchange::ReadError;
use wegmarke_exchange::form::{
    self, Cell, Column, ColumnKind, FilledRow, Form, FormError, FormProblem, FormRow, HelpLine,
    Label, SheetNames, Stamp, Trouble,
};
use wegmarke_l10n::Lang;
use wegmarke_pages::parts::form::{Control, FormField, Values};
use wegmarke_pages::work::say::{list_fields, list_indicators, list_milestones};
use wegmarke_pages::work::sheet::{Becomes, Change, Preview, RowProblem, SheetRow};
use wegmarke_pages::{Ctx, subject};

use crate::work::fields;

/// Edition of the columns.
const SCHEMA: u32 = 1;
/// Key of the column that says that a row is complete.
const READY: &str = "ready";
/// End of the keys of columns that only tell what is asked about.
const ABOUT: &str = ".about";

/// Why there is no sheet, or a sheet was not taken.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// The register or the database.
    #[error(transparent)]
    App(#[from] AppError),
    /// The forms do not fit into a spreadsheet.
    #[error(transparent)]
    Form(#[from] FormError),
    /// The file is no form.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The file is a form for something else.
    #[error("this form was made for something else: {0}")]
    Other(&'static str),
}

impl SheetError {
    /// Stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::App(error) => error.code(),
            Self::Form(error) => error.code(),
            Self::Read(error) => error.code(),
            Self::Other(code) => code,
        }
    }
}

/// What a sheet is for.
#[derive(Debug)]
pub struct Sheet<'a> {
    /// The program.
    pub app: &'a App,
    /// Whose.
    pub who: &'a Who,
    /// The register.
    pub register: &'a Register,
    /// In which language.
    pub ctx: &'a Ctx,
    /// The round.
    pub round: &'a Round,
    /// What is said: reports, assessments, practice statements.
    pub noun: Noun,
}

/// What a sheet that came back would do.
#[derive(Debug)]
pub struct Plan {
    /// For people.
    pub preview: Preview,
    /// What is to be filed after a yes; empty if there are problems.
    pub forms: Vec<Waiting>,
}

/// One row as it is on record.
struct Known {
    address: Address,
    basis: Basis,
    before: Option<Says>,
    values: Values,
}

/// What a filled form says of itself. Anybody may have changed it.
///
/// # Errors
/// [`SheetError::Read`] if it is none.
pub fn stamp_of(name: &str, bytes: &[u8]) -> Result<Stamp, SheetError> {
    Ok(form::read(name, bytes)?.stamp)
}

impl Sheet<'_> {
    /// The rows, in the order of the plan; none: there is nothing to say in this round.
    async fn list_known(&self) -> Result<Vec<Known>, AppError> {
        let drafts = self.app.list_drafts(self.who).await?;
        let (by, now) = (self.who.organisation(), self.app.clock().now());
        let tasks = tasks::list(self.register, by, &drafts, now);
        let tasks = tasks
            .into_iter()
            .filter(|(round, _)| round.id == self.round.id);
        let tasks = tasks.flat_map(|(_, tasks)| tasks);
        let mut known = Vec::new();
        for task in tasks {
            if task.address.noun == self.noun && task.state != TaskState::Public {
                known.push(self.known(task.address).await?);
            }
        }
        let place = |known: &Known| {
            let measure = self.register.measures.find(&known.address.on.id)?;
            Some(wegmarke_pages::plan::order(
                self.register,
                self.ctx,
                measure,
            ))
        };
        known.sort_by_cached_key(|known| (place(known), known.address.clone()));
        Ok(known)
    }

    async fn known(&self, address: Address) -> Result<Known, AppError> {
        let held: Option<HeldDraft> = self.app.find_draft(self.who, &address).await?;
        let basis = self.app.find_basis(self.who, &address).await?;
        let lang = self.ctx.data_lang();
        let before = held.map(|held| held.draft.says);
        let values = before.as_ref().map_or_else(Values::default, |says| {
            fields::write(self.register, &address, says, lang)
        });
        Ok(Known {
            address,
            basis,
            before,
            values,
        })
    }

    /// The form, prefilled.
    ///
    /// # Errors
    /// [`SheetError::App`]; [`SheetError::Form`] if a text is too long for a cell.
    pub async fn make(&self) -> Result<Form, SheetError> {
        let known = self.list_known().await?;
        let columns = self.columns(&known);
        let rows = known.iter().map(|known| FormRow {
            id: known.address.subject().to_string(),
            revision: Some(known.basis.to_string()),
            cells: columns
                .iter()
                .map(|column| self.cell(column, known))
                .collect(),
        });
        let rows = rows.collect();
        let ctx = self.ctx;
        let title = subject::name(self.register, ctx, &self.round.id.subject()).words;
        Ok(Form {
            title: format!("{} – {title}", ctx.word("sheet-title", self.noun.as_str())),
            sheets: SheetNames {
                form: ctx.word("sheet-title", self.noun.as_str()),
                help: ctx.t("sheet-help"),
                stamp: "wegmarke".to_owned(),
            },
            help: self.help(&columns),
            columns,
            rows,
            stamp: self.stamp(),
            created_at: self.app.clock().now(),
        })
    }

    fn stamp(&self) -> Stamp {
        Stamp {
            form: self.noun.as_str().to_owned(),
            schema: SCHEMA,
            plan: self.round.plan.to_string(),
            round: Some(self.round.id.to_string()),
            organisation: self.who.organisation().to_string(),
            register_size: self.register.size(),
        }
    }

    fn help(&self, columns: &[Column]) -> Vec<HelpLine> {
        let ctx = self.ctx;
        let general = ["fill", "ready", "back", "language", "sealed"];
        let general = general.into_iter().map(|about| HelpLine {
            heading: ctx.word("sheet-help-about", about),
            text: ctx.word("sheet-help", about),
        });
        let columns = columns.iter().filter_map(|column| {
            Some(HelpLine {
                heading: column.heading.clone(),
                text: column.note.clone()?,
            })
        });
        general.chain(columns).collect()
    }

    /// What would be done with a file that came back. Nothing is written.
    ///
    /// # Errors
    /// [`SheetError::Read`] if it is no form; [`SheetError::Other`] if it is another one.
    pub async fn plan(&self, name: &str, bytes: &[u8]) -> Result<Plan, SheetError> {
        let filled = form::read(name, bytes)?;
        self.check(&filled.stamp)?;
        let known = self.list_known().await?;
        let columns = self.columns(&known);
        let by_id: BTreeMap<String, &Known> = known
            .iter()
            .map(|known| (known.address.subject().to_string(), known))
            .collect();
        let answers = filled.answers(&columns, |id| by_id.contains_key(id));
        let mut preview = Preview {
            file: name.to_owned(),
            ..Preview::default()
        };
        for problem in &answers.problems {
            let told = self.told(problem, &columns);
            if is_note(problem.trouble) {
                preview.notes.push(told);
            } else {
                preview.problems.push(told);
            }
        }
        let own = About::Organisation(self.who.organisation());
        let may = self.who.actor.may(self.register, Action::Release, own);
        let settings = self.app.find_settings(self.who.organisation()).await?;
        let releases = may && !settings.two_persons;
        let mut forms = Vec::new();
        for row in &answers.rows {
            if let Some(known) = by_id.get(&row.id) {
                let (shown, form) = self.row(row, known, &columns, releases, &mut preview);
                preview.rows.push(shown);
                forms.extend(form);
            }
        }
        if !preview.problems.is_empty() {
            forms.clear();
        }
        Ok(Plan { preview, forms })
    }

    fn check(&self, stamp: &Stamp) -> Result<(), SheetError> {
        let own = self.stamp();
        let other = if stamp.organisation != own.organisation {
            "sheet_other_organisation"
        } else if stamp.round != own.round {
            "sheet_other_round"
        } else if stamp.form != own.form || stamp.schema != own.schema {
            "sheet_other_form"
        } else {
            return Ok(());
        };
        Err(SheetError::Other(other))
    }

    /// What a row says, compared with what is on record.
    fn row(
        &self,
        row: &FilledRow,
        known: &Known,
        columns: &[Column],
        releases: bool,
        preview: &mut Preview,
    ) -> (SheetRow, Option<Waiting>) {
        let values = self.values(row, known, columns, preview);
        let (register, address) = (self.register, &known.address);
        let lang = self.ctx.data_lang();
        let before = known.before.as_ref();
        let proofs = before.map(Says::proofs).unwrap_or_default().iter();
        let files: Vec<File> = proofs.filter_map(|proof| proof.file.clone()).collect();
        let read = fields::read(register, address, &values, &files, lang, before);
        let was = fields::read(register, address, &known.values, &files, lang, before);
        let ready = row.cells.get(READY).and_then(|cell| cell.value.clone());
        let ready = ready == Some(Cell::Flag(true));
        let changed = read.says != was.says;
        let mut problems = read.problems.clone();
        if ready {
            let of_domain = read.says.problems(register, address).into_iter();
            problems.extend(of_domain.map(|problem| read.place(problem)));
        }
        for problem in &problems {
            let told = self.told_of_domain(row, problem, columns);
            preview.problems.push(told);
        }
        let becomes = match (ready, changed) {
            (true, _) if releases => Becomes::Said,
            (true, _) => Becomes::Requested,
            (false, true) => Becomes::Drafted,
            (false, false) => Becomes::Nothing,
        };
        let filing = match becomes {
            Becomes::Said => Some(Filing::Release),
            Becomes::Requested => Some(Filing::Request),
            Becomes::Drafted => Some(Filing::Draft),
            Becomes::Nothing => None,
        };
        let conflicts =
            filing.is_some() && row.revision.clone().unwrap_or_default() != known.basis.to_string();
        let about = address.subject();
        let shown = SheetRow {
            row: row.row,
            about: about.clone(),
            on: address.on.clone(),
            becomes,
            conflicts,
            changes: self.changes(&known.values, &values, columns),
        };
        let waiting = filing.map(|filing| Waiting {
            about,
            says: read.says,
            basis: known.basis,
            filing,
            conflicts,
        });
        (shown, waiting)
    }

    /// The fields of a row; what the file does not know of is as it is on record.
    fn values(
        &self,
        row: &FilledRow,
        known: &Known,
        columns: &[Column],
        preview: &mut Preview,
    ) -> Values {
        let mut values = Vec::new();
        for column in columns.iter().filter(|column| !column.locked) {
            let key = &*column.key;
            let (name, of_flag) = key.split_once(':').unwrap_or((key, ""));
            let kept = |name: &str| {
                let kept = known.values.0.iter().filter(|(known, value)| {
                    known == name && (of_flag.is_empty() || value == of_flag)
                });
                kept.cloned().collect::<Vec<_>>()
            };
            let Some(cell) = row.cells.get(key) else {
                values.extend(kept(name));
                continue;
            };
            let untouched = self.cell(column, known);
            let untouched = untouched.and_then(|cell| column.untouched(&cell));
            if untouched == cell.value {
                values.extend(kept(name));
                continue;
            }
            let typed = match &cell.value {
                None | Some(Cell::Flag(false)) => continue,
                Some(Cell::Flag(true)) => of_flag.to_owned(),
                Some(Cell::Text(text)) if key.ends_with(".reading") => self
                    .reading(known, key, text)
                    .unwrap_or_else(|| text.clone()),
                Some(Cell::Text(text) | Cell::Choice(text)) => text.clone(),
                Some(Cell::Date(day)) => day.to_string(),
                Some(Cell::Decimal(number)) => fields::typed(number),
                Some(Cell::Integer(number)) => number.to_string(),
            };
            if key != READY {
                values.push((name.to_owned(), typed));
            }
        }
        // What has no column, such as an uploaded file, stays.
        let asked = |name: &str| {
            columns
                .iter()
                .any(|column| column.key.split(':').next() == Some(name))
        };
        let rest = known.values.0.iter().filter(|(name, _)| !asked(name));
        values.extend(rest.cloned());
        for column in columns.iter().filter(|column| column.locked) {
            let Some(met) = row.cells.get(&column.key) else {
                continue;
            };
            let ours = self.cell(column, known);
            if met.value != ours.and_then(|cell| column.untouched(&cell)) {
                preview.notes.push(RowProblem {
                    row: Some(row.row),
                    column: met.column.clone(),
                    heading: column.heading.clone(),
                    words: self.ctx.t("sheet-locked"),
                });
            }
        }
        Values(values)
    }

    /// The code of a level that was written by its name.
    fn reading(&self, known: &Known, key: &str, text: &str) -> Option<String> {
        let indicator = self.indicator(known, key)?;
        let fold = |text: &str| text.trim().to_lowercase();
        let at = indicator.levels.iter().position(|level| {
            let mut names = level.name.iter();
            names.any(|(_, name)| fold(name) == fold(text))
        })?;
        Some(at.to_string())
    }

    fn indicator(&self, known: &Known, key: &str) -> Option<&Indicator> {
        let at = key.split('.').nth(1)?.parse::<usize>().ok()?;
        list_indicators(self.register, &known.address)
            .get(at)
            .copied()
    }

    fn changes(&self, was: &Values, is: &Values, columns: &[Column]) -> Vec<Change> {
        let shown = |values: &Values, column: &Column| match column.key.split_once(':') {
            Some((name, flag)) => {
                let is_set = values.all(name).any(|value| value == flag);
                self.ctx
                    .word("sheet-flag", if is_set { "yes" } else { "no" })
            }
            None => {
                let value = values.get(&column.key);
                match &column.kind {
                    ColumnKind::Choice { choices } => choices
                        .iter()
                        .find(|(code, _)| code == value)
                        .map_or_else(|| value.to_owned(), |(_, words)| words.text.clone()),
                    _ => value.to_owned(),
                }
            }
        };
        columns
            .iter()
            .filter(|column| !column.locked && column.key != READY)
            .filter_map(|column| {
                let (before, after) = (shown(was, column), shown(is, column));
                (before != after).then(|| Change {
                    heading: column.heading.clone(),
                    before,
                    after,
                })
            })
            .collect()
    }

    fn told(&self, problem: &FormProblem, columns: &[Column]) -> RowProblem {
        let heading = columns
            .iter()
            .find(|column| Some(&*column.key) == problem.key.as_deref())
            .map_or_else(
                || problem.key.clone().unwrap_or_default(),
                |column| column.heading.clone(),
            );
        let args = [("given", problem.given.as_str().into())];
        let code = problem.trouble.code();
        RowProblem {
            row: problem.row,
            column: problem.column.clone().unwrap_or_default(),
            heading,
            words: self.ctx.locale().word_with("trouble", code, &args),
        }
    }

    fn told_of_domain(&self, row: &FilledRow, problem: &Problem, columns: &[Column]) -> RowProblem {
        let field = &*problem.field;
        let column = columns.iter().find(|column| *column.key == *field);
        let letters = row.cells.get(field).map(|cell| cell.column.clone());
        RowProblem {
            row: Some(row.row),
            column: letters.unwrap_or_default(),
            heading: column.map_or_else(String::new, |column| column.heading.clone()),
            words: wegmarke_pages::parts::form::words(self.ctx, problem),
        }
    }

    fn cell(&self, column: &Column, known: &Known) -> Option<Cell> {
        let key = &*column.key;
        let address = &known.address;
        if key == READY {
            return None;
        }
        if column.locked {
            return self.about(key, address).map(Cell::Text);
        }
        if let Some((name, flag)) = key.split_once(':') {
            let is_set = known.values.all(name).any(|value| value == flag);
            return is_set.then_some(Cell::Flag(true));
        }
        let value = known.values.get(key);
        if value.is_empty() {
            return None;
        }
        match column.kind {
            ColumnKind::Text { .. } => Some(Cell::Text(self.level(known, key, value))),
            ColumnKind::Choice { .. } => Some(Cell::Choice(value.to_owned())),
            ColumnKind::Date => parse_day(value).ok().map(Cell::Date),
            ColumnKind::Decimal => fields::parse_number(value).map(Cell::Decimal),
            ColumnKind::Integer => value.parse().ok().map(Cell::Integer),
            ColumnKind::Flag { .. } => None,
        }
    }

    /// A level by its name; anything else as it is.
    fn level(&self, known: &Known, key: &str, value: &str) -> String {
        let named = || {
            let indicator = key
                .ends_with(".reading")
                .then(|| self.indicator(known, key))??;
            let level = indicator.levels.get(value.parse::<usize>().ok()?)?;
            Some(self.ctx.words(&level.name).into_owned())
        };
        named().unwrap_or_else(|| value.to_owned())
    }

    /// What a locked cell says.
    fn about(&self, key: &str, address: &Address) -> Option<String> {
        let (register, ctx) = (self.register, self.ctx);
        let at = || key.split('.').nth(1)?.parse::<usize>().ok();
        match key {
            "number" => {
                let measure = register.measures.find(&address.on.id)?;
                measure.number.value().map(ToString::to_string)
            }
            "on" => Some(subject::name(register, ctx, &address.on).words),
            _ if key.starts_with("milestones.") => {
                let milestones = list_milestones(register, address);
                let milestone = milestones.get(at()?)?;
                Some(ctx.words(&milestone.title).into_owned())
            }
            _ => {
                let indicators = list_indicators(register, address);
                let indicator = indicators.get(at()?)?;
                Some(ctx.words(&indicator.title).into_owned())
            }
        }
    }

    /// The columns: what is asked about, whether it is complete, and the fields of the form.
    fn columns(&self, known: &[Known]) -> Vec<Column> {
        let ctx = self.ctx;
        let locked = |key: &str, heading: String, width| Column {
            key: key.to_owned(),
            heading,
            note: None,
            kind: ColumnKind::Text { multiline: false },
            locked: true,
            width,
        };
        let mut columns = vec![
            locked("number", ctx.t("sheet-number"), 9),
            locked("on", ctx.t("task-about"), 40),
            Column {
                key: READY.to_owned(),
                heading: ctx.t("sheet-ready"),
                note: Some(ctx.t("sheet-ready-note")),
                kind: self.flag(),
                locked: false,
                width: 12,
            },
        ];
        let Some(first) = known.first() else {
            return columns;
        };
        let of = |list: &str, at: usize| format!("{list}.{at}{ABOUT}");
        let most = |list: fn(&Register, &Address) -> usize| {
            let counts = known
                .iter()
                .map(|known| list(self.register, &known.address));
            counts.max().unwrap_or(0)
        };
        // As many rows of money and proofs as the longest has.
        let all = known
            .iter()
            .flat_map(|known| known.values.0.iter().cloned());
        let all = Values(all.collect());
        for field in list_fields(self.register, ctx, &first.address, &all) {
            let list = field.name.split('.').next().unwrap_or_default();
            // What differs from row to row is asked in columns of its own.
            if !matches!(list, "milestones" | "values") {
                self.push_field(field, &mut columns);
            }
        }
        for at in 0..most(|register, address| list_milestones(register, address).len()) {
            let n = [("n", (at + 1).into())];
            columns.push(locked(
                &of("milestones", at),
                ctx.t_with("sheet-milestone", &n),
                30,
            ));
            let heading = ctx.t_with("sheet-reached", &n);
            columns.push(open(
                format!("milestones.{at}.on"),
                heading,
                ColumnKind::Date,
                12,
            ));
        }
        for at in 0..most(|register, address| list_indicators(register, address).len()) {
            let n = [("n", (at + 1).into())];
            let name = |part: &str| format!("values.{at}.{part}");
            columns.push(locked(
                &of("values", at),
                ctx.t_with("sheet-indicator", &n),
                30,
            ));
            let heading = ctx.t_with("sheet-value-on", &n);
            columns.push(open(name("on"), heading, ColumnKind::Date, 12));
            let heading = ctx.t_with("sheet-value", &n);
            let text = ColumnKind::Text { multiline: false };
            columns.push(open(name("reading"), heading, text, 14));
        }
        columns
    }

    fn push_field(&self, field: FormField, columns: &mut Vec<Column>) {
        let note = Some(field.hint.clone()).filter(|hint| !hint.is_empty());
        let part = field.name.rsplit('.').next().unwrap_or_default();
        let (kind, width) = match field.control {
            Control::Area { .. } => (ColumnKind::Text { multiline: true }, 50),
            Control::Line { kind: "date", .. } => (ColumnKind::Date, 12),
            Control::Line { .. } => match part {
                "year" => (ColumnKind::Integer, 8),
                "needed" | "planned" | "secured" | "spent" => (ColumnKind::Decimal, 14),
                _ => (ColumnKind::Text { multiline: false }, 30),
            },
            Control::Select(choices) => {
                let choices = choices
                    .into_iter()
                    .filter(|choice| !choice.value.is_empty());
                let choices = choices.map(|choice| {
                    let words = Label {
                        text: choice.label,
                        also: Vec::new(),
                    };
                    (choice.value, words)
                });
                let choices = choices.collect();
                (ColumnKind::Choice { choices }, 22)
            }
            // A file cannot be brought in a cell.
            Control::File { .. } => return,
            Control::Checks(choices) => {
                for choice in choices {
                    columns.push(Column {
                        key: format!("{}:{}", field.name, choice.value),
                        heading: choice.label,
                        note: None,
                        kind: self.flag(),
                        locked: false,
                        width: 12,
                    });
                }
                return;
            }
        };
        columns.push(Column {
            note,
            ..open(field.name, field.label, kind, width)
        });
    }

    fn flag(&self) -> ColumnKind {
        let words = |code: &str| Label {
            text: self.ctx.word("sheet-flag", code),
            also: Lang::PUBLIC
                .iter()
                .map(|lang| wegmarke_l10n::Locale::of(*lang).word("sheet-flag", code))
                .collect(),
        };
        ColumnKind::Flag {
            yes: words("yes"),
            no: words("no"),
        }
    }
}

fn open(key: String, heading: String, kind: ColumnKind, width: u8) -> Column {
    Column {
        key,
        heading,
        note: None,
        kind,
        locked: false,
        width,
    }
}

/// Troubles that leave nothing unclear.
const fn is_note(trouble: Trouble) -> bool {
    matches!(
        trouble,
        Trouble::UnknownColumn | Trouble::SecondSheet | Trouble::MissingColumn
    )
}
