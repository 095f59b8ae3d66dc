// SPDX-License-Identifier: EUPL-1.2
//! What could belong together: suggestions of two plans, with what led to them and what was said.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use wegmarke_coherence::{Coherence, suggest};
use wegmarke_domain::register::Register;

use super::asked::{Answer, Asked, Listed, Part, Query, json};
use super::model;
use super::problem::ProblemDetails;

/// Two plans.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Plans {
    /// Id of a plan.
    #[param(max_length = 200)]
    plan: String,
    /// Id of another plan; left out: the same one.
    #[param(max_length = 200)]
    other: Option<String>,
    /// Most things that are sent.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u16>,
    /// Where the list goes on, as `next` of the part before said.
    #[param(max_length = 4096)]
    cursor: Option<String>,
}

/// Two measures that could belong together.
#[derive(Debug, Serialize, ToSchema)]
pub struct Suggested {
    /// Ids of both measures.
    #[schema(value_type = [model::Id; 2])]
    measures: [String; 2],
    /// How alike their words are, from 0 to 1: it orders suggestions and says nothing else. 0: the words
    /// do not suggest it, and somebody says it.
    score: f32,
    /// `open`, `related` or `dismissed`.
    state: &'static str,
    /// Words of the one and of the other that led to it, what counts most first.
    words: Vec<[String; 2]>,
    /// Attributes that both state alike.
    shared: Vec<&'static str>,
    /// Ids of the relations that say something of them.
    #[schema(value_type = Vec<model::Id>)]
    relations: Vec<String>,
    /// Further pairs of measures of the same two titles.
    more: usize,
}

impl Suggested {
    /// Those of two plans, or of one if both are the same, best first. Comparing a register's measures takes
    /// seconds if there are ten thousand.
    #[must_use]
    pub fn list(register: &Register, plan: &str, other: &str) -> Vec<Self> {
        Self::of(register, &Coherence::build(register), plan, other).collect()
    }

    /// The same with measures that were compared before, each when it is asked for.
    fn of(
        register: &Register,
        coherence: &Coherence,
        plan: &str,
        other: &str,
    ) -> impl Iterator<Item = Self> {
        let all = suggest::list_between(register, coherence, plan, other);
        all.into_iter().map(|one| {
            let measures = [one.one.id.to_string(), one.other.id.to_string()];
            let why = coherence.why(&measures[0], &measures[1]);
            let words = why.words.into_iter();
            Self {
                score: one.score,
                state: one.judged().as_str(),
                words: words.map(|pair| pair.map(String::from)).collect(),
                shared: why.shared,
                relations: one.said.iter().map(|said| said.id.to_string()).collect(),
                more: one.more,
                measures,
            }
        })
    }
}

/// One line for people: both measures, what became of it, the words that led to it.
impl std::fmt::Display for Suggested {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [one, other] = &self.measures;
        write!(f, "{one}\t{other}\t{}\t", self.state)?;
        for (at, [one, other]) in self.words.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            match one == other {
                true => write!(f, "{comma}{one}")?,
                false => write!(f, "{comma}{one} = {other}")?,
            }
        }
        Ok(())
    }
}

/// Measures of two plans that could belong together
///
/// Suggested by their words, best first. To say how two belong together, or that they do not, state a
/// relation; its kind is then one of the register's words, and `unrelated` takes a reason.
#[utoipa::path(
    get, path = "/api/coherence", operation_id = "list_coherence", tag = "relations", params(Plans),
    responses((status = 200, body = Listed<Suggested>), (status = 404))
)]
pub(crate) async fn list(asked: Asked, Query(query): Query<Plans>) -> Answer {
    let part = Part::new(query.limit, query.cursor.as_deref())?;
    if let Some(kept) = asked.kept() {
        return Ok(kept);
    }
    let state = asked.app().state();
    let register = &state.register;
    let other = query.other.as_deref().unwrap_or(&query.plan);
    for plan in [&*query.plan, other] {
        if register.plans.find(plan).is_none() {
            return Err(ProblemDetails::not_found("there is no plan of this id"));
        }
    }
    let of = (state.version(), None);
    let coherence = asked.web.coherence_of(of, register).await?;
    let all = Suggested::of(register, &coherence, &query.plan, other);
    let all = (0_usize..).map(|at| format!("{at:010}")).zip(all);
    let json = json(&part.of(all))?;
    Ok(asked.fresh(&state, json))
}
