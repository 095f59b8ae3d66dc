// SPDX-License-Identifier: EUPL-1.2
//! HTML in cells, as databases and web forms leave it: taken as text, with its paragraphs and the
//! addresses of its links. What only looks like a tag (`< 5`, `a < b and c > d`) stays.

use std::borrow::Cow;

/// Tags that begin or end a line.
const LINES: [&str; 15] = [
    "br", "div", "tr", "table", "ul", "ol", "dl", "dt", "dd", "section", "article", "header",
    "footer", "hr", "pre",
];
/// Tags that stand apart from what is around them.
const PARAGRAPHS: [&str; 8] = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"];
/// Tags inside a line.
const INLINE: [&str; 33] = [
    "a", "abbr", "b", "big", "body", "cite", "code", "del", "em", "font", "head", "html", "i",
    "img", "ins", "label", "li", "mark", "meta", "q", "s", "small", "span", "strike", "strong",
    "sub", "sup", "tbody", "td", "th", "thead", "u", "wbr",
];
/// Tags whose content nobody reads.
const UNSEEN: [&str; 3] = ["script", "style", "title"];

/// Names of the signs from U+00A0 on.
const LATIN: [&str; 96] = [
    "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf",
    "laquo", "not", "shy", "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro",
    "para", "middot", "cedil", "sup1", "ordm", "raquo", "frac14", "frac12", "frac34", "iquest",
    "Agrave", "Aacute", "Acirc", "Atilde", "Auml", "Aring", "AElig", "Ccedil", "Egrave", "Eacute",
    "Ecirc", "Euml", "Igrave", "Iacute", "Icirc", "Iuml", "ETH", "Ntilde", "Ograve", "Oacute",
    "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave", "Uacute", "Ucirc", "Uuml", "Yacute",
    "THORN", "szlig", "agrave", "aacute", "acirc", "atilde", "auml", "aring", "aelig", "ccedil",
    "egrave", "eacute", "ecirc", "euml", "igrave", "iacute", "icirc", "iuml", "eth", "ntilde",
    "ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave", "uacute", "ucirc",
    "uuml", "yacute", "thorn", "yuml",
];
const OTHERS: [(&str, char); 24] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("bull", '•'),
    ("hellip", '…'),
    ("euro", '€'),
    ("trade", '™'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("oelig", 'œ'),
    ("OElig", 'Œ'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
];

/// The text of a cell, and whether it held markup.
pub(super) fn plain(text: &str) -> (Cow<'_, str>, bool) {
    if !text.contains(['<', '&']) {
        return (Cow::Borrowed(text), false);
    }
    let once = read(text);
    // Markup that was written as text within markup: `&lt;p&gt;`.
    match once.as_deref().and_then(read) {
        Some(twice) => (Cow::Owned(twice), true),
        None => match once {
            Some(once) => (Cow::Owned(once), true),
            None => (Cow::Borrowed(text), false),
        },
    }
}

/// A tag at the start of a text.
struct Tag<'t> {
    name: String,
    is_end: bool,
    attributes: &'t str,
    length: usize,
}

fn tag(text: &str) -> Option<Tag<'_>> {
    let inner = text.strip_prefix('<')?;
    let is_end = inner.starts_with('/');
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let length = inner
        .find(|sign: char| !sign.is_ascii_alphanumeric() && sign != ':')
        .unwrap_or(inner.len());
    let name = inner.get(..length)?.to_ascii_lowercase();
    let known = [&LINES[..], &PARAGRAPHS, &INLINE, &UNSEEN];
    let office = name.contains(':')
        && ["o:", "w:", "st1:", "v:"]
            .iter()
            .any(|start| name.starts_with(start));
    if !office && !known.iter().any(|names| names.contains(&name.as_str())) {
        return None;
    }
    let rest = inner.get(length..)?;
    let end = closing(rest)?;
    let attributes = rest.get(..end)?.trim_end_matches('/').trim();
    if !is_attributes(attributes) {
        return None;
    }
    let after = rest.get(end + 1..)?;
    Some(Tag {
        name,
        is_end,
        attributes,
        length: text.len() - after.len(),
    })
}

/// Where a tag ends; not inside the quotation marks of a value.
fn closing(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, sign) in text.char_indices() {
        match (quote, sign) {
            (None, '>') => return Some(at),
            (None, '<') => return None,
            (None, '"' | '\'') => quote = Some(sign),
            (Some(open), sign) if open == sign => quote = None,
            _ => {}
        }
    }
    None
}

/// Nothing, or names with values: `b and c` are none.
fn is_attributes(text: &str) -> bool {
    let mut rest = text;
    while !rest.is_empty() {
        let Some((name, value)) = rest.split_once('=') else {
            return false;
        };
        let name = name.trim();
        let is_name = !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-:_".contains(&byte));
        if !is_name {
            return false;
        }
        let value = value.trim_start();
        rest = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let Some((_, rest)) = value.get(1..).and_then(|value| value.split_once(quote))
                else {
                    return false;
                };
                rest.trim_start()
            }
            _ => value
                .split_once(char::is_whitespace)
                .map_or("", |(_, rest)| rest.trim_start()),
        };
    }
    true
}

/// The sign of an entity at the start of a text, and how long that is.
fn entity(text: &str) -> Option<(char, usize)> {
    let inner = text.strip_prefix('&')?;
    let end = inner.find(';').filter(|end| *end <= 10)?;
    let name = inner.get(..end)?;
    let sign = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let code = match hex {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => number.parse().ok(),
            };
            char::from_u32(code?).filter(|sign| !sign.is_control() || sign.is_whitespace())?
        }
        None => match LATIN.iter().position(|known| *known == name) {
            Some(at) => char::from_u32(0xA0 + u32::try_from(at).ok()?)?,
            None => OTHERS.iter().find(|(known, _)| *known == name)?.1,
        },
    };
    Some((sign, end + 2))
}

/// What is written so far.
#[derive(Default)]
struct Writer {
    text: String,
    /// Line breaks that are due before the next word.
    breaks: usize,
    /// Whether line breaks of the source count: not where tags make lines.
    keeps_lines: bool,
    link: Option<(String, usize)>,
    unseen: Option<String>,
}

/// The text without tags and entities; `None` if there are none.
fn read(text: &str) -> Option<String> {
    let mut writer = Writer {
        keeps_lines: !makes_lines(text),
        ..Writer::default()
    };
    let (mut rest, mut has_markup) = (text, false);
    while let Some(sign) = rest.chars().next() {
        let mut length = sign.len_utf8();
        if sign == '<'
            && let Some(end) = rest
                .strip_prefix("<!--")
                .and_then(|inner| inner.find("-->"))
        {
            length = "<!--".len() + end + "-->".len();
            has_markup = true;
        } else if sign == '<'
            && let Some(tag) = tag(rest)
        {
            length = tag.length;
            has_markup = true;
            writer.tag(&tag);
        } else if sign == '&'
            && let Some((sign, written)) = entity(rest)
        {
            length = written;
            has_markup = true;
            writer.sign(if sign == '\u{a0}' { ' ' } else { sign });
        } else {
            writer.sign(sign);
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    has_markup.then(|| writer.text.trim().to_owned())
}

fn makes_lines(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let tag = text.get(at..).and_then(tag);
        tag.is_some_and(|tag| is_line(&tag.name))
    })
}

fn is_line(name: &str) -> bool {
    LINES.contains(&name) || PARAGRAPHS.contains(&name) || name == "li"
}

impl Writer {
    fn sign(&mut self, sign: char) {
        if self.unseen.is_some() {
            return;
        }
        if sign.is_whitespace() && !self.keeps_lines {
            if self.breaks == 0 && !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
            return;
        }
        self.flush();
        self.text.push(sign);
    }

    fn flush(&mut self) {
        if self.breaks > 0 {
            self.text.truncate(self.text.trim_end_matches(' ').len());
            if !self.text.is_empty() {
                self.text.push_str(&"\n".repeat(self.breaks));
            }
            self.breaks = 0;
        }
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        let name = tag.name.as_str();
        if let Some(unseen) = &self.unseen {
            if tag.is_end && unseen == name {
                self.unseen = None;
            }
            return;
        }
        match name {
            "script" | "style" | "title" if !tag.is_end => self.unseen = Some(name.to_owned()),
            "br" => self.breaks = (self.breaks + 1).min(2),
            "li" if !tag.is_end => {
                self.breaks = self.breaks.max(1);
                self.flush();
                self.text.push_str("– ");
            }
            "td" | "th" if tag.is_end => self.sign(' '),
            "a" if !tag.is_end => {
                let address = attribute(tag.attributes, "href");
                self.link = address.map(|address| (address, self.text.len()));
            }
            "a" => self.end_link(),
            "img" => {
                for sign in attribute(tag.attributes, "alt").unwrap_or_default().chars() {
                    self.sign(sign);
                }
            }
            name if PARAGRAPHS.contains(&name) => self.breaks = 2,
            name if is_line(name) => self.breaks = self.breaks.max(1),
            _ => {}
        }
    }

    /// The address behind its words, unless they are the address.
    fn end_link(&mut self) {
        let Some((address, start)) = self.link.take() else {
            return;
        };
        let words = self.text.get(start..).unwrap_or_default().trim();
        let is_told = words == address || address.starts_with(['#', '/']) || address.is_empty();
        if !is_told {
            let space = if words.is_empty() { "" } else { " " };
            let told = format!("{space}({address})");
            self.flush();
            self.text.push_str(&told);
        }
    }
}

/// The value of an attribute, decoded.
fn attribute(attributes: &str, name: &str) -> Option<String> {
    let lower = attributes.to_ascii_lowercase();
    let at = lower.find(&format!("{name}="))? + name.len() + 1;
    let value = attributes.get(at..)?;
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split(quote).next()?,
        _ => value.split_whitespace().next()?,
    };
    Some(value.replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn markup_becomes_text() {
        for (html, text) in [
            ("<p>Beratung <b>ausbauen</b></p>", "Beratung ausbauen"),
            ("<p>Eins</p><p>Zwei</p>", "Eins\n\nZwei"),
            (
                "<p>Eins\n geht weiter</p>\n\n<p>Zwei</p>",
                "Eins geht weiter\n\nZwei",
            ),
            ("Eins<br>Zwei<br/>Drei<BR />Vier", "Eins\nZwei\nDrei\nVier"),
            (
                "<ul><li>Eins</li><li>Zwei</li></ul>danach",
                "– Eins\n– Zwei\ndanach",
            ),
            (
                "Ma&szlig;nahme f&uuml;r &bdquo;&Auml;ltere&ldquo;",
                "Maßnahme für „Ältere“",
            ),
            ("A &amp; B&nbsp;GmbH &#8211; &#x2026;", "A & B GmbH – …"),
            ("&lt;p&gt;Text&lt;/p&gt;", "Text"),
            ("<div class=\"x\">A</div><div>B</div>", "A\nB"),
            ("<span style='color:red; x:>'>rot</span>", "rot"),
            (
                "siehe <a href=\"https://example.org/a?b=1&amp;c=2\">hier</a>.",
                "siehe hier (https://example.org/a?b=1&c=2).",
            ),
            (
                "<a href=\"https://example.org\">https://example.org</a>",
                "https://example.org",
            ),
            (
                "<style>p { color: red }</style><script>x < 1</script>Text",
                "Text",
            ),
            ("a<!-- nicht -->b", "ab"),
            ("<o:p></o:p>Text", "Text"),
            (
                "erste Zeile\nzweite <b>fett</b>",
                "erste Zeile\nzweite fett",
            ),
        ] {
            assert_eq!(plain(html), (text.into(), true), "{html}");
        }
    }

    #[test]
    fn what_looks_like_markup_stays() {
        for text in [
            "weniger als < 5 und > 3",
            "a < b",
            "a<b and c>d",
            "<5 Fälle",
            "x <y> z",
            "<name@example.org>",
            "Forschung & Entwicklung",
            "AT&T; und R&D",
            "a &unbekannt; b",
            "<b",
            "2 <i 3",
            "https://example.org/?a=1&copy=2",
        ] {
            assert_eq!(plain(text), (text.into(), false), "{text}");
        }
    }
}
