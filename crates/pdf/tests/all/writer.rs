// SPDX-License-Identifier: EUPL-1.2
//! A small writer of plans: tables as PDF, in the manners in which real ones are drawn.

use std::fmt::Write as _;

/// Width and height of a page as shown.
pub const PAGE: (f32, f32) = (842.0, 595.0);
const SIZE: f32 = 8.0;
const LEADING: f32 = 9.6;
const PAD: f32 = 3.0;
/// Courier is as wide everywhere.
const SIGN: f32 = 0.6;

/// How cells are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawn {
    /// Lines around each cell.
    Strokes,
    /// The same, as thin filled rectangles.
    Rectangles,
    /// No line at the left and right side.
    OpenSides,
    /// Each cell is shaded, with a gap to the next.
    Shaded,
    /// Nothing but gaps.
    Nothing,
}

/// A manner to draw a table.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    pub drawn: Drawn,
    /// 0, 90, 180 or 270: what the page says of itself.
    pub rotate: u16,
    /// Every other page has its margins the other way round.
    pub mirrored: bool,
    /// Numbers and short cells stand in the middle of their row.
    pub centred: bool,
    /// The head stands on each page, or on the first only.
    pub repeated: bool,
    /// The head stands above the lines.
    pub head_outside: bool,
    /// Words are broken at the end of a line.
    pub hyphens: bool,
    /// Some words lead to a note at the foot of their page.
    pub notes: bool,
    /// Rows go on over pages.
    pub broken: bool,
    /// A heading in a cell over the whole width before rows of another field.
    pub banners: bool,
}

impl Default for Manner {
    fn default() -> Self {
        Self {
            drawn: Drawn::Strokes,
            rotate: 0,
            mirrored: false,
            centred: false,
            repeated: true,
            head_outside: false,
            hyphens: false,
            notes: false,
            broken: false,
            banners: true,
        }
    }
}

/// A table: heads, widths of its columns, and rows with the heading above them.
pub struct Plan<'a> {
    pub heads: &'a [&'a str],
    pub widths: &'a [f32],
    pub rows: &'a [(String, Vec<String>)],
}

/// The plan as PDF.
pub fn write(plan: &Plan<'_>, manner: Manner) -> Vec<u8> {
    let mut press = Press {
        plan,
        manner,
        pages: Vec::new(),
        page: String::new(),
        notes: Vec::new(),
        y: 0.0,
        is_first: true,
    };
    press.begin();
    let mut field = "";
    for (number, (heading, cells)) in plan.rows.iter().enumerate() {
        if manner.banners && heading != field {
            press.banner(heading);
            field = heading;
        }
        press.row(number, cells);
    }
    press.end();
    file(&press.pages, manner.rotate)
}

struct Press<'a> {
    plan: &'a Plan<'a>,
    manner: Manner,
    pages: Vec<String>,
    page: String,
    notes: Vec<String>,
    /// How far down the page it is.
    y: f32,
    is_first: bool,
}

const TOP: f32 = 60.0;
const FOOT: f32 = 80.0;

impl Press<'_> {
    fn left(&self) -> f32 {
        if self.manner.mirrored && self.pages.len() % 2 == 1 {
            30.0
        } else {
            60.0
        }
    }

    fn room(&self) -> f32 {
        PAGE.1 - FOOT - self.y
    }

    fn begin(&mut self) {
        self.y = TOP;
        let number = self.pages.len() + 1;
        self.text(self.left(), 40.0, SIZE, "Aktionsplan, Anhang");
        self.text(
            PAGE.0 - 100.0,
            PAGE.1 - 30.0,
            SIZE,
            &format!("Seite {number}"),
        );
        if self.manner.repeated || self.is_first {
            let heads: Vec<String> = self
                .plan
                .heads
                .iter()
                .map(|head| (*head).to_owned())
                .collect();
            let lines: Vec<Vec<String>> = heads.iter().map(|head| vec![head.clone()]).collect();
            if self.manner.head_outside {
                let mut x = self.left();
                for (head, width) in heads.iter().zip(self.plan.widths) {
                    self.text(x + PAD, self.y + SIZE, SIZE, head);
                    x += width;
                }
                self.y += LEADING + 2.0;
            } else {
                self.cells(&lines, &[]);
            }
        }
        self.is_first = false;
    }

    fn end(&mut self) {
        let mut y = PAGE.1 - 65.0;
        for note in std::mem::take(&mut self.notes) {
            let (sign, text) = note.split_at(1);
            self.text(self.left(), y - 2.5, 4.5, sign);
            self.text(self.left() + 3.0, y, 6.5, text);
            y += 8.0;
        }
        self.pages.push(std::mem::take(&mut self.page));
    }

    fn turn(&mut self) {
        self.end();
        self.begin();
    }

    fn banner(&mut self, heading: &str) {
        if self.room() < 60.0 {
            self.turn();
        }
        let width: f32 = self.plan.widths.iter().sum();
        let (x, y) = (self.left(), self.y);
        self.frame(x, y, width, LEADING + 2.0 * PAD);
        self.text(x + PAD, y + PAD + SIZE, SIZE, heading);
        self.y += LEADING + 2.0 * PAD;
    }

    fn row(&mut self, number: usize, cells: &[String]) {
        let mut lines: Vec<Vec<String>> = cells
            .iter()
            .zip(self.plan.widths)
            .map(|(cell, width)| wrap(cell, *width, self.manner.hyphens))
            .collect();
        // A note leads from the last word of every ninth measure, where that is a word.
        let noted = self.manner.notes
            && number % 9 == 4
            && cells[1].chars().rev().take(3).all(char::is_alphabetic);
        let height = |lines: &[Vec<String>]| {
            let most = lines.iter().map(Vec::len).max().unwrap_or(1).max(1);
            f32::from(u16::try_from(most).unwrap()) * LEADING + 2.0 * PAD
        };
        if height(&lines) > self.room() {
            let fit = ((self.room() - 2.0 * PAD) / LEADING).floor();
            let long = lines[1].len();
            // At least one line on either side.
            if self.manner.broken && !noted && fit >= 1.0 && (fit as usize) < long {
                let fit = fit as usize;
                let rest: Vec<Vec<String>> = lines
                    .iter_mut()
                    .map(|cell| cell.split_off(fit.min(cell.len())))
                    .collect();
                self.cells(&lines, &[]);
                self.turn();
                self.cells(&rest, &[]);
                return;
            }
            self.turn();
        }
        let mut marks = Vec::new();
        if noted {
            let sign = char::from(b'1' + u8::try_from(self.notes.len()).unwrap());
            self.notes.push(format!(
                "{sign}Vorbehaltlich der Mittel im Haushalt, Zeile {number}."
            ));
            marks.push((1, sign));
        }
        self.cells(&lines, &marks);
    }

    /// Draws the cells of a row, or of a piece of one, and goes below it.
    fn cells(&mut self, lines: &[Vec<String>], marks: &[(usize, char)]) {
        let most = lines.iter().map(Vec::len).max().unwrap_or(1).max(1);
        let of = |many: usize| f32::from(u16::try_from(many).unwrap()) * LEADING;
        let gap = if self.manner.drawn == Drawn::Nothing {
            6.0
        } else {
            0.0
        };
        let height = of(most) + 2.0 * PAD;
        let mut x = self.left();
        for (column, (cell, width)) in lines.iter().zip(self.plan.widths).enumerate() {
            self.frame(x, self.y, *width, height);
            let spare = of(most) - of(cell.len());
            let down = if self.manner.centred && column != 1 {
                spare / 2.0
            } else {
                0.0
            };
            let mut y = self.y + PAD + SIZE + down;
            for (at, line) in cell.iter().enumerate() {
                self.text(x + PAD, y, SIZE, line);
                if let Some((_, sign)) = marks
                    .iter()
                    .find(|mark| mark.0 == column && at + 1 == cell.len())
                {
                    let end = x
                        + PAD
                        + f32::from(u16::try_from(line.chars().count()).unwrap()) * SIGN * SIZE;
                    self.text(end, y - 3.0, 4.5, &sign.to_string());
                }
                y += LEADING;
            }
            x += width;
        }
        self.y += height + gap;
    }

    fn frame(&mut self, x: f32, y: f32, width: f32, height: f32) {
        let (low, page) = (PAGE.1 - y - height, &mut self.page);
        let right = x + width;
        let top = PAGE.1 - y;
        match self.manner.drawn {
            Drawn::Strokes => {
                let _ = writeln!(page, "0 G 0.5 w {x} {low} {width} {height} re S");
            }
            Drawn::Rectangles => {
                for (x, y, w, h) in [
                    (x, low, width, 0.5),
                    (x, top, width, 0.5),
                    (x, low, 0.5, height),
                    (right, low, 0.5, height),
                ] {
                    let _ = writeln!(page, "0 g {x} {y} {w} {h} re f");
                }
            }
            Drawn::OpenSides => {
                let _ = writeln!(
                    page,
                    "0 G 0.5 w {x} {low} m {right} {low} l S {x} {top} m {right} {top} l S"
                );
                if x > 61.0 {
                    let _ = writeln!(page, "{x} {low} m {x} {top} l S");
                }
            }
            Drawn::Shaded => {
                let (x, y, w, h) = (x + 0.5, low + 0.5, width - 1.0, height - 1.0);
                let _ = writeln!(page, "0.87 0.91 0.95 rg {x} {y} {w} {h} re f 0 g");
            }
            Drawn::Nothing => {}
        }
    }

    fn text(&mut self, x: f32, y: f32, size: f32, text: &str) {
        if text.is_empty() {
            return;
        }
        let mut said = String::new();
        for sign in text.chars() {
            let code = match sign {
                '–' => 0x96,
                '„' => 0x84,
                '“' => 0x93,
                other => u8::try_from(u32::from(other)).unwrap(),
            };
            let _ = write!(said, "{code:02x}");
        }
        let up = PAGE.1 - y;
        let _ = writeln!(self.page, "0 g BT /F1 {size} Tf {x} {up} Td <{said}> Tj ET");
    }
}

/// Words to lines that fit; a long word is broken where it may be.
fn wrap(text: &str, width: f32, hyphens: bool) -> Vec<String> {
    let most = ((width - 2.0 * PAD) / (SIGN * SIZE)) as usize;
    let mut lines = vec![String::new()];
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let mut word = word.to_owned();
        loop {
            let line = lines.last_mut().unwrap();
            let used = line.chars().count() + usize::from(!line.is_empty());
            let signs: Vec<char> = word.chars().collect();
            if used + signs.len() <= most {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(&word);
                break;
            }
            let room = most.saturating_sub(used + 1);
            let is_plain = signs
                .iter()
                .all(|sign| sign.is_lowercase() || sign.is_uppercase());
            let at = room.min(signs.len().saturating_sub(3));
            if hyphens
                && is_plain
                && at >= 3
                && signs.len() >= 8
                && signs[1..].iter().all(|sign| sign.is_lowercase())
            {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.extend(&signs[..at]);
                line.push('-');
                word = signs[at..].iter().collect();
            } else if signs.len() > most && line.is_empty() {
                panic!("{word} does not fit");
            }
            lines.push(String::new());
        }
    }
    if text.is_empty() { Vec::new() } else { lines }
}

/// Pages of content to a file.
fn file(pages: &[String], rotate: u16) -> Vec<u8> {
    let (width, height) = PAGE;
    let (media, turn) = match rotate {
        90 => ((height, width), format!("0 1 -1 0 {height} 0 cm")),
        180 => ((width, height), format!("-1 0 0 -1 {width} {height} cm")),
        270 => ((height, width), format!("0 -1 1 0 0 {width} cm")),
        _ => ((width, height), String::new()),
    };
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        String::new(),
        "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    let mut kids = String::new();
    for page in pages {
        let content = format!("{turn}\n{page}");
        objects.push(format!(
            "<</Length {}>>stream\n{content}\nendstream",
            content.len()
        ));
        let _ = write!(kids, "{} 0 R ", objects.len() + 1);
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {} {}]/Rotate {rotate}/Contents {} 0 R\
             /Resources<</Font<</F1 3 0 R>>>>>>",
            media.0,
            media.1,
            objects.len()
        ));
    }
    objects[1] = format!("<</Type/Pages/Count {}/Kids[{kids}]>>", pages.len());
    let mut file = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", number + 1);
    }
    let start = file.len();
    let _ = write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for offset in offsets {
        let _ = writeln!(file, "{offset:010} 00000 n ");
    }
    let _ = write!(
        file,
        "trailer<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    );
    file.into_bytes()
}
