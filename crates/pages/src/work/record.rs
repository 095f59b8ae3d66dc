// SPDX-License-Identifier: EUPL-1.2
//! The form for one thing of the register, by its kinds: what is typed is a table of one row and goes the
//! way of every table. And the list of what one may state and has stated.

mod list;
mod names;

use askama::Template;
use jiff::Timestamp;
use serde_json::{Map, Value as Json};
use wegmarke_domain::coverage::Judged;
use wegmarke_domain::draft::list_slots;
use wegmarke_domain::id::{OrganisationId, PlanId};
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::problem::Problem;
use wegmarke_domain::record::{Changes, Record as _};
use wegmarke_domain::register::Register;
use wegmarke_domain::roll::{TableVisitor, Tabled};
use wegmarke_domain::shape::{self, Attribute, Kind, Own, Presence, Words};
use wegmarke_domain::standard::Inquiry;
use wegmarke_domain::table::Table;

pub use self::list::{Records, RecordsParts};
use super::review::Stands;
use super::signing::Signing;
use super::{Bar, RecordButton, Signs, ways};
use crate::attribute::{Teller, name_of};
use crate::correction;
use crate::frame::Section;
use crate::parts::form::shape::{choices, is_line};
use crate::parts::form::{Button, Form, FormField, Group, Maker, Values};
use crate::parts::{Facts, Link, Shown, Table as Shows};
use crate::{Ctx, Frame, Route, subject};
pub use names::{ID, PLAN};

/// The name of the field that says whether it is a correction or a new version of the plan.
pub const VERSION: &str = "version";
/// The name of the field for the day of a new version.
pub const VERSION_ON: &str = "version.on";
/// The name of the field for the reason.
pub const REASON: &str = "reason";
/// The name under which the newest entry goes with the form that it was opened on.
pub const ENTRY: &str = "entry";
/// The name under which the print of what was looked at goes with the form.
pub const PRINT: &str = "print";
/// The names of the fields for where the reason of a proposal stands.
pub const PROOF_DOCUMENT: &str = "proof.document";
/// The same, as an address.
pub const PROOF_URL: &str = "proof.url";
/// The parameter with which a form is filled in as a colleague wants it.
pub const WISH: &str = "wish";
/// What [`VERSION`] says for a new version.
pub const NEW_VERSION: &str = "new";
/// Most things to choose from in a list that opens.
const MOST: usize = 300;

/// Attributes that a form asks for: those that a file can give in one cell, but for what the page knows,
/// and who speaks, which is who is signed in.
pub fn list_asked(noun: Noun) -> impl Iterator<Item = &'static Attribute> {
    let given = list_slots(noun);
    let attributes = shape::leaves(noun.attributes()).into_iter();
    attributes.filter(move |attribute| {
        let Some(column) = attribute.column else {
            return false;
        };
        let is_given = given.iter().any(|slot| {
            let stem = slot.name.split('.').next().unwrap_or_default();
            stem == column.split('.').next().unwrap_or_default()
        });
        let is_known = match attribute.name {
            "id" => noun != Noun::Coverage,
            // Who judges, or tells how far something is, may mean a whole plan.
            "plan" => !matches!(noun, Noun::Coverage | Noun::Status),
            _ => false,
        };
        is_given && !is_known && noun.speaker() != Some(attribute.name)
    })
}

/// What the page of a form is made of.
#[derive(Debug)]
pub struct RecordParts<'a> {
    /// Who.
    pub bar: Bar,
    /// What it is.
    pub noun: Noun,
    /// The plan that it belongs to.
    pub plan: Option<&'a PlanId>,
    /// The thing that is stated otherwise; `None`: a new one.
    pub about: Option<&'a Subject>,
    /// What is typed or on record.
    pub values: &'a Values,
    /// What is wrong with it.
    pub problems: &'a [Problem],
    /// Why it was not taken.
    pub refused: Option<String>,
    /// What is known where it is proposed as a correction of another one's record.
    pub proposes: Option<Proposes<'a>>,
    /// What stands instead of what the form was opened on.
    pub stands: Option<(Subject, Map<String, Json>, Timestamp)>,
    /// The newest entry about the thing that the form shows.
    pub entry: Option<u64>,
    /// Whether what is proposed can be signed.
    pub signs: Signs,
    /// Sealed inquiries that ask those who are signed in, and are running.
    pub asks: Vec<&'a Inquiry>,
}

/// A correction of another one's record.
#[derive(Debug)]
pub struct Proposes<'a> {
    /// Whose record it is.
    pub owners: &'a [OrganisationId],
    /// What would change, and the print of it; `None`: nobody looked yet.
    pub changes: Option<(&'a Changes, &'a str)>,
    /// Codes of what was typed and does not fit.
    pub findings: &'a [String],
}

/// The page of a form.
#[derive(Debug, Template)]
#[template(path = "work/record.html")]
pub struct RecordForm {
    f: Frame,
    ways: Vec<Link>,
    about: Option<Link>,
    refused: Option<String>,
    /// Whose record it is, if it is proposed as a correction.
    proposes: Option<String>,
    findings: Vec<String>,
    /// What stays sealed, and until when; or what a sealed inquiry means.
    sealed: Vec<String>,
    stands: Option<Stands>,
    changes: Option<Shows>,
    signing: Option<Signing>,
    form: Form,
}

impl RecordForm {
    /// The page.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx, parts: RecordParts<'_>) -> Self {
        let noun = ctx.word("noun", parts.noun.as_str());
        let key = match (parts.about, &parts.proposes) {
            (Some(_), Some(_)) => "correction-of",
            (Some(_), None) => "record-change",
            (None, _) => "record-new",
        };
        let title = ctx.t_with(key, &[("noun", noun.into())]);
        let maker = Maker {
            ctx,
            values: parts.values,
            problems: parts.problems,
        };
        let asking = Asking {
            register,
            maker: &maker,
            noun: parts.noun,
            plan: parts.plan,
        };
        let (first, more): (Vec<&Attribute>, Vec<&Attribute>) =
            list_asked(parts.noun).partition(|attribute| asking.is_first(attribute));
        let fields = |all: &[&Attribute]| -> Vec<FormField> {
            all.iter().flat_map(|one| asking.fields(one)).collect()
        };
        let mut groups = vec![Group {
            fields: fields(&first),
            ..Group::default()
        }];
        let more = fields(&more);
        if !more.is_empty() {
            groups.push(Group {
                folded: (parts.about.is_none() && !more.iter().any(FormField::wrong))
                    .then(|| ctx.t("record-more")),
                fields: more,
                ..Group::default()
            });
        }
        groups.extend(match &parts.proposes {
            Some(_) => Some(asking.why()),
            None => asking.how(parts.about.is_some()),
        });
        let mut hidden = Vec::new();
        if let Some(plan) = parts.plan {
            hidden.push((PLAN.to_owned(), plan.to_string()));
        }
        if let Some(about) = parts.about {
            hidden.push((ID.to_owned(), about.id.to_string()));
        }
        if let Some(entry) = parts.entry {
            hidden.push((ENTRY.to_owned(), entry.to_string()));
        }
        let proposed = parts.proposes.as_ref().and_then(|one| one.changes);
        let changes = proposed.zip(parts.about).map(|((changes, print), about)| {
            hidden.push((PRINT.to_owned(), print.to_owned()));
            correction::changes(register, ctx, about, changes)
        });
        let mut buttons = vec![Button {
            value: RecordButton::Look.as_str(),
            words: ctx.t("record-look"),
            primary: proposed.is_none(),
        }];
        if proposed.is_some() {
            let propose = Button {
                value: RecordButton::Propose.as_str(),
                words: ctx.t("correction-publish"),
                primary: true,
            };
            buttons.insert(0, propose);
        }
        let action = ctx.href(&Route::Record(parts.noun.as_str()));
        let plan = parts.plan.map(PlanId::subject);
        let about = parts.about.or(plan.as_ref());
        // Everything else goes out from the page on which it is looked at.
        let signing = Signing::of(ctx, parts.signs).filter(|_| proposed.is_some());
        let mut f = Frame::new(ctx, Shown::plain(&title), Section::Elsewhere)
            .signed_in(ctx, &parts.bar)
            .wrong(ctx, !parts.problems.is_empty());
        if signing.as_ref().is_some_and(Signing::is_here) {
            f = f.script(&ctx.site.assets.sign_js);
        }
        Self {
            f,
            signing,
            ways: ways(ctx),
            about: about.map(|about| subject::link(register, ctx, about)),
            refused: parts.refused,
            sealed: {
                let asks = parts.asks.iter();
                let told = asks.map(|inquiry| {
                    let args = [
                        ("name", ctx.text(&inquiry.title).words.into()),
                        ("until", ctx.date(inquiry.due_on).into()),
                    ];
                    ctx.t_with("record-sealed", &args)
                });
                // Whoever asks knows before what cannot be undone.
                let asks = (parts.noun == Noun::Inquiry && parts.proposes.is_none())
                    .then(|| ctx.t("record-sealed-inquiry"));
                told.chain(asks).collect()
            },
            findings: parts.proposes.as_ref().map_or_else(Vec::new, |one| {
                let codes = one.findings.iter();
                codes.map(|code| ctx.word("finding-title", code)).collect()
            }),
            proposes: parts.proposes.map(|one| owned(register, ctx, one.owners)),
            stands: parts.stands.map(|(about, attributes, at)| Stands {
                title: ctx.t_with("say-stands", &[("at", ctx.instant(at).into())]),
                content: Facts {
                    facts: Teller::new(register, ctx, about.noun, attributes).all(),
                },
            }),
            changes,
            form: maker.form(action, hidden, groups, buttons),
        }
    }
}

/// Whose record it is, and that a correction can be proposed.
fn owned(register: &Register, ctx: &Ctx, owners: &[OrganisationId]) -> String {
    let names = owners.iter();
    let names = names.map(|id| subject::name(register, ctx, &id.subject()).words);
    let names: Vec<String> = names.collect();
    match names.is_empty() {
        true => ctx.t("correction-lead-nobody"),
        false => ctx.t_with("correction-lead", &[("names", names.join(", ").into())]),
    }
}

struct Asking<'a> {
    register: &'a Register,
    maker: &'a Maker<'a>,
    noun: Noun,
    plan: Option<&'a PlanId>,
}

impl Asking<'_> {
    /// Whether it is asked at once: what has to be there, and what almost everything of its noun has.
    fn is_first(&self, attribute: &Attribute) -> bool {
        const FIRST: [&str; 16] = [
            "number",
            "field",
            "title",
            "description",
            "lead",
            "coordination",
            "due",
            "period",
            "short",
            "adopted_on",
            "degree",
            "measures",
            "position",
            "text",
            "kind",
            "source",
        ];
        // One of both is judged; and nobody judges or compares without saying why.
        const OF_COVERAGE: [&str; 3] = ["recommendation", "obligation", "note"];
        // A form about the referral mechanism is short: all of it is asked at once, but where it stands.
        const OF_MECHANISM: [Noun; 3] = [Noun::Standard, Noun::Answer, Noun::Inquiry];
        // What it is about, how far that is, and when.
        const OF_STATUS: [&str; 4] = ["plan", "measure", "delivery", "dated_on"];
        attribute.presence == Presence::Required
            || FIRST.contains(&attribute.name)
            || OF_MECHANISM.contains(&self.noun)
            || (self.noun == Noun::Status && OF_STATUS.contains(&attribute.name))
            || (self.noun == Noun::Coverage && OF_COVERAGE.contains(&attribute.name))
            || (self.noun == Noun::Grouping && attribute.name == "note")
    }

    fn fields(&self, attribute: &Attribute) -> Vec<FormField> {
        let (ctx, maker) = (self.maker.ctx, self.maker);
        let name = attribute.name;
        let label = name_of(ctx, self.noun, name);
        let of = |words: &Words| {
            let none = (ctx.t("record-none"), ctx.t("record-stated-none"));
            let mut all = choices(ctx, words);
            all.push(none);
            all
        };
        vec![match attribute.kind {
            Kind::Source => {
                return vec![
                    maker.line("source.document", ctx.t("figure-document"), "", "text"),
                    maker.line("source.locator", ctx.t("figure-locator"), "", "text"),
                    maker.line("source.url", ctx.t("figure-url"), "", "text"),
                ];
            }
            Kind::Text if !is_line(attribute) => maker.area(name, label, "", 5),
            Kind::Day => maker.line(name, label, "", "date"),
            Kind::Word(words) => maker.select(name, label, "", of(words)),
            Kind::List(Kind::Word(words)) => maker.checks(name, label, "", choices(ctx, words)),
            Kind::Flag => {
                let choices = [("true", "yes"), ("false", "no")];
                let choices = choices.map(|(value, key)| (value.to_owned(), ctx.t(key)));
                maker.select(name, label, "", choices)
            }
            // What a measure belongs to may stand in another plan.
            Kind::Link(Noun::Measure) if name == "other" => match self.list_measures() {
                Some(things) => maker.select(name, label, "", things),
                None => maker.line(name, label, "record-name-hint", "text"),
            },
            Kind::Link(noun) => match self.list_things(noun) {
                Some(things) if self.noun == Noun::Coverage && Judged::NOUNS.contains(&noun) => {
                    maker.select(name, label, "record-one-demand-hint", things)
                }
                Some(things) => maker.select(name, label, "", things),
                None => maker.line(name, label, "record-name-hint", "text"),
            },
            Kind::List(Kind::Link(Noun::Organisation)) => {
                maker.line(name, label, "record-names-hint", "text")
            }
            Kind::List(Kind::Link(noun)) => match self.list_things(*noun) {
                Some(things) => maker.checks(name, label, "", things),
                None => maker.line(name, label, "record-names-hint", "text"),
            },
            Kind::List(Kind::Line | Kind::Text) => {
                maker.line(name, label, "record-names-hint", "text")
            }
            Kind::Row(_) | Kind::List(_) => return Vec::new(),
            Kind::Own(Own::Reading | Own::Euro) => maker.line(name, label, "", "text"),
            Kind::Own(_) => return Vec::new(),
            Kind::Text
            | Kind::Line
            | Kind::Count
            | Kind::Year
            | Kind::Number
            | Kind::Instant
            | Kind::Span
            | Kind::Subject => maker.line(name, label, "", "text"),
        }]
    }

    /// Measures of all plans to choose from, those of another plan with its name; `None` as below.
    fn list_measures(&self) -> Option<Vec<(String, String)>> {
        let ctx = self.maker.ctx;
        let own = self.plan.map_or("", PlanId::as_str);
        let all = self.register.measures.list();
        let mut things: Vec<(bool, String, String)> = all
            .map(|measure| {
                let mut name = subject::choice(self.register, ctx, &measure.subject());
                let is_foreign = measure.plan() != own;
                if is_foreign {
                    let plan = Subject::new(Noun::Plan, measure.plan());
                    let plan = subject::name(self.register, ctx, &plan).words;
                    name = format!("{plan}: {name}");
                }
                (is_foreign, name, measure.id.to_string())
            })
            .collect();
        things.sort_by_cached_key(|(foreign, name, _)| (*foreign, name.to_lowercase()));
        let things: Vec<_> = things.into_iter().map(|(_, name, id)| (id, name)).collect();
        (1..=MOST).contains(&things.len()).then_some(things)
    }

    /// Things to choose from; `None`: there are none, or too many, so they are named.
    fn list_things(&self, noun: Noun) -> Option<Vec<(String, String)>> {
        let ctx = self.maker.ctx;
        let plan = self.plan.map_or("", PlanId::as_str);
        let all = self.register.visit(noun, Things { plan })?;
        let things = all.into_iter().map(|about| {
            let name = subject::choice(self.register, ctx, &about);
            (about.id.to_string(), name)
        });
        let mut things: Vec<(String, String)> = things.collect();
        things.sort_by_cached_key(|(_, name)| name.to_lowercase());
        (1..=MOST).contains(&things.len()).then_some(things)
    }

    /// Why a correction is proposed, and where that stands.
    fn why(&self) -> Group {
        let (ctx, maker) = (self.maker.ctx, self.maker);
        Group {
            fields: vec![
                maker.line(
                    REASON,
                    ctx.t("say-reason"),
                    "correction-reason-hint",
                    "text",
                ),
                maker.line(PROOF_DOCUMENT, ctx.t("correction-document"), "", "text"),
                maker.line(PROOF_URL, ctx.t("correction-url"), "", "text"),
            ],
            ..Group::default()
        }
    }

    /// Whether it is a correction or a new version, and why.
    fn how(&self, changes: bool) -> Option<Group> {
        let (ctx, maker) = (self.maker.ctx, self.maker);
        let mut fields = Vec::new();
        if self.noun.is_versioned() && self.noun != Noun::Plan {
            let choices = [
                ("same", "record-same-version"),
                (NEW_VERSION, "record-new-version"),
            ];
            let choices = choices.map(|(value, key)| (value.to_owned(), ctx.t(key)));
            let label = ctx.t("record-version");
            fields.push(maker.select(VERSION, label, "record-version-hint", choices));
            let label = ctx.t("record-version-on");
            fields.push(maker.line(VERSION_ON, label, "record-version-on-hint", "date"));
        }
        if changes {
            let label = ctx.t("say-reason");
            fields.push(maker.line(REASON, label, "figure-change-hint", "text"));
        }
        (!fields.is_empty()).then(|| Group {
            fields,
            ..Group::default()
        })
    }
}

/// What stands of a noun, in a plan if it belongs to one.
struct Things<'a> {
    plan: &'a str,
}

impl TableVisitor for Things<'_> {
    type Out = Vec<Subject>;

    fn visit<T: Tabled>(self, table: &Table<T>) -> Vec<Subject> {
        match T::NOUN.is_in_plan() {
            true => table.list_of(self.plan).map(T::subject).collect(),
            false => table.list().map(T::subject).collect(),
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use jiff::Timestamp;
    use wegmarke_domain::id::{OrganisationId, PlanId};
    use wegmarke_domain::noun::{Noun, Subject};
    use wegmarke_domain::record::Changes;

    use super::{Proposes, RecordForm, RecordParts, Records, RecordsParts};
    use crate::Route;
    use crate::samples::Samples;
    use crate::work::Signs;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        let plan = PlanId::new("qx-plan");
        for (noun, about) in [
            (Noun::Measure, Some("qx-plan/full")),
            (Noun::Recommendation, None),
            (Noun::Coverage, None),
        ] {
            let about = about.map(|id| Subject::new(noun, id));
            samples.page(&Route::Record(noun.as_str()), "", |r, c| {
                let parts = RecordParts {
                    bar: wording.bar(),
                    noun,
                    plan: Some(&plan),
                    about: about.as_ref(),
                    values: &wording.typed(),
                    problems: &wording.problems(),
                    refused: Some(wording.words("refused")),
                    proposes: None,
                    stands: None,
                    entry: Some(1),
                    signs: Signs::Here,
                    asks: r.inquiries.list().collect(),
                };
                RecordForm::build(r, c, parts)
            });
        }
        let measure = Subject::new(Noun::Measure, "qx-plan/full");
        samples.page(&Route::Record("measure"), "proposes", |r, c| {
            let title = wegmarke_domain::record::Change {
                from: None,
                to: Some(serde_json::json!({"de": wording.words("title")})),
            };
            let changes = Changes::from([("title".into(), title)]);
            let owners = [OrganisationId::new("qx-new")];
            let parts = RecordParts {
                bar: wording.bar(),
                noun: Noun::Measure,
                plan: Some(&plan),
                about: Some(&measure),
                values: &wording.typed(),
                problems: &[],
                refused: None,
                proposes: Some(Proposes {
                    owners: &owners,
                    changes: Some((&changes, "00")),
                    findings: &[],
                }),
                stands: Some((
                    measure.clone(),
                    crate::attribute::standing(r, &measure),
                    Timestamp::UNIX_EPOCH,
                )),
                entry: Some(1),
                signs: Signs::Here,
                asks: r.inquiries.list().collect(),
            };
            RecordForm::build(r, c, parts)
        });
        samples.page(&Route::Records, "", |r, c| {
            let entries: Vec<_> = r.log().iter().rev().take(40).collect();
            let parts = RecordsParts {
                bar: wording.bar(),
                plans: std::slice::from_ref(&plan),
                speaks: true,
                is_independent: true,
                asks: true,
                entries: &entries,
                is_theirs: &|_| true,
                said: Some(1),
            };
            Records::build(r, c, &parts)
        });
    }
}
