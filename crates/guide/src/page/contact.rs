// SPDX-License-Identifier: EUPL-1.2
//! A service as it is shown: what follows if an office learns of somebody always stands before its contact.

use std::fmt::Write as _;

use crate::page::Frame;
use crate::page::filter::{classes_of, name_of};
use crate::service::Service;

/// What follows if the office learns of somebody.
#[derive(Debug)]
pub struct Office<'a> {
    /// The card's id.
    pub id: &'a str,
    /// What it must do.
    pub must: &'a str,
    /// What it may do.
    pub may: &'a str,
    /// What it will not do.
    pub will_not: &'a str,
}

/// What was said of free places.
#[derive(Debug)]
pub struct Places {
    /// What is shown.
    pub text: String,
    /// Until when, for the script.
    pub until: String,
    /// What is shown afterwards.
    pub then: String,
}

/// A service as it is shown.
#[derive(Debug)]
pub struct Contact<'a> {
    /// Its id.
    pub id: &'a str,
    /// The language of its name.
    pub lang: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Whether the rest is told in the language of the page, too.
    pub has_words: bool,
    /// What it does.
    pub text: &'a str,
    /// What it does not.
    pub limit: &'a str,
    /// By what it is narrowed.
    pub classes: String,
    /// Whether it is made up.
    pub is_invented: bool,
    /// Whether it is part of the state.
    pub is_authority: bool,
    /// What follows if it learns of somebody.
    pub office: Option<Office<'a>>,
    /// Telephone, as written.
    pub phone: Option<&'a str>,
    /// Telephone, as dialled.
    pub tel: String,
    /// Whether a call costs nothing.
    pub is_free: bool,
    /// Mail.
    pub mail: Option<&'a str>,
    /// Address on the web.
    pub url: Option<&'a str>,
    /// Its host.
    pub site: &'a str,
    /// Whether somebody is always there.
    pub is_always: bool,
    /// Languages spoken.
    pub languages: String,
    /// More, as name and value.
    pub facts: Vec<(String, String)>,
    /// Free places.
    pub capacity: Vec<Places>,
    /// How true it is.
    pub standing: String,
}

/// Hours that every language has words for.
const ALWAYS: &str = "24/7";

impl<'a> Contact<'a> {
    /// A service for a page.
    pub fn new(f: &Frame<'a>, service: &'a Service) -> Option<Self> {
        let own = service.words.get(f.lang());
        let lang = if own.is_some() {
            f.lang()
        } else {
            f.content.site.original()
        };
        let words = own.or_else(|| service.words.get(lang))?;
        let office = service.office.as_ref().filter(|_| f.language.is_whole);
        let office = office.and_then(|id| {
            let card = f.content.cards.get(id)?;
            let words = card.words.get(f.lang())?;
            Some(Office {
                id: &card.id,
                must: &words.must,
                may: &words.may,
                will_not: &words.will_not,
            })
        });
        let url = service.url.as_deref();
        let without_scheme = url.unwrap_or_default().trim_start_matches("https://");
        let languages: Vec<String> = service
            .languages
            .iter()
            .map(|tag| own_name(f, tag))
            .collect();
        let mut classes = classes_of(&service.branches);
        for (name, codes) in [("need", &service.needs), ("group", &service.groups)] {
            for code in codes {
                let _infallible = write!(classes, " {name}-{code}");
            }
        }
        for tag in &service.languages {
            let _infallible = write!(classes, " language-{tag}");
        }
        Some(Self {
            id: &service.id,
            lang,
            name: &words.name,
            has_words: own.is_some() && f.language.is_whole,
            text: &words.text,
            limit: &words.limit,
            classes,
            is_invented: service.is_invented,
            is_authority: service.kind == "authority",
            office,
            phone: service.phone.as_deref(),
            tel: service
                .phone
                .as_deref()
                .unwrap_or_default()
                .replace(' ', ""),
            is_free: service.is_free,
            mail: service.mail.as_deref(),
            url,
            site: without_scheme.split('/').next().unwrap_or_default(),
            is_always: words.hours == ALWAYS,
            languages: languages.join(", "),
            facts: if f.language.is_whole {
                facts(f, service)
            } else {
                Vec::new()
            },
            capacity: if f.language.is_whole {
                places(f, service)
            } else {
                Vec::new()
            },
            standing: if f.language.is_whole {
                f.standing(&service.standing)
            } else {
                String::new()
            },
        })
    }
}

/// Readers of the guide look for their own language by its own name.
fn own_name(f: &Frame<'_>, tag: &str) -> String {
    if f.language.is_whole {
        name_of(f, tag)
    } else {
        f.content.site.name(tag).to_owned()
    }
}

fn facts(f: &Frame<'_>, service: &Service) -> Vec<(String, String)> {
    let words = service.words.get(f.lang());
    let listed = |family: &str, codes: &[&'static str]| {
        codes
            .iter()
            .map(|code| f.words.word(family, code))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let lands = if service.lands.is_empty() {
        f.t("everywhere")
    } else {
        listed("land", &service.lands)
    };
    let hours = words
        .map(|words| words.hours.clone())
        .filter(|hours| hours != ALWAYS);
    let all = [
        ("fact-kind", f.words.word("kind", service.kind)),
        ("fact-where", lands),
        (
            "fact-region",
            words.map(|words| words.region.clone()).unwrap_or_default(),
        ),
        ("fact-needs", listed("need", &service.needs)),
        ("fact-groups", listed("group", &service.groups)),
        ("fact-hours", hours.unwrap_or_default()),
        ("fact-access", listed("access", &service.access)),
    ];
    let all = all.into_iter().filter(|(_, value)| !value.is_empty());
    all.map(|(key, value)| (f.t(key), value)).collect()
}

fn places(f: &Frame<'_>, service: &Service) -> Vec<Places> {
    let all = service.capacity.iter().map(|one| {
        let group = f.words.word("group", one.group);
        let then = f.words.t_with("places-unknown", &[("group", &group)]);
        let moment = |at: jiff::Timestamp| {
            let at = at.to_zoned(jiff::tz::TimeZone::UTC);
            format!(
                "{}, {:02}:{:02} UTC",
                f.words.day(at.date()),
                at.hour(),
                at.minute()
            )
        };
        let state = f.words.word("state", one.state);
        let values = [
            ("group", group.as_str()),
            ("state", &state),
            ("at", &moment(one.at)),
            ("until", &moment(one.until())),
        ];
        // Judged when the site is built, and once more by the script when it is read.
        let is_fresh = f.at <= one.until() && f.at >= one.at;
        Places {
            text: if is_fresh {
                f.words.t_with("places", &values)
            } else {
                then.clone()
            },
            until: one.until().to_string(),
            then,
        }
    });
    all.collect()
}
