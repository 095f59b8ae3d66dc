// SPDX-License-Identifier: EUPL-1.2
//! What a sheet that came back would do, told row by row before anybody says yes.

use std::collections::BTreeMap;

use wegmarke_app::filing::{Filing, Waiting};
use wegmarke_domain::contribution::Says;
use wegmarke_domain::file::File;
use wegmarke_domain::privacy::is_doubtful;
use wegmarke_domain::problem::Problem;
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_domain::rules::renewal::list_not_renewed;
use wegmarke_exchange::form::{
    self, Cell, Column, ColumnKind, FilledRow, FormProblem, Stamp, Trouble,
};
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::sheet::{Becomes, Change, Preview, RowProblem, SheetRow};

use super::{Known, READY, Sheet, SheetError, revision};
use crate::work::fields;

/// A sheet that was looked at: what it would do.
#[derive(Debug)]
pub struct Looked {
    /// For people.
    pub preview: Preview,
    /// What is to be filed after a yes; empty if there are problems.
    pub forms: Vec<Waiting>,
}

impl Sheet<'_> {
    /// What would be done with a file that came back. Nothing is written.
    ///
    /// # Errors
    /// [`SheetError::Read`] if it is no form; [`SheetError::Other`] if it is another one.
    pub async fn look(&self, name: &str, bytes: &[u8]) -> Result<Looked, SheetError> {
        let filled = form::read(name, bytes)?;
        self.check(&filled.stamp)?;
        let known = self.list_known().await?;
        let columns = self.columns(&known);
        // Rows are paired by their hidden id, never by their place: people sort, delete and move
        // them. An id that is not in this list is nobody's, also if it is another organisation's.
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
        // All or nothing: half a file that was taken is harder to mend than a whole one.
        if !preview.problems.is_empty() {
            forms.clear();
        }
        Ok(Looked { preview, forms })
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
        let before = known.before.as_ref();
        // A cell brings no file: those that are there already go on with their rows.
        let proofs = before.map(Says::proofs).unwrap_or_default().iter();
        let files: Vec<File> = proofs.filter_map(|proof| proof.file.clone()).collect();
        let read = fields::read(register, self.ctx, address, &values, &files, before);
        // Both sides go through the form, so that what a form cannot show (a text in another
        // language, a trailing zero) is no change.
        let was = fields::read(register, self.ctx, address, &known.values, &files, before);
        let older = before.map(|before| list_not_renewed(&[before], &read.says));
        let older = older.unwrap_or_default();
        if !older.is_empty() {
            let detail = fields::name_older(self.ctx, address.noun, &older);
            preview.notes.push(RowProblem {
                row: Some(row.row),
                column: None,
                heading: None,
                words: self
                    .ctx
                    .t_with("sheet-not-renewed", &[("detail", detail.into())]),
            });
        }
        let ready = row.cells.get(READY).and_then(|cell| cell.value.clone());
        let mut ready = ready == Some(Cell::Flag(true));
        let mut problems = read.problems.clone();
        if ready {
            let of_domain = read.says.problems(register, address).into_iter();
            let (doubts, wrong): (Vec<Problem>, Vec<Problem>) =
                of_domain.partition(|problem| is_doubtful(problem.code));
            problems.extend(wrong.into_iter().map(|problem| read.place(problem)));
            // A second look is taken in the form, by who releases: here the row stays a draft.
            if releases && !doubts.is_empty() {
                ready = false;
                let told = doubts.into_iter().map(|problem| read.place(problem));
                let told = told.map(|problem| self.told_of_domain(row, &problem, columns));
                preview.notes.extend(told);
                preview.notes.push(RowProblem {
                    row: Some(row.row),
                    column: None,
                    heading: None,
                    words: self.ctx.t("sheet-look-in-form"),
                });
            }
        }
        let told = problems.iter();
        let told = told.map(|problem| self.told_of_domain(row, problem, columns));
        preview.problems.extend(told);
        let becomes = becomes(ready, read.says != was.says, releases);
        let filing = filing(becomes);
        let conflicts = filing.is_some() && row.revision != revision(known.basis);
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
            look: None,
            conflicts,
        });
        (shown, waiting)
    }

    fn changes(&self, was: &Values, is: &Values, columns: &[Column]) -> Vec<Change> {
        columns
            .iter()
            .filter(|column| !column.locked && column.key != READY)
            .filter_map(|column| {
                let (before, after) = (self.shown(was, column), self.shown(is, column));
                (before != after).then(|| Change {
                    heading: column.heading.clone(),
                    before,
                    after,
                })
            })
            .collect()
    }

    /// What a column says of these values, as people read it; `None`: nothing.
    fn shown(&self, values: &Values, column: &Column) -> Option<String> {
        if let Some((name, flag)) = column.key.split_once(':') {
            let is_set = values.all(name).any(|value| value == flag);
            let word = if is_set { "yes" } else { "no" };
            return Some(self.ctx.word("sheet-flag", word));
        }
        let value = values.get(&column.key);
        if value.is_empty() {
            return None;
        }
        let chosen = match &column.kind {
            ColumnKind::Choice { choices } => choices.iter().find(|(code, _)| code == value),
            _ => None,
        };
        Some(chosen.map_or_else(|| value.to_owned(), |(_, label)| label.text.clone()))
    }

    fn told(&self, problem: &FormProblem, columns: &[Column]) -> RowProblem {
        let column = columns
            .iter()
            .find(|column| Some(&*column.key) == problem.key.as_deref());
        let heading = column.map(|column| column.heading.clone());
        let args = [("given", problem.given.as_str().into())];
        let code = problem.trouble.code();
        RowProblem {
            row: problem.row,
            column: problem.column.clone(),
            heading: heading.or_else(|| problem.key.clone()),
            words: self.ctx.locale().word_with("trouble", code, &args),
        }
    }

    fn told_of_domain(&self, row: &FilledRow, problem: &Problem, columns: &[Column]) -> RowProblem {
        let field = &*problem.field;
        let column = columns.iter().find(|column| *column.key == *field);
        RowProblem {
            row: Some(row.row),
            column: row.cells.get(field).map(|cell| cell.column.clone()),
            heading: column.map(|column| column.heading.clone()),
            words: wegmarke_pages::parts::form::words(self.ctx, problem),
        }
    }
}

/// What becomes of a row: only what its person calls ready leaves the house.
const fn becomes(ready: bool, changed: bool, releases: bool) -> Becomes {
    match (ready, changed) {
        (true, _) if releases => Becomes::Said,
        (true, _) => Becomes::Requested,
        (false, true) => Becomes::Drafted,
        (false, false) => Becomes::Nothing,
    }
}

const fn filing(becomes: Becomes) -> Option<Filing> {
    match becomes {
        Becomes::Said => Some(Filing::Release),
        Becomes::Requested => Some(Filing::Request),
        Becomes::Drafted => Some(Filing::Draft),
        Becomes::Nothing => None,
    }
}

/// Troubles that leave nothing unclear.
const fn is_note(trouble: Trouble) -> bool {
    matches!(
        trouble,
        Trouble::UnknownColumn | Trouble::SecondSheet | Trouble::MissingColumn
    )
}
