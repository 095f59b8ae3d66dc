// SPDX-License-Identifier: EUPL-1.2
//! Charts of public pages as SVG files: `?as=svg&chart=…` behind the address of the page. Like tables they
//! are read from the page itself, so a file shows what the reader sees; and it stands alone: its styles,
//! title, source and date are inside.

use std::fmt::Write as _;

use quick_xml::Reader;
use quick_xml::events::Event;

/// Of the drawing; words are as large as on the page, shapes as wide as there is room.
const WIDTH: usize = 960;
const MARGIN: usize = 32;
/// Where shapes begin, and how wide they are drawn.
const SHAPES: usize = 340;
const SHAPES_WIDTH: usize = 480;
/// Characters of a line over the whole width, and beside shapes.
const LONG: usize = 108;
const SHORT: usize = 38;
/// A row of a wall, and of a small one, with what begins a square of it.
const ROW: &str = "class=\"wm-wall__row\"";
const SMALL_ROW: &str = "class=\"wm-small-wall__row\"";
const ROWS: [(&str, &str); 2] = [
    (ROW, "<svg viewBox"),
    (SMALL_ROW, "<svg class=\"wm-small-wall__square\""),
];
/// A square of the wall with its gap, and how many stand in a row.
const SQUARE: usize = 27;
const SQUARES: usize = 21;

/// A chart of a page of ours, not drawn yet.
#[derive(Debug)]
pub(crate) struct Chart<'a> {
    /// Its name on the page.
    pub(crate) id: &'a str,
    /// What it shows.
    pub(crate) title: String,
    html: &'a str,
    /// What its shapes mean: beside it, or below all small walls of the page.
    legend: Option<&'a str>,
}

/// What a file says beside the chart.
#[derive(Debug)]
pub(crate) struct Around {
    /// Language of the words.
    pub(crate) lang: &'static str,
    /// Title of the page.
    pub(crate) page: String,
    /// Where it comes from, of which day.
    pub(crate) source: String,
}

/// The charts of a page of ours, in its order.
pub(crate) fn charts(html: &str) -> Vec<Chart<'_>> {
    let shared = element(html, "class=\"wm-legend wm-legend--wall\"", "ul");
    let shared = shared.map(|(inner, _)| inner);
    let mut charts = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find("<figure ") {
        let Some(end) = rest[at..].find("</figure>") else {
            break;
        };
        let figure = &rest[at..at + end];
        rest = &rest[at + end..];
        let Some(id) = attribute(figure, "data-chart") else {
            continue;
        };
        let title = attribute(figure, "data-title")
            .map(words)
            .unwrap_or_default();
        // Tables below a drawing are taken as tables.
        let drawn = ["<details", "<table"]
            .iter()
            .filter_map(|tag| figure.find(tag));
        let html = &figure[..drawn.min().unwrap_or(figure.len())];
        let legend = match html.contains(SMALL_ROW) {
            true => shared,
            false => element(html, "class=\"wm-legend\"", "ul").map(|(inner, _)| inner),
        };
        charts.push(Chart {
            id,
            title,
            html,
            legend,
        });
    }
    charts
}

/// What a page of ours is called, and how it is cited.
pub(crate) fn told_of(html: &str) -> (String, String) {
    let of = |open: &str, tag: &str| {
        let found = element(html, open, tag);
        found.map(|(inner, _)| words(inner)).unwrap_or_default()
    };
    let cite = element(html, "class=\"wm-cite\"", "details");
    let cite = cite.and_then(|(inner, _)| element(inner, "<p", "p"));
    (
        of("<h1", "h1"),
        cite.map(|(inner, _)| words(inner)).unwrap_or_default(),
    )
}

/// The value of an attribute that stands in the first tag of some markup.
fn attribute<'a>(html: &'a str, name: &str) -> Option<&'a str> {
    let tag = &html[..html.find('>')?];
    let at = tag.find(&format!("{name}=\""))? + name.len() + 2;
    let end = tag[at..].find('"')?;
    Some(&tag[at..at + end])
}

/// What stands in the first element whose tag has `mark` in it, and what follows it. Elements of one name do
/// not lie in each other in charts.
fn element<'a>(html: &'a str, mark: &str, name: &str) -> Option<(&'a str, &'a str)> {
    let at = html.find(mark)?;
    let from = at + html[at..].find('>')? + 1;
    let close = format!("</{name}>");
    let end = from + html[from..].find(&close)?;
    Some((&html[from..end], &html[end + close.len()..]))
}

/// The words of some markup, with single blanks.
fn words(html: &str) -> String {
    let mut reader = Reader::from_str(html);
    reader.config_mut().check_end_names = false;
    let mut words = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Text(text)) => words.push_str(&text),
            Ok(Event::GeneralRef(named)) => {
                let sign = match named.resolve_char_ref() {
                    Ok(Some(sign)) => Some(sign.to_string()),
                    _ => quick_xml::escape::resolve_predefined_entity(&named).map(str::to_owned),
                };
                words.push_str(&sign.unwrap_or_default());
            }
            Ok(Event::Start(_) | Event::End(_) | Event::Empty(_)) => words.push(' '),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Shapes without the links around them: a file has no page to lead on from.
fn without_links(svg: &str) -> String {
    let mut plain = String::with_capacity(svg.len());
    let mut rest = svg;
    while let Some(at) = rest.find("<a ") {
        plain.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        rest = &rest[end..];
    }
    plain.push_str(rest);
    plain.replace("</a>", "")
}

/// Words as lines of at most so many characters.
fn wrapped(words: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn escaped(words: &str) -> std::borrow::Cow<'_, str> {
    quick_xml::escape::escape(words)
}

/// A drawing that grows downwards.
struct Sheet {
    body: String,
    y: usize,
}

impl Sheet {
    fn text(&mut self, class: &str, x: usize, y: usize, words: &str) {
        let words = escaped(words);
        let _ = writeln!(
            self.body,
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{words}</text>"
        );
    }

    /// Words over the whole width.
    fn lines(&mut self, class: &str, words: &str, most: usize, step: usize) {
        for line in wrapped(words, most) {
            self.y += step;
            self.text(class, MARGIN, self.y, &line);
        }
    }

    fn shapes(&mut self, [x, y, width, height]: [usize; 4], more: &str, inner: &str) {
        let inner = without_links(inner);
        let _ = writeln!(
            self.body,
            "<svg x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{more}>{inner}</svg>"
        );
    }

    /// What shapes mean: as many in a row as fit.
    fn legend(&mut self, list: &str) {
        let mut x = MARGIN;
        let mut rest = list;
        self.y += 26;
        while let Some((item, after)) = element(rest, "<li", "li") {
            rest = after;
            let said = words(item);
            let wide = 44 + said.chars().count() * 8;
            if x > MARGIN && x + wide > WIDTH - MARGIN {
                x = MARGIN;
                self.y += 22;
            }
            if let Some((inner, _)) = element(item, "<svg", "svg") {
                let view = item
                    .find("<svg")
                    .and_then(|at| attribute(&item[at..], "viewBox"));
                let view = view.map_or_else(String::new, |view| format!(" viewBox=\"{view}\""));
                self.shapes([x, self.y - 12, 28, 14], &view, inner);
            } else if item.contains("wm-square--empty") {
                self.square("wm-edge wm-edge--empty", [x, self.y - 12, 14]);
            }
            self.text("wm-legend", x + 34, self.y, &said);
            x += wide;
        }
        self.y += 8;
    }

    /// Lines of words with shapes beside them.
    fn bars(&mut self, html: &str) {
        if let Some((axis, _)) = element(html, "class=\"wm-bars__axis\"", "svg") {
            self.y += 8;
            self.shapes([SHAPES, self.y, SHAPES_WIDTH, 20], "", axis);
            self.y += 20;
        }
        let mut rest = html;
        while let Some((line, after)) = element(rest, "class=\"wm-bars__line\"", "div") {
            rest = after;
            let of = |class: &str| {
                let found = element(line, &format!("class=\"{class}\""), "span");
                found.map(|(inner, _)| words(inner)).unwrap_or_default()
            };
            let label = wrapped(&of("wm-bars__label"), SHORT);
            for (at, part) in label.iter().enumerate() {
                self.text("wm-label", MARGIN, self.y + 20 + at * 17, part);
            }
            if let Some((shapes, _)) = element(line, "class=\"wm-bars__svg\"", "svg") {
                self.shapes([SHAPES, self.y + 6, SHAPES_WIDTH, 18], "", shapes);
            }
            let figures = of("wm-bars__figures");
            self.text("wm-figures", WIDTH - MARGIN, self.y + 20, &figures);
            self.y += 12 + label.len().max(1) * 17;
        }
    }

    fn square(&mut self, class: &str, [x, y, size]: [usize; 3]) {
        let _ = writeln!(
            self.body,
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{size}\" height=\"{size}\"/>"
        );
    }

    /// Squares of measures, row by row.
    fn wall(&mut self, html: &str) {
        for (mark, square) in ROWS {
            self.rows(html, mark, square);
        }
    }

    fn rows(&mut self, html: &str, mark: &str, square: &str) {
        let mut rest = html;
        while let Some(at) = rest.find(mark) {
            let row = &rest[at + 1..];
            let end = row.find(mark).unwrap_or(row.len());
            let row = &row[..end];
            rest = &rest[at + 1 + end..];
            let label = element(row, "class=\"wm-wall__label\"", "p");
            let label = label.map(|(inner, _)| inner);
            let label = label.or_else(|| attribute(row, "data-label"));
            let label = label.map(words).unwrap_or_default();
            let label = wrapped(&label, SHORT);
            for (at, part) in label.iter().enumerate() {
                self.text("wm-label", MARGIN, self.y + 20 + at * 17, part);
            }
            let squares: Vec<&str> = {
                let mut squares = Vec::new();
                let mut rest = row;
                while let Some((inner, after)) = element(rest, square, "svg") {
                    squares.push(inner);
                    rest = after;
                }
                squares
            };
            let empty = row.matches("wm-square--empty").count();
            for at in 0..squares.len() + empty {
                let (x, y) = (
                    SHAPES + at % SQUARES * SQUARE,
                    self.y + 6 + at / SQUARES * SQUARE,
                );
                let class = match squares.get(at) {
                    Some(inner) => {
                        self.shapes([x, y, 24, 24], " viewBox=\"0 0 24 24\"", inner);
                        "wm-edge"
                    }
                    None => "wm-edge wm-edge--empty",
                };
                self.square(class, [x, y, 24]);
            }
            let rows = (squares.len() + empty).div_ceil(SQUARES).max(1);
            self.y += 14 + (rows * SQUARE).max(label.len() * 17);
        }
    }

    /// A drawing that has its own size.
    fn whole(&mut self, html: &str) {
        for class in ["wm-line-chart", "wm-graph"] {
            let mark = format!("class=\"{class}\"");
            let Some((inner, _)) = element(html, &mark, "svg") else {
                continue;
            };
            let tag = html.find(&mark).and_then(|at| html[..at].rfind('<'));
            let tag = tag.map_or("", |at| &html[at..]);
            let number = |words: &str| words.parse::<usize>().ok();
            let view = attribute(tag, "viewBox");
            let height = match view {
                Some(view) => view
                    .split(' ')
                    .nth(3)
                    .and_then(number)
                    .map(|height| height * 2),
                None => attribute(tag, "height").and_then(number),
            };
            let height = height.unwrap_or(240);
            let more = view.map_or_else(String::new, |view| format!(" viewBox=\"{view}\""));
            self.y += 12;
            self.shapes([MARGIN, self.y, WIDTH - 2 * MARGIN, height], &more, inner);
            self.y += height;
        }
    }
}

/// The file of a chart. `marks` is what squares of a wall are made of; `style` are rules for its classes.
pub(crate) fn draw(chart: &Chart<'_>, around: &Around, marks: &str, style: &str) -> String {
    let html = chart.html;
    let finding = element(html, "class=\"wm-chart__finding\"", "p");
    let finding = finding.and_then(|(inner, _)| element(inner, "<span", "span"));
    let finding = finding.map(|(inner, _)| words(inner)).unwrap_or_default();
    let mut sheet = Sheet {
        body: String::new(),
        y: MARGIN,
    };
    sheet.lines("wm-page", &around.page, LONG, 16);
    sheet.y += 6;
    sheet.lines("wm-title", &chart.title, 64, 26);
    sheet.lines("wm-finding", &finding, LONG, 22);
    if let Some(list) = chart.legend {
        sheet.legend(list);
    }
    sheet.bars(html);
    sheet.wall(html);
    sheet.whole(html);
    sheet.y += 14;
    sheet.lines("wm-source", &around.source, 140, 16);
    let height = sheet.y + MARGIN;
    let marks = if html.contains("<use") { marks } else { "" };
    let defs = element(html, "<defs", "defs").map_or("", |(inner, _)| inner);
    let (lang, title) = (around.lang, escaped(&chart.title));
    let (finding, body) = (escaped(&finding), &sheet.body);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" role=\"img\" lang=\"{lang}\">\n<title>{title}</title>\n<desc>{finding}</desc>\n<style>{style}</style>\n<defs>{defs}{marks}</defs>\n<rect class=\"wm-sheet\" width=\"{WIDTH}\" height=\"{height}\"/>\n{body}</svg>\n"
    )
}

/// What the squares of walls on a page are made of.
pub(crate) fn marks(html: &str) -> &str {
    let mut rest = html;
    while let Some((inner, after)) = element(rest, "class=\"wm-marks\"", "svg") {
        if inner.contains("<symbol") {
            return inner;
        }
        rest = after;
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r##"<h1 class="x">Plan &#38; Ziel</h1><figure class="wm-chart" data-chart="c" data-title="A &#60;b&#62;">
<p class="wm-chart__finding"><span id="c-finding">Zwei von drei.</span> <a class="wm-link wm-chart__take" href="/x">SVG</a></p>
<ul class="wm-legend" aria-hidden="true"><li><svg class="wm-legend__swatch" width="14" height="14"><rect class="wm-bar wm-bar--2"/></svg> begrenzt</li></ul>
<div class="wm-bars" role="img"><div class="wm-bars__line"><span class="wm-bars__label">Regierung</span><span class="wm-bars__figures">2 / 3</span>
<svg class="wm-bars__svg" width="100%" height="18"><a href="/y"><rect class="wm-bar wm-bar--2" x="0" y="0" width="66%" height="18"/></a></svg></div></div>
<details><table><tr><td>nicht gezeichnet</td></tr></table></details></figure>
<details class="wm-cite"><summary>Zitieren</summary><p>Seite, 23. November 2026</p></details>"##;

    #[test]
    fn a_chart_is_drawn_with_its_words_and_without_what_leads_away() {
        let charts = charts(PAGE);
        assert_eq!((charts.len(), charts[0].id), (1, "c"));
        let (page, source) = told_of(PAGE);
        assert_eq!(
            (&*page, &*source),
            ("Plan & Ziel", "Seite, 23. November 2026")
        );
        let around = Around {
            lang: "de",
            page,
            source,
        };
        let svg = draw(&charts[0], &around, marks(PAGE), ".wm-bar{}");
        for words in [
            "<title>A &lt;b&gt;</title>",
            "<desc>Zwei von drei.</desc>",
            ">Regierung</text>",
            ">2 / 3</text>",
            ">begrenzt</text>",
            "width=\"66%\"",
            ">Seite, 23. November 2026</text>",
            "Plan &amp; Ziel",
        ] {
            assert!(svg.contains(words), "{words}: {svg}");
        }
        assert!(
            !svg.contains("<a ") && !svg.contains("nicht gezeichnet"),
            "{svg}"
        );
        // It is XML to its end.
        let mut reader = Reader::from_str(&svg);
        loop {
            if let Event::Eof = reader.read_event().unwrap() {
                break;
            }
        }
    }

    #[test]
    fn words_are_broken_between_words() {
        assert_eq!(wrapped("aa bb cc", 6), ["aa bb", "cc"]);
        assert_eq!(wrapped("aaaaaaaa", 3), ["aaaaaaaa"]);
    }
}
