// SPDX-License-Identifier: EUPL-1.2
//! What an account may say about one measure, asked for from the page of the measure; and who may, if it
//! may not. The page of the measure is the same for everybody and does not know who reads, so all of it
//! stands here.

use askama::Template;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::measure::Measure;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::{Round, RoundState};
use wegmarke_domain::rules::permission::Action;
use wegmarke_domain::rules::voices::{SPEAKING, list_rounds, voice_by};
use wegmarke_domain::task::Task;

use super::mine::{OfRound, of_round};
use super::not_yours::{WhoMay, told};
use super::{Bar, frame, ways};
use crate::parts::{Link, Links, Shown, Table, Value};
use crate::subject;
use crate::{Ctx, Frame, Route};

/// The page.
#[derive(Debug, Template)]
#[template(path = "work/to_say.html")]
pub struct ToSay {
    f: Frame,
    ways: Vec<Link>,
    about: Link,
    rounds: Vec<OfRound>,
    /// Why there is nothing to say in a round.
    why: Vec<String>,
    /// Indicators, values, money and milestones.
    figures: Vec<Link>,
    /// Why there are none.
    why_no_figures: Vec<String>,
    who: Table,
}

/// What the page is made of.
#[derive(Debug)]
pub struct ToSayParts<'a> {
    /// Who.
    pub bar: Bar,
    /// What they may say about the measure, by round.
    pub rounds: &'a [(&'a Round, Vec<Task>)],
    /// Who writes in their organisation, if they do not.
    pub writers: Option<WhoMay>,
    /// Who states figures there, if they do not.
    pub staters: Option<WhoMay>,
    /// Whether they propose milestones of this measure.
    pub may_propose: bool,
}

impl ToSay {
    /// The page of a measure.
    #[must_use]
    pub fn build(
        register: &Register,
        ctx: &Ctx,
        measure: &Measure,
        parts: &ToSayParts<'_>,
    ) -> Self {
        let rounds = parts.rounds.iter();
        let rounds: Vec<OfRound> = rounds
            .map(|(round, tasks)| of_round(register, ctx, round, tasks))
            .collect();
        let figures = figures(register, ctx, measure, parts);
        let staters = parts.staters.as_ref().filter(|_| figures.is_empty());
        Self {
            f: frame(ctx, "to-say-title").signed_in(ctx, &parts.bar),
            ways: ways(ctx),
            about: subject::link(register, ctx, &measure.subject()),
            why: if rounds.is_empty() {
                why_nothing(register, ctx, measure, parts)
            } else {
                Vec::new()
            },
            rounds,
            figures,
            why_no_figures: staters
                .map(|staters| told(ctx, Action::StateFigures, staters))
                .unwrap_or_default(),
            who: who(register, ctx, measure),
        }
    }
}

/// Why an account has nothing to say about a measure in a round now.
fn why_nothing(
    register: &Register,
    ctx: &Ctx,
    measure: &Measure,
    parts: &ToSayParts<'_>,
) -> Vec<String> {
    if let Some(writers) = &parts.writers {
        return told(ctx, Action::WriteDraft, writers);
    }
    let rounds = list_rounds(register, measure.plan());
    let runs = |round: &&Round| {
        let state = register.round_state(&round.id);
        matches!(state, RoundState::Open | RoundState::Closing)
    };
    let why = match rounds.iter().any(runs) {
        true => "to-say-not-asked",
        false => "to-say-no-round",
    };
    vec![ctx.t(why)]
}

fn figures(register: &Register, ctx: &Ctx, measure: &Measure, parts: &ToSayParts<'_>) -> Vec<Link> {
    let id = measure.id.as_str();
    let link =
        |kind, id: &str, words: String| ctx.link(&Route::Figure(kind, id), Shown::plain(&words));
    let titled = |key: &str, title: String| ctx.t_with(key, &[("title", title.into())]);
    let about = measure.id.subject();
    let referrers = |noun| register.list_referrers(&about, noun);
    let mut links = Vec::new();
    if parts.staters.is_none() {
        links.push(link("funding", id, ctx.t("figures-money")));
        for id in referrers(Noun::Indicator) {
            if let Some(indicator) = register.indicators.find(id) {
                let title = ctx.words(&indicator.title).into_owned();
                links.push(link("value", id, titled("to-say-value", title)));
            }
        }
        let plan = measure.plan();
        links.push(link("new-indicator", plan, ctx.t("figures-new-indicator")));
    }
    if parts.may_propose {
        links.push(link("new-milestone", id, ctx.t("figures-new-milestone")));
        for id in referrers(Noun::Milestone) {
            if let Some(milestone) = register.milestones.find(id) {
                let title = ctx.words(&milestone.title).into_owned();
                let words = ctx.t_with("figures-shift", &[("milestone", title.into())]);
                links.push(link("milestone", id, words));
            }
        }
    }
    links
}

/// Who may say what about a measure, whoever asks.
fn who(register: &Register, ctx: &Ctx, measure: &Measure) -> Table {
    let about = measure.id.subject();
    let lead = measure.lead.value().into_iter().flat_map(|lead| lead.ids());
    let mut answers: Vec<&OrganisationId> = lead.collect();
    for round in list_rounds(register, measure.plan()) {
        let asked = round.duties.iter();
        let asked = asked.filter(|duty| duty.noun == Noun::Report && duty.on == about);
        answers.extend(asked.map(|duty| &duty.organisation));
    }
    answers.sort();
    answers.dedup();
    let answers = || match answers.is_empty() {
        true => ctx.not_stated(),
        false => Value::Links(Links {
            links: answers
                .iter()
                .map(|id| ctx.organisation(register, id))
                .collect(),
        }),
    };
    let head = vec![ctx.t("task-what"), ctx.t("to-say-who")];
    let mut table = Table::new(ctx.t("to-say-who-title"), head, None).quiet();
    let mut push = |what: String, who: Value| table.push(vec![Value::Plain(what), who]);
    for noun in SPEAKING {
        let by = match voice_by(noun) {
            Some(voice) if noun != Noun::Report => {
                let voice = ctx.word("voice", voice.as_str());
                Value::Plain(ctx.t_with("to-say-by-voice", &[("voice", voice.into())]))
            }
            _ => answers(),
        };
        push(ctx.word("noun", noun.as_str()), by);
    }
    push(ctx.word("noun", Noun::Reply.as_str()), answers());
    push(ctx.word("noun", Noun::Milestone.as_str()), answers());
    for noun in [Noun::Indicator, Noun::Funding] {
        let all = Value::Plain(ctx.t("to-say-by-all"));
        push(ctx.word("noun", noun.as_str()), all);
    }
    table
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{ToSay, ToSayParts, WhoMay};
    use crate::Ctx;
    use crate::Route;
    use crate::samples::{Samples, Wording};
    use wegmarke_domain::contribution::Address;
    use wegmarke_domain::register::Register;
    use wegmarke_domain::task::{Task, TaskState};

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        let route = Route::ToSay("qx-plan/full");
        for (query, may) in [("", true), ("nothing", false)] {
            samples.of(&route, query, |r, c| to_say(r, c, wording, may));
        }
    }

    fn to_say(register: &Register, ctx: &Ctx, wording: Wording, may: bool) -> Option<ToSay> {
        let measure = register.measures.find("qx-plan/full")?;
        let address = "report/qx-plan/r2/qx-new/1/measure/qx-plan/full";
        let address = Address::parse(&address.parse().unwrap()).unwrap();
        let round = register.rounds.find(address.round.as_str())?;
        let task = Task {
            address,
            state: TaskState::Nothing,
            owed: true,
        };
        let rounds = [(round, vec![task])];
        let others = WhoMay {
            colleagues: vec![wording.words("person")],
            ..WhoMay::default()
        };
        let parts = ToSayParts {
            bar: wording.bar(),
            rounds: if may { &rounds } else { &[] },
            writers: (!may).then(|| others.clone()),
            staters: (!may).then_some(others),
            may_propose: may,
        };
        Some(ToSay::build(register, ctx, measure, &parts))
    }
}
