// SPDX-License-Identifier: EUPL-1.2
//! Which findings stand beside a thing, and which of them a reader meets first.

use std::collections::BTreeSet;

use super::found::{Found, Rule};
use crate::id::OrganisationId;
use crate::noun::{Noun, Subject};
use crate::register::Register;

/// The order in which rules are met beside a thing: what was promised and did not come, then what others
/// dispute, then what the promise itself leaves open, then what only the record lacks. It ranks no two plans.
const FIRST_MET: [Rule; 17] = [
    Rule::Overdue,
    Rule::Silent,
    Rule::MoneyEnds,
    Rule::Apart,
    Rule::Unmet,
    Rule::Moved,
    Rule::SourcesDiffer,
    Rule::AuthorsDiffer,
    Rule::NoLead,
    Rule::NoDate,
    Rule::NoMoney,
    Rule::OnlyExamine,
    Rule::Unnamed,
    Rule::Citation,
    Rule::Unjudged,
    Rule::Unasked,
    Rule::NotRecorded,
];

/// What is met first: by rule, then the larger amount.
pub fn worst_first(found: &mut [&Found]) {
    let place = |rule: Rule| FIRST_MET.iter().position(|one| *one == rule);
    found.sort_by(|a, b| (place(a.rule), b.amount, &a.id).cmp(&(place(b.rule), a.amount, &b.id)));
}

pub(super) fn list_about<'a>(
    register: &Register,
    all: &'a [Found],
    about: &Subject,
) -> Vec<&'a Found> {
    let all = all.iter();
    let mut found: Vec<&Found> = match about.noun {
        Noun::Plan => all.filter(|one| one.plan.as_str() == &*about.id).collect(),
        Noun::Organisation => {
            let id = OrganisationId::new(&*about.id);
            all.filter(|one| one.owners(register).contains(&id))
                .collect()
        }
        Noun::Measure => {
            let parts = [Noun::Milestone, Noun::Indicator].into_iter();
            let parts = parts.flat_map(|noun| {
                let ids = register.list_referrers(about, noun);
                ids.map(move |id| Subject::new(noun, id))
            });
            let parts: BTreeSet<Subject> = parts.collect();
            all.filter(|one| one.on == *about || parts.contains(&one.on))
                .collect()
        }
        _ => all.filter(|one| one.on == *about).collect(),
    };
    worst_first(&mut found);
    found
}

#[cfg(test)]
mod tests {
    use super::{FIRST_MET, Rule};

    #[test]
    fn every_rule_has_its_place() {
        for rule in Rule::ALL {
            let times = FIRST_MET.iter().filter(|one| *one == rule).count();
            assert_eq!(times, 1, "{}", rule.as_str());
        }
    }
}
