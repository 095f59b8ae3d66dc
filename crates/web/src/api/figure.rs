// SPDX-License-Identifier: EUPL-1.2
//! Indicators with their values, and money.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use wegmarke_app::figure::{Figure, Issuing};
use wegmarke_app::{State as Known, Who};
use wegmarke_domain::context::Context;
use wegmarke_domain::figure::States;
use wegmarke_domain::funding::{Funding, Money};
use wegmarke_domain::indicator::{Indicator, Reading, Value};
use wegmarke_domain::measure::Measure;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::remark::Remark;
use wegmarke_domain::rules::figures::list_funding as money_of;
use wegmarke_domain::rules::figures::list_values;
use wegmarke_domain::source::Source;
use wegmarke_domain::table::Kept;
use wegmarke_domain::text::Text;

use super::asked::{Answer, Asked, Caller, Listed, Path, Posted, Query, json};
use super::model::{self, Item, Receipts};
use super::problem::ProblemDetails;
use super::reading::{OfPlan, Which, find, item, list};

/// What an indicator showed, as one organisation says.
#[derive(Serialize, ToSchema)]
pub(crate) struct SaidValue<'a> {
    #[schema(value_type = model::Id)]
    by: &'a str,
    #[schema(value_type = model::Day)]
    on: Date,
    #[schema(value_type = model::Reading)]
    reading: Reading,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<model::Source>)]
    source: Option<&'a Source>,
}

/// An indicator with what it showed.
#[derive(Serialize, ToSchema)]
pub(crate) struct WithValues<'a> {
    #[schema(value_type = Item<model::Indicator>)]
    indicator: Item<&'a Indicator>,
    /// By day, then organisation: values of two sources for one day stand side by side.
    values: Vec<SaidValue<'a>>,
}

fn with_values<'a>(state: &'a Known, kept: &'a Kept<Indicator>) -> WithValues<'a> {
    let values = list_values(&state.register, &kept.record.id).into_iter();
    WithValues {
        indicator: item(state, kept),
        values: values
            .map(|said| SaidValue {
                by: said.by.as_str(),
                on: said.on,
                reading: said.reading,
                source: said.source.value(),
            })
            .collect(),
    }
}

/// Indicators with their values, all or those of a plan
#[utoipa::path(
    get, path = "/api/indicators", tag = "figures",
    responses((status = 200, body = Listed<WithValues>))
)]
pub(crate) async fn list_indicators(asked: Asked, Query(which): Query<Which>) -> Answer {
    let part = which.part(Noun::Indicator)?;
    asked.public(|state| {
        let some = part.of(list(state, &which));
        json(&some.map(|kept| with_values(state, kept)))
    })
}

/// An indicator with its values
#[utoipa::path(
    get, path = "/api/indicators/{plan}/{indicator}", tag = "figures",
    params(("plan" = String, Path), ("indicator" = String, Path)),
    responses((status = 200, body = WithValues))
)]
pub(crate) async fn get_indicator(asked: Asked, Path(id): Path<(String, String)>) -> Answer {
    asked.public(|state| {
        let found = find(&state.register.indicators, &format!("{}/{}", id.0, id.1))?;
        json(&with_values(state, found))
    })
}

/// Money of a year, as one organisation says.
#[derive(Serialize, ToSchema)]
pub(crate) struct SaidMoney<'a> {
    #[schema(value_type = model::Id)]
    by: &'a str,
    /// The last year, where the amounts are for several.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_year: Option<i16>,
    /// Currency of the amounts, as ISO 4217 writes it; euro if none is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<&'a str>,
    #[schema(value_type = model::YearMoney)]
    money: OfYear<'a>,
}

#[derive(Serialize)]
struct OfYear<'a> {
    year: i16,
    #[serde(flatten)]
    money: &'a Money,
}

/// Money of a measure.
#[derive(Serialize, ToSchema)]
pub(crate) struct WithMoney<'a> {
    #[schema(value_type = model::Id)]
    measure: &'a str,
    /// Something about it is made up, to show how the register works.
    invented: bool,
    /// By year, then organisation.
    said: Vec<SaidMoney<'a>>,
}

/// Measures with what is said about their money
#[utoipa::path(
    get, path = "/api/funding", tag = "figures", params(OfPlan),
    responses((status = 200, body = Listed<WithMoney>))
)]
pub(crate) async fn list_funding(asked: Asked, Query(query): Query<OfPlan>) -> Answer {
    let part = query.part()?;
    let which = Which::of_plan(query.plan);
    asked.public(|state| {
        let register = &state.register;
        let all = list::<Measure>(state, &which);
        let with_money = all.filter_map(|(id, kept)| {
            let measure = &*kept.record;
            let said: Vec<_> = money_of(register, &measure.id)
                .into_iter()
                .map(|said| SaidMoney {
                    by: said.by.as_str(),
                    last_year: said.last_year,
                    currency: said.currency,
                    money: OfYear {
                        year: said.year,
                        money: said.money,
                    },
                })
                .collect();
            let with_money = WithMoney {
                measure: measure.id.as_str(),
                invented: register.is_invented(&measure.subject()),
                said,
            };
            (!with_money.said.is_empty()).then_some((id, with_money))
        });
        json(&part.of(with_money))
    })
}

/// Something to state, as the domain reads it.
#[derive(Deserialize)]
pub(crate) struct State {
    figure: Figure,
    reason: Option<Text>,
    rests_on: Option<model::RestsOn>,
}

/// State a figure, correct it, or take it back
///
/// An indicator, a value, money, an event, a milestone (which is proposed), or that one of them is taken
/// back. Takes the scope `state-figures`, for milestones `propose-milestone`, and for taking back
/// `correct`; for taking back the text of a plan `import-files`. Where an organisation wants two persons, another account drafted it word for word. The
/// draft of a colleague about the same is not passed over unless `rests_on` names the newest entry;
/// stated again, it is no new entry and gives no receipt.
#[utoipa::path(
    post, path = "/api/figures", tag = "figures", request_body = model::State,
    responses((status = 200, body = Receipts)), security(("token" = []))
)]
pub(crate) async fn state_any(
    asked: Asked,
    caller: Caller,
    posted: Posted<model::State, State>,
) -> Answer {
    let states = States {
        figure: posted.is.figure.clone(),
        reason: posted.is.reason.clone(),
    };
    let saw = match posted.is.rests_on {
        Some(model::RestsOn::Entry(seq)) => Some(Some(seq)),
        Some(model::RestsOn::Draft(_)) => {
            return Err(ProblemDetails::of_field("rests_on", "not_a_choice", None));
        }
        None => None,
    };
    let issuing = Issuing {
        saw,
        ..Issuing::default()
    };
    let work = async |who: &Who| asked.app().state_with(who, &states, issuing).await;
    caller.once(&asked, &posted, work).await
}

/// Define an indicator, or define it anew
///
/// Its method is frozen once there is a value. Takes the scope `state-figures`.
#[utoipa::path(
    post, path = "/api/indicators", tag = "figures", request_body = model::Indicator,
    responses((status = 200, body = Receipts)), security(("token" = []))
)]
pub(crate) async fn state_indicator(
    asked: Asked,
    caller: Caller,
    posted: Posted<model::Indicator, Indicator>,
) -> Answer {
    let figure = Figure::Indicator(posted.is.clone());
    let work = async |who: &Who| asked.app().state_figure(who, &figure, false).await;
    caller.once(&asked, &posted, work).await
}

/// State a value of an indicator
///
/// Takes the scope `state-figures`.
#[utoipa::path(
    post, path = "/api/values", tag = "figures", request_body = model::Value,
    responses((status = 200, body = Receipts)), security(("token" = []))
)]
pub(crate) async fn state_value(
    asked: Asked,
    caller: Caller,
    posted: Posted<model::Value, Value>,
) -> Answer {
    let figure = Figure::Value(posted.is.clone());
    let work = async |who: &Who| asked.app().state_figure(who, &figure, false).await;
    caller.once(&asked, &posted, work).await
}

/// State a context event: what happened outside a plan and touches its measures
///
/// Only who stated an event states it anew. Takes the scope `state-figures`.
#[utoipa::path(
    post, path = "/api/contexts", tag = "figures", request_body = model::Context,
    responses((status = 200, body = Receipts)), security(("token" = []))
)]
pub(crate) async fn state_context(
    asked: Asked,
    caller: Caller,
    posted: Posted<model::Context, Context>,
) -> Answer {
    let figure = Figure::Context(posted.is.clone());
    let work = async |who: &Who| asked.app().state_figure(who, &figure, false).await;
    caller.once(&asked, &posted, work).await
}

/// Explain or contest a finding
///
/// Only whom it concerns, as long as it follows from the record; one word of each organisation, said anew when
/// it changes. Takes the scope `state-figures`.
#[utoipa::path(
    post, path = "/api/remarks", tag = "findings", request_body = model::Remark,
    responses((status = 200, body = Receipts)), security(("token" = []))
)]
pub(crate) async fn state_remark(
    asked: Asked,
    caller: Caller,
    posted: Posted<model::Remark, Remark>,
) -> Answer {
    let figure = Figure::Remark(posted.is.clone());
    let work = async |who: &Who| asked.app().state_figure(who, &figure, false).await;
    caller.once(&asked, &posted, work).await
}

/// State money for a measure in a year
///
/// Takes the scope `state-figures`.
#[utoipa::path(
    post, path = "/api/funding", tag = "figures", request_body = model::Funding,
    responses((status = 200, body = Receipts)), security(("token" = []))
)]
pub(crate) async fn state_funding(
    asked: Asked,
    caller: Caller,
    posted: Posted<model::Funding, Funding>,
) -> Answer {
    let figure = Figure::Funding(posted.is.clone());
    let work = async |who: &Who| asked.app().state_figure(who, &figure, false).await;
    caller.once(&asked, &posted, work).await
}
