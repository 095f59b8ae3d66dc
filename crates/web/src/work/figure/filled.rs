// SPDX-License-Identifier: EUPL-1.2
//! Between a figure and the form in which it is stated, both ways.

use serde_json::{Map, Value as Json};
use wegmarke_domain::figure::{Figure, States, Stating};
use wegmarke_domain::id::{OrganisationId, PlanId};
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::problem::Problem;
use wegmarke_domain::record;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::finding;
use wegmarke_domain::text::{Lang, Text};
use wegmarke_l10n::Lang as PageLang;
use wegmarke_pages::attribute::standing;
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::BUTTON;
use wegmarke_pages::work::figure::{NUMBER, READS, list_own_funding};

use super::super::fields::{Object, Reader, Writer};
use super::{context, funding, indicator, milestone, remark, value};

/// Under which name a draft keeps the language in which it was typed.
const TYPED_IN: &str = "typed.in";

/// What a form says, and everything that does not read.
pub(super) struct Read {
    pub(super) states: Option<States>,
    pub(super) problems: Vec<Problem>,
}

/// What is known when a form is read or written.
pub(super) struct Filled<'a> {
    pub(super) register: &'a Register,
    pub(super) stating: &'a Stating,
    pub(super) by: &'a OrganisationId,
    /// What the draft says, if it reads.
    pub(super) drafted: Option<&'a States>,
    pub(super) lang: Lang,
}

impl Filled<'_> {
    /// What stands that the form begins with: what it changes, or one's own of a year or day.
    pub(super) fn find_known(&self, year: Option<&str>, on: Option<&str>) -> Option<Figure> {
        let register = self.register;
        Some(match self.stating {
            Stating::Funding(measure) => {
                let own = list_own_funding(register, measure, self.by.as_str());
                let mut own = own.into_iter();
                Figure::Funding(
                    own.find(|known| Some(&*known.year.to_string()) == year)?
                        .clone(),
                )
            }
            Stating::Value(id) => {
                let name = format!("{id}/{}/{}", self.by, on?);
                Figure::Value(register.values.find(&name)?.clone())
            }
            Stating::IndicatorOf(id) => {
                Figure::Indicator(register.indicators.find(id.as_str())?.clone())
            }
            Stating::MilestoneOf(id) => {
                Figure::Milestone(register.milestones.find(id.as_str())?.clone())
            }
            Stating::ContextOf(id) => Figure::Context(register.contexts.find(id.as_str())?.clone()),
            Stating::Remark(id) => {
                Figure::Remark(finding::find_own(register, id, self.by)?.clone())
            }
            Stating::Withdrawal(about) => Figure::Withdrawal(about.clone()),
            Stating::Indicator(_)
            | Stating::Context(_)
            | Stating::Milestone(_)
            | Stating::Proposal(_) => return None,
        })
    }

    /// Whether what stands may be taken back instead: a milestone is the plan's.
    pub(super) const fn may_be_withdrawn(&self) -> bool {
        !matches!(
            self.stating,
            Stating::MilestoneOf(_) | Stating::Withdrawal(_)
        )
    }

    /// The fields of a form that begins with what stands.
    pub(super) fn begin(&self, known: &Figure) -> Values {
        self.fields(known, false).into_values()
    }

    /// The fields of a draft.
    pub(super) fn write(&self, figure: &Figure, reason: Option<&Text>) -> Values {
        let mut writer = self.fields(figure, true);
        writer.text("reason", reason);
        writer.into_values()
    }

    fn fields(&self, figure: &Figure, drafted: bool) -> Writer {
        let mut writer = Writer::new(self.lang);
        match figure {
            Figure::Funding(known) => funding::write(&mut writer, known),
            Figure::Indicator(known) => indicator::write(&mut writer, known, drafted),
            Figure::Milestone(known) => milestone::write(&mut writer, known),
            Figure::Context(known) => context::write(&mut writer, known),
            Figure::Remark(known) => remark::write(&mut writer, known),
            Figure::Value(known) => value::write(&mut writer, known),
            Figure::Withdrawal(_) => {}
        }
        writer
    }

    /// Reads a form. What was drafted, or what stands, keeps its texts in other languages, and what the
    /// form does not ask for.
    pub(super) fn read(&self, values: &Values) -> Read {
        let mut reader = Reader::new(values, self.lang);
        let figure = self.figure(&mut reader);
        let carries_reason = matches!(
            self.stating,
            Stating::Indicator(_) | Stating::IndicatorOf(_)
        );
        let reason = match carries_reason {
            true => None,
            false => self.reason(values),
        };
        Read {
            states: figure.map(|figure| States { figure, reason }),
            problems: reader.problems,
        }
    }

    fn reason(&self, values: &Values) -> Option<Text> {
        let kept = self.drafted.and_then(|drafted| drafted.reason.as_ref());
        let kept = kept.into_iter().flat_map(Text::iter);
        let kept = kept
            .filter(|(lang, _)| *lang != self.lang)
            .map(|(lang, words)| (lang, words.to_owned()));
        let typed = Text::new(self.lang, values.get("reason"));
        // One that is taken out in this language is taken out.
        let typed = typed.as_ref()?.find(self.lang)?.to_owned();
        Text::from_parts(kept.chain([(self.lang, typed)]))
    }

    fn figure(&self, reader: &mut Reader<'_>) -> Option<Figure> {
        let (register, by) = (self.register, self.by);
        let drafted = self.drafted.map(|drafted| &drafted.figure);
        let before = |known: Option<Object>| {
            let drafted = drafted.map(attributes);
            drafted.or(known).unwrap_or_default()
        };
        match self.stating {
            Stating::Funding(measure) => funding::read(reader, measure, by).map(Figure::Funding),
            Stating::Indicator(plan) => {
                indicator::read(register, reader, plan, None, before(None)).map(Figure::Indicator)
            }
            Stating::IndicatorOf(id) => {
                let known = register.indicators.find(id.as_str());
                let plan = id.subject();
                let plan = PlanId::new(plan.plan().unwrap_or_default());
                let before = before(known.map(record::attributes));
                indicator::read(register, reader, &plan, known, before).map(Figure::Indicator)
            }
            Stating::Context(plan) => {
                context::read(reader, plan, None, before(None), by).map(Figure::Context)
            }
            Stating::ContextOf(id) => {
                let known = register.contexts.find(id.as_str());
                let before = before(known.map(record::attributes));
                let plan = PlanId::new(id.plan());
                context::read(reader, &plan, known, before, by).map(Figure::Context)
            }
            Stating::Remark(id) => {
                let known = finding::find_own(register, id, by);
                let before = before(known.map(record::attributes));
                remark::read(reader, id, before, by).map(Figure::Remark)
            }
            Stating::Value(id) => {
                let drafted = drafted.and_then(|drafted| match drafted {
                    Figure::Value(value) => Some(value),
                    _ => None,
                });
                value::read(register, reader, id, by, drafted).map(Figure::Value)
            }
            Stating::Milestone(_) => {
                let proposal = milestone::read(register, reader, self.stating, before(None));
                proposal.map(|proposal| Figure::Milestone(proposal.milestone))
            }
            Stating::MilestoneOf(id) => {
                let known = register.milestones.find(id.as_str());
                let before = before(known.map(record::attributes));
                let proposal = milestone::read(register, reader, self.stating, before);
                proposal.map(|proposal| Figure::Milestone(proposal.milestone))
            }
            Stating::Withdrawal(about) => Some(Figure::Withdrawal(about.clone())),
            Stating::Proposal(_) => None,
        }
    }
}

/// What a figure says, by attribute.
pub(super) fn attributes(figure: &Figure) -> Object {
    match figure {
        Figure::Indicator(known) => record::attributes(known),
        Figure::Value(known) => record::attributes(known),
        Figure::Funding(known) => record::attributes(known),
        Figure::Context(known) => record::attributes(known),
        Figure::Remark(known) => record::attributes(known),
        Figure::Milestone(known) => record::attributes(known),
        Figure::Withdrawal(_) => Object::new(),
    }
}

/// What stands, or what is proposed where nothing stands yet.
pub(super) fn standing_or_proposed(register: &Register, about: &Subject) -> Map<String, Json> {
    match about.noun {
        Noun::Milestone if !register.stands(about) => taken_back(register, about),
        _ => standing(register, about),
    }
}

/// What is taken back, as it stands; of a milestone the newest proposal.
pub(super) fn taken_back(register: &Register, about: &Subject) -> Map<String, Json> {
    if about.noun != Noun::Milestone {
        return standing(register, about);
    }
    let newest = register.list_proposals(&about.id).last();
    newest.map_or_else(Map::new, |newest| {
        record::attributes(&newest.proposal.milestone)
    })
}

/// Everything that was typed, and in which language.
pub(super) fn keep_typed(values: &Values, lang: PageLang) -> Vec<(String, String)> {
    let steers = [BUTTON, NUMBER, READS, "revision", "entry", TYPED_IN];
    let typed = values.0.iter();
    let typed = typed.filter(|(name, value)| !steers.contains(&&**name) && !value.is_empty());
    let mut typed: Vec<(String, String)> = typed.cloned().collect();
    typed.push((TYPED_IN.to_owned(), lang.code().to_owned()));
    typed
}

/// In which language something was typed.
pub(super) fn find_lang(typed: &[(String, String)]) -> Option<PageLang> {
    let (_, code) = typed.iter().find(|(name, _)| name == TYPED_IN)?;
    PageLang::PUBLIC
        .iter()
        .copied()
        .find(|lang| lang.code() == code)
}
