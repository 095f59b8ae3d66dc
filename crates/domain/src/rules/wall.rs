// SPDX-License-Identifier: EUPL-1.2
//! The wall: one square for each measure of a plan, with what every voice says of it on one axis.
//!
//! Nothing is blended: a voice has its own band, and silence is told apart from not having been asked.

use jiff::civil::Date;

use crate::coverage::{Coverage, Degree};
use crate::measure::Measure;
use crate::noun::Noun;
use crate::organisation::Voice;
use crate::record::Record as _;
use crate::register::Register;
use crate::round::Round;
use crate::rules::axes::middle;
use crate::rules::evaluability;
use crate::rules::figures::list_funding;
use crate::rules::permission::voice_of;
use crate::rules::seen::{Seen, seen};
use crate::rules::timeliness::{self, Timeliness};
use crate::rules::voices::{self, Asked, OneVoice};
use crate::scale::{Delivery, Effect, Security};
use crate::words::words;

words! {
    /// What a wall shows.
    Axis {
        /// How far it is carried out.
        Delivery => "delivery",
        /// What it changed.
        Effect => "effect",
        /// How secure its money is.
        Funding => "funding",
        /// Whether its dates are kept.
        Timeliness => "timeliness",
        /// How far it meets what was asked for.
        Coverage => "coverage",
        /// Whether it says enough to be judged.
        Evaluability => "evaluability",
    }
}

impl Axis {
    /// Whether it rests on what was said in a round.
    #[must_use]
    pub const fn is_of_round(self) -> bool {
        matches!(self, Self::Delivery | Self::Effect)
    }
}

words! {
    /// Why there is no value.
    Silence {
        /// Somebody of the voice was asked, the time is over, and nothing was said.
        Silent => "silent",
        /// Somebody was asked, and there is still time.
        Pending => "pending",
        /// Nobody of the voice was asked.
        NotAsked => "not-asked",
        /// Something was said that is not public yet.
        Sealed => "sealed",
        /// Something was said, without a value on this axis.
        Unrated => "unrated",
        /// What was said was taken back or erased, or does not open.
        Gone => "gone",
        /// Only a hash was submitted, and the words were not handed in.
        Unrevealed => "unrevealed",
        /// Nothing is on record.
        Nothing => "nothing",
        /// The plan's text is not recorded here.
        NotRecorded => "not-recorded",
    }
}

/// A value on an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// Of [`Axis::Delivery`].
    Delivery(Delivery),
    /// Of [`Axis::Effect`].
    Effect(Effect),
    /// Of [`Axis::Funding`].
    Security(Security),
    /// Of [`Axis::Timeliness`]: of the milestone that is the most late.
    Timeliness(Timeliness),
    /// Of [`Axis::Coverage`]: the least that somebody judged.
    Degree(Degree),
    /// Of [`Axis::Evaluability`]: how many checks are met, and how many there are.
    Checks {
        /// Checks that are met.
        met: usize,
        /// All of them.
        of: usize,
    },
}

/// One band of a square: a value, or why there is none.
pub type Band = Result<Value, Silence>;

/// What a square shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bands {
    /// One for each voice, in the order of [`Voice::ALL`].
    Voices([Band; 3]),
    /// Computed from the record: nobody's voice.
    Whole(Band),
}

/// One measure on the wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Square {
    /// What it shows.
    pub bands: Bands,
    /// Whether two who speak about it say different things.
    pub apart: bool,
}

/// What the squares of a plan are made from.
#[derive(Debug)]
pub struct Wall<'a> {
    register: &'a Register,
    axis: Axis,
    round: Option<&'a Round>,
    asked: Asked<'a>,
    today: Date,
}

impl<'a> Wall<'a> {
    /// A wall of one axis; a round is needed for what is said in rounds.
    #[must_use]
    pub fn new(register: &'a Register, axis: Axis, round: Option<&'a Round>, today: Date) -> Self {
        Self {
            register,
            axis,
            round,
            asked: Asked::of(round),
            today,
        }
    }

    /// The square of a measure.
    #[must_use]
    pub fn square(&self, measure: &Measure) -> Square {
        match self.axis {
            Axis::Delivery => self.in_round(measure, |said| {
                middle(&voices::deliveries(self.register, &said.said)).map(Value::Delivery)
            }),
            Axis::Effect => self.in_round(measure, |said| {
                middle(&voices::effects(self.register, &said.said)).map(Value::Effect)
            }),
            Axis::Funding => self.funding(measure),
            Axis::Coverage => self.coverage(measure),
            Axis::Timeliness => Square::whole(self.timeliness(measure)),
            Axis::Evaluability => Square::whole(self.evaluability(measure)),
        }
    }

    fn in_round(
        &self,
        measure: &Measure,
        value: impl Fn(&OneVoice<'_>) -> Option<Value>,
    ) -> Square {
        let Some(round) = self.round else {
            return Square::of_voices([Err(Silence::NotAsked); 3]);
        };
        let on = measure.subject();
        let all = voices::side_by_side_of(self.register, round, &self.asked, &on);
        let bands = of_voices(|voice| {
            let said = all.get(&voice).ok_or(Silence::NotAsked)?;
            value(said).ok_or_else(|| silence(self.register, round, said))
        });
        Square::of_voices(bands)
    }

    fn funding(&self, measure: &Measure) -> Square {
        let money = list_funding(self.register, &measure.id);
        let bands = of_voices(|voice| {
            let mut said = money.iter().rev();
            let newest = said.find(|one| voice_of(self.register, one.by) == Some(voice));
            let newest = newest.ok_or(Silence::Nothing)?;
            let security = newest.money.security.value();
            security
                .map(|security| Value::Security(*security))
                .ok_or(Silence::Unrated)
        });
        Square::of_voices(bands)
    }

    fn coverage(&self, measure: &Measure) -> Square {
        let register = self.register;
        let judged: Vec<&Coverage> = register
            .list_referrers(&measure.subject(), Noun::Coverage)
            .filter_map(|id| register.coverages.find(id))
            .collect();
        let bands = of_voices(|voice| {
            let of_voice = judged
                .iter()
                .filter(|one| voice_of(register, &one.author) == Some(voice));
            // Who judges least, but for those who cannot tell.
            let least = of_voice
                .map(|one| one.degree)
                .max_by_key(|degree| (*degree != Degree::Unclear, *degree));
            least.map(Value::Degree).ok_or(Silence::Nothing)
        });
        let degrees = |one: &&Coverage| one.degree;
        Square {
            apart: judged.iter().map(degrees).min() != judged.iter().map(degrees).max(),
            ..Square::of_voices(bands)
        }
    }

    fn timeliness(&self, measure: &Measure) -> Band {
        let register = self.register;
        let on = measure.subject();
        let milestones = register.list_referrers(&on, Noun::Milestone);
        let milestones = milestones.filter_map(|id| register.milestones.find(id));
        milestones
            .map(|one| timeliness::of(register, one, self.today).0)
            .min_by_key(|one| one.step().unwrap_or(u8::MAX))
            .map(Value::Timeliness)
            .ok_or(Silence::Nothing)
    }

    fn evaluability(&self, measure: &Measure) -> Band {
        if !evaluability::is_recorded(self.register, measure) {
            return Err(Silence::NotRecorded);
        }
        let checks = evaluability::check(self.register, measure);
        Ok(Value::Checks {
            met: evaluability::met(&checks),
            of: checks.len(),
        })
    }
}

fn of_voices(band: impl Fn(Voice) -> Band) -> [Band; 3] {
    [Voice::Government, Voice::Independent, Voice::CivilSociety].map(band)
}

/// Why a voice has no value on an axis in a round.
#[must_use]
pub fn silence(register: &Register, round: &Round, said: &OneVoice<'_>) -> Silence {
    let revealed = register.round_state(&round.id).is_revealed();
    if !said.said.is_empty() {
        let all = || said.said.iter();
        return match revealed {
            false => Silence::Sealed,
            true if all().any(|one| matches!(seen(register, one), Seen::Says(_))) => {
                Silence::Unrated
            }
            true if all().all(|one| seen(register, one) == Seen::Unrevealed) => Silence::Unrevealed,
            true => Silence::Gone,
        };
    }
    match (said.silent.is_empty(), revealed) {
        (true, _) => Silence::NotAsked,
        (false, true) => Silence::Silent,
        (false, false) => Silence::Pending,
    }
}

impl Square {
    const fn whole(band: Band) -> Self {
        Self {
            bands: Bands::Whole(band),
            apart: false,
        }
    }

    fn of_voices(bands: [Band; 3]) -> Self {
        let mut values = bands.iter().flatten();
        let first = values.next();
        Self {
            bands: Bands::Voices(bands),
            apart: values.any(|value| Some(value) != first),
        }
    }
}

impl Value {
    /// Its place on a scale from 0, the worst, to 4, the best; `None` if it has none: it says that
    /// nobody can tell.
    #[must_use]
    pub fn step(self) -> Option<u8> {
        match self {
            Self::Delivery(value) => Some(value.step()),
            Self::Effect(value) => match value {
                Effect::Worsened => Some(0),
                Effect::NoChange => Some(1),
                Effect::Marginal => Some(2),
                Effect::Major => Some(3),
                Effect::Outstanding => Some(4),
                Effect::NotAssessableYet => None,
            },
            Self::Security(value) => match value {
                Security::Unsecured => Some(0),
                Security::PartlySecured => Some(2),
                Security::Secured | Security::NotNeeded => Some(4),
                Security::Unknown => None,
            },
            Self::Timeliness(value) => value.step(),
            Self::Degree(value) => match value {
                Degree::Contradicted => Some(0),
                Degree::NotMet => Some(1),
                Degree::Partial => Some(2),
                Degree::Met => Some(4),
                Degree::Unclear => None,
            },
            Self::Checks { met, of } => u8::try_from((met * 4).checked_div(of)?).ok(),
        }
    }
}
