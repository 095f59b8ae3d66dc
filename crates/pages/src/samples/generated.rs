// SPDX-License-Identifier: EUPL-1.2
//! Registers that nobody thought of: a few measures, milestones, demands, sums and a round, put together at
//! random, and cut off after any entry.

use proptest::prelude::*;
use serde_json::{Value as Json, json};
use wegmarke_domain::register::Register;

use super::Wording;
use super::maker::Maker;

/// Who takes part.
const WHO: [&str; 3] = ["qx-new", "qx-kok", "qx-rapporteur"];
const GROUPS: [&str; 3] = ["women", "minors", "men"];
const DEGREES: [&str; 5] = ["met", "partial", "not-met", "contradicted", "unclear"];
const DELIVERY: [&str; 3] = ["not-started", "limited", "complete"];

/// What happens in one of them: small numbers, each taken by what it is the number of.
#[derive(Debug, Clone)]
pub(crate) struct Made {
    measures: Vec<[u8; 6]>,
    milestones: Vec<[u8; 3]>,
    judgements: Vec<[u8; 4]>,
    sums: Vec<[u8; 4]>,
    duties: Vec<[u8; 3]>,
    /// Standards, parts, answers and inquiries of the referral mechanism.
    mechanism: Vec<[u8; 6]>,
    is_revealed: bool,
    /// How many entries of all there are.
    kept: u8,
}

/// Any of them.
pub(crate) fn anything() -> impl Strategy<Value = Made> {
    let some = |most: usize| prop::collection::vec(any::<[u8; 3]>(), 0..=most);
    let four = |most: usize| prop::collection::vec(any::<[u8; 4]>(), 0..=most);
    (
        prop::collection::vec(any::<[u8; 6]>(), 0..=6),
        some(6),
        four(10),
        four(20),
        some(6),
        prop::collection::vec(any::<[u8; 6]>(), 0..=12),
        prop::bool::weighted(0.8),
        prop_oneof![3 => Just(u8::MAX), 1 => any::<u8>()],
    )
        .prop_map(
            |(measures, milestones, judgements, sums, duties, mechanism, is_revealed, kept)| Made {
                measures,
                milestones,
                judgements,
                sums,
                duties,
                mechanism,
                is_revealed,
                kept,
            },
        )
}

fn pick<'a>(all: &[&'a str], at: u8) -> &'a str {
    all[usize::from(at) % all.len()]
}

fn span(from: u8, length: u8) -> Json {
    let from = 2023 + u16::from(from % 4);
    let until = from + u16::from(length % 4);
    json!({ "as_written": format!("{from}–{until}"), "from": format!("{from}-03-01"), "until": format!("{until}-11-30") })
}

fn day(at: u8) -> Json {
    let on = format!("{}-{:02}-15", 2024 + u16::from(at % 4), 1 + at % 12);
    json!({ "as_written": on, "from": on, "until": on })
}

impl Made {
    /// The register of it.
    pub(crate) fn register(&self) -> Register {
        let mut m = Maker {
            wording: Wording::Typical,
            lines: Vec::new(),
        };
        frame(&mut m);
        for (n, made) in self.measures.iter().enumerate() {
            measure(&mut m, n, made);
        }
        for (n, made) in self.milestones.iter().enumerate() {
            self.milestone(&mut m, n, made);
        }
        for made in &self.judgements {
            self.judgement(&mut m, made);
        }
        for made in &self.sums {
            self.sum(&mut m, made);
        }
        self.round(&mut m);
        for (n, made) in self.mechanism.iter().enumerate() {
            mechanism(&mut m, n, made);
        }
        let kept = usize::from(self.kept).max(1).min(m.lines.len());
        super::register::register(&m.lines[..kept])
    }

    /// A measure by a number; there may be none.
    fn measure(&self, at: u8) -> Option<String> {
        let n = usize::from(at).checked_rem(self.measures.len())?;
        Some(id(n, &self.measures[n]))
    }

    fn milestone(&self, m: &mut Maker, n: usize, [due, on, moved]: &[u8; 3]) {
        let subject = format!("milestone/qx-plan/m{n}");
        let measures: Vec<String> = self.measure(*on).into_iter().collect();
        let mut record = json!({ "id": format!("qx-plan/m{n}"), "title": m.text("milestone"), "measures": measures });
        if due % 5 > 0 {
            record["due"] = day(*due);
        }
        m.state(&subject, record.clone());
        let later = day(*moved);
        if moved % 3 == 0 && record["due"] != later {
            let change = match record.get("due").filter(|due| !due.is_null()) {
                Some(due) => json!({ "from": due, "to": later }),
                None => json!({ "to": later }),
            };
            m.say(&subject, "changed", json!({ "changes": { "due": change } }));
        }
    }

    fn judgement(&self, m: &mut Maker, [demand, author, degree, on]: &[u8; 4]) {
        // Every fifth is about a duty: these are judged as demands are.
        let (noun, demand) = match demand % 5 {
            4 => ("obligation", "qx-eu".to_owned()),
            _ => ("recommendation", format!("qx-{}", demand % 4)),
        };
        let author = pick(&WHO, *author);
        let plan = if on % 7 == 0 { "qx-other" } else { "qx-plan" };
        let id = match noun {
            "obligation" => format!("obligation/{demand}/{plan}/{author}"),
            _ => format!("{demand}/{plan}/{author}"),
        };
        if is_said(m, &format!("coverage/{id}")) {
            return;
        }
        let measures: Vec<String> = self
            .measure(*on)
            .filter(|_| on % 2 == 0)
            .into_iter()
            .collect();
        m.state(
            &format!("coverage/{id}"),
            json!({ "id": id, noun: demand, "plan": plan, "author": author, "degree": pick(&DEGREES, *degree), "measures": measures }),
        );
    }

    fn sum(&self, m: &mut Maker, [on, by, year, amount]: &[u8; 4]) {
        let Some(measure) = self.measure(*on) else {
            return;
        };
        let (by, year) = (pick(&WHO, *by), 2024 + u16::from(year % 3));
        let id = format!("{measure}/{year}/{by}");
        if is_said(m, &format!("funding/{id}")) {
            return;
        }
        m.state(
            &format!("funding/{id}"),
            json!({ "id": id, "measure": measure, "year": year, "organisation": by, "planned": (u16::from(amount % 3) * 100).to_string(), "ends_on": format!("{year}-12-31") }),
        );
    }

    /// A round that asks for some of it, and what was said.
    fn round(&self, m: &mut Maker) {
        let nouns = ["report", "practice", "assessment"];
        let mut duties: Vec<(Json, &[u8; 3])> = self
            .duties
            .iter()
            .filter_map(|made| {
                let on = format!("measure/{}", self.measure(made[1])?);
                let at = usize::from(made[0]) % WHO.len();
                let duty = json!({ "organisation": WHO[at], "noun": nouns[at], "on": on });
                Some((duty, made))
            })
            .collect();
        // Who is asked twice for one thing says it once.
        duties.sort_by_key(|(duty, _)| duty.to_string());
        duties.dedup_by(|a, b| a.0 == b.0);
        let asked: Vec<Json> = duties.iter().map(|(duty, _)| duty.clone()).collect();
        m.state(
            "round/qx-plan/r1",
            json!({
                "id": "qx-plan/r1", "plan": "qx-plan", "title": m.text("round"), "from": "2024-01-01", "until": "2024-12-31",
                "opens_at": "2024-12-25T00:00:00Z", "due_at": "2025-02-01T00:00:00Z", "replies_until": "2025-03-01T00:00:00Z",
                "duties": asked,
            }),
        );
        let open = json!({ "advance": { "to": "open", "due_at": "2024-12-25T00:00:00Z" } });
        m.say("round/qx-plan/r1", "opened", open);
        for (duty, made) in duties.iter().filter(|(_, made)| made[2] % 3 > 0) {
            let word = |name: &str| duty[name].as_str().unwrap().to_owned();
            let (by, noun, on) = (word("organisation"), word("noun"), word("on"));
            let delivery = pick(&DELIVERY, made[2]);
            let says = match &*noun {
                "report" => json!({ "delivery": delivery, "narrative": m.text("narrative") }),
                "practice" => json!({ "delivery": delivery, "observed": m.text("observed") }),
                _ => json!({ "delivery": delivery, "reasons": m.text("reasons") }),
            };
            let subject = format!("{noun}/qx-plan/r1/{by}/1/{on}");
            m.say_as(
                &by,
                &subject,
                "submitted",
                json!({ "says": { noun: says } }),
            );
        }
        if self.is_revealed {
            let closing = json!({ "advance": { "to": "closing" } });
            m.say("round/qx-plan/r1", "revealed", closing);
        }
    }
}

/// Whether there is such a thing already: it is stated once.
fn is_said(m: &Maker, subject: &str) -> bool {
    let mut lines = m.lines.iter();
    lines.any(|line| line.entry.subject.to_string() == subject)
}

/// What stands around it: organisations, two plans, fields, demands and a duty.
fn frame(m: &mut Maker) {
    for (id, kind) in WHO.iter().zip(["ministry", "civil-society", "independent"]) {
        m.state(
            &format!("organisation/{id}"),
            json!({ "id": id, "name": m.text("name"), "kind": kind }),
        );
    }
    m.state(
        "plan/qx-plan",
        json!({ "id": "qx-plan", "title": m.text("plan"), "lead": ["qx-new"], "measures_stated": 12, "period": span(1, 3) }),
    );
    m.state(
        "plan/qx-other",
        json!({ "id": "qx-other", "title": m.text("other") }),
    );
    for n in 1..3 {
        m.state(
            &format!("field/qx-plan/{n}"),
            json!({ "id": format!("qx-plan/{n}"), "number": n.to_string(), "measures_stated": 3 }),
        );
    }
    for n in 0..4 {
        m.state(
            &format!("recommendation/qx-{n}"),
            json!({ "id": format!("qx-{n}"), "issuer": WHO[1 + n % 2], "title": m.text("demand"), "topics": ["steering"], "same_as": (n == 2).then_some("qx-1") }),
        );
    }
    m.state(
        "obligation/qx-eu",
        json!({ "id": "qx-eu", "instrument": m.words("instrument"), "article": m.words("article"), "title": m.text("duty"), "checked_by_lawyer": false }),
    );
}

/// The id of a measure: one in four is of the other plan.
fn id(n: usize, [plan, ..]: &[u8; 6]) -> String {
    let plan = if plan % 4 == 0 { "qx-other" } else { "qx-plan" };
    format!("{plan}/{n}")
}

fn measure(m: &mut Maker, n: usize, made: &[u8; 6]) {
    let id = id(n, made);
    let [_, lead, from, length, group, text] = *made;
    let mut record = json!({ "id": id, "title": m.text("measure"), "number": (n + 1).to_string() });
    if id.starts_with("qx-plan") && text % 4 > 0 {
        record["field"] = format!("qx-plan/{}", 1 + text % 2).into();
    }
    if lead % 3 > 0 {
        record["lead"] = json!([pick(&WHO, lead)]);
    }
    if from % 3 > 0 {
        record["period"] = span(from, length);
    }
    if text % 3 > 0 {
        record["description"] = m.text("description");
    }
    if group % 2 > 0 {
        record["groups"] = json!([pick(&GROUPS, group)]);
    }
    m.state(&format!("measure/{id}"), record);
    if text % 16 == 0 {
        m.say(&format!("measure/{id}"), "dropped", json!({}));
    }
}

const LANDS: [&str; 4] = ["de", "de-by", "de-be", "de-sn"];

/// A standard, a part, an answer or an inquiry.
fn mechanism(m: &mut Maker, n: usize, made: &[u8; 6]) {
    let [what, land, by, on, one, other] = *made;
    let (land, by) = (pick(&LANDS, land), pick(&WHO, by));
    let standard = format!("qx-s{}", on % 3);
    match what % 4 {
        0 if !is_said(m, &format!("standard/{standard}")) => {
            let mut record = json!({ "id": standard, "title": m.text("standard"), "force": "recommended", "issuer": by });
            if one % 3 > 0 {
                record["levels"] = json!([pick(&["federation", "land"], one)]);
            }
            m.state(&format!("standard/{standard}"), record);
        }
        1 => {
            let id = format!("qx-a{n}");
            let kind = pick(&["shelter", "focal-point", "agreement"], one);
            let mut record = json!({ "id": id, "title": m.text("part"), "kind": kind, "land": land, "organisation": by });
            match kind {
                "shelter" => {
                    record["group"] = pick(&GROUPS, other).into();
                    record["places"] = (on % 3).into();
                    record["places_wanted"] = (other % 4).into();
                }
                "focal-point" if other % 2 > 0 => {
                    record["mandate"] = m.text("mandate");
                    record["independence"] = "bound".into();
                }
                _ => {}
            }
            if on % 4 == 0 {
                record["until"] = day(other);
            }
            m.state(&format!("arrangement/{id}"), record);
        }
        2 if is_said(m, &format!("standard/{standard}")) => {
            let id = format!("{standard}/{land}/{by}");
            if !is_said(m, &format!("answer/{id}")) {
                let degree = pick(&["met", "partial", "not-met", "unclear"], one);
                m.state(
                    &format!("answer/{id}"),
                    json!({ "id": id, "standard": standard, "land": land, "organisation": by, "degree": degree, "note": m.text("why") }),
                );
            }
        }
        3 => {
            let id = format!("qx-i{n}");
            let asked = 2024 + u16::from(one % 3);
            m.state(
                &format!("inquiry/{id}"),
                json!({
                    "id": id, "title": m.text("inquiry"), "organisation": "qx-rapporteur", "lands": [land], "asked": [by],
                    "asked_on": format!("{asked}-02-01"), "due_on": format!("{}-02-01", asked + u16::from(other % 2)),
                }),
            );
        }
        _ => {}
    }
}
