// SPDX-License-Identifier: EUPL-1.2
//! What somebody follows: a plan, a theme, a field, a measure, an organisation, a standard, a question; and the entries
//! about it.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use crate::measure::Measure;
use crate::noun::{Noun, Subject};
use crate::record::Record as _;
use crate::register::Register;
use crate::roll::{TableVisitor, Tabled};
use crate::rules::question::Question;
use crate::table::Table;

/// What is followed. Written as a noun and an id, such as `measure/nap-az/hotline`, or `theme/trafficking`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Followed {
    /// A plan, a field, a measure, an organisation or a standard of the referral mechanism.
    Thing(Subject),
    /// All measures of a theme.
    Theme(Box<str>),
    /// The answer to a question. No entry is about it: it is compared with the answer before.
    Question(Question),
}

/// The nouns that can be followed.
pub const FOLLOWED: [Noun; 5] = [
    Noun::Plan,
    Noun::Field,
    Noun::Measure,
    Noun::Organisation,
    Noun::Standard,
];

/// What cannot be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotFollowed;

impl FromStr for Followed {
    type Err = NotFollowed;

    fn from_str(words: &str) -> Result<Self, NotFollowed> {
        if let Some(theme) = words
            .strip_prefix("theme/")
            .filter(|theme| !theme.is_empty())
        {
            return Ok(Self::Theme(theme.into()));
        }
        if let Some(question) = words.strip_prefix("question/") {
            return question
                .parse()
                .map(Self::Question)
                .map_err(|_| NotFollowed);
        }
        let subject: Subject = words.parse().map_err(|_| NotFollowed)?;
        match FOLLOWED.contains(&subject.noun) {
            true => Ok(Self::Thing(subject)),
            false => Err(NotFollowed),
        }
    }
}

impl fmt::Display for Followed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Thing(subject) => write!(f, "{subject}"),
            Self::Theme(theme) => write!(f, "theme/{theme}"),
            Self::Question(question) => write!(f, "question/{}", question.as_str()),
        }
    }
}

impl Followed {
    /// Whether there is, or was, such a thing.
    #[must_use]
    pub fn is_there(&self, register: &Register) -> bool {
        match self {
            Self::Thing(about) => !steps_of(register, about).is_empty(),
            Self::Theme(theme) => measures_of(register, theme).next().is_some(),
            Self::Question(_) => true,
        }
    }

    /// The entries about it, oldest first: of a plan and an organisation its thread; of a measure its own,
    /// what was said about it, and its milestones; of a field its own and those of its measures; of a
    /// theme those of its measures; of a standard its own, its answers and what exists for it.
    #[must_use]
    pub fn list_entries(&self, register: &Register) -> Vec<u64> {
        let mut all = BTreeSet::new();
        match self {
            Self::Question(_) => {}
            Self::Theme(theme) => {
                for measure in measures_of(register, theme) {
                    all.extend(entries_of_measure(register, &measure));
                }
            }
            Self::Thing(about) => match about.noun {
                Noun::Plan | Noun::Organisation => all.extend(register.list_thread(about)),
                Noun::Measure => all.extend(entries_of_measure(register, about)),
                Noun::Standard => {
                    all.extend(steps_of(register, about));
                    all.extend(entries_of_sealed(register, &about.id));
                    for noun in [Noun::Answer, Noun::Arrangement] {
                        for id in register.list_referrers(about, noun) {
                            all.extend(steps_of(register, &Subject::new(noun, id)));
                        }
                    }
                }
                _ => {
                    all.extend(steps_of(register, about));
                    let measures = register.list_referrers(about, Noun::Measure);
                    for id in measures {
                        let measure = Subject::new(Noun::Measure, id);
                        all.extend(entries_of_measure(register, &measure));
                    }
                }
            },
        }
        all.into_iter().collect()
    }
}

/// That a standard was answered in sealed inquiries, and that those were opened: only then there is something
/// to read.
fn entries_of_sealed(register: &Register, standard: &str) -> BTreeSet<u64> {
    let all = register.list_all_submitted();
    let about = all.filter(|one| one.name.standard.as_str() == standard);
    let entries = about.flat_map(|one| {
        let opening = register.find_opening(&one.name.inquiry);
        let versions = one.versions.iter().map(|version| version.seq);
        versions.chain(opening.map(|(seq, _)| *seq))
    });
    entries.collect()
}

fn measures_of<'a>(register: &'a Register, theme: &'a str) -> impl Iterator<Item = Subject> + 'a {
    let measures = register.measures.list();
    let of = move |measure: &&Measure| {
        let themes = measure.themes.value();
        themes.is_some_and(|themes| themes.iter().any(|own| &**own == theme))
    };
    measures.filter(of).map(|measure| measure.subject())
}

/// The entries about one record itself.
#[must_use]
pub fn steps_of(register: &Register, about: &Subject) -> Vec<u64> {
    /// The entries about one record.
    struct Steps<'a>(&'a str);

    impl TableVisitor for Steps<'_> {
        type Out = Vec<u64>;

        fn visit<T: Tabled>(self, table: &Table<T>) -> Vec<u64> {
            let kept = table.find_kept(self.0);
            let steps = kept.map(|kept| kept.steps.iter().map(|step| step.seq).collect());
            steps.unwrap_or_default()
        }
    }

    register
        .visit(about.noun, Steps(&about.id))
        .unwrap_or_default()
}

/// Entries about a measure: its own, what was said about it in rounds, and those of its milestones.
#[must_use]
pub fn entries_of_measure(register: &Register, on: &Subject) -> Vec<u64> {
    let mut all = steps_of(register, on);
    for noun in [Noun::Report, Noun::Assessment, Noun::Practice] {
        for id in register.list_referrers(on, noun) {
            if let Some(said) = register.find_contribution(&Subject::new(noun, id)) {
                all.extend(said.versions.iter().map(|version| version.seq));
            }
        }
    }
    for id in register.list_referrers(on, Noun::Milestone) {
        all.extend(steps_of(register, &Subject::new(Noun::Milestone, id)));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::Followed;

    #[test]
    fn what_is_followed_reads_back_and_nothing_else_is() {
        for words in [
            "plan/nap-mh",
            "measure/nap-az/hotline",
            "field/nap-az/1",
            "organisation/kok",
            "theme/trafficking",
            "standard/eu-11-4",
            "question/no-lead",
        ] {
            let read: Followed = words.parse().unwrap();
            assert_eq!(read.to_string(), words);
        }
        for words in [
            "",
            "theme/",
            "report/x",
            "plan",
            "milestone/nap-az/x",
            "question/who",
        ] {
            assert!(words.parse::<Followed>().is_err(), "{words}");
        }
    }
}
