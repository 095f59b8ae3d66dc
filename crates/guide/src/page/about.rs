// SPDX-License-Identifier: EUPL-1.2
//! About the site: who answers for it, what it does not do, and in which state its texts are.

use askama::Template;

use crate::content::{Files, told};
use crate::page::Frame;
use crate::state::Told;

#[derive(Template)]
#[template(path = "about.html")]
struct About<'a> {
    f: Frame<'a>,
    editor: String,
    rows: Vec<(&'a str, &'a str, usize, usize)>,
}

/// The page.
///
/// # Errors
/// If the template fails.
pub fn about(f: &Frame<'_>, files: &mut Files) -> Result<(), askama::Error> {
    let site = &f.content.site;
    let items = f.content.items();
    let rows = site.languages.iter().map(|language| {
        let own = items.iter().filter(|item| item.lang == language.tag);
        let is_checked = |item: &&crate::content::Item| {
            let original = items
                .iter()
                .find(|other| other.id == item.id && other.lang == site.original());
            let original = original
                .filter(|other| other.lang != item.lang)
                .map(|other| other.text.as_str());
            let state = f.content.find_state(&item.lang, &item.id);
            matches!(told(state, &item.text, original), Told::Checked(..))
        };
        (
            language.tag.as_str(),
            language.name.as_str(),
            own.clone().count(),
            own.filter(is_checked).count(),
        )
    });
    let page = About {
        f: *f,
        editor: f.words.t_with(
            "about-editor",
            &[
                ("editor", &site.editor),
                ("version", &site.version.to_string()),
            ],
        ),
        rows: rows.collect(),
    };
    f.put(files, &page)
}
