// SPDX-License-Identifier: EUPL-1.2
//! Indicators, their values, and money: stated by an organisation in its own name, public at once.

use wegmarke_domain::context::Context;
use wegmarke_domain::funding::Funding;
use wegmarke_domain::id::{OrganisationId, is_of_plan};
use wegmarke_domain::indicator::{Indicator, Value};
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::record::{Record as _, differences};
use wegmarke_domain::register::Register;
use wegmarke_domain::roll::Tabled;
use wegmarke_domain::rules::figures::list_values;
use wegmarke_domain::rules::permission::Action;
use wegmarke_domain::rules::stating::{find_stating, of_another};
use wegmarke_domain::statement::{Act, Said, Statement};
use wegmarke_domain::table::Table;

use crate::append::Decision;
use crate::{App, AppError, Receipt, Who};

/// Something that is counted or measured.
#[derive(Clone, Debug, PartialEq)]
pub enum Figure {
    /// An indicator, defined or defined anew.
    Indicator(Indicator),
    /// A value of an indicator.
    Value(Value),
    /// Money for a measure in a year.
    Funding(Funding),
    /// An event outside a plan that touches its measures.
    Context(Context),
}

impl App {
    /// States a figure in the name of one's organisation, or states it anew. Only who stated a figure
    /// states it anew. The method of an indicator is frozen once there is a value; where it stood and is
    /// meant to get is changed then with a reason only, and both stay side by side.
    /// What is stated for a plan whose monitoring is an example is marked as made up.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; [`AppError::Invalid`] with all problems.
    pub async fn state_figure(
        &self,
        who: &Who,
        figure: &Figure,
        invented: bool,
    ) -> Result<Vec<Receipt>, AppError> {
        self.append(|state| {
            who.must_own(state, Action::StateFigures)?;
            let register = &state.register;
            let by = who.organisation();
            let (subject, statement, problems) = match figure {
                Figure::Indicator(indicator) => (
                    indicator.subject(),
                    act(&register.indicators, indicator).map(Statement::from),
                    of_indicator(register, indicator, by),
                ),
                Figure::Value(value) => (
                    value.subject(),
                    act(&register.values, value).map(Statement::from),
                    of_value(register, value, by.as_str()),
                ),
                Figure::Context(context) => (
                    context.subject(),
                    act(&register.contexts, context).map(Statement::from),
                    [
                        own(&context.organisation, by.as_str()),
                        context.problems(register),
                    ]
                    .concat(),
                ),
                Figure::Funding(funding) => (
                    funding.subject(),
                    act(&register.fundings, funding).map(Statement::from),
                    of_funding(register, funding, by.as_str()),
                ),
            };
            if !problems.is_empty() {
                return Err(AppError::Invalid(problems));
            }
            let invented = invented
                || subject
                    .plan()
                    .is_some_and(|plan| register.has_invented_rounds(plan));
            let said = statement.map(|statement| Said {
                invented,
                ..Said::new(subject, statement)
            });
            Ok((Decision::typed(who, said), ()))
        })
        .await
        .map(|(receipts, ())| receipts)
    }
}

/// What has to be said so that it stands like this; nothing if it does.
fn act<T: Tabled>(table: &Table<T>, record: &T) -> Option<Act<T>> {
    let id: &str = std::borrow::Borrow::borrow(record.id());
    match table.find(id) {
        Some(before) if before == record => None,
        Some(before) => Some(Act::Changed(differences(before, record))),
        None => Some(Act::Stated(record.clone().into())),
    }
}

fn of_indicator(register: &Register, indicator: &Indicator, by: &OrganisationId) -> Vec<Problem> {
    let kept = register.indicators.find_kept(indicator.id.as_str());
    let kept = kept.filter(|kept| kept.stands);
    let holder = kept.and_then(|kept| find_stating(register, kept));
    if let Some(holder) = holder.filter(|holder| *holder != by) {
        // What else is wrong with it is not theirs to mend.
        return vec![of_another(register, "title", holder)];
    }
    let before = kept.map(|kept| &*kept.record);
    let used = !list_values(register, &indicator.id).is_empty();
    let mut problems = indicator.problems(before, used);
    for id in &indicator.measures {
        if register.measures.find(id.as_str()).is_none() {
            problems.push(Problem::new("measures", codes::UNKNOWN).with(id.as_str()));
        }
    }
    let subject = indicator.subject();
    let plan = subject.plan().unwrap_or_default();
    if register.plans.find(plan).is_none() || !is_of_plan(indicator.id.as_str(), plan) {
        problems.push(Problem::new("id", codes::UNKNOWN).with(indicator.id.as_str()));
    }
    problems
}

fn of_value(register: &Register, value: &Value, by: &str) -> Vec<Problem> {
    let mut problems = own(&value.organisation, by);
    let id = format!("{}/{}/{}", value.indicator, value.organisation, value.on);
    if value.id.as_str() != id {
        problems.push(Problem::new("id", codes::UNKNOWN).with(value.id.as_str()));
    }
    match register.indicators.find(value.indicator.as_str()) {
        None => {
            problems.push(Problem::new("indicator", codes::UNKNOWN).with(value.indicator.as_str()))
        }
        Some(indicator) if !indicator.takes(value.reading) => {
            problems.push(Problem::new("reading", codes::NOT_A_CHOICE));
        }
        Some(_) => {}
    }
    problems
}

fn of_funding(register: &Register, funding: &Funding, by: &str) -> Vec<Problem> {
    let mut problems = own(&funding.organisation, by);
    let id = format!(
        "{}/{}/{}",
        funding.measure, funding.year, funding.organisation
    );
    if funding.id.as_str() != id {
        problems.push(Problem::new("id", codes::UNKNOWN).with(funding.id.as_str()));
    }
    if register.measures.find(funding.measure.as_str()).is_none() {
        problems.push(Problem::new("measure", codes::UNKNOWN).with(funding.measure.as_str()));
    }
    problems.extend(funding.money.problems(funding.year));
    problems
}

/// Nobody states a figure in another one's name.
fn own(organisation: &OrganisationId, by: &str) -> Vec<Problem> {
    if organisation.as_str() == by {
        return Vec::new();
    }
    vec![Problem::new("organisation", codes::NOT_A_CHOICE).with(organisation.as_str())]
}
