// SPDX-License-Identifier: EUPL-1.2
//! Lists narrowed to the measures of a cell: what counts measures and what lists them ask the same rules.

use wegmarke_domain::measure::Measure;
use wegmarke_domain::milestone::Milestone;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::balance::{Dimension, NONE_STATED, NOT_RECORDED, NOT_STATED, SILENCES};
use wegmarke_domain::rules::covering::is_cited;
use wegmarke_domain::rules::money::{self, Years};
use wegmarke_domain::rules::schedule;

use crate::Ctx;
use crate::parts::{Choice, FilterField, select};

/// Parameters of the lists besides their own.
pub(crate) const NAMES: &[&str] = &[
    "form", "group", "strand", "phase", "level", "money", "years", "running", "begins", "ends",
    "quarter", "asked",
];

/// Whether a measure runs in a year, or begins or ends in it.
type InYear = fn(&Measure, i16) -> bool;

/// Years of measures: parameters with what they ask.
const YEARS: [(&str, &str, InYear); 3] = [
    ("running", "filter-running", schedule::runs_in),
    ("begins", "filter-begins", schedule::begins_in),
    ("ends", "filter-ends", schedule::ends_in),
];

/// In an address: measures that name any word.
pub(crate) const NAMED: &str = "-named";

/// What stands in an address for measures about whose money something is known.
pub(crate) const KNOWN: &str = "known";
/// And for those about whose money nothing is.
pub(crate) const UNKNOWN: &str = "unknown";
/// And for those whose money ends before they do.
pub(crate) const ENDS: &str = "ends";

/// A word of a dimension, or a way to name nothing, for a reader.
pub(crate) fn word(ctx: &Ctx, dimension: Dimension, word: &str) -> String {
    match word {
        NOT_STATED => ctx.t("not-stated"),
        NONE_STATED => ctx.t("stated-as-none"),
        NOT_RECORDED => ctx.word("silence", "not-recorded"),
        NAMED => ctx.t("narrow-named"),
        word => match dimension {
            Dimension::Form => ctx.word("exploitation", word),
            Dimension::Group => ctx.word("group", word),
            Dimension::Strand | Dimension::Phase | Dimension::Level => {
                ctx.word(dimension.as_str(), word)
            }
        },
    }
}

/// Years in an address, and for a reader: `2026`, `2025–2027`.
pub(crate) fn years(years: Years, between: &str) -> String {
    if years.first == years.last {
        return years.first.to_string();
    }
    format!("{}{between}{}", years.first, years.last)
}

/// Whether a measure is one of those that the address asks for.
pub(crate) fn fits(register: &Register, ctx: &Ctx, measure: &Measure) -> bool {
    let in_year = YEARS.iter().all(|(name, _, is)| {
        let year = ctx.query.find(name);
        year.is_none_or(|year| year.parse().is_ok_and(|year| is(measure, year)))
    });
    let asked = ctx.query.find("asked").is_none_or(|asked| {
        asked
            == if is_cited(register, &measure.subject()) {
                "yes"
            } else {
                "no"
            }
    });
    asked && in_year && of_dimensions(register, ctx, measure) && of_money(register, ctx, measure)
}

/// Whether a milestone serves one of the measures that the address asks for.
pub(crate) fn milestone_fits(register: &Register, ctx: &Ctx, milestone: &Milestone) -> bool {
    let asked = Dimension::ALL.iter();
    let mut asked = asked.filter(|one| ctx.query.find(one.as_str()).is_some());
    let mut measures = milestone
        .measures
        .iter()
        .filter_map(|id| register.measures.find(id.as_str()));
    let quarter = ctx.query.find("quarter").is_none_or(|wanted| {
        let day = schedule::find_day(milestone);
        day.is_some_and(|day| schedule::quarter(day) == wanted)
    });
    let mut fits = || measures.any(|measure| of_dimensions(register, ctx, measure));
    quarter && (asked.next().is_none() || fits())
}

fn of_dimensions(register: &Register, ctx: &Ctx, measure: &Measure) -> bool {
    Dimension::ALL.iter().all(|dimension| {
        let Some(wanted) = ctx.query.find(dimension.as_str()) else {
            return true;
        };
        let said = dimension.said(register, measure);
        match wanted {
            NAMED => !said.iter().any(|word| SILENCES.contains(word)),
            wanted => said.contains(&wanted),
        }
    })
}

fn of_money(register: &Register, ctx: &Ctx, measure: &Measure) -> bool {
    let money = match ctx.query.find("money") {
        Some(KNOWN) => money::is_known(register, measure),
        Some(UNKNOWN) => !money::is_known(register, measure),
        Some(ENDS) => money::find_end(register, measure).is_some(),
        Some(_) => false,
        None => true,
    };
    let of_years = |wanted: &str| {
        let amounts = money::list_amounts(register, &measure.id);
        let mut all = amounts.keys();
        all.any(|(of, _, _)| years(*of, "-") == wanted)
    };
    money && ctx.query.find("years").is_none_or(of_years)
}

/// Fields of the filter of measures: only those by which measures differ, or which are asked for.
pub(crate) fn fields<'a>(
    register: &Register,
    ctx: &Ctx,
    measures: impl Iterator<Item = &'a Measure> + Clone,
) -> Vec<FilterField> {
    let mut fields = of_words(register, ctx, measures.clone());
    let known = measures.map(|measure| match money::is_known(register, measure) {
        true => KNOWN,
        false => UNKNOWN,
    });
    let asked = ctx.query.find("money").filter(|word| *word == ENDS);
    let known = known.chain(asked);
    let name = |word: &str| ctx.word("narrow-money", word);
    fields.extend(select(ctx, "money", "filter-money", known, name));
    if ctx.query.find("asked").is_some() {
        let asked = ["yes", "no"].into_iter();
        let name = |word: &str| ctx.word("narrow-asked", word);
        fields.extend(select(ctx, "asked", "filter-asked", asked, name));
    }
    fields.extend(asked_for(ctx, "years", "filter-years"));
    fields.extend(
        YEARS
            .iter()
            .filter_map(|(name, label, _)| asked_for(ctx, name, label)),
    );
    fields
}

/// A field for what is asked for, and only then: it comes from a number that was followed.
fn asked_for(ctx: &Ctx, name: &'static str, label: &str) -> Option<FilterField> {
    let words = ctx.query.find(name)?.to_owned();
    let all = Choice {
        value: String::new(),
        label: ctx.t("filter-all"),
        chosen: false,
    };
    let asked = Choice {
        value: words.clone(),
        label: words,
        chosen: true,
    };
    Some(FilterField::Select {
        name,
        label: ctx.t(label),
        choices: vec![all, asked],
    })
}

/// The same for milestones, by the measures that they serve.
pub(crate) fn fields_of_milestones(
    register: &Register,
    ctx: &Ctx,
    milestones: &[&Milestone],
) -> Vec<FilterField> {
    let asked = |one: &Dimension| ctx.query.find(one.as_str()).is_some();
    let mut fields: Vec<_> = asked_for(ctx, "quarter", "filter-quarter")
        .into_iter()
        .collect();
    if Dimension::ALL.iter().any(asked) {
        let served = milestones.iter().flat_map(|one| &one.measures);
        let measures = served.filter_map(|id| register.measures.find(id.as_str()));
        fields.extend(of_words(register, ctx, measures));
    }
    fields
}

fn of_words<'a>(
    register: &Register,
    ctx: &Ctx,
    measures: impl Iterator<Item = &'a Measure> + Clone,
) -> Vec<FilterField> {
    let fields = Dimension::ALL.iter().filter_map(|dimension| {
        let name = dimension.as_str();
        let said = measures.clone();
        let said = said.flat_map(|measure| dimension.said(register, measure));
        let any = ctx.query.find(name).filter(|word| *word == NAMED);
        let words = said.chain(any);
        let label = format!("dimension-{name}");
        select(ctx, name, &label, words, |word| {
            self::word(ctx, *dimension, word)
        })
    });
    fields.collect()
}
