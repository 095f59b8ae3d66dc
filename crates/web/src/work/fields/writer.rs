// SPDX-License-Identifier: EUPL-1.2
//! One field at a time, as a reader reads it back.

use wegmarke_domain::text::{Lang, Text};
use wegmarke_pages::parts::form::Values;

/// Writes the fields of a form, with texts in one language.
pub(in crate::work) struct Writer {
    values: Vec<(String, String)>,
    lang: Lang,
}

impl Writer {
    pub(in crate::work) const fn new(lang: Lang) -> Self {
        Self {
            values: Vec::new(),
            lang,
        }
    }

    pub(in crate::work) const fn lang(&self) -> Lang {
        self.lang
    }

    /// A field; nothing if it is blank.
    pub(in crate::work) fn put<T: ToString>(&mut self, name: &str, value: Option<T>) {
        let value = value.map(|value| value.to_string());
        let value = value.filter(|value| !value.is_empty());
        self.values
            .extend(value.map(|value| (name.to_owned(), value)));
    }

    /// A text in the language of the form.
    pub(in crate::work) fn text(&mut self, name: &str, text: Option<&Text>) {
        let lang = self.lang;
        self.put(name, text.and_then(|text| text.find(lang)));
    }

    pub(in crate::work) fn into_values(self) -> Values {
        Values(self.values)
    }
}
