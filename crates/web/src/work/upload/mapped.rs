// SPDX-License-Identifier: EUPL-1.2
//! A table with its mapping, and the page on which somebody says what its columns mean.

use std::sync::Arc;

use axum::http::StatusCode;
use wegmarke_app::AppError;
use wegmarke_app::account::SignedIn;
use wegmarke_app::upload::HeldUpload;
use wegmarke_domain::id::PlanId;
use wegmarke_domain::noun::Noun;
use wegmarke_exchange::mapping::{Mapping, is_list};
use wegmarke_exchange::{Look, Renamed};
use wegmarke_pages::Route;
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::upload::{
    ColumnParts, Columns, ColumnsParts, GoesTo, HEADING_ROW, NEW_PLAN, SHEET,
};

use super::super::{Answer, Asked, Told};
use super::bringing::list_plans;
use super::mapping::{Reading, Wrong, no_choice};
use super::refused::told;

/// What is known while a mapping is looked at.
pub(super) struct Mapped<'a> {
    pub(super) asked: &'a Asked,
    pub(super) signed_in: &'a SignedIn,
    pub(super) held: &'a HeldUpload,
    pub(super) mapping: Mapping,
    pub(super) look: Arc<Look>,
}

impl<'a> Mapped<'a> {
    pub(super) async fn of(
        asked: &'a Asked,
        signed_in: &'a SignedIn,
        held: &'a HeldUpload,
    ) -> Result<Self, Told> {
        let look = asked.web.app.look_at_upload(held).await;
        let look = look.map_err(|error| asked.failed(&error))?;
        let mapping = held.upload.mapping().ok_or_else(|| {
            let why = "the profile of an upload does not read".to_owned();
            asked.failed(&AppError::Internal(why))
        })?;
        Ok(Self {
            asked,
            signed_in,
            held,
            mapping,
            look,
        })
    }

    pub(super) fn read<T>(&self, with: impl FnOnce(Reading<'_>) -> T) -> T {
        let state = self.asked.web.app.state();
        with(Reading {
            ctx: &self.asked.ctx,
            register: &state.register,
            by: self.signed_in.who.organisation(),
            look: &self.look,
        })
    }

    /// Plans to choose from: for the text of a plan one's own, else all.
    fn list_plans(&self) -> Vec<PlanId> {
        let states_plans = |noun: &Noun| noun.is_versioned() || *noun == Noun::Fact;
        if self.mapping.nouns().iter().any(states_plans) {
            return list_plans(self.asked, self.signed_in);
        }
        let state = self.asked.web.app.state();
        state
            .register
            .plans
            .list()
            .map(|plan| plan.id.clone())
            .collect()
    }

    /// Reads another sheet, or the headings from another row.
    pub(super) async fn place(&self, revision: u64, values: &Values) -> Answer {
        let (asked, look) = (self.asked, &self.look);
        let sheet = values.get(SHEET);
        let sheet = (!sheet.is_empty()).then(|| sheet.to_owned());
        let row = values.get(HEADING_ROW);
        let known_row = look
            .rows
            .iter()
            .any(|(number, _)| number.to_string() == row);
        let known = sheet
            .as_ref()
            .is_none_or(|sheet| look.sheets.contains(sheet));
        if !known || !(known_row || row.is_empty()) {
            let chosen = if known { row } else { values.get(SHEET) };
            return refuse(self, vec![(no_choice(&asked.ctx, chosen), String::new())]).await;
        }
        // Another sheet begins anew: its headings stand where they stand.
        let now = self
            .mapping
            .sheet()
            .or(look.sheets.first().map(String::as_str));
        let same = sheet.is_none() || sheet.as_deref() == now;
        let row = row.parse().ok().filter(|_| same);
        let at = (&*self.held.id, revision);
        let placed = asked
            .web
            .app
            .place_upload(&self.signed_in.who, at, sheet, row);
        match placed.await {
            Ok(_) => {
                let route = Route::UploadColumns(&self.held.id);
                Ok(asked.redirect(asked.ctx.href(&route)))
            }
            Err(error) => {
                let words = told(asked, &error).ok_or_else(|| asked.failed(&error))?;
                refuse(self, vec![(words, String::new())]).await
            }
        }
    }

    pub(super) async fn page(&self, problems: Vec<Wrong>) -> Result<Columns, Told> {
        let (asked, upload) = (self.asked, &self.held.upload);
        let app = &asked.web.app;
        let own = app.list_own_profiles(&self.signed_in.who).await;
        let own = own.map_err(|error| asked.failed(&error))?;
        let own: Vec<_> = own.into_iter().map(|own| (own.name, own.title)).collect();
        let columns: Vec<ColumnParts> = self.list_columns(&problems);
        let plans = self.list_plans();
        let mut plan = self.read(|reading| reading.plan_of(&self.mapping));
        // Nobody chose yet: most files are the next edition of a plan that is here.
        // Whoever chose a new one said as what they answer for it, which no proposal does.
        let role = |role| self.mapping.constant(Noun::Plan, role);
        let is_proposed = role("lead").or_else(|| role("coordination")).is_none();
        let is_open = !upload.mapped && is_proposed && problems.is_empty();
        if is_open && plan.chosen == NEW_PLAN && !plans.is_empty() {
            plan.chosen = match &plans[..] {
                [only] => only.to_string(),
                _ => String::new(),
            };
        }
        let nouns = self.mapping.nouns();
        let renamed = app.find_renamed(self.held).await;
        let renamed = renamed.map_err(|error| asked.failed(&error))?;
        let parts = ColumnsParts {
            bar: asked.bar(self.signed_in),
            id: &self.held.id,
            revision: self.held.revision,
            file: &upload.name,
            reviewed: upload.paper.is_some(),
            kept_until: upload.kept_until(),
            title: self.mapping.text("title"),
            nouns: &nouns,
            language: self.mapping.text("language"),
            complete: self.mapping.is_complete(),
            signed: self
                .look
                .seal
                .as_ref()
                .map(|seal| (seal.keys.join(", "), self.mapping.signed_by())),
            edition: (
                self.mapping.is_same_version(),
                self.mapping.text("dated_on"),
                self.mapping.text("reason"),
            ),
            plan: plan.asked.then_some(&*plan.chosen),
            plans: &plans,
            new_plan: (&plan.title, &plan.role),
            columns: &columns,
            rows: &self.look.rows,
            heading_row: self.look.heading_row,
            sheets: &self.look.sheets,
            sheet: self.mapping.sheet(),
            count: self.look.count,
            own: &own,
            renamed: renamed.iter().map(|one| tell_renamed(asked, one)).collect(),
            problems,
        };
        let state = app.state();
        Ok(Columns::build(&state.register, &asked.ctx, parts))
    }

    fn list_columns(&self, problems: &[Wrong]) -> Vec<ColumnParts> {
        let columns = self.look.columns.iter().enumerate();
        columns
            .map(|(at, column)| {
                let to = self.mapping.targets(&column.heading).into_iter().next();
                let field = format!("c{at}");
                let separator = to.as_ref().filter(|to| is_list(to));
                ColumnParts {
                    heading: column.heading.clone(),
                    examples: column.examples.clone(),
                    filled: column.filled,
                    separator: separator
                        .map(|to| self.mapping.separator(to).unwrap_or_default().to_owned()),
                    goes_to: to.map(|to| GoesTo {
                        noun: to.noun,
                        attribute: to.attribute,
                    }),
                    double: problems.iter().any(|(_, of)| *of == field),
                }
            })
            .collect()
    }
}

/// A heading that seems to be called otherwise: as it is sent, and in words.
fn tell_renamed(asked: &Asked, renamed: &Renamed) -> (String, String) {
    let key = match renamed.same_place {
        true => "upload-renamed-of-place",
        false => "upload-renamed-of",
    };
    let args = [
        ("gone", renamed.gone.as_str().into()),
        ("new", renamed.new.as_str().into()),
        ("examples", renamed.examples.join(" · ").into()),
    ];
    let value = format!("{}\n{}", renamed.gone, renamed.new);
    (value, asked.ctx.t_with(key, &args))
}

/// The same page with what has to be put right.
pub(super) async fn refuse(mapped: &Mapped<'_>, wrong: Vec<Wrong>) -> Answer {
    let page = mapped.page(wrong).await?;
    Ok(mapped
        .asked
        .page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}
