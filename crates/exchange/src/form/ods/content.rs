// SPDX-License-Identifier: EUPL-1.2
//! The sheets themselves: `content.xml`.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::super::FIRST_DAY;
use super::super::layout::{Check, Entry, Format, HEAD_ROWS, Layout, Look, Rule, Sheet, Slot};

/// Room that a character takes, and that a cell keeps free, in millimetres.
const CHARACTER: f64 = 2.0;
const MARGIN: f64 = 1.5;
/// Day 0 of the numbers that stand for days.
const DAY_ZERO: jiff::civil::Date = jiff::civil::date(1899, 12, 30);

const SPACES: [(&str, &str); 9] = [
    (
        "xmlns:office",
        "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    ),
    (
        "xmlns:style",
        "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    ),
    (
        "xmlns:text",
        "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    ),
    (
        "xmlns:table",
        "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    ),
    (
        "xmlns:number",
        "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
    ),
    (
        "xmlns:fo",
        "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    ),
    ("xmlns:of", "urn:oasis:names:tc:opendocument:xmlns:of:1.2"),
    (
        "xmlns:loext",
        "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    ),
    ("office:version", "1.3"),
];

type Attributes<'a> = &'a [(&'a str, &'a str)];

pub(super) fn content(layout: &Layout) -> io::Result<String> {
    let mut xml = Xml(Writer::new(Vec::new()));
    xml.0
        .write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.start("office:document-content", &SPACES)?;
    xml.start("office:automatic-styles", &[])?;
    number_styles(&mut xml)?;
    for look in Look::ALL {
        cell_style(&mut xml, look)?;
    }
    let sheets = [
        (&layout.form, "s0"),
        (&layout.help, "s1"),
        (&layout.stamp, "s2"),
    ];
    sheet_styles(&mut xml, &sheets)?;
    xml.end("office:automatic-styles")?;
    xml.start("office:body", &[])?;
    xml.start("office:spreadsheet", &[])?;
    checks(&mut xml, layout)?;
    for (sheet, style) in sheets {
        let is_form = style == "s0";
        draw(&mut xml, sheet, style, is_form)?;
    }
    xml.end("office:spreadsheet")?;
    xml.end("office:body")?;
    xml.end("office:document-content")?;
    String::from_utf8(xml.0.into_inner()).map_err(io::Error::other)
}

/// XML as it is written: elements and texts, nothing between them.
struct Xml(Writer<Vec<u8>>);

impl Xml {
    fn start(&mut self, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        let tag = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.0.write_event(Event::Start(tag))
    }

    fn empty(&mut self, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        let tag = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.0.write_event(Event::Empty(tag))
    }

    fn end(&mut self, name: &str) -> io::Result<()> {
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    /// A text of several lines. Readers drop blanks at the edges and all but one of several, so
    /// these are elements of their own.
    fn paragraphs(&mut self, text: &str) -> io::Result<()> {
        for line in text.split('\n') {
            self.start("text:p", &[])?;
            let (mut words, mut before) = (String::new(), ' ');
            let mut signs = line.chars().peekable();
            while let Some(sign) = signs.next() {
                let is_between = before != ' ' && signs.peek().is_some_and(|next| *next != ' ');
                if sign != ' ' || is_between {
                    words.push(sign);
                } else {
                    self.words(&mut words)?;
                    self.empty("text:s", &[])?;
                }
                before = sign;
            }
            self.words(&mut words)?;
            self.end("text:p")?;
        }
        Ok(())
    }

    fn words(&mut self, words: &mut String) -> io::Result<()> {
        let words = std::mem::take(words);
        if words.is_empty() {
            return Ok(());
        }
        self.0.write_event(Event::Text(BytesText::new(&words)))
    }
}

// --- styles ---

/// How a day, a text and a whole number are shown.
fn number_styles(xml: &mut Xml) -> io::Result<()> {
    xml.start("number:text-style", &[("style:name", "n-text")])?;
    xml.empty("number:text-content", &[])?;
    xml.end("number:text-style")?;
    xml.start(
        "number:date-style",
        &[("style:name", "n-day"), ("number:automatic-order", "true")],
    )?;
    for (name, style) in [
        ("number:day", "long"),
        ("number:month", "long"),
        ("number:year", "long"),
    ] {
        if name != "number:day" {
            xml.start("number:text", &[])?;
            xml.0.write_event(Event::Text(BytesText::new(".")))?;
            xml.end("number:text")?;
        }
        xml.empty(name, &[("number:style", style)])?;
    }
    xml.end("number:date-style")?;
    xml.start("number:number-style", &[("style:name", "n-whole")])?;
    let whole = [
        ("number:decimal-places", "0"),
        ("number:min-integer-digits", "1"),
    ];
    xml.empty("number:number", &whole)?;
    xml.end("number:number-style")
}

fn style_name(look: Look) -> &'static str {
    match look {
        Look::Heading => "heading",
        Look::Plain => "plain",
        Look::Locked(Format::Text) => "locked-text",
        Look::Locked(Format::Day) => "locked-day",
        Look::Locked(Format::Number) => "locked-number",
        Look::Locked(Format::Whole) => "locked-whole",
        Look::Open(Format::Text) => "open-text",
        Look::Open(Format::Day) => "open-day",
        Look::Open(Format::Number) => "open-number",
        Look::Open(Format::Whole) => "open-whole",
    }
}

fn cell_style(xml: &mut Xml, look: Look) -> io::Result<()> {
    let mut named = vec![
        ("style:name", style_name(look)),
        ("style:family", "table-cell"),
        ("style:parent-style-name", "Default"),
    ];
    if let Look::Locked(format) | Look::Open(format) = look {
        match format {
            Format::Text => named.push(("style:data-style-name", "n-text")),
            Format::Day => named.push(("style:data-style-name", "n-day")),
            Format::Number => {}
            Format::Whole => named.push(("style:data-style-name", "n-whole")),
        }
    }
    xml.start("style:style", &named)?;
    let mut shape = vec![("fo:wrap-option", "wrap"), ("style:vertical-align", "top")];
    shape.push(match look {
        Look::Open(_) => ("style:cell-protect", "none"),
        _ => ("style:cell-protect", "protected"),
    });
    if look != Look::Plain {
        shape.push(("fo:border", "0.5pt solid #999999"));
    }
    match look {
        Look::Heading => shape.push(("fo:background-color", "#d9d9d9")),
        Look::Locked(_) => shape.push(("fo:background-color", "#f2f2f2")),
        Look::Plain | Look::Open(_) => {}
    }
    xml.empty("style:table-cell-properties", &shape)?;
    if look == Look::Heading {
        xml.empty("style:text-properties", &[("fo:font-weight", "bold")])?;
    }
    xml.end("style:style")
}

/// Sheets, rows that are as high as their texts, and columns.
fn sheet_styles(xml: &mut Xml, sheets: &[(&Sheet, &str); 3]) -> io::Result<()> {
    let row = [("style:name", "row"), ("style:family", "table-row")];
    xml.start("style:style", &row)?;
    let high = [("style:use-optimal-row-height", "true")];
    xml.empty("style:table-row-properties", &high)?;
    xml.end("style:style")?;
    for (sheet, name) in sheets {
        let table = [
            ("style:name", *name),
            ("style:family", "table"),
            ("style:master-page-name", "Default"),
        ];
        xml.start("style:style", &table)?;
        let shown = if *name == "s2" { "false" } else { "true" };
        xml.empty("style:table-properties", &[("table:display", shown)])?;
        xml.end("style:style")?;
        for (column, track) in sheet.tracks.iter().enumerate() {
            let name = format!("{name}-c{column}");
            let column = [("style:name", &*name), ("style:family", "table-column")];
            xml.start("style:style", &column)?;
            let width = format!("{:.1}mm", f64::from(track.width) * CHARACTER + MARGIN);
            let width = [("style:column-width", &*width)];
            xml.empty("style:table-column-properties", &width)?;
            xml.end("style:style")?;
        }
    }
    Ok(())
}

// --- checks ---

fn check_name(column: usize) -> String {
    format!("check{column}")
}

fn checks(xml: &mut Xml, layout: &Layout) -> io::Result<()> {
    let tracks = layout.form.tracks.iter().enumerate();
    let checks = tracks.filter_map(|(at, track)| Some((at, track.check.as_ref()?)));
    let checks: Vec<(usize, &Check)> = checks.collect();
    if checks.is_empty() {
        return Ok(());
    }
    xml.start("table:content-validations", &[])?;
    for (at, check) in checks {
        let name = check_name(at);
        let condition = condition(check.rule, &layout.stamp.name);
        let base = format!("{}.A1", quoted(&layout.form.name));
        let mut tag = vec![("table:name", &*name)];
        if let Some(condition) = &condition {
            tag.push(("table:condition", condition));
        }
        tag.extend([
            ("table:allow-empty-cell", "true"),
            ("table:display-list", "unsorted"),
            ("table:base-cell-address", &base),
        ]);
        xml.start("table:content-validation", &tag)?;
        if !check.message.is_empty() {
            let title = [("table:title", &*check.title), ("table:display", "true")];
            xml.start("table:help-message", &title)?;
            xml.paragraphs(&check.message)?;
            xml.end("table:help-message")?;
        }
        if condition.is_some() {
            let stop = [("table:message-type", "stop"), ("table:display", "true")];
            xml.empty("table:error-message", &stop)?;
        }
        xml.end("table:content-validation")?;
    }
    xml.end("table:content-validations")
}

fn condition(rule: Rule, list: &str) -> Option<String> {
    Some(match rule {
        Rule::Any => return None,
        Rule::List { column, labels } => {
            let letters = rust_xlsxwriter::utility::column_number_to_name(column);
            let (list, last) = (quoted(list), labels + 1);
            format!("of:cell-content-is-in-list([${list}.${letters}$2:.${letters}${last}])")
        }
        Rule::Day => {
            let first = (FIRST_DAY - DAY_ZERO).get_days();
            format!("of:cell-content-is-date() and cell-content()>={first}")
        }
        Rule::Number => {
            "of:cell-content-is-decimal-number() and cell-content-is-between(-1E15,1E15)".to_owned()
        }
        Rule::Whole => {
            "of:cell-content-is-whole-number() and cell-content-is-between(-1E15,1E15)".to_owned()
        }
    })
}

/// A sheet's name as formulas take it.
fn quoted(name: &str) -> String {
    format!("'{}'", name.replace('\'', "''"))
}

// --- sheets ---

fn draw(xml: &mut Xml, sheet: &Sheet, style: &str, is_form: bool) -> io::Result<()> {
    let table = [
        ("table:name", &*sheet.name),
        ("table:style-name", style),
        ("table:protected", "true"),
    ];
    xml.start("table:table", &table)?;
    let may = [
        ("loext:select-protected-cells", "true"),
        ("loext:select-unprotected-cells", "true"),
    ];
    xml.empty("loext:table-protection", &may)?;
    for (column, track) in sheet.tracks.iter().enumerate() {
        let name = format!("{style}-c{column}");
        let mut tag = vec![("table:style-name", &*name)];
        if track.is_hidden {
            tag.push(("table:visibility", "collapse"));
        }
        xml.empty("table:table-column", &tag)?;
    }
    for (number, row) in (0..).zip(&sheet.rows) {
        if is_form && number == 0 {
            xml.start("table:table-header-rows", &[])?;
        }
        let mut tag = vec![("table:style-name", "row")];
        if is_form && number == 0 {
            tag.push(("table:visibility", "collapse"));
        }
        xml.start("table:table-row", &tag)?;
        for (column, slot) in row.iter().enumerate() {
            let track = sheet.tracks.get(column);
            let is_checked =
                number >= HEAD_ROWS && track.is_some_and(|track| track.check.is_some());
            let check = is_checked.then(|| check_name(column));
            cell(xml, slot, check.as_deref())?;
        }
        xml.end("table:table-row")?;
        if is_form && number + 1 == HEAD_ROWS {
            xml.end("table:table-header-rows")?;
        }
    }
    xml.end("table:table")
}

fn cell(xml: &mut Xml, slot: &Slot, check: Option<&str>) -> io::Result<()> {
    let mut tag = vec![("table:style-name", style_name(slot.look))];
    if let Some(check) = check {
        tag.push(("table:content-validation-name", check));
    }
    let shown = match &slot.entry {
        Entry::Blank => return xml.empty("table:table-cell", &tag),
        Entry::Text(text) => text.clone(),
        Entry::Number(number) => number.to_string(),
        Entry::Day(day) => day.to_string(),
    };
    match &slot.entry {
        Entry::Number(_) => {
            tag.extend([("office:value-type", "float"), ("office:value", &shown)]);
        }
        Entry::Day(_) => {
            tag.extend([("office:value-type", "date"), ("office:date-value", &shown)]);
        }
        Entry::Text(_) | Entry::Blank => tag.push(("office:value-type", "string")),
    }
    xml.start("table:table-cell", &tag)?;
    xml.paragraphs(&shown)?;
    xml.end("table:table-cell")
}
