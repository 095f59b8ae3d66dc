// SPDX-License-Identifier: EUPL-1.2
//! The mirror of the referral mechanism: each standard against each Land that has to act on it, with every
//! answer there is, by whoever gave it; what exists; and where places are missing.
//!
//! Nothing is decided between voices and nothing is added up under one word. An answer that is sealed until the
//! date of its inquiry is a line that tells who gave it, and no more. Where nobody answered is a line, too, and
//! says whether anybody was asked.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::arrangement::{Arrangement, ArrangementKind, Group};
use crate::id::{OrganisationId, StandardId};
use crate::noun::Noun;
use crate::organisation::Voice;
use crate::record::Record as _;
use crate::register::Register;
use crate::rules::permission::voice_of;
use crate::rules::wall::Silence;
use crate::scale::Land;
use crate::standard::{Answer, Fulfilment, Inquiry, Standard};

/// In the place of a word: nobody answered.
pub const NOTHING: &str = "-";

/// An answer that nobody reads yet.
#[derive(Clone, Copy, Debug)]
pub struct Sealed<'a> {
    /// Who gave it.
    pub by: &'a OrganisationId,
    /// The inquiry that is opened when its day is over.
    pub inquiry: &'a Inquiry,
}

/// One standard in one Land: an answer, a sealed one, or that nobody gave one.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// The standard.
    pub standard: &'a Standard,
    /// The Land, or the federation as a whole.
    pub land: Land,
    /// What somebody says; `None`: nobody said anything, or it is sealed.
    pub answer: Option<&'a Answer>,
    /// Who said something that is sealed.
    pub sealed: Option<Sealed<'a>>,
    /// The voice of who says it.
    pub voice: Option<Voice>,
    /// Why nothing can be read; it means nothing where something can.
    pub silence: Silence,
}

impl Line<'_> {
    /// The word of its answer; [`NOTHING`] where nobody answered, and that of the silence where it is sealed.
    #[must_use]
    pub fn degree(&self) -> &'static str {
        match (self.answer, self.sealed) {
            (Some(one), _) => one.degree.as_str(),
            (None, Some(_)) => Silence::Sealed.as_str(),
            (None, None) => NOTHING,
        }
    }

    /// Whether nobody answered, not even sealed.
    #[must_use]
    pub const fn is_silent(&self) -> bool {
        self.answer.is_none() && self.sealed.is_none()
    }

    /// Which cell of the table it stands in.
    #[must_use]
    pub fn cell(&self) -> (&StandardId, Land) {
        (&self.standard.id, self.land)
    }
}

/// Every line, by standard, then Land, then organisation. An answer for a Land that does not have to act
/// stands all the same: somebody said it.
#[must_use]
pub fn list_lines(register: &Register, today: Date) -> Vec<Line<'_>> {
    let mut answers: BTreeMap<(&StandardId, Land), Vec<&Answer>> = BTreeMap::new();
    for answer in register.answers.list() {
        let key = (&answer.standard, answer.land);
        answers.entry(key).or_default().push(answer);
    }
    let mut sealed: BTreeMap<(&StandardId, Land), Vec<Sealed<'_>>> = BTreeMap::new();
    for one in register.list_sealed_answers() {
        let name = &one.name;
        if let Some(inquiry) = register.inquiries.find(name.inquiry.as_str()) {
            let key = (&name.standard, name.land);
            let by = &name.by;
            sealed.entry(key).or_default().push(Sealed { by, inquiry });
        }
    }
    let mut lines = Vec::new();
    for standard in register.standards.list() {
        for land in Land::ALL.iter().copied() {
            let silent = Line {
                standard,
                land,
                answer: None,
                sealed: None,
                voice: None,
                silence: silence_of(register, standard, land, today),
            };
            let key = (&standard.id, land);
            let known = answers.get(&key).into_iter().flatten();
            let before = lines.len();
            lines.extend(known.map(|one| Line {
                answer: Some(*one),
                voice: voice_of(register, &one.organisation),
                ..silent
            }));
            let hidden = sealed.get(&key).into_iter().flatten();
            lines.extend(hidden.map(|one| Line {
                sealed: Some(*one),
                voice: voice_of(register, one.by),
                silence: Silence::Sealed,
                ..silent
            }));
            if lines.len() == before && standard.is_asked_of(land) {
                lines.push(silent);
            }
        }
    }
    lines
}

/// Why nobody answered a standard in a Land.
fn silence_of(register: &Register, standard: &Standard, land: Land, today: Date) -> Silence {
    let asking = register.inquiries.list();
    let asking = asking.filter(|one| one.asks(standard, land) && one.asked_on <= today);
    let (mut asked, mut open) = (false, false);
    for inquiry in asking {
        asked = true;
        open |= inquiry.due_on >= today;
    }
    match (asked, open) {
        (false, _) => Silence::NotAsked,
        (true, true) => Silence::Pending,
        (true, false) => Silence::Silent,
    }
}

/// How many cells of an inquiry somebody answered who was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// For everybody to read.
    pub open: usize,
    /// Sealed until the inquiry is opened.
    pub sealed: usize,
}

/// Whom an inquiry asked, and how many of its cells each of them answered.
#[must_use]
pub fn list_asked<'a>(
    register: &Register,
    inquiry: &'a Inquiry,
) -> Vec<(&'a OrganisationId, Answered)> {
    let answered = |by: &OrganisationId| {
        let all = register.answers.list();
        let about = all.filter(|one| {
            let standard = register.standards.find(one.standard.as_str());
            one.organisation == *by
                && standard.is_some_and(|standard| inquiry.asks(standard, one.land))
        });
        about.count()
    };
    let is_opened = register.find_opening(&inquiry.id).is_some();
    let sealed = |by: &OrganisationId| {
        let all = register.list_submitted(&inquiry.id);
        all.filter(|one| !is_opened && one.name.by == *by).count()
    };
    let told = |by| Answered {
        open: answered(by),
        sealed: sealed(by),
    };
    inquiry.asked.iter().map(|by| (by, told(by))).collect()
}

/// Cells of the table in which voices say different things.
#[must_use]
pub fn list_differing<'a>(lines: &[Line<'a>]) -> BTreeSet<(&'a StandardId, Land)> {
    let cell = |line: &Line<'a>| (&line.standard.id, line.land);
    let groups = lines.chunk_by(|a, b| cell(a) == cell(b));
    let differing = groups.filter(|group| {
        let said: BTreeSet<(Option<Voice>, Fulfilment)> = group
            .iter()
            .filter_map(|line| Some((line.voice, line.answer?.degree)))
            .collect();
        let voices: BTreeSet<_> = said.iter().map(|(voice, _)| *voice).collect();
        let degrees: BTreeSet<_> = said.iter().map(|(_, degree)| *degree).collect();
        voices.len() > 1 && degrees.len() > 1
    });
    differing
        .filter_map(|group| group.first().map(cell))
        .collect()
}

/// Whether anybody answered a standard anywhere, also sealed.
#[must_use]
pub fn is_answered(register: &Register, standard: &Standard) -> bool {
    let about = standard.subject();
    let mut answers = register.list_referrers(&about, Noun::Answer);
    let mut sealed = register.list_sealed_answers();
    answers.next().is_some() || sealed.any(|one| one.name.standard == standard.id)
}

/// Whether a focal point says both what it may and must do, and how far it decides for itself.
#[must_use]
pub fn has_mandate(arrangement: &Arrangement) -> bool {
    arrangement.mandate.value().is_some() && arrangement.independence.value().is_some()
}

/// Whether it is a focal point that did not end.
#[must_use]
pub fn is_focal_point(arrangement: &Arrangement, today: Date) -> bool {
    arrangement.kind == ArrangementKind::FocalPoint && !arrangement.is_over(today)
}

/// Focal points that did not end.
pub fn list_focal_points(register: &Register, today: Date) -> impl Iterator<Item = &Arrangement> {
    let all = register.arrangements.list();
    all.filter(move |one| is_focal_point(one, today))
}

/// Places for one group in one Land, as one organisation says: amounts of several are never added up.
#[derive(Clone, Copy, Debug)]
pub struct Places<'a> {
    /// The Land.
    pub land: Land,
    /// Whom they are for.
    pub group: Group,
    /// The shelter that says so.
    pub shelter: &'a Arrangement,
}

/// What is said of places, by Land and group.
#[must_use]
pub fn list_places(register: &Register, today: Date) -> Vec<Places<'_>> {
    let all = register.arrangements.list();
    let shelters = all.filter(|one| one.kind == ArrangementKind::Shelter && !one.is_over(today));
    let mut places: Vec<Places<'_>> = shelters
        .filter_map(|shelter| {
            Some(Places {
                land: shelter.land,
                group: *shelter.group.value()?,
                shelter,
            })
        })
        .collect();
    places.sort_by_key(|one| (one.land, one.group, &one.shelter.id));
    places
}
