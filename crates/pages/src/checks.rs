// SPDX-License-Identifier: EUPL-1.2
//! Every sample of every page, in every language, against the rules that hold
//! for all pages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use scraper::{ElementRef, Html, Node, Selector};
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::shape::{self, Attribute, Kind};
use wegmarke_l10n::{Lang, Locale};

use crate::Ctx;
use crate::parts::form::SECRETS;
use crate::samples::{self, Rendered, Wording};
use crate::subject::{self, href};
use crate::url::Pattern;

const LANGS: [Lang; 3] = [Lang::De, Lang::En, Lang::Pseudo];

/// A selector, compiled once.
macro_rules! css {
    ($css:literal) => {{
        static SELECTOR: LazyLock<Selector> = LazyLock::new(|| Selector::parse($css).unwrap());
        &*SELECTOR
    }};
}

fn all<'a>(html: &'a Html, selector: &Selector) -> Vec<ElementRef<'a>> {
    html.select(selector).collect()
}

fn attribute<'a>(element: &ElementRef<'a>, name: &str) -> &'a str {
    element.value().attr(name).unwrap_or_default()
}

fn name(element: &ElementRef<'_>) -> String {
    let label = attribute(element, "aria-label");
    format!("{label}{}", element.text().collect::<String>())
        .trim()
        .to_owned()
}

/// The beginning of an element, to find it again.
fn shown(element: &ElementRef<'_>) -> String {
    element.html().chars().take(200).collect()
}

/// What is wrong with a document.
fn problems(document: &str) -> Vec<String> {
    let html = Html::parse_document(document);
    let mut found: Vec<String> = html.errors.iter().map(|e| format!("markup: {e}")).collect();
    if !document.starts_with("<!doctype html>") {
        found.push("no doctype".into());
    }
    let mut expect = |fine: bool, what: String| {
        if !fine {
            found.push(what);
        }
    };
    skeleton(&html, &mut expect);
    tables(&html, &mut expect);
    links(&html, &mut expect);
    ids(&html, &mut expect);
    levels(&html, &mut expect);
    empty_values(&html, &mut expect);
    for element in all(&html, css!("*")) {
        for (attribute, _) in element.value().attrs() {
            let bad = attribute == "style" || attribute.starts_with("on");
            expect(!bad, format!("attribute {attribute}"));
        }
    }
    found
}

fn skeleton(html: &Html, expect: &mut impl FnMut(bool, String)) {
    let one = |selector| all(html, selector).len() == 1;
    expect(one(css!("h1")), "not exactly one h1".into());
    expect(one(css!("main#main")), "not exactly one main".into());
    expect(one(css!("html[lang]")), "no language".into());
    expect(
        all(html, css!("title")).iter().all(|t| !name(t).is_empty()),
        "empty title".into(),
    );
    expect(
        all(html, css!("iframe, object, embed, img, base")).is_empty(),
        "foreign element".into(),
    );
    for script in all(html, css!("script")) {
        let src = attribute(&script, "src");
        let own = src.starts_with("/assets/") && script.value().attr("defer").is_some();
        expect(
            own && name(&script).is_empty(),
            format!("a script of others: {src}"),
        );
    }
}

fn tables(html: &Html, expect: &mut impl FnMut(bool, String)) {
    for table in all(html, css!("table")) {
        expect(
            table.select(css!("caption")).any(|c| !name(&c).is_empty()),
            "a table without a caption".into(),
        );
    }
    for th in all(html, css!("th")) {
        expect(
            th.value().attr("scope").is_some(),
            "a heading cell without scope".into(),
        );
    }
    for row in all(html, css!("tbody tr")) {
        let table = ElementRef::wrap(row.parent().and_then(|p| p.parent()).unwrap()).unwrap();
        expect(
            row.select(css!("th, td")).count() == table.select(css!("thead th")).count(),
            format!("a row of another width: {}", shown(&row)),
        );
    }
}

fn links(html: &Html, expect: &mut impl FnMut(bool, String)) {
    for link in all(html, css!("a")) {
        let href = attribute(&link, "href");
        let fine = href.starts_with('/') || href.starts_with('#') || href.starts_with("mailto:");
        let outside =
            href.starts_with("https://") && link.value().attr("rel") == Some("noopener nofollow");
        expect(fine || outside, format!("a link to {href}"));
    }
}

fn ids(html: &Html, expect: &mut impl FnMut(bool, String)) {
    let mut ids = BTreeSet::new();
    for element in all(html, css!("[id]")) {
        let id = attribute(&element, "id");
        expect(ids.insert(id), format!("id {id} twice"));
    }
    let mut labels: BTreeMap<&str, usize> = BTreeMap::new();
    for element in all(html, css!("[aria-labelledby], [aria-describedby], [for]")) {
        *labels.entry(attribute(&element, "for")).or_default() += 1;
        for name in ["aria-labelledby", "aria-describedby", "for"] {
            for id in attribute(&element, name).split_whitespace() {
                expect(
                    ids.contains(id),
                    format!("{name} names {id}, which is not there"),
                );
            }
        }
    }
    for element in all(html, css!("a[href^='#']")) {
        let id = attribute(&element, "href").trim_start_matches('#');
        expect(
            ids.contains(id),
            format!("link to #{id}, which is not there"),
        );
    }
    // A picture that is clicked is named by what it shows.
    for picture in all(html, css!("input[type=image]")) {
        let alt = attribute(&picture, "alt");
        expect(
            !alt.trim().is_empty(),
            "a picture to click without words".to_owned(),
        );
    }
    let labelled = css!("input:not([type=hidden], [type=image]), select, textarea");
    for control in all(html, labelled) {
        let id = attribute(&control, "id");
        let labels = labels.get(id).copied().unwrap_or_default();
        expect(labels == 1, format!("control {id} has {labels} labels"));
    }
}

fn levels(html: &Html, expect: &mut impl FnMut(bool, String)) {
    let mut before = 0;
    for heading in all(html, css!("h1, h2, h3, h4")) {
        let level = heading.value().name()[1..].parse::<u8>().unwrap();
        expect(
            level <= before + 1,
            format!("h{level} after h{before}: {}", name(&heading)),
        );
        before = level;
    }
}

/// What stands over a cell.
fn column(cell: &ElementRef<'_>) -> String {
    let row = cell.parent().and_then(ElementRef::wrap);
    let table = row.and_then(|row| ElementRef::wrap(row.parent()?.parent()?));
    let at = cell.prev_siblings().filter_map(ElementRef::wrap).count();
    let head = table.and_then(|table| table.select(css!("thead th")).nth(at));
    head.map_or_else(String::new, |head| format!("below {:?}", name(&head)))
}

/// Whoever listens to a page hears that something is there, and then nothing. What is not stated
/// has a word for that. What a script fills in later may wait.
fn empty_values(html: &Html, expect: &mut impl FnMut(bool, String)) {
    let holders = css!(
        "h1, h2, h3, h4, p:not([hidden]):not(#draft-status), li, dt, dd, th, td, caption, a, button, label, legend, \
         option, summary"
    );
    for element in all(html, holders) {
        let other = css!("input, select, textarea, svg");
        expect(
            !name(&element).is_empty() || element.select(other).next().is_some(),
            format!(
                "an empty {} {}: {}",
                element.value().name(),
                column(&element),
                shown(&element)
            ),
        );
    }
}

/// The typical sample of an address, in German.
fn typical(address: &str) -> String {
    let pages = samples::pages(Wording::Typical, &[Lang::De]);
    let mut found = pages
        .into_iter()
        .filter(|page| page.address.starts_with(address));
    found.next().unwrap().html
}

#[test]
fn the_rules_notice_what_is_wrong() {
    let good = typical("/plans?");
    assert_eq!(problems(&good), Vec::<String>::new());
    let table = |cell: &str| {
        format!(
            "</h1><table><caption>x</caption><thead><tr><th scope=\"col\">x</th>\
             <th scope=\"col\">{cell}</th></tr></thead></table>"
        )
    };
    assert_eq!(
        problems(&good.replacen("</h1>", &table("x"), 1)),
        Vec::<String>::new()
    );
    for (old, new, noticed) in [
        ("<!doctype html>", "", "no doctype"),
        ("</h1>", "</h1><h1>x</h1>", "exactly one h1"),
        ("</h1>", "</h1><h4>x</h4>", "h4 after h1"),
        ("</h1>", "</h1><h2> </h2>", "an empty h2"),
        ("</h1>", "</h1><a href=\"/de/\"></a>", "an empty a"),
        (
            "</h1>",
            "</h1><dl><dt>x</dt><dd><span> </span></dd></dl>",
            "an empty dd",
        ),
        ("</h1>", "</h1><p></p>", "an empty p"),
        ("</h1>", "</h1><ul><li></li></ul>", "an empty li"),
        ("</h1>", &table(""), "an empty th"),
        (
            "</h1>",
            "</h1><a href=\"https://example.org\">x</a>",
            "a link to https",
        ),
        (
            "</h1>",
            "</h1><p style=\"color:red\">x</p>",
            "attribute style",
        ),
        ("</h1>", "</h1><div id=\"main\">x</div>", "id main twice"),
        ("</h1>", "</h1><script>1</script>", "a script of others"),
        (
            "</h1>",
            "</h1><script src=\"//evil.example/x.js\" defer></script>",
            "a script of others",
        ),
        ("</h1>", "</h1></section>", "markup"),
        ("</h1>", "</h1><input id=\"lonely\">", "control lonely"),
        (
            "</h1>",
            "</h1><textarea id=\"lonely\"></textarea>",
            "control lonely",
        ),
        ("<caption", "<p", "without a caption"),
        ("scope=\"col\"", "", "without scope"),
    ] {
        let bad = good.replacen(old, new, 1);
        assert_ne!(good, bad, "{old}");
        let found = problems(&bad).join("\n");
        assert!(
            found.contains(noticed),
            "{new} was not noticed, but: {found}"
        );
    }
}

#[test]
fn every_sample_of_every_page_keeps_the_rules() {
    let mut failed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut pages = 0;
    for wording in Wording::ALL {
        for Rendered { address, html, .. } in samples::pages(wording, &LANGS) {
            pages += 1;
            let mut found = problems(&html);
            if let Some(at) = html.find('⟪') {
                let key: String = html[at..].chars().take(60).collect();
                found.push(format!("no text for {key}"));
            }
            for problem in found {
                failed.entry(problem).or_default().push(address.clone());
            }
        }
    }
    assert!(pages > 500, "only {pages} pages were rendered");
    let told = |(problem, on): (&String, &Vec<String>)| {
        format!("{problem}\n    {} and {} others", on[0], on.len() - 1)
    };
    assert!(
        failed.is_empty(),
        "{} problems on {pages} pages:\n{}",
        failed.len(),
        failed
            .iter()
            .take(60)
            .map(told)
            .collect::<Vec<_>>()
            .join("\n")
    );
}

/// Whether an address is that of a page, and not of a file or of something that is only sent.
fn is_page(pattern: Pattern) -> bool {
    !matches!(
        pattern,
        Pattern::Feed
            | Pattern::PlanFeed
            | Pattern::OrganisationFeed
            | Pattern::RoundsCalendar
            | Pattern::MeasureFeed
            | Pattern::FieldFeed
            | Pattern::ThemeFeed
            | Pattern::Calendar
            | Pattern::PasskeySignIn
            | Pattern::BeginPasskeySignIn
            | Pattern::BeginPasskeyInvitation
            | Pattern::NewPasskey
            | Pattern::BeginNewPasskey
            | Pattern::Take
            | Pattern::UploadProfile
            | Pattern::UploadPicture
            | Pattern::UploadReading
            | Pattern::OwnProfile
    )
}

#[test]
fn every_page_has_a_sample() {
    let pages = samples::pages(Wording::Typical, &[Lang::De]);
    let sampled: BTreeSet<Pattern> = pages.iter().filter_map(|page| page.pattern).collect();
    for pattern in Pattern::ALL {
        let sampled = sampled.contains(pattern);
        assert_eq!(sampled, is_page(*pattern), "{}", pattern.as_str());
    }
}

#[test]
fn every_secret_field_is_known_as_one() {
    let mut seen = BTreeSet::new();
    for page in samples::pages(Wording::Typical, &[Lang::De]) {
        let html = Html::parse_document(&page.html);
        let fields = css!("input[type=password], input[autocomplete=one-time-code]");
        for field in all(&html, fields) {
            let name = attribute(&field, "name").to_owned();
            assert!(SECRETS.contains(&name.as_str()), "{}: {name}", page.address);
            seen.insert(name);
        }
    }
    assert!(seen.len() > 3, "{seen:?}");
}

#[test]
fn every_noun_is_told_on_a_sample() {
    let pages = samples::pages(Wording::Typical, &[Lang::De]);
    let register = samples::register_of(Wording::Typical);
    let ctx = Ctx::new(Arc::default(), Lang::De, "/", "");
    let mut lacking = Vec::new();
    for noun in Noun::ALL {
        let about = register.log().iter().map(|line| &line.subject);
        let mut about = about.filter(|about| about.noun == *noun).peekable();
        let first = about.peek().map(|about| href(&register, &ctx, about));
        let told = |about: &Subject| {
            let href = href(&register, &ctx, about);
            let path = href.split(['?', '#']).next().unwrap_or_default();
            let name = subject::name(&register, &ctx, about).words;
            pages.iter().any(|page| {
                let at = page.address.split('?').next().unwrap_or_default();
                path == format!("/de{at}") && page.html.contains(&name)
            })
        };
        if !about.any(told) {
            lacking.push(format!("{noun}: no sample tells of one at {first:?}"));
        }
    }
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
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
    for wording in [Wording::Empty, Wording::Typical] {
        for Rendered { address, html, .. } in samples::pages(wording, &[Lang::Pseudo]) {
            let html = Html::parse_document(&html);
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
    for Rendered { address, html, .. } in samples::pages(Wording::Hostile, &[Lang::De]) {
        let own = html.matches("<script src=\"/assets/").count();
        assert_eq!(html.matches("<script").count(), own, "{address}");
        assert!(!html.contains("<img"), "{address}");
        assert!(!html.contains("href=\"javascript"), "{address}");
    }
}

#[test]
fn an_earlier_day_is_marked_and_kept() {
    let html = Html::parse_document(&typical("/?as-of"));
    assert_eq!(all(&html, css!("aside.wm-asof")).len(), 1);
    let inside = css!("main a[href^='/de/'], nav.wm-nav a, nav.wm-langs a");
    for link in all(&html, inside) {
        let href = link.value().attr("href").unwrap();
        assert!(href.contains("as-of=2025-12-31"), "{href}");
    }
}

/// Notes the texts that an attribute needs: its name, and those of its words.
fn name_words(attribute: &Attribute, wanted: &mut Vec<String>) {
    wanted.push(format!("attribute-{}", attribute.name));
    let mut kind = attribute.kind;
    while let Kind::List(inner) = kind {
        kind = *inner;
    }
    match kind {
        Kind::Word(words) => {
            let family = words.family();
            wanted.extend(
                words
                    .list
                    .iter()
                    .map(|(word, _)| format!("{family}-{word}")),
            );
        }
        Kind::Row(attributes) => {
            for attribute in shape::leaves(attributes) {
                name_words(attribute, wanted);
            }
        }
        _ => {}
    }
}

#[test]
fn every_word_of_the_vocabulary_has_its_words() {
    use wegmarke_domain::finding::codes;
    use wegmarke_domain::noun::Noun;
    use wegmarke_domain::organisation::{SuccessionKind, Voice};
    use wegmarke_domain::proof::Shows;
    use wegmarke_domain::round::RoundState;
    use wegmarke_domain::rules::evaluability::Verdict;
    use wegmarke_domain::rules::permission::Role;
    use wegmarke_domain::rules::timeliness::Timeliness;
    use wegmarke_domain::scale::{Check, Judged};

    let mut wanted: Vec<String> = Vec::new();
    macro_rules! words {
        ($($family:literal: $name:ident),*) => {
            $(wanted.extend($name::ALL.iter().map(|word| format!(concat!($family, "-{}"), word.as_str())));)*
        };
    }
    words!(
        "noun": Noun, "nouns": Noun, "check": Check, "check-asks": Check,
        "verdict": Verdict, "verdict-says": Verdict,


        "succession": SuccessionKind, "voice": Voice,

        "judged": Judged, "shows": Shows,
        "round-state": RoundState, "timeliness": Timeliness,
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
        for attribute in shape::leaves(noun.attributes()) {
            name_words(attribute, &mut wanted);
        }
    }
    let missing: Vec<String> = wanted
        .into_iter()
        .map(|key| key.replace('_', "-"))
        .filter(|key| !Locale::of(Lang::De).has(key))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}
