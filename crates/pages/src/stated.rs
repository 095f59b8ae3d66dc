// SPDX-License-Identifier: EUPL-1.2
//! What a source says about one attribute, as a reader sees it. "Not stated"
//! and "stated as none" are shown, never left out.

use jiff::civil::Date;
use wegmarke_domain::id::{MeasureId, OrganisationId};
use wegmarke_domain::measure::Measure;
use wegmarke_domain::organisation::Leads;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::evaluability::is_recorded;
use wegmarke_domain::source::Source;
use wegmarke_domain::stated::Stated;
use wegmarke_domain::text::Text;
use wegmarke_domain::time::{Timespan, parse_day};

use crate::Ctx;
use crate::parts::{Link, Links, Prose, Shown, SourceLine, Value};
use crate::subject;

/// Longer texts are shown as paragraphs.
const LONG: usize = 160;

/// The day of a period that is nothing but a date, written as one.
fn plain_day(span: &Timespan) -> Option<Date> {
    let written = parse_day(&span.as_written).ok();
    let one = span.from.is_none() || span.from == span.until;
    written.filter(|_| one && !span.derived && span.until == written)
}

impl Ctx {
    /// A stated value, or the mark for its absence.
    #[must_use]
    pub fn stated<T>(&self, stated: &Stated<T>, show: impl FnOnce(&T) -> Value) -> Value {
        match stated {
            Stated::NotStated => self.not_stated(),
            Stated::NoneStated => self.none_stated(),
            Stated::Value(value) => show(value),
        }
    }

    /// A stated text; a long one as paragraphs.
    #[must_use]
    pub fn stated_text(&self, stated: &Stated<Text>) -> Value {
        self.stated(stated, |text| self.prose(text))
    }

    /// A text; a long one as paragraphs.
    #[must_use]
    pub fn prose(&self, text: &Text) -> Value {
        let shown = self.text(text);
        if shown.words.len() > LONG || shown.words.contains('\n') {
            Value::Prose(Prose { text: shown })
        } else {
            Value::Text(shown)
        }
    }

    /// Stated words whose language is not known.
    #[must_use]
    pub fn stated_words(&self, stated: &Stated<Box<str>>) -> Value {
        self.stated(stated, |words| Value::Text(Shown::plain(words)))
    }

    /// Stated words of a closed list.
    #[must_use]
    pub fn stated_word<T>(
        &self,
        family: &str,
        stated: &Stated<T>,
        code: impl FnOnce(&T) -> &'static str,
    ) -> Value {
        self.stated(stated, |value| Value::Plain(self.word(family, code(value))))
    }

    /// Stated words of an open list, such as themes.
    #[must_use]
    pub fn stated_list(&self, family: &str, stated: &Stated<Vec<Box<str>>>) -> Value {
        self.stated(stated, |all| {
            Value::All(
                all.iter()
                    .map(|word| Value::Text(Shown::plain(&self.word(family, word))))
                    .collect(),
            )
        })
    }

    /// A stated count.
    #[must_use]
    pub fn stated_count(&self, stated: &Stated<u32>) -> Value {
        self.stated(stated, |n| Value::Plain(self.locale().count(*n as usize)))
    }

    /// Yes or no.
    #[must_use]
    pub fn stated_bool(&self, stated: &Stated<bool>) -> Value {
        self.stated(stated, |yes| {
            Value::Plain(self.t(if *yes { "yes" } else { "no" }))
        })
    }

    /// A period or due date: the words of the source, and the days they cover.
    #[must_use]
    pub fn stated_span(&self, stated: &Stated<Timespan>) -> Value {
        self.stated(stated, |span| self.span(span))
    }

    /// A period for a narrow column: the words of the source; a plain date as this language has it.
    #[must_use]
    pub fn span_briefly(&self, span: &Timespan) -> Value {
        plain_day(span).map_or_else(
            || Value::Text(Shown::plain(&span.as_written)),
            |day| Value::Plain(self.date(day)),
        )
    }

    /// A period: the words of the source, and the days they cover.
    #[must_use]
    pub fn span(&self, span: &Timespan) -> Value {
        let written = Value::Text(Shown::plain(&span.as_written));
        let days = match (span.from, span.until) {
            (Some(from), Some(until)) if from == until => self.date(from),
            (Some(from), Some(until)) => self.t_with(
                "span-from-until",
                &[
                    ("from", self.date(from).into()),
                    ("until", self.date(until).into()),
                ],
            ),
            (Some(from), None) => self.t_with("span-from", &[("from", self.date(from).into())]),
            (None, Some(until)) => self.t_with("span-until", &[("until", self.date(until).into())]),
            (None, None) => return written.with(Value::Plain(self.t("span-without-days"))),
        };
        let days = if span.derived {
            self.t_with("span-derived", &[("days", days.into())])
        } else {
            days
        };
        // A plain date needs no second spelling beside the one of this language.
        if plain_day(span).is_some() || span.as_written.trim().is_empty() {
            return Value::Plain(days);
        }
        written.with(Value::Plain(days))
    }

    /// An organisation as a link with its short name, or its name.
    #[must_use]
    pub fn organisation(&self, register: &Register, id: &OrganisationId) -> Link {
        subject::link(register, self, &id.subject())
    }

    /// Something that a plan says of a measure. What the plan does not say and what is not recorded of it are two.
    #[must_use]
    pub fn stated_of<T>(
        &self,
        register: &Register,
        measure: &Measure,
        stated: &Stated<T>,
        tell: impl FnOnce(&T) -> Value,
    ) -> Value {
        match stated.is_not_stated() && !is_recorded(register, measure) {
            true => Value::Missing(self.t("verdict-not-recorded")),
            false => self.stated(stated, tell),
        }
    }

    /// Who answers for a measure.
    #[must_use]
    pub fn lead_of(&self, register: &Register, measure: &Measure) -> Value {
        self.stated_of(register, measure, &measure.lead, |leads| {
            self.organisations(register, leads.ids())
        })
    }

    /// The body answerable, or several, each as a link.
    #[must_use]
    pub fn leads(&self, register: &Register, stated: &Stated<Leads>) -> Value {
        self.stated(stated, |leads| self.organisations(register, leads.ids()))
    }

    /// Organisations as links.
    #[must_use]
    pub fn organisations(&self, register: &Register, ids: &[OrganisationId]) -> Value {
        Value::Links(Links {
            links: ids
                .iter()
                .map(|id| self.organisation(register, id))
                .collect(),
        })
    }

    /// Measures as links.
    #[must_use]
    pub fn measures(&self, register: &Register, ids: &[MeasureId]) -> Value {
        Value::Links(Links {
            links: ids
                .iter()
                .map(|id| subject::link(register, self, &id.subject()))
                .collect(),
        })
    }

    /// Where something stands; `None` if that is not stated.
    #[must_use]
    pub fn source(&self, stated: &Stated<Source>) -> Option<SourceLine> {
        let source = stated.value()?;
        let parts = [source.document.as_deref(), source.locator.as_deref()];
        let (mut links, mut unlinked) = (Vec::new(), Vec::new());
        for address in &source.urls {
            match Link::outside(address) {
                Some(link) => links.push(link),
                None => unlinked.push(address.to_string()),
            }
        }
        // A document that is its own address is said once.
        let words: Vec<&str> = parts
            .into_iter()
            .flatten()
            .map(str::trim)
            .filter(|words| !links.iter().any(|link| link.href == *words))
            .collect();
        Some(SourceLine {
            label: self.t("source-label"),
            words: (!words.is_empty()).then(|| words.join(", ")),
            links,
            unlinked,
        })
    }

    /// Where something stands, for a table cell; "not stated" if nobody says.
    #[must_use]
    pub fn source_value(&self, stated: &Stated<Source>) -> Value {
        let Some(line) = self.source(stated) else {
            return self.not_stated();
        };
        let mut all = Vec::new();
        all.extend(line.words.map(|words| Value::Text(Shown::plain(&words))));
        all.extend(line.links.into_iter().map(Value::Link));
        all.extend(line.unlinked.into_iter().map(Value::Code));
        Value::All(all)
    }
}
