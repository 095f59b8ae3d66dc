// SPDX-License-Identifier: EUPL-1.2
//! Reading what is imported: plans, measures, organisations.

use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use wegmarke_app::State;
use wegmarke_domain::record::Record;
use wegmarke_domain::table::{Kept, Table};

use super::asked::{Answer, Asked, Listed, Part, Path, Query, json};
use super::model::{self, Item};
use super::problem::ProblemDetails;

/// Which part of a whole list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Whole {
    /// Most things that are sent.
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub(crate) limit: Option<u16>,
    /// Where the list goes on, as `next` of the part before said.
    #[param(max_length = 4096)]
    pub(crate) cursor: Option<String>,
}

/// Which part of a list, of one plan if one is named.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct OfPlan {
    /// Id of a plan.
    #[param(max_length = 200)]
    pub(crate) plan: Option<String>,
    /// Most things that are sent.
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub(crate) limit: Option<u16>,
    /// Where the list goes on, as `next` of the part before said.
    #[param(max_length = 4096)]
    pub(crate) cursor: Option<String>,
}

impl OfPlan {
    pub(crate) fn part(&self) -> Result<Part, ProblemDetails> {
        Part::new(self.limit, self.cursor.as_deref())
    }
}

/// A thing as it stands.
pub(crate) fn item<'a, T: Record>(state: &State, kept: &'a Kept<T>) -> Item<&'a T> {
    let subject = kept.record.subject();
    Item {
        about: subject.to_string(),
        invented: state.register.is_invented(&subject),
        entries: kept.steps.iter().map(|step| step.seq).collect(),
        record: &kept.record,
    }
}

/// Everything that stands, by id; of one plan if one is named.
pub(crate) fn list<'a, T: Record>(
    table: &'a Table<T>,
    plan: Option<&'a str>,
) -> impl Iterator<Item = (String, &'a Kept<T>)> {
    let of_plan = plan.into_iter().flat_map(|plan| table.list_kept_of(plan));
    let all = plan.is_none().then(|| table.list_kept());
    all.into_iter()
        .flatten()
        .chain(of_plan)
        .filter(|kept| kept.stands)
        .map(|kept| (kept.record.id().to_string(), kept))
}

/// A thing that stands, by its id.
pub(crate) fn find<'a, T: Record>(
    table: &'a Table<T>,
    id: &str,
) -> Result<&'a Kept<T>, ProblemDetails> {
    let kept = table.find_kept(id).filter(|kept| kept.stands);
    kept.ok_or_else(|| ProblemDetails::not_found(format!("there is no {} of this id", T::NOUN)))
}

fn listed<'a, T: Record + Serialize>(
    state: &State,
    table: &'a Table<T>,
    plan: Option<&'a str>,
    part: &Part,
) -> Listed<Item<&'a T>> {
    part.of(list(table, plan).map(|(id, kept)| (id, item(state, kept))))
}

/// Plans
#[utoipa::path(
    get, path = "/api/plans", tag = "reading", params(Whole),
    responses((status = 200, body = Listed<Item<model::Plan>>))
)]
pub(crate) async fn list_plans(asked: Asked, Query(query): Query<Whole>) -> Answer {
    let part = Part::new(query.limit, query.cursor.as_deref())?;
    asked.public(|state| {
        let listed = listed(state, &state.register.plans, None, &part);
        json(&listed)
    })
}

/// A plan
#[utoipa::path(
    get, path = "/api/plans/{plan}", tag = "reading", params(("plan" = String, Path)),
    responses((status = 200, body = Item<model::Plan>))
)]
pub(crate) async fn get_plan(asked: Asked, Path(plan): Path<String>) -> Answer {
    asked.public(|state| {
        let found = find(&state.register.plans, &plan)?;
        json(&item(state, found))
    })
}

/// Measures, all or those of a plan
#[utoipa::path(
    get, path = "/api/measures", tag = "reading", params(OfPlan),
    responses((status = 200, body = Listed<Item<model::Measure>>))
)]
pub(crate) async fn list_measures(asked: Asked, Query(query): Query<OfPlan>) -> Answer {
    let part = query.part()?;
    asked.public(|state| {
        let measures = &state.register.measures;
        let listed = listed(state, measures, query.plan.as_deref(), &part);
        json(&listed)
    })
}

/// A measure
#[utoipa::path(
    get, path = "/api/measures/{plan}/{measure}", tag = "reading",
    params(("plan" = String, Path), ("measure" = String, Path)),
    responses((status = 200, body = Item<model::Measure>))
)]
pub(crate) async fn get_measure(asked: Asked, Path(id): Path<(String, String)>) -> Answer {
    asked.public(|state| {
        let found = find(&state.register.measures, &format!("{}/{}", id.0, id.1))?;
        json(&item(state, found))
    })
}

/// Organisations
#[utoipa::path(
    get, path = "/api/organisations", tag = "reading", params(Whole),
    responses((status = 200, body = Listed<Item<model::Organisation>>))
)]
pub(crate) async fn list_organisations(asked: Asked, Query(query): Query<Whole>) -> Answer {
    let part = Part::new(query.limit, query.cursor.as_deref())?;
    asked.public(|state| {
        let listed = listed(state, &state.register.organisations, None, &part);
        json(&listed)
    })
}

/// An organisation
#[utoipa::path(
    get, path = "/api/organisations/{organisation}", tag = "reading",
    params(("organisation" = String, Path)),
    responses((status = 200, body = Item<model::Organisation>))
)]
pub(crate) async fn get_organisation(asked: Asked, Path(id): Path<String>) -> Answer {
    asked.public(|state| {
        let found = find(&state.register.organisations, &id)?;
        json(&item(state, found))
    })
}
