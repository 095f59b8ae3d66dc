// SPDX-License-Identifier: EUPL-1.2
//! The fields of a report, with its milestones, values and money.

use wegmarke_domain::contribution::Address;
use wegmarke_domain::funding::Money;
use wegmarke_domain::indicator::{Indicator, Reading};
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::proof::Proof;
use wegmarke_domain::register::Register;
use wegmarke_domain::report::{Measured, Reached, Report, YearMoney};
use wegmarke_domain::stated::Stated;
use wegmarke_pages::work::say::{YEARS, count_rows, list_indicators, list_milestones};

use super::reader::Reader;
use super::typed;
use super::writer::{Writer, word};

pub(super) fn read(
    register: &Register,
    address: &Address,
    reader: &mut Reader<'_>,
    before: &Report,
    evidence: Vec<Proof>,
) -> Report {
    Report {
        flags: reader.choices("flags"),
        milestones: milestones(register, address, reader, &before.milestones),
        values: values(register, address, reader, &before.values),
        funding: funding(reader, &before.funding),
        delivery: reader.word("delivery"),
        narrative: reader.text("narrative", &before.narrative),
        obstacles: reader.text("obstacles", &before.obstacles),
        next_steps: reader.text("next_steps", &before.next_steps),
        evidence,
    }
}

/// What is blank was not reached; a row is a milestone by its place in the measure's list.
fn milestones(
    register: &Register,
    address: &Address,
    reader: &mut Reader<'_>,
    before: &[Reached],
) -> Vec<Reached> {
    let mut reached = Vec::new();
    for (row, milestone) in list_milestones(register, address).into_iter().enumerate() {
        let Stated::Value(on) = reader.day(&format!("milestones.{row}.on")) else {
            continue;
        };
        let known = before.iter().find(|known| known.milestone == milestone.id);
        reached.push(Reached {
            milestone: milestone.id.clone(),
            on,
            // The form does not ask for it: what an import or a program gave stays.
            evidence: known.map_or_else(Vec::new, |known| known.evidence.clone()),
        });
        reader.item("milestones", row);
    }
    reached
}

fn values(
    register: &Register,
    address: &Address,
    reader: &mut Reader<'_>,
    before: &[Measured],
) -> Vec<Measured> {
    let mut values = Vec::new();
    for (row, indicator) in list_indicators(register, address).into_iter().enumerate() {
        let names = ["on", "reading"].map(|part| format!("values.{row}.{part}"));
        if reader.is_blank(&names) {
            continue;
        }
        let on = reader.day(&names[0]).value().copied();
        let reading = reading(reader, &names[1], indicator);
        if let (Some(on), Some(reading)) = (on, reading) {
            // A source belongs to one reading: another one has another.
            let same = |known: &&Measured| {
                known.indicator == indicator.id && known.on == on && known.reading == reading
            };
            let known = before.iter().find(same);
            values.push(Measured {
                indicator: indicator.id.clone(),
                on,
                reading,
                source: known.map_or(Stated::NotStated, |known| known.source.clone()),
            });
            reader.item("values", row);
            continue;
        }
        // What does not read is told already; what is blank beside it is missing.
        for (name, is_missing) in names.into_iter().zip([on.is_none(), reading.is_none()]) {
            if is_missing && reader.values.get(&name).trim().is_empty() {
                reader.problems.push(Problem::new(name, codes::REQUIRED));
            }
        }
    }
    values
}

/// A number, or the level that was chosen, by its place from 0.
fn reading(reader: &mut Reader<'_>, name: &str, indicator: &Indicator) -> Option<Reading> {
    if indicator.levels.is_empty() {
        let number = reader.number(name);
        number.value().copied().map(Reading::Number)
    } else {
        let level: Stated<u8> = reader.word(name);
        level.value().copied().map(Reading::Level)
    }
}

fn funding(reader: &mut Reader<'_>, before: &[YearMoney]) -> Vec<YearMoney> {
    let mut funding = Vec::new();
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
        let year: Option<i16> = reader.values.get(&name("year")).trim().parse().ok();
        let known = before.iter().find(|known| Some(known.year) == year);
        let money = Money {
            needed: reader.number(&name("needed")),
            planned: reader.number(&name("planned")),
            secured: reader.number(&name("secured")),
            spent: reader.number(&name("spent")),
            security: reader.word(&name("security")),
            budget_line: reader.words(&name("budget_line")),
            ends_on: reader.day(&name("ends_on")),
            source: known.map_or(Stated::NotStated, |known| known.money.source.clone()),
        };
        match year {
            Some(year) => {
                funding.push(YearMoney { year, money });
                reader.item("funding", row);
            }
            None => reader.wrong(&name("year"), codes::NOT_A_YEAR),
        }
    }
    funding
}

pub(super) fn write(register: &Register, address: &Address, writer: &mut Writer, report: &Report) {
    writer.put("delivery", word!(report.delivery));
    for flag in &report.flags {
        writer.put("flags", Some(flag.as_str()));
    }
    writer.text("narrative", report.narrative.value());
    writer.text("obstacles", report.obstacles.value());
    writer.text("next_steps", report.next_steps.value());
    for (row, milestone) in list_milestones(register, address).into_iter().enumerate() {
        let of = |reached: &&Reached| reached.milestone == milestone.id;
        let reached = report.milestones.iter().find(of);
        writer.put(
            &format!("milestones.{row}.on"),
            reached.map(|reached| reached.on),
        );
    }
    for (row, indicator) in list_indicators(register, address).into_iter().enumerate() {
        let of = |measured: &&Measured| measured.indicator == indicator.id;
        if let Some(measured) = report.values.iter().find(of) {
            writer.put(&format!("values.{row}.on"), Some(measured.on));
            let reading = match measured.reading {
                Reading::Number(number) => typed(&number),
                Reading::Level(level) => level.to_string(),
            };
            writer.put(&format!("values.{row}.reading"), Some(reading));
        }
    }
    for (row, year) in report.funding.iter().enumerate() {
        let name = |part: &str| format!("funding.{row}.{part}");
        writer.put(&name("year"), Some(year.year));
        for (part, amount) in year.money.amounts() {
            writer.put(&name(part), amount.value().map(typed));
        }
        writer.put(&name("security"), word!(year.money.security));
        writer.put(&name("budget_line"), year.money.budget_line.value());
        writer.put(&name("ends_on"), year.money.ends_on.value());
    }
}
