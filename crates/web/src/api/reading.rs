// SPDX-License-Identifier: EUPL-1.2
//! Reading what is on record: every noun of the roll call, by its shape. There is nothing to add here
//! for a new one.

mod which;

use std::future::ready;
use std::sync::Arc;

use axum::routing::get;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use wegmarke_app::State;
use wegmarke_domain::hand::Vouched;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::record::Record;
use wegmarke_domain::roll::{TableVisitor, Tabled};
use wegmarke_domain::rules::whose::find_recorded_of;
use wegmarke_domain::table::{Kept, Table};

use super::asked::{Answer, Asked, Part, Path, Query, json};
use super::document;
use super::model::{Item, RecordedBy};
use super::problem::ProblemDetails;
use crate::Web;

pub(crate) use which::{Filters, Which};

/// Nouns that are answered in a file of their own, because more is told than the record.
const COMPOSED: [Noun; 3] = [Noun::Indicator, Noun::Milestone, Noun::Round];

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
    let entries = || kept.steps.iter().map(|step| step.seq);
    let of = |wanted: Vouched| {
        let is_so = move |seq: &u64| {
            let line = state.register.find_line(*seq);
            line.is_some_and(|line| line.vouched() == wanted)
        };
        entries().filter(is_so).collect()
    };
    Item {
        about: subject.to_string(),
        invented: state.register.is_invented(&subject),
        entries: entries().collect(),
        by_operator: of(Vouched::Operator),
        signed: of(Vouched::Signed),
        recorded: find_recorded_of(&state.register, &subject)
            .map(|recorded| RecordedBy::of(&state.register, &recorded)),
        record: &kept.record,
    }
}

/// Everything that stands and is asked for, by id.
pub(crate) fn list<'a, T: Tabled + 'a>(
    state: &'a State,
    which: &'a Which,
) -> impl Iterator<Item = (String, &'a Kept<T>)> {
    let table = T::table(&state.register);
    // Ids of a plan stand together: one plan costs what it holds, not what all hold.
    let plan = which.plan().filter(|_| T::NOUN.is_in_plan());
    let of_plan = plan.into_iter().flat_map(|plan| table.list_kept_of(plan));
    let all = plan.is_none().then(|| table.list_kept());
    all.into_iter()
        .flatten()
        .chain(of_plan)
        .filter(|kept| kept.stands && which.takes(&*kept.record))
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

/// The list of a noun.
struct Listing<'a> {
    state: &'a State,
    which: &'a Which,
    part: &'a Part,
}

impl TableVisitor for Listing<'_> {
    type Out = Result<Vec<u8>, ProblemDetails>;

    fn visit<T: Tabled>(self, _: &Table<T>) -> Self::Out {
        let some = self.part.of(list::<T>(self.state, self.which));
        json(&some.map(|kept| item(self.state, kept)))
    }
}

/// One thing of a noun.
struct Getting<'a> {
    state: &'a State,
    id: &'a str,
}

impl TableVisitor for Getting<'_> {
    type Out = Result<Vec<u8>, ProblemDetails>;

    fn visit<T: Tabled>(self, table: &Table<T>) -> Self::Out {
        json(&item(self.state, find(table, self.id)?))
    }
}

fn list_all(noun: Noun, asked: &Asked, which: &Which) -> Answer {
    let part = &which.part(noun)?;
    asked.public(|state| visit(state, noun, Listing { state, which, part }))
}

fn get_one(noun: Noun, asked: &Asked, id: &str) -> Answer {
    asked.public(|state| visit(state, noun, Getting { state, id }))
}

fn visit<V>(state: &State, noun: Noun, visitor: V) -> Result<Vec<u8>, ProblemDetails>
where
    V: TableVisitor<Out = Result<Vec<u8>, ProblemDetails>>,
{
    let visited = state.register.visit(noun, visitor);
    visited.unwrap_or_else(|| Err(ProblemDetails::not_found("this is no record")))
}

/// Adds the list and the single thing of every noun, and says of all lists what they can be asked.
pub(crate) fn add(mut router: OpenApiRouter<Arc<Web>>) -> OpenApiRouter<Arc<Web>> {
    for noun in Noun::ALL.iter().copied() {
        let Some(plural) = noun.plural() else {
            continue;
        };
        if COMPOSED.contains(&noun) {
            document::nouns::filter(router.get_openapi_mut(), noun, plural);
            continue;
        }
        document::nouns::describe(router.get_openapi_mut(), noun, plural);
        let all =
            move |asked: Asked, Query(which): Query<Which>| ready(list_all(noun, &asked, &which));
        let one = move |asked: Asked, Path(id): Path<String>| ready(get_one(noun, &asked, &id));
        router = router
            .route(&format!("/api/{plural}"), get(all))
            .route(&format!("/api/{plural}/{{*id}}"), get(one));
    }
    router
}
