// SPDX-License-Identifier: EUPL-1.2
//! Between what an organisation says and the fields of a form, both ways.
//!
//! Names are those of the domain's problems. Blank rows are left out; a problem is put back to the
//! row it was typed in.

use jiff::civil::Date;
use rust_decimal::Decimal;
use wegmarke_domain::assessment::Assessment;
use wegmarke_domain::contribution::{Address, Says};
use wegmarke_domain::file::File;
use wegmarke_domain::funding::Money;
use wegmarke_domain::indicator::Reading;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::practice::Practice;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::proof::Proof;
use wegmarke_domain::register::Register;
use wegmarke_domain::reply::Reply;
use wegmarke_domain::report::{Measured, Reached, Report, YearMoney};
use wegmarke_domain::scale::Check;
use wegmarke_domain::stated::Stated;
use wegmarke_domain::text::{Lang, Text};
use wegmarke_domain::time::parse_day;
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::say::{PROOFS, YEARS, count_rows, list_indicators, list_milestones};

/// What a form says, and everything that does not read.
pub(crate) struct Read {
    pub(crate) says: Says,
    pub(crate) problems: Vec<Problem>,
    /// For each list, the row each of its items was typed in.
    rows: Vec<(&'static str, Vec<usize>)>,
}

impl Read {
    /// Puts a problem of the domain back to the row it was typed in.
    pub(crate) fn place(&self, problem: Problem) -> Problem {
        let mut parts = problem.field.splitn(3, '.');
        let place = || {
            let (list, at) = (parts.next()?, parts.next()?.parse::<usize>().ok()?);
            let (_, rows) = self.rows.iter().find(|(known, _)| *known == list)?;
            let row = rows.get(at)?;
            Some(match parts.next() {
                Some(rest) => format!("{list}.{row}.{rest}"),
                None => format!("{list}.{row}"),
            })
        };
        let mut place = place;
        match place() {
            Some(field) => Problem {
                field: field.into(),
                ..problem
            },
            None => problem,
        }
    }
}

/// Reads the fields of a form, and notes everything that does not read.
pub(super) struct Reader<'a> {
    pub(super) values: &'a Values,
    files: &'a [File],
    pub(super) lang: Lang,
    pub(super) problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    /// A reader of texts in this language.
    pub(super) const fn new(values: &'a Values, lang: Lang) -> Self {
        Self {
            values,
            files: &[],
            lang,
            problems: Vec::new(),
        }
    }

    /// Notes that a field is blank.
    pub(super) fn required(&mut self, name: &str) {
        if self.values.get(name).trim().is_empty() {
            self.problems.push(Problem::new(name, codes::REQUIRED));
        }
    }

    pub(super) fn wrong(&mut self, name: &str, code: &'static str) {
        let given: String = self.values.get(name).chars().take(60).collect();
        self.problems.push(Problem::new(name, code).with(given));
    }

    /// A text in the language of the form; in other languages it stays as it was.
    pub(super) fn text(&self, name: &str, before: &Stated<Text>) -> Stated<Text> {
        let kept = before.value().into_iter().flat_map(Text::iter);
        let kept = kept
            .filter(|(lang, _)| *lang != self.lang)
            .map(|(lang, words)| (lang, words.to_owned()));
        let typed = clean(self.values.get(name));
        Text::from_parts(kept.chain([(self.lang, typed)])).into()
    }

    pub(super) fn word<T: std::str::FromStr>(&mut self, name: &str) -> Stated<T> {
        let given = self.values.get(name).trim().to_owned();
        if given.is_empty() {
            return Stated::NotStated;
        }
        match given.parse() {
            Ok(word) => Stated::Value(word),
            Err(_) => {
                self.wrong(name, codes::NOT_A_CHOICE);
                Stated::NotStated
            }
        }
    }

    pub(super) fn day(&mut self, name: &str) -> Stated<Date> {
        let given = self.values.get(name).trim().to_owned();
        if given.is_empty() {
            return Stated::NotStated;
        }
        match parse_day(&given) {
            Ok(day) => Stated::Value(day),
            Err(_) => {
                self.wrong(name, codes::NOT_A_DATE);
                Stated::NotStated
            }
        }
    }

    pub(super) fn number(&mut self, name: &str) -> Stated<Decimal> {
        let given = self.values.get(name).trim().to_owned();
        if given.is_empty() {
            return Stated::NotStated;
        }
        match parse_number(&given) {
            Some(number) => Stated::Value(number),
            None => {
                self.wrong(name, codes::NOT_A_NUMBER);
                Stated::NotStated
            }
        }
    }

    pub(super) fn words(&self, name: &str) -> Stated<Box<str>> {
        let given = clean(self.values.get(name));
        let given = given.trim();
        if given.is_empty() {
            Stated::NotStated
        } else {
            Stated::Value(given.into())
        }
    }

    fn is_blank(&self, names: &[String]) -> bool {
        names
            .iter()
            .all(|name| self.values.get(name).trim().is_empty())
    }

    /// The file whose hash a field names.
    fn file(&self, name: &str) -> Option<File> {
        let sha256 = self.values.get(name);
        let of = |file: &&File| *file.sha256 == *sha256;
        self.files.iter().find(of).cloned()
    }

    fn proofs(&mut self, rows: &mut Vec<usize>, before: &[Proof]) -> Vec<Proof> {
        let mut proofs = Vec::new();
        for row in 0..count_rows(self.values, "evidence", PROOFS) {
            let name = |part: &str| format!("evidence.{row}.{part}");
            let parts = ["title", "url", "held", "dated_on", "shows"];
            if self.is_blank(&parts.map(name)) {
                continue;
            }
            let known = before.get(row);
            let title = known.map_or(Stated::NotStated, |proof| {
                Stated::Value(proof.title.clone())
            });
            let Stated::Value(title) = self.text(&name("title"), &title) else {
                self.problems
                    .push(Problem::new(name("title"), codes::REQUIRED));
                continue;
            };
            rows.push(row);
            let url = clean(self.values.get(&name("url")));
            proofs.push(Proof {
                title,
                url: Some(url.trim())
                    .filter(|url| !url.is_empty())
                    .map(Into::into),
                file: self.file(&name("held")),
                dated_on: self.day(&name("dated_on")),
                shows: self.word(&name("shows")),
            });
        }
        proofs
    }
}

/// Line ends as one, without characters that cannot be meant.
fn clean(text: &str) -> String {
    let kept = |c: &char| *c == '\n' || *c == '\t' || !c.is_control();
    text.replace("\r\n", "\n").chars().filter(kept).collect()
}

/// "1.250.000,50", "1,250,000.50", "1250000.5". What may be a thousand times larger or smaller,
/// such as "1.250", is no number.
pub(crate) fn parse_number(text: &str) -> Option<Decimal> {
    let text: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '€')
        .collect();
    let is_mark = |c: char| matches!(c, ',' | '.');
    let (whole, part) = match text.rfind(is_mark) {
        None => (&*text, ""),
        Some(at) => {
            let (whole, part) = (&text[..at], &text[at + 1..]);
            let zero = matches!(whole, "0" | "-0");
            let same = whole.contains(&text[at..=at]);
            match (whole.contains(is_mark), part.len()) {
                // The same mark more than once stands between thousands.
                (_, 3) if same => (&*text, ""),
                (false, 3) if !zero => return None,
                (_, 0) => return None,
                _ if same => return None,
                _ => (whole, part),
            }
        }
    };
    let groups: Vec<&str> = whole.split(is_mark).collect();
    if groups.iter().skip(1).any(|group| group.len() != 3) {
        return None;
    }
    let digits = groups.concat();
    let number = if part.is_empty() {
        digits
    } else {
        format!("{digits}.{part}")
    };
    number
        .parse()
        .ok()
        .map(|number: Decimal| number.normalize())
}

/// A number as [`parse_number`] reads it back.
pub(crate) fn typed(number: &Decimal) -> String {
    let mut number = number.normalize();
    if number.scale() == 3 {
        number.rescale(4);
    }
    number.to_string()
}

/// Reads a form. What was said before keeps its texts in other languages. `files` are those that
/// the organisation uploaded and the values name.
pub(crate) fn read(
    register: &Register,
    address: &Address,
    values: &Values,
    files: &[File],
    lang: Lang,
    before: Option<&Says>,
) -> Read {
    let mut reader = Reader {
        files,
        ..Reader::new(values, lang)
    };
    let mut rows: Vec<(&'static str, Vec<usize>)> = Vec::new();
    let mut proofs = Vec::new();
    let kept = before.map(Says::proofs).unwrap_or_default();
    let evidence = reader.proofs(&mut proofs, kept);
    rows.push(("evidence", proofs));
    let says = match address.noun {
        Noun::Report => {
            let empty = Report::default();
            let before = match before {
                Some(Says::Report(report)) => report,
                _ => &empty,
            };
            let report = report(register, address, &mut reader, &mut rows, before);
            Says::Report(Report { evidence, ..report })
        }
        Noun::Assessment => {
            let empty = Assessment::default();
            let before = match before {
                Some(Says::Assessment(said)) => said,
                _ => &empty,
            };
            let design = Check::ALL.iter().filter_map(|check| {
                let judged = reader.word(&format!("design.{}", check.as_str()));
                Some((*check, *judged.value()?))
            });
            Says::Assessment(Assessment {
                design: design.collect(),
                delivery: reader.word("delivery"),
                effect: reader.word("effect"),
                reasons: reader.text("reasons", &before.reasons),
                evidence,
            })
        }
        Noun::Practice => {
            let empty = Practice::default();
            let before = match before {
                Some(Says::Practice(said)) => said,
                _ => &empty,
            };
            Says::Practice(Practice {
                observed: reader.text("observed", &before.observed),
                group: reader.text("group", &before.group),
                land: reader.word("land"),
                reach: reader.word("reach"),
                delivery: reader.word("delivery"),
                effect: reader.word("effect"),
                evidence,
            })
        }
        _ => {
            let empty = Reply::default();
            let before = match before {
                Some(Says::Reply(said)) => said,
                _ => &empty,
            };
            Says::Reply(Reply {
                text: reader.text("text", &before.text),
                evidence,
            })
        }
    };
    Read {
        says,
        problems: reader.problems,
        rows,
    }
}

fn report(
    register: &Register,
    address: &Address,
    reader: &mut Reader<'_>,
    rows: &mut Vec<(&'static str, Vec<usize>)>,
    before: &Report,
) -> Report {
    let mut flags = std::collections::BTreeSet::new();
    for word in reader.values.all("flags") {
        if let Ok(flag) = word.parse() {
            flags.insert(flag);
        }
    }
    let mut milestones = (Vec::new(), Vec::new());
    for (row, milestone) in list_milestones(register, address).into_iter().enumerate() {
        if let Stated::Value(on) = reader.day(&format!("milestones.{row}.on")) {
            let known = before
                .milestones
                .iter()
                .find(|known| known.milestone == milestone.id);
            milestones.0.push(Reached {
                milestone: milestone.id.clone(),
                on,
                evidence: known.map_or_else(Vec::new, |known| known.evidence.clone()),
            });
            milestones.1.push(row);
        }
    }
    let mut values = (Vec::new(), Vec::new());
    for (row, indicator) in list_indicators(register, address).into_iter().enumerate() {
        let name = |part: &str| format!("values.{row}.{part}");
        if reader.is_blank(&[name("on"), name("reading")]) {
            continue;
        }
        let on = reader.day(&name("on"));
        let reading = if indicator.levels.is_empty() {
            reader
                .number(&name("reading"))
                .value()
                .copied()
                .map(Reading::Number)
        } else {
            reader
                .word::<u8>(&name("reading"))
                .value()
                .copied()
                .map(Reading::Level)
        };
        match (on, reading) {
            (Stated::Value(on), Some(reading)) => {
                // A source belongs to one reading: another one has another.
                let same = |known: &&Measured| {
                    known.indicator == indicator.id && known.on == on && known.reading == reading
                };
                let known = before.values.iter().find(same);
                values.0.push(Measured {
                    indicator: indicator.id.clone(),
                    on,
                    reading,
                    source: known.map_or(Stated::NotStated, |known| known.source.clone()),
                });
                values.1.push(row);
            }
            (on, reading) => {
                for (missing, part) in
                    [(on.value().is_none(), "on"), (reading.is_none(), "reading")]
                {
                    if missing && reader.is_blank(&[name(part)]) {
                        reader
                            .problems
                            .push(Problem::new(name(part), codes::REQUIRED));
                    }
                }
            }
        }
    }
    let mut funding = (Vec::new(), Vec::new());
    for row in 0..count_rows(reader.values, "funding", YEARS) {
        let name = |part: &str| format!("funding.{row}.{part}");
        let parts = [
            "year",
            "needed",
            "planned",
            "secured",
            "spent",
            "security",
            "budget_line",
            "ends_on",
        ];
        if reader.is_blank(&parts.map(name)) {
            continue;
        }
        let money = Money {
            needed: reader.number(&name("needed")),
            planned: reader.number(&name("planned")),
            secured: reader.number(&name("secured")),
            spent: reader.number(&name("spent")),
            security: reader.word(&name("security")),
            budget_line: reader.words(&name("budget_line")),
            ends_on: reader.day(&name("ends_on")),
            source: Stated::NotStated,
        };
        let year: Option<i16> = reader.values.get(&name("year")).trim().parse().ok();
        let known = before.funding.iter().find(|known| Some(known.year) == year);
        let money = Money {
            source: known.map_or(Stated::NotStated, |known| known.money.source.clone()),
            ..money
        };
        match year {
            Some(year) => {
                funding.0.push(YearMoney { year, money });
                funding.1.push(row);
            }
            None => reader.wrong(&name("year"), codes::NOT_A_YEAR),
        }
    }
    rows.extend([
        ("milestones", milestones.1),
        ("values", values.1),
        ("funding", funding.1),
    ]);
    Report {
        delivery: reader.word("delivery"),
        flags,
        narrative: reader.text("narrative", &before.narrative),
        obstacles: reader.text("obstacles", &before.obstacles),
        next_steps: reader.text("next_steps", &before.next_steps),
        milestones: milestones.0,
        values: values.0,
        funding: funding.0,
        evidence: Vec::new(),
    }
}

/// The fields of a form that say the same.
pub(crate) fn write(register: &Register, address: &Address, says: &Says, lang: Lang) -> Values {
    let mut out: Vec<(String, String)> = Vec::new();
    let mut put = |name: &str, value: String| {
        if !value.is_empty() {
            out.push((name.to_owned(), value));
        }
    };
    let words = |text: &Stated<Text>| {
        let text = text.value().and_then(|text| text.find(lang));
        text.unwrap_or_default().to_owned()
    };
    macro_rules! word {
        ($stated:expr) => {
            $stated
                .value()
                .map_or_else(String::new, |word| word.as_str().to_owned())
        };
    }
    fn shown<T: ToString>(stated: &Stated<T>) -> String {
        stated.value().map_or_else(String::new, ToString::to_string)
    }
    match says {
        Says::Report(report) => {
            put("delivery", word!(report.delivery));
            for flag in &report.flags {
                put("flags", flag.as_str().to_owned());
            }
            put("narrative", words(&report.narrative));
            put("obstacles", words(&report.obstacles));
            put("next_steps", words(&report.next_steps));
            for (row, milestone) in list_milestones(register, address).into_iter().enumerate() {
                let of = |reached: &&Reached| reached.milestone == milestone.id;
                if let Some(reached) = report.milestones.iter().find(of) {
                    put(&format!("milestones.{row}.on"), reached.on.to_string());
                }
            }
            for (row, indicator) in list_indicators(register, address).into_iter().enumerate() {
                let of = |measured: &&Measured| measured.indicator == indicator.id;
                if let Some(measured) = report.values.iter().find(of) {
                    put(&format!("values.{row}.on"), measured.on.to_string());
                    let reading = match measured.reading {
                        Reading::Number(number) => typed(&number),
                        Reading::Level(level) => level.to_string(),
                    };
                    put(&format!("values.{row}.reading"), reading);
                }
            }
            for (row, year) in report.funding.iter().enumerate() {
                let name = |part: &str| format!("funding.{row}.{part}");
                put(&name("year"), year.year.to_string());
                for (part, amount) in year.money.amounts() {
                    put(&name(part), amount.value().map_or_else(String::new, typed));
                }
                put(&name("security"), word!(year.money.security));
                put(&name("budget_line"), shown(&year.money.budget_line));
                put(&name("ends_on"), shown(&year.money.ends_on));
            }
        }
        Says::Assessment(said) => {
            put("delivery", word!(said.delivery));
            put("effect", word!(said.effect));
            put("reasons", words(&said.reasons));
            for (check, judged) in &said.design {
                put(
                    &format!("design.{}", check.as_str()),
                    judged.as_str().to_owned(),
                );
            }
        }
        Says::Practice(said) => {
            put("observed", words(&said.observed));
            put("group", words(&said.group));
            put("land", word!(said.land));
            put("reach", word!(said.reach));
            put("delivery", word!(said.delivery));
            put("effect", word!(said.effect));
        }
        Says::Reply(said) => put("text", words(&said.text)),
    }
    for (row, proof) in says.proofs().iter().enumerate() {
        let name = |part: &str| format!("evidence.{row}.{part}");
        put(&name("title"), words(&Stated::Value(proof.title.clone())));
        put(
            &name("url"),
            proof.url.as_deref().unwrap_or_default().to_owned(),
        );
        let file = proof.file.as_ref();
        put(
            &name("held"),
            file.map_or_else(String::new, |file| file.sha256.to_string()),
        );
        put(&name("dated_on"), shown(&proof.dated_on));
        put(&name("shows"), word!(proof.shows));
    }
    Values(out)
}

#[cfg(test)]
mod tests {
    use super::{clean, parse_number, typed};
    use rust_decimal::Decimal;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, number) in [
            ("1.250.000,50 €", Some("1250000.5")),
            ("1,250,000.50", Some("1250000.5")),
            ("1250000.5", Some("1250000.5")),
            ("1.250.000", Some("1250000")),
            ("0,5", Some("0.5")),
            ("1 000", Some("1000")),
            ("-3", Some("-3")),
            ("12,3456", Some("12.3456")),
            ("1.250", None),
            ("1,250", None),
            ("0,125", Some("0.125")),
            ("12.", None),
            ("1.250.00", None),
            ("=1+1", None),
            ("viel", None),
            ("", None),
        ] {
            assert_eq!(
                parse_number(text).map(|n| n.to_string()).as_deref(),
                number,
                "{text}"
            );
        }
    }

    #[test]
    fn a_number_that_was_kept_is_read_back_as_it_was() {
        for text in [
            "1.25",
            "1.125",
            "0.125",
            "-0.125",
            "1250",
            "1250000.5",
            "3.14159",
        ] {
            let number: Decimal = text.parse().unwrap();
            assert_eq!(parse_number(&typed(&number)), Some(number), "{text}");
        }
    }

    #[test]
    fn control_characters_do_not_come_in() {
        assert_eq!(clean("a\r\nb\u{0}\u{7}c\t"), "a\nbc\t");
    }
}
