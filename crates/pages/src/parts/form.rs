// SPDX-License-Identifier: EUPL-1.2
//! Forms: complete without JavaScript. All problems are listed at the top with links to their
//! fields, the first field with a problem has the focus, and every value is kept.

pub mod boxes;
pub mod rows;
pub mod shape;

use askama::Template;
use askama::filters::HtmlSafe;
use wegmarke_domain::file::FileType;
use wegmarke_domain::problem::Problem;

use self::boxes::Boxes;
use super::Choice;
use crate::Ctx;

/// What a field looks like.
#[derive(Debug, Clone)]
pub enum Control {
    /// One line; the kind is that of an HTML input: `text`, `email`, `password`, `date`.
    Line {
        /// Kind.
        kind: &'static str,
        /// What browsers may fill in; empty: nothing.
        autocomplete: &'static str,
        /// Value.
        value: String,
    },
    /// Several lines.
    Area {
        /// Rows that are shown.
        rows: u8,
        /// Value.
        value: String,
    },
    /// One of several, as a list to open.
    Select(Vec<Choice>),
    /// Any of several.
    Checks(Vec<Choice>),
    /// A value that goes with it unseen.
    Hidden(String),
    /// A file to upload.
    File {
        /// Endings that browsers offer, such as `.pdf,.png`.
        accept: String,
        /// The one that is there already.
        held: Option<HeldFile>,
    },
}

/// A file that was uploaded before; it goes back with the form by its hash.
#[derive(Debug, Clone)]
pub struct HeldFile {
    /// Name of the value that goes back.
    pub name: String,
    /// Its hash.
    pub sha256: String,
    /// The file to look at.
    pub link: super::Link,
    /// Name of the box by which it is taken out.
    pub remove: String,
    /// Its words.
    pub remove_label: String,
}

/// A field of a form.
#[derive(Debug, Clone)]
pub struct FormField {
    /// Its name, and its id.
    pub name: String,
    /// What it asks for.
    pub label: String,
    /// What helps to answer; may be empty.
    pub hint: String,
    /// What is wrong with it.
    pub errors: Vec<String>,
    /// Whether it has the focus.
    pub focus: bool,
    /// What it looks like.
    pub control: Control,
}

impl FormField {
    /// Whether something is wrong with it.
    pub(crate) fn wrong(&self) -> bool {
        !self.errors.is_empty()
    }

    /// Ids of what describes it.
    fn described(&self) -> String {
        let mut ids = Vec::new();
        if !self.hint.is_empty() {
            ids.push(format!("{}-hint", self.name));
        }
        if self.wrong() {
            ids.push(format!("{}-error", self.name));
        }
        ids.join(" ")
    }
}

/// Fields that belong together.
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// Heading; empty: none.
    pub title: String,
    /// What helps; may be empty.
    pub lead: String,
    /// What the row is about, if the group is one of several of a list.
    pub legend: Option<String>,
    /// What opens it, if it is blank and closed at first; `None`: it is open.
    pub folded: Option<String>,
    /// The fields.
    pub fields: Vec<FormField>,
    /// Whether short fields stand beside each other where there is room.
    pub dense: bool,
    /// A target inside the page, to which its buttons come back; empty: none.
    pub id: &'static str,
    /// Boxes to tick.
    pub boxes: Option<Boxes>,
    /// Buttons that change the form and do nothing else.
    pub buttons: Vec<Button>,
}

/// A button.
#[derive(Debug, Clone)]
pub struct Button {
    /// What it tells the server: the value of `do`.
    pub value: &'static str,
    /// Its words.
    pub words: String,
    /// Whether it is the main one.
    pub primary: bool,
}

/// A form that is sent by POST.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/form.html")]
pub struct Form {
    /// Where it is sent.
    pub action: String,
    /// Values that go with it unseen.
    pub hidden: Vec<(String, String)>,
    /// Heading of the list of problems.
    pub summary: String,
    /// All problems: words, and the id of the field; empty: of the whole.
    pub problems: Vec<(String, String)>,
    /// The fields.
    pub groups: Vec<Group>,
    /// The buttons.
    pub buttons: Vec<Button>,
    /// What is told when a draft could not be saved while somebody types; empty: nobody tries.
    pub unsaved: String,
}

// Finished HTML: they escape what they hold.
impl HtmlSafe for Form {}
impl HtmlSafe for Boxes {}

impl Form {
    /// The button that the return key presses. Without it that would be the first one in the form, and
    /// that one may belong to a part of it only.
    fn usual(&self) -> Option<&Button> {
        let parts = self.groups.iter().any(|group| !group.buttons.is_empty());
        self.buttons.first().filter(|_| parts)
    }

    /// How its fields are packed: files go only in parts.
    fn encoding(&self) -> &'static str {
        let is_file = |field: &FormField| matches!(field.control, Control::File { .. });
        let mut fields = self.groups.iter().flat_map(|group| &group.fields);
        if fields.any(is_file) {
            "multipart/form-data"
        } else {
            "application/x-www-form-urlencoded"
        }
    }
}

/// What was typed or saved, by name; a name may stand several times.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values(pub Vec<(String, String)>);

impl Values {
    /// The value of a name; empty if there is none.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map_or("", |(_, value)| value)
    }

    /// Gives a name one value.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), value.into()));
    }

    /// All values of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

/// Names of fields that hold passwords, codes and the like: what was typed there never goes back.
pub const SECRETS: [&str; 6] = [
    "password",
    "again",
    "current",
    "code",
    "client_secret",
    "answer",
];

/// Makes fields out of values and problems.
pub(crate) struct Maker<'a> {
    pub(crate) ctx: &'a Ctx,
    pub(crate) values: &'a Values,
    pub(crate) problems: &'a [Problem],
}

impl Maker<'_> {
    fn field(&self, name: &str, label: String, hint: &str, control: Control) -> FormField {
        let of = |problem: &&Problem| &*problem.field == name;
        let first = self
            .problems
            .iter()
            .find(|problem| !problem.field.is_empty());
        FormField {
            label,
            hint: if hint.is_empty() {
                String::new()
            } else {
                self.ctx.t(hint)
            },
            errors: self
                .problems
                .iter()
                .filter(of)
                .map(|problem| words(self.ctx, problem))
                .collect(),
            focus: first.is_some_and(|first| &*first.field == name),
            control,
            name: name.to_owned(),
        }
    }

    pub(crate) fn line(
        &self,
        name: &str,
        label: String,
        hint: &str,
        kind: &'static str,
    ) -> FormField {
        let value = self.values.get(name).to_owned();
        self.field(
            name,
            label,
            hint,
            Control::Line {
                kind,
                autocomplete: "off",
                value,
            },
        )
    }

    pub(crate) fn filled(
        &self,
        name: &str,
        label: String,
        hint: &str,
        kind: &'static str,
        autocomplete: &'static str,
    ) -> FormField {
        // A password never goes back.
        let value = match kind {
            "password" => String::new(),
            _ => self.values.get(name).to_owned(),
        };
        self.field(
            name,
            label,
            hint,
            Control::Line {
                kind,
                autocomplete,
                value,
            },
        )
    }

    pub(crate) fn area(&self, name: &str, label: String, hint: &str, rows: u8) -> FormField {
        let value = self.values.get(name).to_owned();
        self.field(name, label, hint, Control::Area { rows, value })
    }

    /// A list to open: "please choose" first, then code and words of each.
    pub(crate) fn select(
        &self,
        name: &str,
        label: String,
        hint: &str,
        choices: impl IntoIterator<Item = (String, String)>,
    ) -> FormField {
        let chosen = self.values.get(name);
        let none = (String::new(), self.ctx.t("form-choose"));
        let choices = std::iter::once(none)
            .chain(choices)
            .map(|(value, label)| Choice {
                chosen: value == chosen,
                value,
                label,
            })
            .collect();
        self.field(name, label, hint, Control::Select(choices))
    }

    pub(crate) fn checks(
        &self,
        name: &str,
        label: String,
        hint: &str,
        choices: impl IntoIterator<Item = (String, String)>,
    ) -> FormField {
        let choices = choices
            .into_iter()
            .map(|(value, label)| Choice {
                chosen: self.values.all(name).any(|chosen| chosen == value),
                value,
                label,
            })
            .collect();
        self.field(name, label, hint, Control::Checks(choices))
    }

    /// A file to upload, with the one that is there already.
    pub(crate) fn file(
        &self,
        name: &str,
        label: String,
        hint: &str,
        held: Option<HeldFile>,
    ) -> FormField {
        let endings = FileType::ALL
            .iter()
            .map(|kind| format!(".{}", kind.as_str()));
        let accept: Vec<String> = endings.chain([".jpg".to_owned()]).collect();
        let accept = accept.join(",");
        self.field(name, label, hint, Control::File { accept, held })
    }

    /// The problems for the list at the top.
    pub(crate) fn summary(&self, groups: &[Group]) -> Vec<(String, String)> {
        let named = |problem: &Problem| {
            groups.iter().find_map(|group| {
                let mut fields = group.fields.iter();
                let field = fields.find(|field| *field.name == *problem.field)?;
                Some((group, field))
            })
        };
        let of = |problem: &Problem| {
            let words = words(self.ctx, problem);
            let Some((group, field)) = named(problem) else {
                return (words, String::new());
            };
            let label = match &group.legend {
                Some(legend) => format!("{legend}, {}", field.label),
                None => field.label.clone(),
            };
            (format!("{label}: {words}"), field.name.clone())
        };
        self.problems.iter().map(of).collect()
    }

    pub(crate) fn form(
        &self,
        action: String,
        hidden: Vec<(String, String)>,
        groups: Vec<Group>,
        buttons: Vec<Button>,
    ) -> Form {
        Form {
            action,
            hidden,
            summary: self.ctx.tn("form-problems", self.problems.len()),
            problems: self.summary(&groups),
            groups,
            buttons,
            unsaved: String::new(),
        }
    }
}

/// A problem in words.
#[must_use]
pub fn words(ctx: &Ctx, problem: &Problem) -> String {
    let detail = problem.detail.as_deref().unwrap_or_default();
    let args = [("detail", detail.into())];
    ctx.locale().word_with("problem", problem.code, &args)
}
