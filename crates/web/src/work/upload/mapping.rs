// SPDX-License-Identifier: EUPL-1.2
//! Between the form of the columns and a profile. What the form does not ask stays as it is.

use std::collections::BTreeMap;

use wegmarke_domain::draft::list_slots;
use wegmarke_domain::id::{OrganisationId, slug};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::register::Register;
use wegmarke_exchange::Look;
use wegmarke_exchange::mapping::{Mapping, Target, is_list};
use wegmarke_l10n::Arg;
use wegmarke_pages::Ctx;
use wegmarke_pages::parts::form::{Values, words};
use wegmarke_pages::work::upload::{
    ALSO, COMPLETE, Columns, GoesTo, IGNORED, LANGUAGE, NAMED, NEW_PLAN, NOUN, PLAN, PLAN_ROLE,
    PLAN_TITLE, SAME_VERSION, SIGNED_BY, VERSION, VERSION_ON, VERSION_REASON,
};

/// A problem of the form: words, and the id of the field.
pub(super) type Wrong = (String, String);

/// What is told of a value that no list of ours has.
pub(super) fn no_choice(ctx: &Ctx, value: &str) -> String {
    let value: String = value.chars().take(100).collect();
    words(ctx, &Problem::new("", codes::NOT_A_CHOICE).with(&*value))
}

/// What a form is read against.
pub(super) struct Reading<'a> {
    pub(super) ctx: &'a Ctx,
    pub(super) register: &'a Register,
    pub(super) by: &'a OrganisationId,
    pub(super) look: &'a Look,
}

/// The plan of a whole file, as the form shows it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct OfPlan {
    /// Whether it is asked: rows belong to a plan, and no column names it.
    pub(super) asked: bool,
    /// Its id, [`NEW_PLAN`], or nothing yet.
    pub(super) chosen: String,
    pub(super) title: String,
    pub(super) role: String,
}

/// What carries the name of one's own organisation where no column gives it.
const OWN: [(Noun, &str); 13] = [
    (Noun::Recommendation, "issuer"),
    (Noun::Response, "by"),
    (Noun::Coverage, "author"),
    (Noun::Context, "organisation"),
    (Noun::Value, "organisation"),
    (Noun::Funding, "organisation"),
    (Noun::Status, "organisation"),
    (Noun::Relation, "organisation"),
    (Noun::Grouping, "organisation"),
    (Noun::Standard, "issuer"),
    (Noun::Arrangement, "organisation"),
    (Noun::Answer, "organisation"),
    (Noun::Inquiry, "organisation"),
];

fn has(noun: Noun, attribute: &str) -> bool {
    list_slots(noun).iter().any(|slot| slot.is_meant(attribute))
}

pub(super) fn target(of: &GoesTo) -> Target {
    Target {
        noun: of.noun,
        attribute: of.attribute.clone(),
    }
}

impl Reading<'_> {
    /// Takes what was chosen into a mapping; gives what is wrong with it.
    pub(super) fn apply(&self, mapping: &mut Mapping, values: &Values) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        let language = values.get(LANGUAGE);
        if language.len() == 2 && language.bytes().all(|byte| byte.is_ascii_lowercase()) {
            mapping.set_language(language);
        } else if !language.is_empty() {
            wrong.push((no_choice(self.ctx, language), LANGUAGE.to_owned()));
        }
        let imported = |noun: &Noun| *noun != Noun::Finding && !list_slots(*noun).is_empty();
        let mut nouns: Vec<Noun> = Vec::new();
        for name in [NOUN, ALSO] {
            let noun = values.get(name).parse().ok().filter(imported);
            if noun.is_none() && !values.get(name).is_empty() {
                wrong.push((no_choice(self.ctx, values.get(name)), name.to_owned()));
            }
            nouns.extend(noun.filter(|noun| !nouns.contains(noun)));
        }
        mapping.set_nouns(&nouns);
        wrong.extend(self.apply_columns(mapping, values));
        if self.look.seal.is_some() {
            mapping.set_signed_by(values.get(SIGNED_BY));
        }
        mapping.set_complete(!values.get(COMPLETE).is_empty());
        let title = values.get(NAMED).trim();
        if !title.is_empty() {
            mapping.set_text("title", title);
            let name = slug(title);
            mapping.set_text("name", if name.is_empty() { "profile" } else { &name });
        }
        wrong.extend(self.apply_plan(mapping, values));
        wrong.extend(self.apply_edition(mapping, values));
        for (noun, attribute) in OWN {
            if mapping.nouns().contains(&noun) {
                mapping.set_constant(noun, attribute, Some(self.by.as_str()));
            }
        }
        wrong
    }

    /// Whether it is a new version of a plan, with its day and its reason; asked of a plan's text only.
    fn apply_edition(&self, mapping: &mut Mapping, values: &Values) -> Option<Wrong> {
        let version = values.get(VERSION);
        if version.is_empty() {
            return None;
        }
        mapping.set_same_version(version == SAME_VERSION);
        let (on, reason) = (values.get(VERSION_ON).trim(), values.get(VERSION_REASON));
        let is_day = on.is_empty() || on.parse::<jiff::civil::Date>().is_ok();
        mapping.set_edition(if is_day { on } else { "" }, reason.trim());
        let problem = Problem::new("", codes::NOT_A_DATE).with(on);
        (!is_day).then(|| (words(self.ctx, &problem), VERSION_ON.to_owned()))
    }

    fn apply_columns(&self, mapping: &mut Mapping, values: &Values) -> Vec<Wrong> {
        let nouns = mapping.nouns();
        let mut wrong = Vec::new();
        let mut wanted = Vec::new();
        for (at, column) in self.look.columns.iter().enumerate() {
            let name = format!("c{at}");
            let value = values.get(&name);
            let to = GoesTo::parse(value).filter(|to| has(to.noun, &to.attribute));
            match to {
                Some(to) if nouns.contains(&to.noun) => {
                    wanted.push((at, column, Some(target(&to))));
                }
                // Of a noun that rows are not about any more: it was carried over, or gives nothing.
                Some(_) => {}
                None if value == IGNORED => wanted.push((at, column, None)),
                None if value.is_empty() => {}
                None => wrong.push((no_choice(self.ctx, value), name)),
            }
        }
        // First everything that changes gives nothing: two columns may change places.
        for (_, column, to) in &wanted {
            if mapping.targets(&column.heading).first() != to.as_ref() {
                mapping.set_target(&column.heading, None);
            }
        }
        for (at, column, to) in &wanted {
            let Some(to) = to else { continue };
            let is_new = mapping.targets(&column.heading).first() != Some(to);
            if !mapping.set_target(&column.heading, Some(to)) {
                let mut others = self.look.columns.iter();
                let first = others.find(|other| mapping.targets(&other.heading).contains(to));
                let first = first.map_or("", |other| other.heading.as_str());
                let args: [(&'static str, Arg<'_>); 2] = [
                    ("first", first.into()),
                    ("second", column.heading.as_str().into()),
                ];
                wrong.push((
                    self.ctx.t_with("upload-problem-double", &args),
                    format!("c{at}"),
                ));
                continue;
            }
            if is_list(to) {
                let name = format!("s{at}");
                let asked = values.0.iter().any(|(known, _)| *known == name);
                let sign = match asked {
                    true => Columns::find_sign(values.get(&name)),
                    false if is_new => column.separator,
                    false => continue,
                };
                mapping.set_separator(to, sign);
            }
        }
        if wrong.is_empty() && !self.gives_something(mapping) {
            wrong.push((self.ctx.t("upload-problem-nothing"), "c0".to_owned()));
        }
        wrong
    }

    fn gives_something(&self, mapping: &Mapping) -> bool {
        let mut columns = self.look.columns.iter();
        columns.any(|column| !mapping.targets(&column.heading).is_empty())
    }

    /// Nouns whose rows belong to a plan that no column names.
    fn list_in_plan(&self, mapping: &Mapping) -> Vec<Noun> {
        let given = |noun: Noun| {
            let mut columns = self.look.columns.iter();
            columns.any(|column| {
                let targets = mapping.targets(&column.heading);
                targets
                    .iter()
                    .any(|to| to.noun == noun && to.attribute == "plan")
            })
        };
        let nouns = mapping.nouns().into_iter();
        nouns
            .filter(|noun| has(*noun, "plan") && !given(*noun))
            .collect()
    }

    /// The plan of the whole file, as a mapping has it.
    pub(super) fn plan_of(&self, mapping: &Mapping) -> OfPlan {
        let nouns = self.list_in_plan(mapping);
        let Some(first) = nouns.first() else {
            return OfPlan::default();
        };
        let chosen = mapping.constant(*first, "plan").unwrap_or_default();
        // What was new when it was mapped is on record for the next edition.
        let is_new = mapping.constant(Noun::Plan, "id") == Some(chosen)
            && !chosen.is_empty()
            && self.register.plans.find(chosen).is_none();
        let title = format!("title.{}", mapping.text("language"));
        let role = match mapping.constant(Noun::Plan, "coordination") {
            Some(_) => "coordination",
            None => "lead",
        };
        OfPlan {
            asked: true,
            chosen: if is_new {
                NEW_PLAN.to_owned()
            } else {
                chosen.to_owned()
            },
            title: mapping
                .constant(Noun::Plan, &title)
                .unwrap_or_default()
                .to_owned(),
            role: role.to_owned(),
        }
    }

    fn apply_plan(&self, mapping: &mut Mapping, values: &Values) -> Vec<Wrong> {
        let nouns = self.list_in_plan(mapping);
        if nouns.is_empty() {
            mapping.set_whole(Noun::Plan, None);
            return Vec::new();
        }
        let chosen = values.get(PLAN);
        let (plan, wrong) = match chosen {
            NEW_PLAN => self.new_plan(mapping, values),
            "" => {
                mapping.set_whole(Noun::Plan, None);
                let words = self.ctx.t("upload-problem-plan");
                (None, vec![(words, PLAN.to_owned())])
            }
            id if self.register.plans.find(id).is_none() => {
                let words = no_choice(self.ctx, id);
                (None, vec![(words, PLAN.to_owned())])
            }
            id => {
                mapping.set_whole(Noun::Plan, None);
                (Some(id.to_owned()), Vec::new())
            }
        };
        for noun in nouns {
            mapping.set_constant(noun, "plan", plan.as_deref());
        }
        wrong
    }

    /// A record for a plan that is not in the register yet, and its id.
    fn new_plan(&self, mapping: &mut Mapping, values: &Values) -> (Option<String>, Vec<Wrong>) {
        let title = values.get(PLAN_TITLE).trim();
        // Asked only once somebody chose it: until then it has the title of the mapping.
        let title = match values.0.iter().any(|(name, _)| name == PLAN_TITLE) {
            true => title.to_owned(),
            false => mapping.text("title").to_owned(),
        };
        let base = match slug(&title) {
            slug if slug.is_empty() => "plan".to_owned(),
            slug => slug,
        };
        let mut id = base.clone();
        let mut count = 1;
        while self.register.plans.find_kept(&id).is_some() {
            count += 1;
            id = format!("{base}-{count}");
        }
        let role = match values.get(PLAN_ROLE) {
            "coordination" => "coordination",
            _ => "lead",
        };
        let constants: BTreeMap<String, String> = [
            ("id".to_owned(), id.clone()),
            (format!("title.{}", mapping.text("language")), title.clone()),
            (role.to_owned(), self.by.to_string()),
        ]
        .into();
        mapping.set_whole(Noun::Plan, Some(&constants));
        let wrong = title.is_empty().then(|| {
            let words = self.ctx.t("upload-problem-plan-title");
            (words, PLAN_TITLE.to_owned())
        });
        (Some(id), wrong.into_iter().collect())
    }
}
