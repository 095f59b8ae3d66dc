// SPDX-License-Identifier: EUPL-1.2
//! The profiles that come with the program.

const PROFILES: [(&str, &str); 13] = [
    (
        "barcelona",
        include_str!("../../../../profiles/barcelona.toml"),
    ),
    ("dol", include_str!("../../../../profiles/dol.toml")),
    (
        "french-barometer",
        include_str!("../../../../profiles/french-barometer.toml"),
    ),
    ("germany", include_str!("../../../../profiles/germany.toml")),
    (
        "italy-recovery-plan",
        include_str!("../../../../profiles/italy-recovery-plan.toml"),
    ),
    (
        "italy-self-report",
        include_str!("../../../../profiles/italy-self-report.toml"),
    ),
    ("mainz", include_str!("../../../../profiles/mainz.toml")),
    (
        "mechanism",
        include_str!("../../../../profiles/mechanism.toml"),
    ),
    (
        "muenster",
        include_str!("../../../../profiles/muenster.toml"),
    ),
    (
        "sao-paulo",
        include_str!("../../../../profiles/sao-paulo.toml"),
    ),
    ("upr", include_str!("../../../../profiles/upr.toml")),
    (
        "wegmarke-cases",
        include_str!("../../../../profiles/wegmarke-cases.toml"),
    ),
    (
        "wegmarke-wegweiser",
        include_str!("../../../../profiles/wegmarke-wegweiser.toml"),
    ),
];

/// The profiles that come with the program: name and TOML text, by name.
#[must_use]
pub const fn profiles() -> &'static [(&'static str, &'static str)] {
    &PROFILES
}

/// The TOML text of a profile that comes with the program; `.toml` may follow the name.
#[must_use]
pub fn find_profile(name: &str) -> Option<&'static str> {
    let name = name.strip_suffix(".toml").unwrap_or(name);
    PROFILES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, text)| *text)
}
