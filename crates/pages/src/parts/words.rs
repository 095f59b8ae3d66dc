// SPDX-License-Identifier: EUPL-1.2
//! Components out of what a page knows of its request: words in the reader's language, links of the
//! same day.

use wegmarke_domain::text::{Lang as DataLang, Text};

use super::{Link, Shown, Value};
use crate::{Ctx, Route};

impl Ctx {
    /// A text of the register for this reader, marked if it is in another language.
    #[must_use]
    pub fn text(&self, text: &Text) -> Shown {
        let (lang, words) = text.best(self.data_lang());
        self.in_language(lang, words)
    }

    /// Words in a language, marked if it is not the one of the page.
    #[must_use]
    pub fn in_language(&self, lang: DataLang, words: &str) -> Shown {
        if lang == self.data_lang() {
            return Shown::plain(words);
        }
        let language = self.word("language-in", lang.as_str());
        Shown::foreign(
            words,
            lang.as_str(),
            self.t_with("shown-in", &[("language", language.into())]),
        )
    }

    /// A link to a page of the site.
    #[must_use]
    pub fn link(&self, route: &Route<'_>, text: Shown) -> Link {
        Link {
            href: self.href(route),
            text,
            outside: false,
        }
    }

    /// The mark for what a source does not say.
    #[must_use]
    pub fn not_stated(&self) -> Value {
        Value::Missing(self.t("not-stated"))
    }

    /// The mark for what a source says does not exist.
    #[must_use]
    pub fn none_stated(&self) -> Value {
        Value::NoneStated(self.t("stated-as-none"))
    }
}
