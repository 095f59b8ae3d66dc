//! The site that is built: what must hold of every page.

use wegmarke_guide::page::POLICY;
use wegmarke_guide::{Content, Files, build};

use crate::{example, noon, text};

fn site() -> (Content, Files) {
    let (content, problems) = Content::read(&example());
    assert_eq!(problems, []);
    let files = build(&content, noon(), b"// age").unwrap();
    (content, files)
}

fn pages(files: &Files) -> impl Iterator<Item = (&String, String)> {
    let pages = files.iter().filter(|(name, _)| name.ends_with(".html"));
    pages.map(|(name, bytes)| (name, String::from_utf8(bytes.clone()).unwrap()))
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    assert_eq!(site().1, site().1);
}

#[test]
fn every_page_has_its_way_out_first_and_asks_nobody_else() {
    let (content, files) = site();
    assert!(pages(&files).count() > 100);
    for (name, page) in pages(&files) {
        let (_, body) = page.split_once("<body>\n").unwrap();
        assert!(body.starts_with("<header>\n<a class=\"exit\""), "{name}");
        assert!(
            page.contains(&format!("content=\"{}\"", POLICY.replace('\'', "&#39;"))),
            "{name}"
        );
        assert!(!page.contains('⟪'), "{name}: a word is missing");
        for (tag, attribute) in [
            ("<script", "src"),
            ("<link", "href"),
            ("<audio", "src"),
            ("<img", "src"),
        ] {
            for part in page.split(tag).skip(1) {
                let of = part.split_once(&format!("{attribute}=\"")).unwrap().1;
                assert!(
                    of.starts_with('/') && !of.starts_with("//"),
                    "{name}: {tag} {of:.40}"
                );
            }
        }
        for never in [
            "<form", "<iframe", "style=\"", "<style", "onclick", "<script>",
        ] {
            assert!(!page.contains(never), "{name}: {never}");
        }
        // A name would let the browser remember what was typed; radio buttons need one to be a group.
        for input in page
            .split("<input")
            .skip(1)
            .chain(page.split("<textarea").skip(1))
        {
            let input = input.split('>').next().unwrap();
            assert!(input.contains("autocomplete=\"off\""), "{name}: {input}");
            assert!(
                !input.contains(" name=") || input.contains("type=\"radio\""),
                "{name}: {input}"
            );
        }
    }
    for language in &content.site.languages {
        let page = text(&files, &format!("{}/index.html", language.tag));
        let is_rtl = ["ar", "fa"].contains(&language.tag.as_str());
        let opens = format!(
            "<html lang=\"{}\" dir=\"{}\">",
            language.tag,
            if is_rtl { "rtl" } else { "ltr" }
        );
        assert!(page.contains(&opens), "{}", language.tag);
    }
}

#[test]
fn links_lead_somewhere() {
    let (_, files) = site();
    for (name, page) in pages(&files) {
        for part in page.split("href=\"/").skip(1) {
            let target = part.split(['"', '#']).next().unwrap();
            let file = if target.is_empty() || target.ends_with('/') {
                format!("{target}index.html")
            } else {
                target.to_owned()
            };
            assert!(files.contains_key(&file), "{name}: /{target}");
        }
    }
}

#[test]
fn every_text_says_its_state_in_its_own_language() {
    let (content, files) = site();
    for language in &content.site.languages {
        let words = &content.words[&language.tag];
        let key = if language.tag == "de" {
            "base-draft-original"
        } else {
            "base-draft"
        };
        for page in ["", "pocket/"] {
            let page = text(&files, &format!("{}/{page}index.html", language.tag));
            assert!(page.contains(&words.t(key)), "{}", language.tag);
        }
    }
    for id in content.cards.keys() {
        let page = text(&files, &format!("de/cards/{id}/index.html"));
        assert!(page.contains("Nicht juristisch geprüft."), "{id}");
    }
}

#[test]
fn the_first_pages_weigh_at_most_40_kb() {
    let (content, files) = site();
    let mut names = vec!["index.html".to_owned()];
    names.extend(
        content
            .site
            .languages
            .iter()
            .map(|language| format!("{}/index.html", language.tag)),
    );
    for name in names {
        let with = ["style.css", "site.js", "icon.svg", name.as_str()];
        let weight: usize = with.iter().map(|name| files[*name].len()).sum();
        assert!(weight <= 40_000, "{name}: {weight}");
    }
}

#[test]
fn what_follows_stands_before_every_contact_of_an_authority() {
    let (_, files) = site();
    let mut seen = 0;
    for (name, page) in pages(&files) {
        for article in page.split("<article").skip(1) {
            let article = article.split("</article>").next().unwrap();
            let Some(at) = article.find("data-authority") else {
                continue;
            };
            seen += 1;
            let is_whole = name.starts_with("de/") || name.starts_with("en/");
            if is_whole {
                assert!(article[..at].contains("class=\"consequence\""), "{name}");
            } else {
                // There the section above it says so.
                let before = &page[..page.find(article).unwrap()];
                let section = &before[before.rfind("<section").unwrap()..];
                assert!(
                    section.contains("class=\"consequence\"") && section.contains("<p>"),
                    "{name}"
                );
            }
        }
    }
    assert!(seen > 40, "{seen}");
}

#[test]
fn what_is_missing_in_a_land_is_shown_as_missing() {
    let (_, files) = site();
    let page = text(&files, "de/find/de-th/index.html");
    assert_eq!(page.matches("class=\"missing\">fehlt").count(), 9 * 5);
    let page = text(&files, "de/find/de-by/index.html");
    assert!(page.matches("class=\"missing\"").count() < 9 * 5);
    let page = text(&files, "de/find/index.html");
    // 2 and what it could be worked out from are not told; the sum of two houses and 8 are.
    assert!(
        page.contains("<td>26</td>") && page.contains("<td>8</td>"),
        "{page}"
    );
    assert!(!page.contains("<td>2</td></tr>") && !page.contains("<td>6</td></tr>"));
    assert_eq!(page.matches("<td>nicht genannt</td>").count(), 2);
}

#[test]
fn free_places_are_believed_for_two_days() {
    let (content, _) = Content::read(&example());
    let page = |at: &str| {
        let files = build(&content, at.parse().unwrap(), b"").unwrap();
        text(&files, "de/find/de-by/index.html")
    };
    assert!(page("2026-11-29T06:00:00Z").contains("Männer: nach einem Gespräch"));
    assert!(!page("2026-11-29T06:00:01Z").contains("Männer: nach einem Gespräch"));
}

#[test]
fn answers_stand_on_another_page() {
    let (content, files) = site();
    for (id, exercise) in &content.exercises {
        for lang in ["de", "en"] {
            let first = exercise.words[lang].answer.lines().next().unwrap();
            let shown = |page: &str| {
                text(&files, &format!("{lang}/exercise/{id}/{page}index.html")).contains(first)
            };
            assert!(!shown("") && shown("answer/"), "{id} {lang}");
        }
    }
}

#[test]
fn thirteen_languages_200_cards_and_500_services_are_built_in_less_than_ten_seconds() {
    let mut files = example();
    for (folder, wanted) in [("cards/", 200), ("services/", 500)] {
        let known = files.iter().filter(|(name, _)| name.starts_with(folder));
        let known: Vec<Vec<u8>> = known.map(|(_, bytes)| bytes.clone()).collect();
        for at in known.len()..wanted {
            files.insert(
                format!("{folder}more-{at}.toml"),
                known[at % known.len()].clone(),
            );
        }
    }
    let begun = std::time::Instant::now();
    let (content, problems) = Content::read(&files);
    assert_eq!(problems, []);
    assert_eq!((content.cards.len(), content.services.len()), (200, 500));
    let gaps = wegmarke_guide::check::find_gaps(&content, noon());
    assert!(!gaps.is_empty());
    let site = build(&content, noon(), b"").unwrap();
    assert!(site.len() > 450);
    let took = begun.elapsed().as_secs_f64();
    assert!(took < 10.0, "{took} s");
}
