// SPDX-License-Identifier: EUPL-1.2
//! Explaining and contesting findings: who may, and what is wrong with what they say.

use super::findings::Findings;
use super::found::{Found, parse_id};
use crate::id::{OrganisationId, RemarkId};
use crate::noun::Subject;
use crate::problem::{Problem, codes, length};
use crate::register::Register;
use crate::remark::Remark;

/// The id of what an organisation says to a finding: one for each.
#[must_use]
pub fn id_of(finding: &str, by: &OrganisationId) -> RemarkId {
    RemarkId::new(format!("{finding}/{by}"))
}

/// Everything that is wrong with what an organisation says to a finding. Only those whom it concerns say
/// something, as long as it follows; whoever said something may say it otherwise also later. What is overdue
/// on a later day only may be spoken about before.
#[must_use]
pub fn problems(register: &Register, remark: &Remark, by: &OrganisationId) -> Vec<Problem> {
    let mut problems = Vec::new();
    if remark.organisation != *by {
        let named = remark.organisation.as_str();
        problems.push(Problem::new("organisation", codes::NOT_A_CHOICE).with(named));
    }
    if remark.id != id_of(remark.finding(), by) {
        problems.push(Problem::new("id", codes::UNKNOWN).with(remark.id.as_str()));
    }
    length("text", &remark.text, &mut problems);
    let spoke = register.remarks.find(remark.id.as_str()).is_some();
    let found = find_spoken(register, remark.finding());
    match &found {
        None if !spoke => {
            problems.push(Problem::new("id", codes::UNKNOWN).with(remark.finding()));
        }
        Some(found) if !spoke && !found.concerned(register).contains(by) => {
            problems.push(Problem::new("organisation", codes::NOT_A_CHOICE).with(by.as_str()));
        }
        _ => {}
    }
    let named = parse_id(remark.finding()).map(|(_, about)| about);
    if named.is_none_or(|about| about != remark.about) {
        problems.push(Problem::new("about", codes::UNKNOWN).with(remark.about.to_string()));
    }
    problems
}

/// A finding that somebody wants to speak about, on whatever day.
#[must_use]
pub fn find_spoken(register: &Register, finding: &str) -> Option<Found> {
    let (rule, _) = parse_id(finding)?;
    let findings = Findings::of_rule(register, jiff::civil::Date::MAX, rule);
    findings.find(finding).cloned()
}

/// Whether an organisation may say something to a finding.
#[must_use]
pub fn may_remark(register: &Register, finding: &str, by: &OrganisationId) -> bool {
    let spoke = register.remarks.find(id_of(finding, by).as_str()).is_some();
    spoke
        || find_spoken(register, finding)
            .is_some_and(|found| found.concerned(register).contains(by))
}

/// What a remark is about, by the id of its finding; `None` if that is no finding's.
#[must_use]
pub fn find_about(register: &Register, finding: &str) -> Option<Subject> {
    let (_, about) = parse_id(finding)?;
    register.stands(&about).then_some(about)
}

/// The remark of an organisation, as it stands.
#[must_use]
pub fn find_own<'a>(
    register: &'a Register,
    finding: &str,
    by: &OrganisationId,
) -> Option<&'a Remark> {
    register.remarks.find(id_of(finding, by).as_str())
}
