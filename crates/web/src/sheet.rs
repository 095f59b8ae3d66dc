// SPDX-License-Identifier: EUPL-1.2
//! The forms of a round as one spreadsheet: a row for each thing to say, a column for each field.
//!
//! The columns are those of the form in the browser, under the same names, so both are read by the
//! same code. What a sheet does not show, or has lost, stays as it is on record.
//!
//! | module | what |
//! | --- | --- |
//! | `column` | which columns a sheet has |
//! | `cell` | between the fields of a form and the cells of its row |
//! | `look` | what a sheet that came back would do |

mod cell;
mod column;
mod look;

pub use look::Looked;

use wegmarke_app::draft::{Basis, HeldDraft};
use wegmarke_app::{App, AppError, Who, task as tasks};
use wegmarke_domain::contribution::{Address, Says};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::Round;
use wegmarke_domain::task::TaskState;
use wegmarke_exchange::ReadError;
use wegmarke_exchange::form::{
    self, Column, Form, FormError, FormRow, HelpLine, SheetNames, Stamp,
};
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::{Ctx, subject};

use crate::work::fields;

/// Edition of the columns.
const SCHEMA: u32 = 2;
/// Key of the column that says that a row is complete.
const READY: &str = "ready";

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

/// What a row rests on, as the file tells it back; nothing if nothing was said yet.
fn revision(basis: Basis) -> Option<String> {
    match basis {
        Basis::Nothing => None,
        Basis::Draft(_) | Basis::Entry(_) => Some(basis.to_string()),
    }
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
            Some(wegmarke_pages::measure::order(
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
        let before = held.map(|held| held.draft.says);
        let nothing = Says::nothing(self.noun);
        let says = before.as_ref().unwrap_or(&nothing);
        // Also where nothing was said yet: the rows of things are known by their ids.
        let values = fields::write(self.register, self.ctx, &address, says);
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
            revision: revision(known.basis),
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
}
