// SPDX-License-Identifier: EUPL-1.2
//! Attributes of tags in the parts of spreadsheets.

use quick_xml::events::BytesStart;

/// The value of an attribute, whatever stands before its colon.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok().flatten()?;
    let text = quick_xml::escape::unescape(&found.value).ok()?;
    Some(text.into_owned())
}

/// How often something is repeated or how far it spans.
pub(super) fn count(tag: &BytesStart<'_>, name: &str) -> u32 {
    // What is no number counts as the most there can be: a limit ends the reading then, and not a guess.
    attribute(tag, name).map_or(1, |text| text.parse().unwrap_or(u32::MAX))
}

/// `1` and `true`.
pub(super) fn is_set(tag: &BytesStart<'_>, name: &str) -> bool {
    attribute(tag, name).is_some_and(|text| text == "1" || text == "true")
}
