// SPDX-License-Identifier: EUPL-1.2
//! The three voices side by side on the same scale, round by round: what each said, when, why and
//! with which evidence; how far they are apart; and who is silent.

use std::collections::BTreeSet;

use askama::Template;
use askama::filters::HtmlSafe;
use wegmarke_domain::contribution::{Contribution, Says, Version};
use wegmarke_domain::noun::Subject;
use wegmarke_domain::organisation::Voice;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::{Round, RoundState};
use wegmarke_domain::rules::renewal;
use wegmarke_domain::rules::seen::{Seen, seen};
use wegmarke_domain::rules::voices::{self, OneVoice};
use wegmarke_domain::scale::Delivery;
use wegmarke_domain::stated::Stated;
use wegmarke_domain::text::Lang;

use crate::attribute::Teller;
use crate::parts::{Badge, Fact, Facts, Link, Shown, Tone, Value};
use crate::{Ctx, Route};
use crate::{history, subject};

impl HtmlSafe for Rounds {}

/// What was said about a thing, round by round, the newest first.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/voices.html")]
pub(crate) struct Rounds {
    rounds: Vec<OneRound>,
}

/// What was said in one round.
#[derive(Debug, Clone)]
struct OneRound {
    round: Link,
    /// Whether it is shown only to who asks: an older round, or one that is sealed beside one that is not.
    folded: bool,
    state: Badge,
    /// When the next thing happens; `None` if nothing more does.
    until: Option<String>,
    /// How far the voices are apart.
    disagreement: Option<Badge>,
    invented: Option<Badge>,
    voices: Vec<Column>,
}

/// One voice.
#[derive(Debug, Clone)]
struct Column {
    title: String,
    cards: Vec<Card>,
    /// That the voice said more than its first card.
    more_words: String,
    /// Who owed something and said nothing.
    silent: Vec<Link>,
    silent_words: String,
    /// Nobody of this voice spoke.
    empty: String,
}

/// One contribution.
#[derive(Debug, Clone)]
struct Card {
    by: Link,
    at: Value,
    marks: Vec<Badge>,
    facts: Facts,
    /// What comes after the first few, for who asks; `None`: nothing does.
    rest: Option<Facts>,
    rest_words: String,
    more: Link,
}

/// What was said about a thing in all rounds of its plan; `None` if it has none.
pub(crate) fn of(register: &Register, ctx: &Ctx, on: &Subject) -> Option<Rounds> {
    let state = |round: &Round| register.round_state(&round.id);
    let mut begun = voices::list_rounds(register, on.plan()?);
    begun.retain(|round| state(round) > RoundState::Planned);
    // The newest that can be read stands open.
    let open = begun.iter().position(|round| state(round).is_revealed());
    let open = open.unwrap_or(0);
    let rounds = begun.into_iter().enumerate().map(|(at, round)| OneRound {
        folded: at != open,
        ..one_round(register, ctx, round, on)
    });
    let rounds: Vec<OneRound> = rounds.collect();
    (!rounds.is_empty()).then_some(Rounds { rounds })
}

/// What was said in a round about the plan as a whole and about whole fields; `None`: nothing.
pub(crate) fn of_wholes(register: &Register, ctx: &Ctx, round: &Round) -> Option<Rounds> {
    let fields = register.fields.list_of(round.plan.as_str());
    let wholes =
        std::iter::once(round.plan.subject()).chain(fields.map(|field| field.id.subject()));
    let spoken_of = |on: &Subject| {
        let said = voices::side_by_side(register, round, on);
        said.values()
            .any(|voice| !voice.said.is_empty() || !voice.silent.is_empty())
    };
    let rounds: Vec<OneRound> = wholes
        .filter(spoken_of)
        .map(|on| OneRound {
            round: subject::link(register, ctx, &on),
            until: None,
            ..one_round(register, ctx, round, &on)
        })
        .collect();
    (!rounds.is_empty()).then_some(Rounds { rounds })
}

fn one_round(register: &Register, ctx: &Ctx, round: &Round, on: &Subject) -> OneRound {
    let said = voices::side_by_side(register, round, on);
    let state = register.round_state(&round.id);
    OneRound {
        round: subject::link(register, ctx, &round.id.subject()),
        folded: false,
        state: state_badge(ctx, state),
        until: until(ctx, round, state),
        disagreement: voices::disagreement(register, &said)
            .and_then(|steps| disagreement(ctx, steps)),
        invented: invented(register, ctx, &round.id.subject()),
        voices: said
            .iter()
            .map(|(voice, said)| column(register, ctx, *voice, said, state))
            .collect(),
    }
}

/// The state of a round as a badge.
pub(crate) fn state_badge(ctx: &Ctx, state: RoundState) -> Badge {
    Badge {
        word: ctx.word("round-state", state.as_str()),
        tone: match state {
            RoundState::Planned => Tone::Plain,
            RoundState::Cancelled => Tone::Warn,
            RoundState::Open | RoundState::Closing => Tone::Info,
            RoundState::Closed | RoundState::Published => Tone::Good,
        },
    }
}

/// The mark of made-up data.
pub(crate) fn invented(register: &Register, ctx: &Ctx, subject: &Subject) -> Option<Badge> {
    register.is_invented(subject).then(|| Badge {
        word: ctx.t("invented-mark"),
        tone: Tone::Warn,
    })
}

/// What happens next in a round, and when; `None` if nothing more does.
pub(crate) fn until(ctx: &Ctx, round: &Round, state: RoundState) -> Option<String> {
    let key = match state {
        RoundState::Planned => "round-until-planned",
        RoundState::Open => "round-until-open",
        RoundState::Closing => "round-until-closing",
        RoundState::Closed | RoundState::Published | RoundState::Cancelled => return None,
    };
    let at = end_of(ctx, round, state)?;
    Some(ctx.t_with(key, &[("at", at.into())]))
}

/// When the clock ends a state, in words; `None` for the last one.
pub(crate) fn end_of(ctx: &Ctx, round: &Round, state: RoundState) -> Option<String> {
    let at = round.ends_at(state)?;
    Some(match state {
        RoundState::Planned => ctx.instant(at),
        _ => ctx.deadline(at),
    })
}

/// The distance between the voices, from 0 to 4 steps, as a badge; `None` where they agree.
pub(crate) fn disagreement(ctx: &Ctx, steps: u8) -> Option<Badge> {
    let tone = match steps {
        0 => return None,
        1 => Tone::Info,
        _ => Tone::Warn,
    };
    Some(Badge {
        word: ctx.tn("disagreement-steps", usize::from(steps)),
        tone,
    })
}

fn column(
    register: &Register,
    ctx: &Ctx,
    voice: Voice,
    said: &OneVoice<'_>,
    state: RoundState,
) -> Column {
    let key = if state.is_revealed() {
        "voice-silent"
    } else {
        "voice-pending"
    };
    let silent: Vec<Link> = said
        .silent
        .iter()
        .map(|id| ctx.organisation(register, id))
        .collect();
    Column {
        title: ctx.word("voice", voice.as_str()),
        more_words: ctx.tn("voice-more", said.said.len().saturating_sub(1)),
        cards: said
            .said
            .iter()
            .map(|one| card(register, ctx, one))
            .collect(),
        silent_words: ctx.tn(key, silent.len()),
        silent,
        empty: ctx.t("voice-said-nothing"),
    }
}

/// Facts of a card that are shown before somebody asks for more.
const FIRST: usize = 2;

fn card(register: &Register, ctx: &Ctx, one: &Contribution) -> Card {
    let mut facts = content(register, ctx, one);
    // One that is left over alone is shown: a fold would take more room.
    let rest = (facts.len() > FIRST + 1).then(|| Facts {
        facts: facts.split_off(FIRST),
    });
    let at = one.newest().map(|newest| history::instant(ctx, newest.at));
    let about = one.address.subject();
    Card {
        by: ctx.organisation(register, &one.address.by),
        at: at.unwrap_or_else(|| ctx.not_stated()),
        marks: marks(register, ctx, one),
        facts: Facts { facts },
        rest_words: rest.as_ref().map_or_else(String::new, |rest| {
            ctx.tn("contribution-rest", rest.facts.len())
        }),
        rest,
        more: ctx.link(
            &Route::Contribution(about.noun, &about.id),
            Shown::plain(&ctx.t("contribution-more")),
        ),
    }
}

/// What a reader must know beside the content: sealed, late, replaced, corrected, whose word it is, made up.
pub(crate) fn marks(register: &Register, ctx: &Ctx, one: &Contribution) -> Vec<Badge> {
    let mut marks = Vec::new();
    let mut mark = |word: String, tone: Tone| marks.push(Badge { word, tone });
    match seen(register, one) {
        Seen::Sealed if one.newest().is_some_and(Version::is_kept) => {
            mark(ctx.t("contribution-committed"), Tone::Info)
        }
        Seen::Sealed => mark(ctx.t("contribution-sealed"), Tone::Info),
        Seen::Unrevealed => mark(ctx.t("contribution-unrevealed"), Tone::Warn),
        Seen::Withdrawn => mark(ctx.t("contribution-withdrawn"), Tone::Warn),
        Seen::Erased => mark(ctx.t("contribution-erased"), Tone::Plain),
        Seen::Unopened => mark(ctx.t("contribution-unopened"), Tone::Warn),
        Seen::Says(_) => {}
    }
    let round = register.rounds.find(one.address.round.as_str());
    let reply = one.address.noun == wegmarke_domain::noun::Noun::Reply;
    if let (Some(round), Some(first), false) = (round, one.first_at(), reply)
        && first >= round.due_at
    {
        mark(ctx.t("contribution-late"), Tone::Warn);
    }
    if one.replacements() > 0 {
        mark(
            ctx.tn("contribution-replaced", one.replacements()),
            Tone::Info,
        );
    }
    let corrected = one
        .versions
        .iter()
        .filter(|version| version.kind.ends_with(".corrected"))
        .count();
    if corrected > 0 {
        mark(ctx.tn("contribution-corrected", corrected), Tone::Info);
    }
    if let Seen::Says(says) = seen(register, one) {
        if renewal::lacks_evidence(says) {
            mark(ctx.t("contribution-without-evidence"), Tone::Warn);
        }
        if let Some(round) = renewal::find_repeated(register, one) {
            let round = subject::name(register, ctx, &round.subject()).words;
            let args = [("round", round.into())];
            mark(ctx.t_with("contribution-repeats", &args), Tone::Warn);
        }
        let old = renewal::list_not_renewed_of(register, one).into_iter();
        let old: BTreeSet<Lang> = old.map(|old| old.lang).collect();
        for lang in old {
            let lang = ctx.word("language-in", lang.as_str());
            let args = [("lang", lang.into())];
            mark(ctx.t_with("contribution-not-renewed", &args), Tone::Warn);
        }
    }
    // Whose word it is what stands: signed by its organisation, or entered by the operator.
    let line = one
        .newest()
        .and_then(|newest| register.find_line(newest.seq));
    for word in line
        .iter()
        .flat_map(|line| subject::marks_of(register, ctx, line))
    {
        mark(word, Tone::Plain);
    }
    if register.is_invented(&one.address.subject()) {
        mark(ctx.t("invented-mark"), Tone::Warn);
    }
    marks
}

/// What is said, fact by fact; nothing while it is sealed.
pub(crate) fn content(register: &Register, ctx: &Ctx, one: &Contribution) -> Vec<Fact> {
    let Seen::Says(says) = seen(register, one) else {
        return Vec::new();
    };
    // Ratings first, also where none is given: silence is told as such.
    let (ratings, words): (&[&str], &[&str]) = match says {
        Says::Report(_) => (&["delivery"], &["narrative"]),
        Says::Assessment(_) => (&["delivery", "effect"], &["reasons"]),
        Says::Practice(_) => (
            &["delivery", "effect", "reach"],
            &["observed", "group", "land"],
        ),
        Says::Reply(_) => (&[], &["text"]),
    };
    let teller = Teller::new(register, ctx, says.noun(), says.attributes());
    let mut facts = teller.only(ratings);
    if let Some(first) = facts.first_mut() {
        first.value = match says.delivery() {
            Some(stated) => delivery(ctx, &Stated::Value(stated)),
            None => ctx.not_stated(),
        };
    }
    facts.extend(teller.present(&["flags"]));
    facts.extend(teller.only(words));
    facts.extend(teller.present(&[
        "obstacles",
        "next_steps",
        "milestones",
        "values",
        "funding",
        "design",
        "evidence",
    ]));
    facts
}

/// A rating on the delivery scale, as a word with a colour.
pub(crate) fn delivery(ctx: &Ctx, stated: &Stated<Delivery>) -> Value {
    ctx.stated(stated, |delivery| {
        Value::Badge(Badge {
            word: ctx.word("delivery", delivery.as_str()),
            tone: delivery_tone(*delivery),
        })
    })
}

/// The colour of a rating: words carry the meaning, colours only help.
pub(crate) const fn delivery_tone(delivery: Delivery) -> Tone {
    match delivery {
        Delivery::NoEvidence => Tone::Plain,
        Delivery::NotStarted => Tone::Bad,
        Delivery::Limited => Tone::Warn,
        Delivery::Substantial => Tone::Info,
        Delivery::Complete => Tone::Good,
    }
}
