// SPDX-License-Identifier: EUPL-1.2
//! How a thing of the register is named and where its page is.

use std::sync::Arc;

use wegmarke_domain::contribution::Address;
use wegmarke_domain::erasure::OPERATOR;
use wegmarke_domain::hand::Vouched;
use wegmarke_domain::id::{
    AnswerId, CoverageId, FundingId, GroupingId, OrganisationId, ResponseId, ValueId, slug,
};
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::record::Record;
use wegmarke_domain::register::{LogLine, Register};
use wegmarke_domain::roll::Tabled;
use wegmarke_domain::round::RULE;
use wegmarke_domain::rules::whose::{Confirmation, Recorded, find_recorded_of, whose_entry};
use wegmarke_domain::submission::Submission;
use wegmarke_domain::table::{StepKind, Table};
use wegmarke_domain::text::Text;

use crate::parts::{Link, Shown, Value};
use crate::{Ctx, Route};

/// A link to the page of a thing, or to the page it is shown on. Things that
/// are not on record any more, or not yet, keep their id as their name.
#[must_use]
pub fn link(register: &Register, ctx: &Ctx, subject: &Subject) -> Link {
    Link {
        href: href(register, ctx, subject),
        text: marked(register, ctx, subject, listed(register, ctx, subject)),
        outside: false,
    }
}

/// What an editor recorded says so wherever it is named as a link: in every list, and in the files made of them.
pub(crate) fn marked(register: &Register, ctx: &Ctx, subject: &Subject, words: Shown) -> Shown {
    with_mark(recorded_of(register, ctx, subject), words)
}

/// The name of a thing among others: measures that share a title differ by their numbers.
#[must_use]
pub fn listed(register: &Register, ctx: &Ctx, subject: &Subject) -> Shown {
    let name = name(register, ctx, subject);
    let measure = match subject.noun {
        Noun::Measure => register.measures.find(&subject.id),
        _ => None,
    };
    let Some(number) = measure.and_then(|measure| measure.number.value()) else {
        return name;
    };
    let mut args = vec![
        ("title", name.words.as_str().into()),
        ("number", number.to_string().into()),
    ];
    let field = measure.and_then(|measure| measure.field.value());
    let field = field.and_then(|id| register.fields.find(id.as_str()));
    let key = field.map_or("measure-listed", |field| {
        args.push(("field", field.number.to_string().into()));
        "measure-listed-in-field"
    });
    let words = ctx.t_with(key, &args);
    Shown { words, ..name }
}

/// What a thing is called where only words can stand, as in lists to choose from: what an editor recorded
/// says so there, too.
#[must_use]
pub fn choice(register: &Register, ctx: &Ctx, subject: &Subject) -> String {
    told(register, ctx, subject, name(register, ctx, subject).words)
}

/// The same for words that name a thing already.
pub(crate) fn told(register: &Register, ctx: &Ctx, subject: &Subject, words: String) -> String {
    match recorded_of(register, ctx, subject) {
        Some(mark) => {
            let args = [("name", words.into()), ("mark", mark.into())];
            ctx.t_with("recorded-choice", &args)
        }
        None => words,
    }
}

/// The address of the page of a thing.
#[must_use]
pub fn href(register: &Register, ctx: &Ctx, subject: &Subject) -> String {
    let id = &*subject.id;
    let plan = || subject.plan().unwrap_or_default();
    match subject.noun {
        Noun::Organisation if id == RULE => ctx.href(&Route::Rounds),
        Noun::Organisation if id == OPERATOR => ctx.href(&Route::Imprint),
        Noun::Organisation => ctx.href(&Route::Organisation(id)),
        Noun::Plan => ctx.href(&Route::Plan(id)),
        Noun::Fact => format!("{}#facts", ctx.href(&Route::Plan(plan()))),
        Noun::Field => ctx.href_with(&Route::Measures, &[("plan", plan()), ("field", id)]),
        Noun::Goal => format!("{}#goals", ctx.href(&Route::Plan(plan()))),
        Noun::Measure => ctx.href(&Route::Measure(id)),
        Noun::Milestone => ctx.href(&Route::Milestone(id)),
        Noun::Recommendation => ctx.href(&Route::Recommendation(id)),
        Noun::Obligation => ctx.href(&Route::Obligation(id)),
        Noun::Response => {
            let recommendation = ResponseId::new(id).recommendation();
            ctx.href(&Route::Recommendation(recommendation.as_str()))
        }
        Noun::Coverage => href(register, ctx, &CoverageId::new(id).demand()),
        Noun::Grouping => {
            let demand = GroupingId::new(id).recommendation();
            let page = ctx.href(&Route::Recommendation(demand.as_str()));
            format!("{page}#{}", anchor(id))
        }
        Noun::Evidence => evidence_href(register, ctx, id),
        Noun::Finding => ctx.href(&Route::DataFinding(id)),
        Noun::Remark => {
            // The id of a finding, and behind a slash an organisation's.
            let finding = id.rsplit_once('/').map_or(id, |(finding, _)| finding);
            ctx.href(&Route::Finding(finding))
        }
        Noun::Standard => ctx.href(&Route::Standard(id)),
        Noun::Arrangement => ctx.href(&Route::Arrangement(id)),
        Noun::Answer => {
            let id = &*answer_of(subject);
            let standard = AnswerId::new(id).standard();
            let page = ctx.href(&Route::Standard(standard.as_str()));
            format!("{page}#{}", anchor(id))
        }
        Noun::Inquiry => format!("{}#{}", ctx.href(&Route::Answers), anchor(id)),
        Noun::Indicator => ctx.href(&Route::Indicator(id)),
        Noun::Context => ctx.href(&Route::Context(id)),
        Noun::Status | Noun::Relation => {
            let shown = whole_of(register, subject).map(|whole| href(register, ctx, &whole));
            let page = shown.unwrap_or_else(|| ctx.href(&Route::Plans));
            format!("{page}#{}", anchor(id))
        }
        Noun::Value => {
            let indicator = ValueId::new(id).indicator();
            ctx.href(&Route::Indicator(indicator.as_str()))
        }
        Noun::Funding => {
            let measure = FundingId::new(id).measure();
            format!("{}#funding", ctx.href(&Route::Measure(measure.as_str())))
        }
        Noun::Round => ctx.href(&Route::Round(id)),
        Noun::Report | Noun::Assessment | Noun::Practice | Noun::Reply => {
            ctx.href(&Route::Contribution(subject.noun, id))
        }
    }
}

/// The answer that a subject names: also one that is sealed in an inquiry, by the name it gets when that is opened.
fn answer_of(subject: &Subject) -> Arc<str> {
    Submission::parse(subject).map_or_else(
        || Arc::clone(&subject.id),
        |sealed| Arc::from(sealed.answer().as_str()),
    )
}

/// What a status is about, or the measure that a relation starts from: they are shown there.
fn whole_of(register: &Register, subject: &Subject) -> Option<Subject> {
    match subject.noun {
        Noun::Status => register.statuses.find_kept(&subject.id)?.record.about(),
        _ => {
            let kept = register.relations.find_kept(&subject.id)?;
            Some(kept.record.measure.subject())
        }
    }
}

/// Evidence has no page of its own: it is shown with what it is about.
fn evidence_href(register: &Register, ctx: &Ctx, id: &str) -> String {
    let Some(kept) = register.evidence.find_kept(id) else {
        return ctx.href(&Route::Plans);
    };
    let evidence = &kept.record;
    let page = if let Some(measure) = evidence.measures.first() {
        ctx.href(&Route::Measure(measure.as_str()))
    } else if let Some(milestone) = evidence.milestones.first() {
        ctx.href(&Route::Milestone(milestone.as_str()))
    } else if let Some(plan) = evidence.plan.value() {
        ctx.href(&Route::Plan(plan.as_str()))
    } else {
        return ctx.href(&Route::Plans);
    };
    format!("{page}#evidence")
}

/// A target inside a page, made from an id.
#[must_use]
pub fn anchor(id: &str) -> String {
    let safe: String = id
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '-' {
                c
            } else {
                '-'
            }
        })
        .collect();
    format!("id-{safe}")
}

/// The name of a thing.
#[must_use]
pub fn name(register: &Register, ctx: &Ctx, subject: &Subject) -> Shown {
    match subject.noun {
        Noun::Organisation if &*subject.id == RULE => return Shown::plain(&ctx.t("by-rule")),
        Noun::Organisation if &*subject.id == OPERATOR => {
            return Shown::plain(&ctx.t("by-operator"));
        }
        Noun::Finding => {
            if let Some(kept) = register.findings.find_kept(&subject.id) {
                return Shown::plain(&ctx.word("finding-title", &kept.record.code));
            }
        }
        Noun::Fact => {
            if let Some(kept) = register.facts.find_kept(&subject.id) {
                return Shown::plain(&fact_name(ctx, &kept.record.name));
            }
        }
        noun if noun.is_contribution() => {
            if let Ok(address) = Address::parse(subject) {
                return contribution_name(register, ctx, &address);
            }
        }
        _ => {}
    }
    title(register, subject)
        .map_or_else(|| Shown::plain(&subject.id), |text| ctx.text(&text).quiet())
}

/// "Report of BMAS: Faire Integration".
fn contribution_name(register: &Register, ctx: &Ctx, address: &Address) -> Shown {
    let by = name(register, ctx, &address.by.subject());
    let on = name(register, ctx, &address.on);
    let args = [("by", by.words.into()), ("on", on.words.clone().into())];
    let noun = address.noun.as_str();
    let words = ctx.locale().word_with("contribution-name", noun, &args);
    Shown { words, ..on }
}

/// The name of a fact: sources name them freely, common names are translated.
#[must_use]
pub fn fact_name(ctx: &Ctx, name: &str) -> String {
    ctx.locale()
        .find_word("fact", &slug(name))
        .unwrap_or_else(|| name.to_owned())
}

/// The name of a thing, if it is on record.
#[must_use]
pub fn title(register: &Register, subject: &Subject) -> Option<Text> {
    fn of<T: Record>(
        table: &Table<T>,
        id: &str,
        title: impl FnOnce(&T) -> Option<Text>,
    ) -> Option<Text> {
        table.find_kept(id).and_then(|kept| title(&kept.record))
    }
    let id = &*subject.id;
    match subject.noun {
        Noun::Organisation => of(&register.organisations, id, |o| {
            Some(o.short.value().unwrap_or(&o.name).clone())
        }),
        Noun::Plan => of(&register.plans, id, |p| {
            Some(p.short.value().unwrap_or(&p.title).clone())
        }),
        Noun::Fact => None,
        Noun::Field => of(&register.fields, id, |f| f.title.value().cloned()),
        Noun::Goal => of(&register.goals, id, |g| Some(g.title.clone())),
        Noun::Measure => of(&register.measures, id, |m| Some(m.title.clone())),
        Noun::Milestone => of(&register.milestones, id, |m| Some(m.title.clone())),
        Noun::Recommendation => of(&register.recommendations, id, |r| Some(r.title.clone())),
        Noun::Obligation => of(&register.obligations, id, |o| Some(o.title.clone())),
        Noun::Response => title(register, &ResponseId::new(id).recommendation().subject()),
        Noun::Coverage => title(register, &CoverageId::new(id).demand()),
        Noun::Grouping => title(register, &GroupingId::new(id).recommendation().subject()),
        Noun::Evidence => of(&register.evidence, id, |e| Some(e.claim.clone())),
        Noun::Finding => None,
        Noun::Remark => of(&register.remarks, id, |remark| {
            title(register, &remark.about)
        }),
        Noun::Indicator => of(&register.indicators, id, |i| Some(i.title.clone())),
        Noun::Context => of(&register.contexts, id, |c| Some(c.title.clone())),
        Noun::Standard => of(&register.standards, id, |s| Some(s.title.clone())),
        Noun::Arrangement => of(&register.arrangements, id, |a| Some(a.title.clone())),
        Noun::Answer => {
            let answer = AnswerId::new(&*answer_of(subject));
            title(register, &answer.standard().subject())
        }
        Noun::Inquiry => of(&register.inquiries, id, |i| Some(i.title.clone())),
        Noun::Status | Noun::Relation => title(register, &whole_of(register, subject)?),
        Noun::Value => of(&register.values, id, |value| {
            title(register, &value.indicator.subject())
        }),
        Noun::Funding => of(&register.fundings, id, |funding| {
            title(register, &funding.measure.subject())
        }),
        Noun::Round => of(&register.rounds, id, |r| Some(r.title.clone())),
        Noun::Report | Noun::Assessment | Noun::Practice | Noun::Reply => {
            title(register, &Address::parse(subject).ok()?.on)
        }
    }
}

/// What kind of thing it is.
#[must_use]
pub fn noun(ctx: &Ctx, subject: &Subject) -> String {
    ctx.word("noun", subject.noun.as_str())
}

/// What kind of thing it is, and its name, in one line: "Measure: …". For feeds, which have no
/// markup to say that the name is in another language.
#[must_use]
pub fn described(register: &Register, ctx: &Ctx, subject: &Subject) -> String {
    let name = name(register, ctx, subject).words;
    ctx.t_with(
        "thing",
        &[("noun", noun(ctx, subject).into()), ("name", name.into())],
    )
}

/// The voice of an organisation: stated, else by its kind. `None` if neither is stated.
pub(crate) fn voice(register: &Register, ctx: &Ctx, id: &OrganisationId) -> Option<String> {
    let organisation = register.organisations.find(id.as_str())?;
    let voice = organisation
        .voice
        .value()
        .copied()
        .or_else(|| organisation.kind.value().map(|k| k.voice()))?;
    Some(ctx.word("voice", voice.as_str()))
}

/// Who says a thing, with their voice, and that the operator entered it for them where it was so.
pub(crate) fn said_by<T: Tabled>(
    register: &Register,
    ctx: &Ctx,
    record: &T,
    by: &OrganisationId,
) -> Value {
    let spoken = speaker(register, ctx, by);
    match entered(register, ctx, record) {
        Some(words) => spoken.with(words),
        None => spoken,
    }
}

/// That whoever runs the server wrote what stands of a thing; `None`: its organisation did.
pub(crate) fn entered<T: Tabled>(register: &Register, ctx: &Ctx, record: &T) -> Option<Value> {
    let id: &str = std::borrow::Borrow::borrow(record.id());
    let kept = T::table(register).find_kept(id)?;
    let mut steps = kept.steps.iter().rev();
    let step = steps.find(|step| step.what != StepKind::Noted)?;
    let vouched = register.find_line(step.seq)?.vouched();
    (vouched != Vouched::Unsigned).then(|| Value::Plain(ctx.word("vouched", vouched.as_str())))
}

/// An organisation with its voice.
pub(crate) fn speaker(register: &Register, ctx: &Ctx, id: &OrganisationId) -> Value {
    let link = Value::Link(ctx.organisation(register, id));
    match voice(register, ctx, id) {
        Some(voice) => link.with(Value::Plain(voice)),
        None => link,
    }
}

/// "recorded by KOK, not confirmed by BMAS".
pub(crate) fn recorded(register: &Register, ctx: &Ctx, recorded: &Recorded) -> String {
    let name_of = |id: &OrganisationId| name(register, ctx, &id.subject()).words;
    // Who reviewed it is named, where somebody did.
    let line = recorded.seq.and_then(|seq| register.find_line(seq));
    let of = match line {
        Some(line) => name_of(&line.by),
        None => {
            let all: Vec<String> = recorded.of.iter().map(name_of).collect();
            all.join(", ")
        }
    };
    let word = match (recorded.confirmation, of.is_empty()) {
        (Confirmation::Open, true) => "nobody",
        (confirmation, _) => confirmation.as_str(),
    };
    let args = [("by", name_of(&recorded.by).into()), ("of", of.into())];
    ctx.locale().word_with("recorded", word, &args)
}

/// The same of what stands of a thing; `None`: no editor recorded it.
pub(crate) fn recorded_of(register: &Register, ctx: &Ctx, about: &Subject) -> Option<String> {
    let found = find_recorded_of(register, about)?;
    Some(recorded(register, ctx, &found))
}

/// Words with the mark behind them.
fn with_mark(mark: Option<String>, words: Shown) -> Shown {
    let Some(mark) = mark else { return words };
    let note = match words.note {
        Some(note) => format!("{note}; {mark}"),
        None => mark,
    };
    Shown {
        note: Some(note),
        ..words
    }
}

/// What is marked of an entry: that it is signed, that the operator entered it, that an editor recorded it.
pub(crate) fn marks_of(register: &Register, ctx: &Ctx, line: &LogLine) -> Vec<String> {
    let whose = whose_entry(register, line);
    let vouched = Some(whose.vouched).filter(|vouched| *vouched != Vouched::Unsigned);
    let vouched = vouched.map(|vouched| ctx.word("vouched", vouched.as_str()));
    let told = whose.recorded.map(|found| recorded(register, ctx, &found));
    vouched.into_iter().chain(told).collect()
}
