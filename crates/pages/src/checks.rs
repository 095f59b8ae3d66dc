// SPDX-License-Identifier: EUPL-1.2
//! Every sample of every page, in every language, against the rules that hold
//! for all pages.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Node, Selector};
use wegmarke_l10n::{Lang, Locale};

use crate::samples::{self, Kind};

const LANGS: [Lang; 3] = [Lang::De, Lang::En, Lang::Pseudo];

fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).unwrap();
    html.select(&selector).collect()
}

fn name(element: &ElementRef<'_>) -> String {
    let label = element.value().attr("aria-label").unwrap_or_default();
    format!("{label}{}", element.text().collect::<String>())
        .trim()
        .to_owned()
}

/// What is wrong with a document.
fn problems(document: &str) -> Vec<String> {
    let html = Html::parse_document(document);
    let mut found: Vec<String> = html.errors.iter().map(|e| format!("markup: {e}")).collect();
    let mut expect = |fine: bool, what: String| {
        if !fine {
            found.push(what);
        }
    };
    expect(document.starts_with("<!doctype html>"), "no doctype".into());
    expect(all(&html, "h1").len() == 1, "not exactly one h1".into());
    expect(
        all(&html, "main#main").len() == 1,
        "not exactly one main".into(),
    );
    expect(all(&html, "html[lang]").len() == 1, "no language".into());
    expect(
        all(&html, "title").iter().all(|t| !name(t).is_empty()),
        "empty title".into(),
    );
    expect(
        all(&html, "iframe, object, embed, img, base").is_empty(),
        "foreign element".into(),
    );
    for script in all(&html, "script") {
        let src = script.value().attr("src").unwrap_or_default();
        let own = src.starts_with("/assets/") && script.value().attr("defer").is_some();
        expect(
            own && name(&script).is_empty(),
            format!("a script of others: {src}"),
        );
    }
    for table in all(&html, "table") {
        let caption = Selector::parse("caption").unwrap();
        expect(
            table.select(&caption).any(|c| !name(&c).is_empty()),
            "a table without a caption".into(),
        );
    }
    for th in all(&html, "th") {
        expect(
            th.value().attr("scope").is_some(),
            "a heading cell without scope".into(),
        );
        expect(
            !name(&th).is_empty(),
            format!("an empty heading cell: {}", th.html()),
        );
    }
    for row in all(&html, "tbody tr") {
        let cells = Selector::parse("th, td").unwrap();
        let table = ElementRef::wrap(row.parent().and_then(|p| p.parent()).unwrap()).unwrap();
        let heads = Selector::parse("thead th").unwrap();
        expect(
            row.select(&cells).count() == table.select(&heads).count(),
            format!(
                "a row of another width: {}",
                row.html().chars().take(200).collect::<String>()
            ),
        );
    }
    for link in all(&html, "a") {
        expect(
            !name(&link).is_empty(),
            format!("an empty link: {}", link.html()),
        );
        let href = link.value().attr("href").unwrap_or_default();
        let fine = href.starts_with('/') || href.starts_with('#') || href.starts_with("mailto:");
        let outside =
            href.starts_with("https://") && link.value().attr("rel") == Some("noopener nofollow");
        expect(fine || outside, format!("a link to {href}"));
    }
    ids(&html, &mut expect);
    levels(&html, &mut expect);
    for element in all(&html, "*") {
        for (attribute, _) in element.value().attrs() {
            let bad = attribute == "style" || attribute.starts_with("on");
            expect(!bad, format!("attribute {attribute}"));
        }
    }
    found
}

fn ids(html: &Html, expect: &mut impl FnMut(bool, String)) {
    let mut ids = BTreeSet::new();
    for element in all(html, "[id]") {
        let id = element.value().attr("id").unwrap_or_default().to_owned();
        expect(ids.insert(id.clone()), format!("id {id} twice"));
    }
    for attribute in ["aria-labelledby", "aria-describedby", "for"] {
        for element in all(html, &format!("[{attribute}]")) {
            for id in element
                .value()
                .attr(attribute)
                .unwrap_or_default()
                .split_whitespace()
            {
                expect(
                    ids.contains(id),
                    format!("{attribute} names {id}, which is not there"),
                );
            }
        }
    }
    for element in all(html, "a[href^='#']") {
        let id = element
            .value()
            .attr("href")
            .unwrap_or_default()
            .trim_start_matches('#');
        expect(
            ids.contains(id),
            format!("link to #{id}, which is not there"),
        );
    }
    for control in all(html, "input:not([type=hidden]), select") {
        let id = control.value().attr("id").unwrap_or_default();
        let label = all(html, &format!("label[for='{id}']"));
        expect(
            label.len() == 1,
            format!("control {id} has {} labels", label.len()),
        );
    }
}

fn levels(html: &Html, expect: &mut impl FnMut(bool, String)) {
    let mut before = 0;
    for heading in all(html, "h1, h2, h3, h4") {
        let level = heading.value().name()[1..].parse::<u8>().unwrap();
        expect(
            level <= before + 1,
            format!("h{level} after h{before}: {}", name(&heading)),
        );
        expect(!name(&heading).is_empty(), "an empty heading".into());
        before = level;
    }
}

#[test]
fn the_rules_notice_what_is_wrong() {
    let pages = samples::pages(Kind::Typical, Lang::De);
    let (_, good) = pages
        .iter()
        .find(|(address, _)| address.starts_with("/plans?"))
        .unwrap();
    assert_eq!(problems(good), Vec::<String>::new());
    for (old, new) in [
        ("<!doctype html>", ""),
        ("</h1>", "</h1><h1>x</h1>"),
        ("</h1>", "</h1><h4>x</h4>"),
        ("</h1>", "</h1><a href=\"/de/\"></a>"),
        ("</h1>", "</h1><a href=\"https://example.org\">x</a>"),
        ("</h1>", "</h1><p style=\"color:red\">x</p>"),
        ("</h1>", "</h1><div id=\"main\">x</div>"),
        ("</h1>", "</h1><script>1</script>"),
        (
            "</h1>",
            "</h1><script src=\"//evil.example/x.js\" defer></script>",
        ),
        ("</h1>", "</h1></section>"),
        ("</h1>", "</h1><input id=\"lonely\">"),
        ("<caption", "<p"),
        ("scope=\"col\"", ""),
    ] {
        let bad = good.replacen(old, new, 1);
        assert_ne!(*good, bad, "{old}");
        assert!(!problems(&bad).is_empty(), "{new} was not noticed");
    }
}

#[test]
fn every_sample_of_every_page_keeps_the_rules() {
    let mut failed = Vec::new();
    let mut pages = 0;
    for kind in Kind::ALL {
        for lang in LANGS {
            for (address, document) in samples::pages(kind, lang) {
                pages += 1;
                for problem in problems(&document) {
                    failed.push(format!("{address}: {problem}"));
                }
                if document.contains('⟪') {
                    let at = document.find('⟪').unwrap();
                    let key: String = document[at..].chars().take(60).collect();
                    failed.push(format!("{address}: no text for {key}"));
                }
            }
        }
    }
    assert!(pages > 500, "only {pages} pages were rendered");
    failed.sort();
    failed.dedup();
    assert!(
        failed.is_empty(),
        "{} problems on {pages} pages:\n{}",
        failed.len(),
        failed
            .iter()
            .take(60)
            .cloned()
            .collect::<Vec<_>>()
            .join("\n")
    );
}

/// Words outside of brackets that are not data.
fn hard_coded(text: &str) -> Vec<String> {
    let (mut depth, mut outside) = (0_u32, String::new());
    for c in text.chars() {
        match c {
            '⟦' => depth += 1,
            '⟧' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    outside
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.starts_with("https://"))
        .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1)
        .filter(|word| !word.starts_with("qx"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn no_word_is_written_into_the_code() {
    let mut failed = BTreeSet::new();
    for kind in [Kind::Empty, Kind::Typical] {
        for (address, document) in samples::pages(kind, Lang::Pseudo) {
            let html = Html::parse_document(&document);
            for node in html.tree.nodes() {
                let texts: Vec<String> = match node.value() {
                    Node::Text(text) => {
                        let data = node.ancestors().any(|up| {
                            let Node::Element(element) = up.value() else {
                                return false;
                            };
                            matches!(element.name(), "code" | "style")
                                || element.attr("lang").is_some() && element.name() != "html"
                        });
                        if data {
                            Vec::new()
                        } else {
                            vec![text.to_string()]
                        }
                    }
                    Node::Element(element) => ["aria-label", "title", "alt", "placeholder"]
                        .iter()
                        .filter_map(|name| element.attr(name))
                        .chain(
                            element
                                .attr("content")
                                .filter(|_| element.attr("name") == Some("description")),
                        )
                        .map(str::to_owned)
                        .collect(),
                    _ => Vec::new(),
                };
                for text in texts {
                    for word in hard_coded(&text) {
                        failed.insert(format!("{word} ({address})"));
                    }
                }
            }
        }
    }
    assert!(
        failed.is_empty(),
        "{} words:\n{}",
        failed.len(),
        failed
            .iter()
            .take(60)
            .cloned()
            .collect::<Vec<_>>()
            .join("\n")
    );
}

#[test]
fn hostile_data_stays_text() {
    for (address, document) in samples::pages(Kind::Hostile, Lang::De) {
        let own = document.matches("<script src=\"/assets/").count();
        assert_eq!(document.matches("<script").count(), own, "{address}");
        assert!(!document.contains("<img"), "{address}");
        assert!(!document.contains("href=\"javascript"), "{address}");
    }
}

#[test]
fn an_earlier_day_is_marked_and_kept() {
    let pages = samples::pages(Kind::Typical, Lang::De);
    let (_, document) = pages
        .iter()
        .find(|(address, _)| address.starts_with("/?as-of"))
        .unwrap();
    let html = Html::parse_document(document);
    assert_eq!(all(&html, "aside.wm-asof").len(), 1);
    for link in all(&html, "main a[href^='/de/'], nav.wm-nav a, nav.wm-langs a") {
        let href = link.value().attr("href").unwrap();
        assert!(href.contains("as-of=2025-12-31"), "{href}");
    }
}

#[test]
fn every_word_of_the_vocabulary_has_its_words() {
    use wegmarke_domain::coverage::Degree;
    use wegmarke_domain::draft::attributes;
    use wegmarke_domain::evidence::EvidenceKind;
    use wegmarke_domain::finding::codes;
    use wegmarke_domain::indicator::IndicatorKind;
    use wegmarke_domain::measure::{Commitment, Level, Nature};
    use wegmarke_domain::milestone::{Direction, MilestoneType};
    use wegmarke_domain::noun::Noun;
    use wegmarke_domain::organisation::{OrganisationKind, SuccessionKind, Voice};
    use wegmarke_domain::proof::Shows;
    use wegmarke_domain::recommendation::Position;
    use wegmarke_domain::round::RoundState;
    use wegmarke_domain::rules::evaluability::{Check, Verdict};
    use wegmarke_domain::rules::permission::Role;
    use wegmarke_domain::rules::timeliness::Timeliness;
    use wegmarke_domain::scale::{Delivery, Effect, Flag, Judged, Land, Reach, Security};

    let mut wanted: Vec<String> = Vec::new();
    macro_rules! words {
        ($($family:literal: $name:ident),*) => {
            $(wanted.extend($name::ALL.iter().map(|word| format!(concat!($family, "-{}"), word.as_str())));)*
        };
    }
    words!(
        "noun": Noun, "nouns": Noun, "degree": Degree, "check": Check, "check-asks": Check,
        "verdict": Verdict, "verdict-says": Verdict, "evidence-kind": EvidenceKind,
        "commitment": Commitment, "level": Level, "nature": Nature, "direction": Direction,
        "milestone-type": MilestoneType, "organisation-kind": OrganisationKind,
        "succession": SuccessionKind, "voice": Voice, "position": Position,
        "delivery": Delivery, "flag": Flag, "effect": Effect, "security": Security,
        "judged": Judged, "reach": Reach, "land": Land, "shows": Shows,
        "indicator-kind": IndicatorKind, "round-state": RoundState, "timeliness": Timeliness,
        "role": Role
    );
    wanted.extend(
        wegmarke_domain::problem::codes::ALL
            .iter()
            .map(|code| format!("problem-{code}")),
    );
    for code in codes::ALL {
        for family in ["finding-title", "finding-means", "finding-todo"] {
            wanted.push(format!("{family}-{code}"));
        }
    }
    let kinds = wegmarke_domain::statement::list_kinds();
    wanted.extend(
        kinds
            .iter()
            .map(|kind| format!("kind-{}", kind.replace('.', "-"))),
    );
    for noun in Noun::ALL {
        for attribute in attributes(noun) {
            wanted.push(format!(
                "attribute-{}",
                attribute.split('.').next().unwrap()
            ));
        }
    }
    // Only names of files and commands: the record calls it otherwise.
    wanted.retain(|key| {
        ![
            "attribute-measures_cited",
            "attribute-measure",
            "attribute-milestone",
        ]
        .contains(&key.as_str())
    });
    let missing: Vec<String> = wanted
        .into_iter()
        .map(|key| key.replace('_', "-"))
        .filter(|key| !Locale::of(Lang::De).has(key))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}
