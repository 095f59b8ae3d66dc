// SPDX-License-Identifier: EUPL-1.2
//! Gaps: what is true, and is missing, old, unconfirmed or out of step. They hinder nothing; they are told.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp, ToSpan as _};

use crate::content::{Content, Item};
use crate::problem::Problem;
use crate::service::FRESH;
use crate::source::Standing;
use crate::state::mark;
use crate::words::EVERYWHERE;

/// What a text may not say without its limit beside it: anonymity, encryption, legal advice.
const CLAIMS: [&str; 36] = [
    "anonym",
    "verschlüssel",
    "rechtsberat",
    "encrypt",
    "legal advice",
    "chiffr",
    "conseil juridique",
    "anonim",
    "cripta",
    "consultanță juridică",
    "consiliere juridică",
    "аноним",
    "шифр",
    "правна консултация",
    "правен съвет",
    "szyfr",
    "porada prawna",
    "porady prawnej",
    "анонім",
    "юридична консультація",
    "юридичної консультації",
    "ẩn danh",
    "mã hóa",
    "tư vấn pháp lý",
    "ไม่ระบุชื่อ",
    "นิรนาม",
    "เข้ารหัส",
    "คำปรึกษาทางกฎหมาย",
    "şifrele",
    "hukuki danışmanlık",
    "مجهول",
    "تشفير",
    "استشارة قانونية",
    "ناشناس",
    "رمزگذاری",
    "مشاوره حقوقی",
];

/// Every gap as of a moment, sorted by file.
#[must_use]
pub fn find_gaps(content: &Content, at: Timestamp) -> Vec<Problem> {
    let mut gaps = Vec::new();
    find_missing_languages(content, &mut gaps);
    find_missing_words(content, &mut gaps);
    find_old(content, at, &mut gaps);
    find_out_of_step(content, &mut gaps);
    find_claims(content, &mut gaps);
    find_unworded(content, &mut gaps);
    gaps.sort();
    gaps
}

/// Lists of numbered items, by their source, of which some are not worded, or nobody compared which.
fn find_unworded(content: &Content, gaps: &mut Vec<Problem>) {
    let mut lists: BTreeMap<(&str, u32), (&str, BTreeSet<u32>)> = BTreeMap::new();
    for one in content.indicators.values() {
        let Some(whole) = one.whole else { continue };
        let source = one.standing.sources.first();
        let source = source.map_or("", |source| source.title.as_str());
        let list = lists.entry((source, whole));
        let (_, worded) = list.or_insert((one.file.as_str(), BTreeSet::new()));
        let numbers = one.items.iter().filter_map(|sign| sign.number);
        worded.extend(numbers.filter(|number| (1..=whole).contains(number)));
    }
    for ((_, whole), (file, worded)) in lists {
        if worded.len() < usize::try_from(whole).unwrap_or(usize::MAX) {
            let about = format!("{}/{whole}", worded.len());
            gaps.push(Problem::gap(file, "whole", "items-missing", &about));
        }
    }
}

/// The file that holds an item.
fn file_of(item: &str, lang: &str) -> String {
    match item.split('/').collect::<Vec<_>>()[..] {
        ["texts", name, _] => format!("texts/{name}.{lang}.toml"),
        ["words"] => format!("words/{lang}.ftl"),
        _ => format!("{item}.toml"),
    }
}

/// The key of an item in its file.
fn key_of(item: &str, lang: &str) -> String {
    match item.split('/').collect::<Vec<_>>()[..] {
        ["texts", _, section] => section.to_owned(),
        ["words"] => String::new(),
        _ => lang.to_owned(),
    }
}

fn find_missing_languages(content: &Content, gaps: &mut Vec<Problem>) {
    let items = content.items();
    let has = |id: &str, lang: &str| items.iter().any(|item| item.id == id && item.lang == lang);
    let originals = items
        .iter()
        .filter(|item| item.lang == content.site.original());
    for item in originals {
        for language in &content.site.languages {
            let is_for_all = item.id.starts_with("texts/guide/") || item.id == "words";
            if (language.is_whole || is_for_all) && !has(&item.id, &language.tag) {
                let file = file_of(&item.id, &language.tag);
                gaps.push(Problem::gap(
                    &file,
                    &key_of(&item.id, &language.tag),
                    "language-missing",
                    &language.name,
                ));
            }
        }
    }
    for item in &items {
        if !has(&item.id, content.site.original()) {
            let file = file_of(&item.id, &item.lang);
            gaps.push(Problem::gap(
                &file,
                &key_of(&item.id, &item.lang),
                "original-missing",
                &item.id,
            ));
        }
    }
    for one in content.indicators.values() {
        for (at, sign) in one.items.iter().enumerate() {
            for language in content
                .whole()
                .filter(|language| !sign.words.contains_key(&language.tag))
            {
                let key = format!("sign {}", at + 1);
                gaps.push(Problem::gap(
                    &one.file,
                    &key,
                    "language-missing",
                    &language.name,
                ));
            }
        }
    }
}

fn find_missing_words(content: &Content, gaps: &mut Vec<Problem>) {
    let Some(original) = content.words.get(content.site.original()) else {
        return;
    };
    for language in &content.site.languages {
        let Some(words) = content.words.get(&language.tag) else {
            continue;
        };
        let file = format!("words/{}.ftl", language.tag);
        for key in original.texts().keys() {
            let is_wanted =
                language.is_whole || EVERYWHERE.iter().any(|start| key.starts_with(start));
            if is_wanted && !words.texts().contains_key(key) {
                gaps.push(Problem::gap(&file, key, "word-missing", ""));
            }
        }
        for key in words
            .texts()
            .keys()
            .filter(|key| !original.texts().contains_key(*key))
        {
            gaps.push(Problem::gap(&file, key, "word-unknown", ""));
        }
    }
}

fn find_old(content: &Content, at: Timestamp, gaps: &mut Vec<Problem>) {
    let standings = content
        .cards
        .values()
        .map(|card| (&card.file, &card.standing));
    let standings = standings.chain(
        content
            .services
            .values()
            .map(|one| (&one.file, &one.standing)),
    );
    let standings = standings.chain(
        content
            .indicators
            .values()
            .map(|one| (&one.file, &one.standing)),
    );
    for (file, standing) in standings {
        find_old_standing(file, standing, at, gaps);
    }
    for service in content.services.values() {
        for one in &service.capacity {
            let age = at.duration_since(one.at);
            let told = |code| Problem::gap(&service.file, "capacity", code, one.group);
            if age > FRESH {
                gaps.push(told("capacity-old"));
            } else if age < SignedDuration::ZERO {
                gaps.push(told("capacity-ahead"));
            }
        }
    }
}

/// Whether something was last checked more than a year before a moment.
#[must_use]
pub fn is_old(standing: &Standing, at: Timestamp) -> bool {
    let today = at.to_zoned(jiff::tz::TimeZone::UTC).date();
    let limit = today.checked_sub(1.year()).unwrap_or(today);
    standing.checked_on.is_some_and(|on| on < limit)
}

fn find_old_standing(file: &str, standing: &Standing, at: Timestamp, gaps: &mut Vec<Problem>) {
    let mut tell = |key: &str, code, about: &str| gaps.push(Problem::gap(file, key, code, about));
    if standing.checked_on.is_none() || standing.checked_by.is_none() {
        tell("checked_by", "never-checked", "");
    }
    if is_old(standing, at) {
        tell("checked_on", "older-than-a-year", "");
    }
    if standing.sources.is_empty() {
        tell("source", "no-source", "");
    }
    for source in standing
        .sources
        .iter()
        .filter(|source| source.dated_on.is_none())
    {
        tell("source", "source-without-date", &source.title);
    }
}

/// Translations that were made from another original, or of which nobody noted from which.
fn find_out_of_step(content: &Content, gaps: &mut Vec<Problem>) {
    let items = content.items();
    let originals: BTreeMap<&str, &Item> = items
        .iter()
        .filter(|item| item.lang == content.site.original())
        .map(|item| (item.id.as_str(), item))
        .collect();
    let mut drafts: BTreeMap<&str, usize> = BTreeMap::new();
    for item in &items {
        let state = content.find_state(&item.lang, &item.id);
        let tell = |code| {
            let file = file_of(&item.id, &item.lang);
            Problem::gap(&file, &key_of(&item.id, &item.lang), code, &item.id)
        };
        if let Some(original) = originals
            .get(item.id.as_str())
            .filter(|_| item.lang != content.site.original())
        {
            match state.map(|state| &state.of) {
                None => gaps.push(tell("translation-unnoted")),
                Some(of) if *of != mark(&original.text) => gaps.push(tell("original-changed")),
                Some(_) => {}
            }
        }
        match state {
            Some(state) if state.checked_by.is_some() => {
                if state.is != mark(&item.text) {
                    gaps.push(tell("changed-since-check"));
                }
            }
            _ => *drafts.entry(&item.lang).or_default() += 1,
        }
    }
    for (lang, n) in drafts {
        gaps.push(Problem::gap("states.toml", lang, "drafts", n.to_string()));
    }
    for (lang, states) in &content.states {
        for item in states.keys() {
            if !items.iter().any(|one| one.id == *item && one.lang == *lang) {
                gaps.push(Problem::gap(
                    "states.toml",
                    &format!("{lang}.{item}"),
                    "state-of-nothing",
                    "",
                ));
            }
        }
    }
}

fn find_claim(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    CLAIMS.into_iter().find(|claim| text.contains(claim))
}

/// Promises without their limit. These hinder: somebody could rely on them.
fn find_claims(content: &Content, gaps: &mut Vec<Problem>) {
    let mut look = |file: &str, key: &str, parts: &[(&'static str, &str)]| {
        let has_limit = parts
            .iter()
            .any(|(name, text)| *name == "limit" && !text.is_empty());
        let all = parts.iter().filter(|(name, _)| *name != "limit");
        let claim = all.filter_map(|(_, text)| find_claim(text)).next();
        if let Some(claim) = claim.filter(|_| !has_limit) {
            gaps.push(Problem {
                key: key.to_owned(),
                ..Problem::error(file, "claim-without-limit", claim)
            });
        }
    };
    for (name, text) in &content.texts {
        for (lang, sections) in &text.languages {
            for (id, section) in sections {
                look(&format!("texts/{name}.{lang}.toml"), id, &section.parts());
            }
        }
    }
    for card in content.cards.values() {
        for (lang, words) in &card.words {
            look(&card.file, lang, &words.parts());
        }
    }
    for service in content.services.values() {
        for (lang, words) in &service.words {
            look(&service.file, lang, &words.parts());
        }
    }
    for (lang, words) in &content.words {
        for (key, text) in words.texts() {
            let limit = words
                .texts()
                .get(&format!("{key}-limit"))
                .map_or("", String::as_str);
            if !key.ends_with("-limit") {
                look(
                    &format!("words/{lang}.ftl"),
                    key,
                    &[("text", text), ("limit", limit)],
                );
            }
        }
    }
}
