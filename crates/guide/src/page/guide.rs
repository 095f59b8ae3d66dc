// SPDX-License-Identifier: EUPL-1.2
//! The guide, the card for a pocket, the statement of a counselling centre, and the choice of languages.

use askama::Template;

use crate::content::{Files, told};
use crate::page::Frame;
use crate::page::contact::Contact;
use crate::state::Told;
use crate::text::{Block, Section, blocks};

#[derive(Template)]
#[template(path = "start.html")]
struct Start<'a> {
    f: Frame<'a>,
}

struct SectionPage<'a> {
    id: &'a str,
    title: &'a str,
    blocks: Vec<Block>,
    limit: &'a str,
    contacts: Vec<Contact<'a>>,
    is_authority: bool,
}

#[derive(Template)]
#[template(path = "guide.html")]
struct Guide<'a> {
    f: Frame<'a>,
    state: String,
    sections: Vec<SectionPage<'a>>,
    audio: Option<String>,
}

#[derive(Template)]
#[template(path = "pocket.html")]
struct Pocket<'a> {
    f: Frame<'a>,
    state: String,
    panels: Vec<Vec<&'a str>>,
    /// Language and name, telephone as written and as dialled.
    phones: Vec<((&'a str, &'a str), &'a str, String)>,
}

#[derive(Template)]
#[template(path = "statement.html")]
struct Statement<'a> {
    f: Frame<'a>,
    state: String,
    sections: Vec<SectionPage<'a>>,
}

/// The page on which a language is chosen.
///
/// # Errors
/// If the template fails.
pub fn start(f: &Frame<'_>, files: &mut Files) -> Result<(), askama::Error> {
    files.insert(
        "index.html".to_owned(),
        Start { f: *f }.render()?.into_bytes(),
    );
    Ok(())
}

/// The sections that a text has in a language, in the order of the original.
fn sections<'a>(f: &Frame<'a>, name: &str) -> Vec<(&'a String, &'a Section)> {
    let Some(text) = f.content.texts.get(name) else {
        return Vec::new();
    };
    let own = text.languages.get(f.lang());
    let all = text.order.iter().filter_map(|id| Some((id, own?.get(id)?)));
    all.collect()
}

/// What is said of a text's state: that of its worst section, for nobody reads ten states.
fn state(f: &Frame<'_>, name: &str) -> String {
    let items = f.content.items();
    let prefix = format!("texts/{name}/");
    let mut worst: Option<Told> = None;
    for item in items
        .iter()
        .filter(|item| item.lang == f.lang() && item.id.starts_with(&prefix))
    {
        let original = items
            .iter()
            .find(|other| other.id == item.id && other.lang == f.content.site.original())
            .filter(|_| f.lang() != f.content.site.original());
        let one = told(
            f.content.find_state(f.lang(), &item.id),
            &item.text,
            original.map(|it| it.text.as_str()),
        );
        worst = Some(match (worst, one) {
            (Some(Told::Draft), _) | (_, Told::Draft) => Told::Draft,
            (Some(Told::Outdated), _) | (_, Told::Outdated) => Told::Outdated,
            (_, checked) => checked,
        });
    }
    match worst {
        None | Some(Told::Draft) if f.lang() == f.content.site.original() => {
            f.t("base-draft-original")
        }
        None | Some(Told::Draft) => f.t("base-draft"),
        Some(Told::Outdated) => f.t("base-outdated"),
        Some(Told::Checked(by, on)) => {
            let on = on.map(|day| day.to_string()).unwrap_or_default();
            f.words.t_with("base-checked", &[("by", &by), ("on", &on)])
        }
    }
}

fn section_page<'a>(
    f: &Frame<'a>,
    name: &str,
    id: &'a str,
    section: &'a Section,
) -> SectionPage<'a> {
    let ids = f
        .content
        .texts
        .get(name)
        .and_then(|text| text.contacts.get(id));
    let contacts = ids
        .into_iter()
        .flatten()
        .filter_map(|id| Contact::new(f, f.content.services.get(id)?));
    let contacts: Vec<Contact<'a>> = contacts.collect();
    SectionPage {
        id,
        title: &section.title,
        blocks: blocks(&section.text),
        limit: &section.limit,
        is_authority: contacts.iter().any(|contact| contact.is_authority),
        contacts,
    }
}

/// The guide in one language.
///
/// # Errors
/// If the template fails.
pub fn guide(f: &Frame<'_>, files: &mut Files) -> Result<(), askama::Error> {
    let audio = f.content.audio.keys().find(|name| {
        let stem = name.rsplit_once('.').map_or("", |(stem, _)| stem);
        stem == format!("guide.{}", f.lang())
    });
    let sections = sections(f, "guide")
        .into_iter()
        .map(|(id, section)| section_page(f, "guide", id, section));
    let page = Guide {
        f: *f,
        state: state(f, "guide"),
        sections: sections.collect(),
        audio: audio.map(|name| format!("/audio/{name}")),
    };
    f.put(files, &page)
}

/// The card for a pocket.
///
/// # Errors
/// If the template fails.
pub fn pocket(f: &Frame<'_>, files: &mut Files) -> Result<(), askama::Error> {
    let sections = sections(f, "guide");
    let texts: Vec<&str> = sections
        .iter()
        .map(|(_, section)| section.card.as_str())
        .filter(|c| !c.is_empty())
        .collect();
    let text = f.content.texts.get("guide");
    let ids = text.into_iter().flat_map(|text| {
        text.order
            .iter()
            .filter_map(|id| text.contacts.get(id))
            .flatten()
    });
    let phones = ids.filter_map(|id| {
        let service = f.content.services.get(id)?;
        // Whoever finds the card calls; what follows from calling an authority does not fit beside its number.
        let phone = service
            .phone
            .as_deref()
            .filter(|_| service.kind == "independent")?;
        let contact = Contact::new(f, service)?;
        Some(((contact.lang, contact.name), phone, contact.tel))
    });
    let page = Pocket {
        f: *f,
        state: state(f, "guide"),
        panels: texts
            .chunks(texts.len().div_ceil(2).max(1))
            .map(<[&str]>::to_vec)
            .collect(),
        phones: phones.collect(),
    };
    f.put(files, &page)
}

/// The statement of a counselling centre.
///
/// # Errors
/// If the template fails.
pub fn statement(f: &Frame<'_>, files: &mut Files) -> Result<(), askama::Error> {
    let sections = sections(f, "statement").into_iter();
    let page = Statement {
        f: *f,
        state: state(f, "statement"),
        sections: sections
            .map(|(id, section)| section_page(f, "statement", id, section))
            .collect(),
    };
    f.put(files, &page)
}
