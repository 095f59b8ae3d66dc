// SPDX-License-Identifier: EUPL-1.2
//! The languages of the interface, and the choice among them.

use fluent_langneg::{LanguageIdentifier, NegotiationStrategy, negotiate_languages};

/// A language the interface can speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// German.
    De,
    /// English.
    En,
    /// Only for tests: English with every message put in brackets, so that a
    /// word without brackets is a word somebody wrote into the code.
    Pseudo,
}

impl Lang {
    /// The languages offered to readers, in the order of the language switch.
    pub const PUBLIC: [Self; 2] = [Self::De, Self::En];

    /// The language tag, as in the `lang` attribute and in addresses: `de`, `en`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
            Self::Pseudo => "xx",
        }
    }

    /// The public language with this code, as it stands in an address.
    /// Exact and lower case; `None` for everything else, `xx` included.
    #[must_use]
    pub fn find(code: &str) -> Option<Self> {
        Self::PUBLIC.into_iter().find(|lang| lang.code() == code)
    }

    /// The name of the language in itself, for the language switch.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::De => "Deutsch",
            Self::En => "English",
            Self::Pseudo => "⟦Pseudo⟧",
        }
    }

    /// The language whose data a reader of this language wants to see first.
    #[must_use]
    pub const fn data_code(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En | Self::Pseudo => "en",
        }
    }

    /// The language a browser asks for with its `Accept-Language` header.
    /// German when the header is absent, broken, or asks for neither.
    #[must_use]
    pub fn negotiate(accept_language: Option<&str>) -> Self {
        let wanted = wanted(accept_language.unwrap_or_default());
        let offered: Vec<LanguageIdentifier> = Self::PUBLIC
            .iter()
            .filter_map(|lang| lang.code().parse().ok())
            .collect();
        let best = negotiate_languages(
            &wanted,
            &offered,
            offered.first(),
            NegotiationStrategy::Lookup,
        );
        best.first()
            .and_then(|id| Self::find(&id.to_string()))
            .unwrap_or(Self::De)
    }
}

/// The languages of an `Accept-Language` header, most wanted first. The
/// library's own reader of the header ignores the weights, so this one does not.
fn wanted(header: &str) -> Vec<LanguageIdentifier> {
    let mut weighted: Vec<(u16, LanguageIdentifier)> = header
        .split(',')
        .take(32)
        .filter_map(|part| {
            let (tag, parameter) = part.split_once(';').unwrap_or((part, ""));
            let weight = parameter
                .trim()
                .strip_prefix("q=")
                .and_then(|q| q.parse::<f32>().ok())
                .unwrap_or(1.0)
                .clamp(0.0, 1.0);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "clamped to 0..=1000 just above"
            )]
            let per_mille = (weight * 1000.0) as u16;
            Some((per_mille, tag.trim().parse().ok()?))
        })
        .filter(|(weight, _)| *weight > 0)
        .collect();
    // Stable: equal weights stay in the order the browser wrote them.
    weighted.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    weighted.into_iter().map(|(_, id)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn browser_preferences() {
        for (header, want) in [
            (None, Lang::De),
            (Some(""), Lang::De),
            (Some("de"), Lang::De),
            (Some("de-AT,de;q=0.9,en;q=0.5"), Lang::De),
            (Some("en-GB,en;q=0.9"), Lang::En),
            (Some("fr-FR,fr;q=0.9,en;q=0.3"), Lang::En),
            (Some("en;q=0.2,de;q=0.8"), Lang::De),
            (Some("it"), Lang::De),
            (Some(";;;q=,,\u{1F600}"), Lang::De),
            (Some("xx"), Lang::De),
        ] {
            assert_eq!(Lang::negotiate(header), want, "{header:?}");
        }
    }

    #[test]
    fn the_test_language_is_no_address() {
        assert_eq!(Lang::find("de"), Some(Lang::De));
        assert_eq!(Lang::find("xx"), None);
        assert_eq!(Lang::find("DE"), None);
    }
}
