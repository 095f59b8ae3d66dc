// SPDX-License-Identifier: EUPL-1.2
//! Whose word it is what a file says: nobody states by a file what they could not state otherwise.
//!
//! Asked of the statements that would be written, so what is on record already and stays as it is
//! may stand in anybody's file.
//!
//! | thing | who may |
//! | --- | --- |
//! | plan, fact, field, goal, measure, milestone | who leads the plan or coordinates it; a new plan: who it names so; an editor, what the owner neither stated itself nor confirmed |
//! | demand, answer, judgement, value, money, event, status, relation, grouping | the organisation that it names as its own |
//! | what exists of the referral mechanism, how far a standard is met | the organisation that it names as its own |
//! | standard of the mechanism | who set it; who coordinates a plan a new one, and what it stated itself |
//! | inquiry about the mechanism | who coordinates a plan, or an independent voice, in its own name |
//! | evidence, indicator | anybody a new one; who stated it, to change it |
//! | organisation | anybody a new one, by the name that a file gives; itself, to change it |
//! | binding duty | an independent voice a new one; who stated it, to change it |
//! | round | whoever runs the register |

use std::collections::BTreeMap;

use crate::act::Act;
use crate::id::{OrganisationId, PlanId};
use crate::noun::{Noun, Subject};
use crate::organisation::{Succession, Voice};
use crate::plan::Plan;
use crate::recommendation::Recommendation;
use crate::record::Record;
use crate::register::{LogLine, Register};
use crate::roll::{ActVisitor, RecordAct, TableVisitor, Tabled};
use crate::rules::author::{find_stating, find_step};
pub use crate::rules::permission::list_owners;
use crate::rules::permission::{
    About, Action, Actor, Role, Scope, coordinates, edits, leads, scope, voice_of,
};
use crate::rules::whose::is_owners_word;
use crate::stated::Stated;
use crate::statement::{Said, Statement};
use crate::table::Table;

/// Who may state something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// Who leads or coordinates this plan.
    Plan(PlanId),
    /// This organisation.
    Organisation(OrganisationId),
    /// An organisation that speaks with the independent voice.
    Independent,
    /// Whoever runs the register.
    Operator,
}

impl Owner {
    /// The organisations; none: whoever runs the register, or a new plan's owner.
    #[must_use]
    pub fn list(&self, register: &Register) -> Vec<OrganisationId> {
        match self {
            Self::Plan(plan) => list_owners(register, plan),
            Self::Organisation(id) => vec![id.clone()],
            Self::Independent => {
                let all = register.organisations.list().map(|one| &one.id);
                all.filter(|id| is_independent(register, id))
                    .cloned()
                    .collect()
            }
            Self::Operator => Vec::new(),
        }
    }
}

/// Whether a thing is an organisation's to say otherwise, and what is proposed for it theirs to decide: they are
/// among those whose it is, or keep the record for an owner that neither said nor confirmed it.
#[must_use]
pub fn is_of(register: &Register, owner: &Owner, by: &OrganisationId, about: &Subject) -> bool {
    let keeps = match owner {
        Owner::Plan(plan) => edits(register, by, plan) && !is_owners_word(register, about),
        Owner::Organisation(_) | Owner::Independent | Owner::Operator => false,
    };
    keeps || owner.list(register).contains(by)
}

/// Things in a file that its importer may not state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotTheirs {
    /// What kind of things.
    pub noun: Noun,
    /// Who may state them.
    pub owner: Owner,
    /// How many there are.
    pub count: u64,
    /// The first of them.
    pub first: Subject,
}

/// Whether somebody may ask organisations how far standards are met: for who coordinates a plan, or speaks
/// with the independent voice.
#[must_use]
pub fn may_ask(register: &Register, actor: &Actor) -> bool {
    let looking = Looking::new(register, actor);
    looking.may_ask()
}

/// Whether somebody may bring files at all; what may stand in them is asked of each.
#[must_use]
pub fn may_bring(actor: &Actor) -> bool {
    actor.actions().any(|action| action == Action::ImportFiles)
}

/// What of these statements is not for somebody to say, by noun and by who may. Empty: all is.
#[must_use]
pub fn list_not_theirs(register: &Register, actor: &Actor, said: &[Said]) -> Vec<NotTheirs> {
    let mut looking = Looking::new(register, actor);
    looking.meet_new_plans(said);
    let mut found: BTreeMap<(Noun, Owner), NotTheirs> = BTreeMap::new();
    for said in said {
        let Some(owner) = looking.refuse(said) else {
            continue;
        };
        let key = (said.subject.noun, owner);
        let told = found
            .entry(key)
            .or_insert_with_key(|(noun, owner)| NotTheirs {
                noun: *noun,
                owner: owner.clone(),
                count: 0,
                first: said.subject.clone(),
            });
        told.count += 1;
    }
    found.into_values().collect()
}

/// What on record is for somebody to state otherwise, of one noun, by id.
#[must_use]
pub fn list_theirs(register: &Register, actor: &Actor, noun: Noun) -> Vec<Subject> {
    /// Asks of each thing whether they could take it back.
    struct Theirs<'a>(Looking<'a>);

    impl TableVisitor for Theirs<'_> {
        type Out = Vec<Subject>;

        fn visit<T: Tabled>(mut self, table: &Table<T>) -> Vec<Subject> {
            let dropped = T::act(Act::Dropped);
            let all = table.list().map(Record::subject);
            all.filter(|subject| self.0.refuse_act(subject, &dropped).is_none())
                .collect()
        }
    }

    // What does not fit in a file is nobody's word.
    if noun == Noun::Finding {
        return Vec::new();
    }
    let looking = Looking::new(register, actor);
    register.visit(noun, Theirs(looking)).unwrap_or_default()
}

/// Whether a thing on record is for somebody to state otherwise, and to take back.
#[must_use]
pub fn is_theirs(register: &Register, actor: &Actor, about: &Subject) -> bool {
    /// What taking one back says.
    struct Dropping;

    impl TableVisitor for Dropping {
        type Out = RecordAct;

        fn visit<T: Tabled>(self, _: &Table<T>) -> RecordAct {
            T::act(Act::Dropped)
        }
    }

    // What does not fit in a file is nobody's word.
    let dropped = register.visit(about.noun, Dropping);
    let dropped = dropped.filter(|_| about.noun != Noun::Finding);
    dropped.is_some_and(|dropped| {
        Looking::new(register, actor)
            .refuse_act(about, &dropped)
            .is_none()
    })
}

/// Everything that somebody's organisation has stated, and the entries that stated otherwise what is
/// theirs to change, newest first.
#[must_use]
pub fn list_stated<'a>(register: &'a Register, actor: &Actor) -> Vec<&'a LogLine> {
    let own = &actor.organisation;
    let about = own.subject();
    let thread = register.list_thread(&about);
    let lines = thread.filter_map(|seq| register.find_line(seq));
    let mut entries: Vec<&LogLine> = lines.filter(|line| line.by == *own).collect();
    let nouns = Noun::list_imported();
    for about in nouns.flat_map(|noun| list_theirs(register, actor, noun)) {
        let line = find_stated(register, &about);
        entries.extend(line.filter(|line| line.by != *own));
    }
    entries.sort_by_key(|line| std::cmp::Reverse(line.seq));
    entries
}

/// The entry that stated a thing.
fn find_stated<'a>(register: &'a Register, about: &Subject) -> Option<&'a LogLine> {
    struct Stated<'a>(&'a str);

    impl TableVisitor for Stated<'_> {
        type Out = Option<u64>;

        fn visit<T: Tabled>(self, table: &Table<T>) -> Option<u64> {
            Some(find_step(table.find_kept(self.0)?)?.seq)
        }
    }

    let seq = register.visit(about.noun, Stated(&about.id)).flatten()?;
    register.find_line(seq)
}

struct Looking<'a> {
    register: &'a Register,
    actor: &'a Actor,
    /// Whether they speak for their organisation.
    speaks: bool,
    /// Whether they may state a plan, as far as it was asked.
    plans: BTreeMap<Box<str>, bool>,
}

impl<'a> Looking<'a> {
    fn new(register: &'a Register, actor: &'a Actor) -> Self {
        let own = About::Organisation(&actor.organisation);
        Self {
            register,
            actor,
            speaks: actor.may(register, Action::ImportFiles, own),
            plans: BTreeMap::new(),
        }
    }

    /// A plan that is new belongs to who it names as its lead or its coordination.
    fn meet_new_plans(&mut self, said: &[Said]) {
        for said in said {
            let Statement::Record(RecordAct::Plan(Act::Stated(plan))) = &said.statement else {
                continue;
            };
            // One that was dropped and comes back is not up for grabs.
            if self.register.plans.find_kept(plan.id.as_str()).is_some() {
                continue;
            }
            let own = &self.actor.organisation;
            let leads = plan.lead.value();
            let leads = leads.is_some_and(|leads| leads.ids().contains(own));
            let coordinates = plan.coordination == Stated::Value(own.clone());
            let edits = self.speaks && self.edits_new(plan);
            let may = (self.speaks && leads) || (self.steers() && coordinates) || edits;
            self.plans.insert(plan.id.as_str().into(), may);
        }
    }

    /// Whether they keep the record of a plan that is new, and it names as its owners whom they said.
    fn edits_new(&self, plan: &Plan) -> bool {
        let edited = self.register.find_edited(plan.id.as_str());
        let term = edited.and_then(|edited| edited.find_open(&self.actor.organisation));
        let leads = plan.lead.value().into_iter().flat_map(|leads| leads.ids());
        let mut named = leads.chain(plan.coordination.value());
        term.is_some_and(|term| named.all(|owner| term.of.contains(owner)))
    }

    /// Whether they state the text of a plan as its editor only.
    fn only_edits(&self, plan: &PlanId) -> bool {
        let own = &self.actor.organisation;
        let (register, of) = (self.register, plan);
        edits(register, own, of) && !leads(register, own, of) && !coordinates(register, own, of)
    }

    /// What an editor leaves to the owner: what that one said itself or confirmed, and whose plan it is.
    fn refuse_edited(&self, subject: &Subject, act: &RecordAct) -> Option<Owner> {
        let plan = PlanId::new(subject.plan()?);
        if !self.only_edits(&plan) {
            return None;
        }
        let takes = match act {
            RecordAct::Plan(Act::Changed(changes)) => {
                let own = serde_json::Value::from(self.actor.organisation.as_str());
                ["lead", "coordination"].iter().any(|name| {
                    let to = changes.get(*name).and_then(|change| change.to.as_ref());
                    to.is_some_and(|to| names(to, &own))
                })
            }
            RecordAct::Plan(Act::Stated(plan)) => !self.edits_new(plan),
            _ => false,
        };
        (takes || is_owners_word(self.register, subject)).then_some(Owner::Plan(plan))
    }

    /// Whether they have a role that states what their organisation coordinates.
    fn steers(&self) -> bool {
        let of = |role: &Role| scope(*role, Action::ImportFiles) == Scope::Coordinated;
        self.actor.roles.iter().any(of) && may_bring(self.actor)
    }

    fn may_plan(&mut self, plan: &str) -> bool {
        if let Some(known) = self.plans.get(plan) {
            return *known;
        }
        let about = PlanId::new(plan);
        let about = About::Plan(&about);
        let may = self.actor.may(self.register, Action::ImportFiles, about);
        self.plans.insert(plan.into(), may);
        may
    }

    /// Who may say it instead; `None`: they may.
    fn refuse(&mut self, said: &Said) -> Option<Owner> {
        match &said.statement {
            Statement::Record(act) | Statement::Amended { act, .. } => {
                self.refuse_act(&said.subject, act)
            }
            Statement::PlanVersioned(version) => self.refuse_plan(version.plan.as_str()),
            Statement::Succeeded(succession) => self.refuse_succession(succession),
            Statement::AnswerSubmitted(answer) => self.refuse_other(&answer.organisation),
            // An import says nothing else.
            Statement::FindingExplained(_)
            | Statement::MilestoneProposed(_)
            | Statement::MilestoneConfirmed(_)
            | Statement::MilestoneDeclined(_)
            | Statement::MilestoneWithdrawn(_)
            | Statement::CorrectionProposed(_)
            | Statement::CorrectionAccepted { .. }
            | Statement::CorrectionDeclined(_)
            | Statement::CorrectionWithdrawn(_)
            | Statement::Edited(_)
            | Statement::KeyRegistered(_)
            | Statement::KeyRevoked(_)
            | Statement::LogRekeyed(_)
            | Statement::BodyErased(_)
            | Statement::BodyRestored(_)
            | Statement::RoundAdvanced(_)
            | Statement::InquiryOpened(_)
            | Statement::Committed { .. }
            | Statement::Voiced { .. } => Some(Owner::Operator),
        }
    }

    fn refuse_plan(&mut self, plan: &str) -> Option<Owner> {
        (!self.may_plan(plan)).then(|| Owner::Plan(PlanId::new(plan)))
    }

    /// Who leads a plan knows what became of the bodies named in it; everybody knows of themselves.
    fn refuse_succession(&self, succession: &Succession) -> Option<Owner> {
        let own = |id: &OrganisationId| *id == self.actor.organisation;
        let may = self.plans.values().any(|may| *may)
            || (self.speaks && succession.organisations().any(own));
        let first = succession.after.first();
        (!may).then(|| first.map_or(Owner::Operator, |id| Owner::Organisation(id.clone())))
    }

    fn refuse_act(&mut self, subject: &Subject, act: &RecordAct) -> Option<Owner> {
        match act {
            RecordAct::Plan(_)
            | RecordAct::Fact(_)
            | RecordAct::Field(_)
            | RecordAct::Goal(_)
            | RecordAct::Measure(_)
            | RecordAct::Milestone(_) => {
                let plan = self.refuse_plan(subject.plan().unwrap_or_default());
                plan.or_else(|| self.refuse_edited(subject, act))
            }
            RecordAct::Recommendation(named) => {
                let first = self.refuse_named(subject, act);
                first.or_else(|| self.refuse_others(named))
            }
            RecordAct::Response(_)
            | RecordAct::Coverage(_)
            | RecordAct::Context(_)
            | RecordAct::Value(_)
            | RecordAct::Funding(_)
            | RecordAct::Status(_)
            | RecordAct::Relation(_)
            | RecordAct::Grouping(_)
            | RecordAct::Remark(_) => self.refuse_named(subject, act),
            RecordAct::Evidence(_) | RecordAct::Indicator(_) => {
                let by = find_author(self.register, subject);
                by.and_then(|by| self.refuse_other(&by))
            }
            RecordAct::Organisation(Act::Stated(_)) => None,
            RecordAct::Organisation(_) => self.refuse_other(&OrganisationId::new(&*subject.id)),
            // What does not fit in a file is told with it.
            RecordAct::Finding(_) => None,
            RecordAct::Obligation(_) => self.refuse_duty(subject),
            RecordAct::Arrangement(_) | RecordAct::Answer(_) => self.refuse_named(subject, act),
            RecordAct::Standard(_) => self.refuse_standard(subject, act),
            RecordAct::Inquiry(_) => self.refuse_inquiry(subject, act),
            RecordAct::Round(_) => Some(Owner::Operator),
        }
    }

    /// A binding duty is stated by an independent voice, and changed by the one that stated it.
    fn refuse_duty(&self, subject: &Subject) -> Option<Owner> {
        let own = &self.actor.organisation;
        match find_owner(self.register, subject) {
            Some(Owner::Organisation(by)) => self.refuse_other(&by),
            Some(owner) => Some(owner),
            None if self.speaks && is_independent(self.register, own) => None,
            None => Some(Owner::Independent),
        }
    }

    /// A standard is stated by who set it, or by a coordinator for a body that set it; and changed by the one
    /// or the other.
    fn refuse_standard(&self, subject: &Subject, act: &RecordAct) -> Option<Owner> {
        let issuer = self.refuse_named(subject, act)?;
        let by = find_author(self.register, subject);
        let theirs = by.is_none_or(|by| by == self.actor.organisation);
        (!(theirs && self.coordinates_any())).then_some(issuer)
    }

    /// Whoever coordinates a plan, or speaks with the independent voice, asks in its own name.
    fn refuse_inquiry(&self, subject: &Subject, act: &RecordAct) -> Option<Owner> {
        let own = &self.actor.organisation;
        let named = [find_speaker(self.register, subject), act.visit(Naming)];
        if let Some(other) = named.into_iter().flatten().find(|named| named != own) {
            return Some(Owner::Organisation(other));
        }
        (!self.may_ask()).then_some(Owner::Independent)
    }

    fn may_ask(&self) -> bool {
        let independent = is_independent(self.register, &self.actor.organisation);
        (self.speaks && independent) || self.coordinates_any()
    }

    /// Whether they coordinate a plan, whichever.
    fn coordinates_any(&self) -> bool {
        let own = &self.actor.organisation;
        let mut plans = self.register.plans.list();
        self.steers() && plans.any(|plan| plan.coordination == Stated::Value(own.clone()))
    }

    fn refuse_other(&self, owner: &OrganisationId) -> Option<Owner> {
        let own = self.speaks && *owner == self.actor.organisation;
        (!own).then(|| Owner::Organisation(owner.clone()))
    }

    /// What carries the name of who says it, before and after.
    fn refuse_named(&self, subject: &Subject, act: &RecordAct) -> Option<Owner> {
        let before = find_speaker(self.register, subject);
        let before = before.and_then(|before| self.refuse_other(&before));
        before.or_else(|| {
            let after = act.visit(Naming)?;
            self.refuse_other(&after)
        })
    }

    /// Whom a demand names beside its own organisation: nobody speaks for them.
    fn refuse_others(&self, act: &Act<Recommendation>) -> Option<Owner> {
        let named: Vec<OrganisationId> = match act {
            Act::Stated(record) => record.co_issuers.clone(),
            Act::Changed(changes) => {
                let change = changes.get("co_issuers");
                let now = change.and_then(|change| change.to.clone());
                now.and_then(|now| serde_json::from_value(now).ok())
                    .unwrap_or_default()
            }
            Act::Dropped => Vec::new(),
        };
        named.iter().find_map(|other| self.refuse_other(other))
    }
}

/// Whether a value names something, by itself or in a list.
fn names(value: &serde_json::Value, named: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::Array(all) => all.iter().any(|one| names(one, named)),
        serde_json::Value::Object(all) => all.values().any(|one| names(one, named)),
        one => one == named,
    }
}

/// The organisation that an act names as the one that says it, if it says so.
struct Naming;

impl ActVisitor for Naming {
    type Out = Option<OrganisationId>;

    fn visit<T: Tabled>(self, act: &Act<T>) -> Self::Out {
        match act {
            Act::Stated(record) => record.speaker().cloned(),
            Act::Changed(changes) => {
                let after = changes.get(T::SPEAKER?)?.to.as_ref()?;
                Some(OrganisationId::new(after.as_str()?))
            }
            Act::Dropped => None,
        }
    }
}

/// The organisation that a thing on record, also one that was taken back, names as the one that says it.
fn find_speaker(register: &Register, subject: &Subject) -> Option<OrganisationId> {
    struct Speaker<'a>(&'a str);

    impl TableVisitor for Speaker<'_> {
        type Out = Option<OrganisationId>;

        fn visit<T: Tabled>(self, table: &Table<T>) -> Self::Out {
            table.find_kept(self.0)?.record.speaker().cloned()
        }
    }

    register.visit(subject.noun, Speaker(&subject.id)).flatten()
}

/// The organisation of the entry that stated a thing on record.
fn find_author(register: &Register, subject: &Subject) -> Option<OrganisationId> {
    struct Author<'a>(&'a Register, &'a str);

    impl TableVisitor for Author<'_> {
        type Out = Option<OrganisationId>;

        fn visit<T: Tabled>(self, table: &Table<T>) -> Self::Out {
            find_stating(self.0, table.find_kept(self.1)?).cloned()
        }
    }

    register
        .visit(subject.noun, Author(register, &subject.id))
        .flatten()
}

/// Whether an organisation speaks with the independent voice.
#[must_use]
pub fn is_independent(register: &Register, id: &OrganisationId) -> bool {
    voice_of(register, id) == Some(Voice::Independent)
}

/// Who may change or take back a thing on record, also one that was taken back; `None`: it is not there.
#[must_use]
pub fn find_owner(register: &Register, subject: &Subject) -> Option<Owner> {
    match subject.noun {
        noun if noun.is_plan_text() => {
            let plan = subject.plan()?;
            find_author(register, subject)?;
            Some(Owner::Plan(PlanId::new(plan)))
        }
        Noun::Organisation => {
            let known = register.organisations.find_kept(&subject.id)?;
            Some(Owner::Organisation(known.record.id.clone()))
        }
        Noun::Obligation => {
            let by = find_author(register, subject)?;
            // What whoever runs the register brought for others stays theirs to change.
            Some(match is_independent(register, &by) {
                true => Owner::Organisation(by),
                false => Owner::Operator,
            })
        }
        Noun::Round | Noun::Finding => find_author(register, subject).map(|_| Owner::Operator),
        noun if noun.speaker().is_some() => {
            find_speaker(register, subject).map(Owner::Organisation)
        }
        _ => find_author(register, subject).map(Owner::Organisation),
    }
}
