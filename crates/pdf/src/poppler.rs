// SPDX-License-Identifier: EUPL-1.2
//! Words from poppler's `pdftotext`, a program beside ours.

use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use wegmarke_grid::{Area, Word};

/// Dots on the longer side of a picture of a page: on A4 some 120 to the inch.
const DOTS: &str = "1400";

/// Draws a page as PNG.
pub(crate) fn draw(pdf: &[u8], page: u32, mut to: impl std::io::Write) -> std::io::Result<()> {
    let page = page.to_string();
    let mut child = Command::new("pdftoppm")
        .args(["-png", "-cropbox", "-q", "-scale-to", DOTS])
        .args(["-f", &page, "-l", &page, "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    std::thread::scope(|scope| {
        // It may stop reading before the end; that is told by its status.
        scope.spawn(move || input.and_then(|mut input| input.write_all(pdf).ok()));
        let mut output = output.ok_or(std::io::ErrorKind::BrokenPipe)?;
        std::io::copy(&mut output, &mut to)
    })?;
    match child.wait()?.success() {
        true => to.flush(),
        false => Err(std::io::ErrorKind::InvalidData.into()),
    }
}

/// The words of each page; `None` where the program is not there or broke.
pub(crate) fn words(pdf: &[u8]) -> Option<Vec<Vec<Word>>> {
    let mut child = Command::new("pdftotext")
        .args(["-bbox-layout", "-cropbox", "-q", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        // Ours, which leads nowhere: to open another one is to open a file to write.
        .stderr(Stdio::inherit())
        .spawn()
        .ok()?;
    let mut input = child.stdin.take()?;
    let mut output = child.stdout.take()?;
    let text = std::thread::scope(|scope| {
        // It may stop reading before the end; that is told by its status.
        scope.spawn(move || input.write_all(pdf).ok());
        let mut text = Vec::new();
        output.read_to_end(&mut text).ok().map(|_| text)
    });
    let status = child.wait().ok()?;
    status.success().then_some(())?;
    parse(&String::from_utf8_lossy(&text?))
}

/// The document that `-bbox-layout` writes: `page`, and `word` with its edges.
fn parse(text: &str) -> Option<Vec<Vec<Word>>> {
    let mut pages: Vec<Vec<Word>> = Vec::new();
    let mut word: Option<Word> = None;
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) if tag.name().as_ref() == "page" => pages.push(Vec::new()),
            Event::Start(tag) if tag.name().as_ref() == "word" => word = Some(start(&tag)?),
            Event::Text(said) => {
                if let Some(word) = &mut word {
                    word.text.push_str(&said);
                }
            }
            Event::GeneralRef(named) => {
                if let Some(word) = &mut word {
                    word.text.push(sign(&named)?);
                }
            }
            Event::End(tag) if tag.name().as_ref() == "word" => {
                let word = word.take()?;
                if !word.text.trim().is_empty() {
                    pages.last_mut()?.push(word);
                }
            }
            Event::Eof => return Some(pages),
            _ => {}
        }
    }
}

/// `&amp;` and its like.
fn sign(named: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    if let Some(sign) = named.resolve_char_ref().ok()? {
        return Some(sign);
    }
    Some(match &**named {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

fn start(tag: &BytesStart<'_>) -> Option<Word> {
    let edge = |name: &str| -> Option<f32> {
        let value = tag.try_get_attribute(name).ok()??.value;
        value.parse().ok()
    };
    Some(Word {
        area: Area::new(edge("xMin")?, edge("yMin")?, edge("xMax")?, edge("yMax")?),
        text: String::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn words_are_read_with_their_edges_and_signs() {
        let text = r#"<html><body><doc><page width="10" height="20"><flow><block><line>
            <word xMin="1.5" yMin="2" xMax="3" yMax="4">R&amp;D&#8209;x</word>
            </line></block></flow></page><page width="1" height="1"></page></doc></body></html>"#;
        let pages = parse(text).unwrap();
        assert_eq!(pages.len(), 2);
        assert_eq!(pages[0][0].text, "R&D\u{2011}x");
        assert_eq!(pages[0][0].area.x0, 1.5);
        assert!(parse("<doc><page><word>").is_none());
    }
}
