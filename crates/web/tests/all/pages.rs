// SPDX-License-Identifier: EUPL-1.2
//! An address of every line of the table, with something behind it where the example has it.

#![expect(
    clippy::unwrap_used,
    reason = "a fixture that fails is a test that fails"
)]

use wegmarke_domain::noun::Noun;
use wegmarke_pages::Route;
use wegmarke_pages::url::{Decoded, Pattern};

use crate::buttons::Home;

/// All of them, without their language.
pub(crate) fn list_addresses(home: &Home) -> Vec<(Pattern, String)> {
    let all = Pattern::ALL.iter();
    all.map(|pattern| (*pattern, address(home, *pattern)))
        .collect()
}

fn address(home: &Home, pattern: Pattern) -> String {
    let state = home.app.state();
    let register = &state.register;
    let about = home.address.subject();
    let measure = &*home.address.on.id;
    let token = "a".repeat(40);
    let finding = register.findings.list().next().unwrap();
    let recommendation = register.recommendations.list().next().unwrap();
    let route = match pattern {
        Pattern::Plan => Route::Plan("nap-az"),
        Pattern::Versions => Route::Versions("nap-az"),
        Pattern::Milestones => Route::Milestones("nap-az"),
        Pattern::Worklist => Route::Worklist("nap-az"),
        Pattern::Monitoring => Route::Monitoring("nap-az"),
        Pattern::Balance => Route::Balance("nap-az"),
        Pattern::Time => Route::Time("nap-az"),
        Pattern::Money => Route::Money("nap-az"),
        Pattern::PlanFeed => Route::PlanFeed("nap-az"),
        Pattern::Board => Route::Board("nap-az"),
        Pattern::Announce => Route::Announce("nap-az"),
        Pattern::Editing => Route::Editing("nap-az"),
        Pattern::NewVersion => Route::NewVersion("nap-az"),
        Pattern::Figures => Route::Figures("nap-az"),
        Pattern::Measure => Route::Measure(measure),
        Pattern::ToSay => Route::ToSay(measure),
        Pattern::Milestone => Route::Milestone("nap-az/none"),
        Pattern::Indicator => Route::Indicator("nap-az/beratungen"),
        Pattern::Context => Route::Context("nap-az/none"),
        Pattern::Standard => Route::Standard("none"),
        Pattern::Arrangement => Route::Arrangement("none"),
        Pattern::Organisation => Route::Organisation("bmas"),
        Pattern::MeasureFeed => Route::MeasureFeed(measure),
        Pattern::FieldFeed => Route::FieldFeed("nap-az/1"),
        Pattern::ThemeFeed => Route::ThemeFeed("steering"),
        Pattern::OrganiseForm => Route::OrganiseForm("merge"),
        Pattern::Briefing => Route::Briefing("bmas"),
        Pattern::Demands => Route::Demands("kok"),
        Pattern::OrganisationFeed => Route::OrganisationFeed("bmas"),
        Pattern::SignInReturn => Route::SignInReturn("bmas"),
        Pattern::Recommendation => Route::Recommendation(recommendation.id.as_str()),
        Pattern::Obligation => Route::Obligation("eu-11-1"),
        Pattern::DataFinding => Route::DataFinding(finding.id.as_str()),
        Pattern::Finding => Route::Finding("unjudged.nap-az/obligation/eu-11-1"),
        Pattern::CoherenceOf => Route::CoherenceOf(measure),
        Pattern::Question => Route::Question("silent"),
        Pattern::Round => Route::Round("nap-az/2026"),
        Pattern::ChangeRound => Route::ChangeRound("nap-az/2026"),
        Pattern::CancelRound => Route::CancelRound("nap-az/2026"),
        Pattern::Contribution => Route::Contribution(about.noun, &about.id),
        Pattern::Say => Route::Say(about.noun, &about.id),
        Pattern::Keep => Route::Keep(about.noun, &about.id),
        Pattern::Figure => Route::Figure("value", "nap-az/beratungen"),
        Pattern::Sheet => Route::Sheet(Noun::Report, "nap-az/2026"),
        Pattern::Restore => Route::Restore(1),
        Pattern::Entry => Route::Entry(1),
        Pattern::Take => Route::Take("00"),
        Pattern::Record => Route::Record("recommendation"),
        Pattern::Upload => Route::Upload("00"),
        Pattern::UploadColumns => Route::UploadColumns("00"),
        Pattern::UploadWords => Route::UploadWords("00"),
        Pattern::UploadCheck => Route::UploadCheck("00"),
        Pattern::UploadReview => Route::UploadReview("00"),
        Pattern::UploadLeaf => Route::UploadLeaf("00", 1),
        Pattern::UploadDraw => Route::UploadDraw("00", 1),
        Pattern::UploadPicture => Route::UploadPicture("00", 1),
        Pattern::UploadReading => Route::UploadReading("00"),
        Pattern::UploadProfile => Route::UploadProfile("00"),
        Pattern::OwnProfile => Route::OwnProfile("none"),
        Pattern::Calendar => Route::Calendar(&token),
        Pattern::OneAlert => Route::OneAlert(&token),
        Pattern::Invitation => Route::Invitation(&token),
        Pattern::PasskeyInvitation => Route::PasskeyInvitation(&token),
        Pattern::BeginPasskeyInvitation => Route::BeginPasskeyInvitation(&token),
        // What has no part to be filled is its own address.
        other => {
            let path = other.as_str();
            assert!(!path.contains('{'), "{path} has no address here");
            let decoded = Decoded::of(path);
            assert_eq!(Route::parse(&decoded).unwrap().pattern(), other);
            return path.to_owned();
        }
    };
    assert_eq!(route.pattern(), pattern);
    route.path()
}
