// SPDX-License-Identifier: EUPL-1.2
//! Tables of public pages as files: `?as=csv`, `xlsx`, `ods`, `json` behind the address of the page,
//! with the same filters, and `table=2` for the second one.
//!
//! They are read from the page itself, so a file holds what the reader sees: nothing else has to be
//! told for a new table. All rows are in it, also those of other pages of a long list. Charts are taken the
//! same way: `?as=svg&chart=…`, see [`drawing`].

pub(crate) mod drawing;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use wegmarke_exchange::taken::{Cell, Taken, to_json, to_ods, to_xlsx};
use wegmarke_l10n::Lang;
use wegmarke_pages::Ctx;

use crate::assets;
use crate::outgoing::Outgoing;

/// A format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Csv,
    Xlsx,
    Ods,
    Json,
}

impl Format {
    /// The format of this name.
    pub(crate) fn find(name: &str) -> Option<Self> {
        match name {
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            "ods" => Some(Self::Ods),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Json => "application/json",
        }
    }

    const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Ods => "ods",
            Self::Json => "json",
        }
    }
}

/// The tables of a page of ours, in its order.
pub(crate) fn tables(html: &str, lang: Lang) -> Vec<Taken> {
    let mut tables = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find("<table") {
        let Some(end) = rest[at..].find("</table>") else {
            break;
        };
        let end = at + end + "</table>".len();
        tables.extend(table(&rest[at..end], lang));
        rest = &rest[end..];
    }
    tables
}

/// What is read of a table.
#[derive(Default)]
struct Reading {
    taken: Taken,
    row: Vec<Cell>,
    /// The words of the caption, heading or cell that is read.
    words: String,
    /// Whether a part of them ended: what follows is another one.
    parted: bool,
    is_numeric: bool,
    in_head: bool,
}

/// One table; `None` if it is no element of ours.
fn table(html: &str, lang: Lang) -> Option<Taken> {
    let mut reader = Reader::from_str(html);
    // `<br>` and the like have no end.
    reader.config_mut().check_end_names = false;
    let mut reading = Reading::default();
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => reading.start(&tag),
            Event::End(tag) => reading.end(tag.name().as_ref(), lang),
            Event::Empty(tag) if tag.name().as_ref() == "br" => reading.parted = true,
            Event::Text(text) => {
                reading.push(&text);
            }
            Event::GeneralRef(named) => {
                let sign = match named.resolve_char_ref().ok()? {
                    Some(sign) => sign.to_string(),
                    None => quick_xml::escape::resolve_predefined_entity(&named)?.to_owned(),
                };
                reading.words.push_str(&sign);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Some(reading.taken)
}

impl Reading {
    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.name().as_ref() {
            "thead" => self.in_head = true,
            "caption" => self.words.clear(),
            "th" | "td" => {
                self.words.clear();
                self.parted = false;
                let class = tag.try_get_attribute("class").ok().flatten();
                self.is_numeric = class.is_some_and(|class| class.value.contains("--numeric"));
            }
            "li" | "p" | "div" | "br" | "dt" | "dd" => self.parted = true,
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        let is_blank = text.trim().is_empty();
        if self.parted && !is_blank {
            if !self.words.trim().is_empty() {
                self.words.push_str("; ");
            }
            self.parted = false;
        }
        self.words.push_str(text);
    }

    fn end(&mut self, name: &str, lang: Lang) {
        match name {
            "thead" => self.in_head = false,
            "caption" => self.taken.name = self.finish(),
            "th" if self.in_head => {
                let words = self.finish();
                self.taken.head.push(words);
            }
            "th" | "td" => {
                let words = self.finish();
                let number = self.is_numeric.then(|| whole(&words, lang)).flatten();
                self.row
                    .push(number.map_or_else(|| Cell::Text(words), Cell::Number));
            }
            "tr" if !self.in_head => {
                let row = std::mem::take(&mut self.row);
                self.taken.rows.push(row);
            }
            _ => {}
        }
    }

    /// The words that were read, with single blanks.
    fn finish(&mut self) -> String {
        let words = std::mem::take(&mut self.words);
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// A whole number as a page of this language writes it.
fn whole(words: &str, lang: Lang) -> Option<i64> {
    let group = match lang {
        Lang::De => '.',
        Lang::En | Lang::Pseudo => ',',
    };
    words
        .replace([group, '\u{202F}', '\u{A0}'], "")
        .parse()
        .ok()
}

/// The file of some tables of a register of so many entries, if it is today's; `None` if there is none, or several where a format takes one.
///
/// # Errors
/// A table that a spreadsheet cannot hold.
pub(crate) fn file(
    tables: &[Taken],
    format: Format,
    path: &str,
    size: Option<u64>,
) -> Result<Option<Outgoing>, String> {
    let bytes = match (format, tables) {
        (_, []) => return Ok(None),
        (Format::Csv, [one]) => one.to_csv().into_bytes(),
        (Format::Csv, _) => return Ok(None),
        (Format::Xlsx, all) => to_xlsx(all).map_err(|error| error.to_string())?,
        (Format::Ods, all) => to_ods(all)?,
        (Format::Json, all) => to_json(all).into_bytes(),
    };
    let at = size.map_or_else(String::new, |size| format!("-at-{size}"));
    let name = name_of(path);
    Ok(Some(Outgoing {
        // Brought back, the file says by its name what it knows of the register.
        name: Some(format!("wegmarke-{name}{at}.{}", format.ending())),
        ..Outgoing::new(format.media_type(), bytes)
    }))
}

/// What stands of an address in the name of a file.
fn name_of(path: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let name: String = path
        .trim_matches('/')
        .chars()
        .map(|c| if plain(c) { c } else { '-' })
        .take(80)
        .collect();
    if name.is_empty() {
        "start".to_owned()
    } else {
        name
    }
}

/// The file of the chart of this name on a page; `None` if there is none.
pub(crate) fn picture(html: &str, id: &str, ctx: &Ctx) -> Option<Outgoing> {
    let charts = drawing::charts(html);
    let chart = charts.iter().find(|chart| chart.id == id)?;
    let (page, cite) = drawing::told_of(html);
    let around = drawing::Around {
        lang: ctx.lang.code(),
        page,
        source: ctx.t_with("chart-source", &[("cite", cite.into())]),
    };
    let style = assets::text("chart.css");
    let svg = drawing::draw(chart, &around, drawing::marks(html), &style);
    Some(Outgoing {
        name: Some(format!("wegmarke-{}-{id}.svg", name_of(&ctx.path))),
        ..Outgoing::new("image/svg+xml", svg)
    })
}

#[cfg(test)]
mod tests {
    use wegmarke_exchange::taken::Cell;
    use wegmarke_l10n::Lang;

    use super::{tables, whole};

    #[test]
    fn a_table_is_read_as_it_is_seen() {
        let html = r#"<p>x</p><table class="t"><caption class="kern-sr-only">A &amp; B</caption><thead><tr>
<th scope="col">Was</th><th scope="col" class="x--numeric">Zahl</th></tr></thead><tbody><tr><th scope="row"><a href="/de/x">Ma&#223;nahme &#60;1&#62;</a></th>
<td class="kern-table__cell--numeric">1.250</td></tr><tr><th><ul><li>eins</li><li>zwei<br>drei</li></ul></th><td class="kern-table__cell--numeric"><span>nicht angegeben</span></td></tr></tbody></table><table><caption>Leer</caption></table>"#;
        let tables = tables(html, Lang::De);
        assert_eq!(tables.len(), 2);
        assert_eq!(tables[0].name, "A & B");
        assert_eq!(tables[0].head, ["Was", "Zahl"]);
        let text = |text: &str| Cell::Text(text.to_owned());
        assert_eq!(
            tables[0].rows[0],
            [text("Maßnahme <1>"), Cell::Number(1250)]
        );
        assert_eq!(
            tables[0].rows[1],
            [text("eins; zwei; drei"), text("nicht angegeben")]
        );
        assert_eq!(
            (whole("1.250", Lang::De), whole("1,250", Lang::En)),
            (Some(1250), Some(1250))
        );
        assert_eq!((whole("1,5", Lang::De), whole("–", Lang::De)), (None, None));
    }
}
