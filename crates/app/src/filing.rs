// SPDX-License-Identifier: EUPL-1.2
//! Forms that were filled in: kept as drafts or said, all or none.
//!
//! Forms that come back from a spreadsheet are looked at before anything is written: they wait,
//! private and for an hour, until the person who brought them says yes.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use wegmarke_domain::contribution::{Address, Says, Voiced};
use wegmarke_domain::noun::Subject;
use wegmarke_domain::privacy::NoPerson;
use wegmarke_domain::privacy::is_doubtful;
use wegmarke_domain::problem::Problem;
use wegmarke_domain::rules::permission::Action;
use wegmarke_domain::statement::{Said, Statement};
use wegmarke_store::StoreError;
use wegmarke_store::document::{Expect, Put};

use crate::append::Decision;
use crate::cabinet::{Drawer, Found, Held, Kind, Private, delete, kind};
use crate::draft::{Basis, Draft, DraftState, basis_of};
use crate::standing::{Refusal, Standing, must_be_settled, must_hold, standing};
use crate::{App, AppError, Receipt, State, Who};

/// How long forms wait for a yes, in seconds.
const WAITING: i64 = 3600;

/// What is to become of a filled form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Filing {
    /// It is kept as a draft.
    Draft,
    /// Those who may release it are asked to.
    Request,
    /// It is said.
    Release,
}

/// A form that was filled in.
#[derive(Clone, Debug)]
pub struct Form {
    /// What it is about.
    pub address: Address,
    /// What it says.
    pub says: Says,
    /// What it rests on.
    pub basis: Basis,
    /// What is to become of it.
    pub filing: Filing,
    /// A second look at what may mean a person.
    pub look: Option<NoPerson>,
}

/// A form with what is known of it.
struct Brought<'a> {
    form: &'a Form,
    found: &'a Found<Draft>,
    /// Files it names that its organisation did not upload.
    unknown: &'a [Problem],
}

/// A form that waits for a yes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Waiting {
    /// What it is about.
    pub about: Subject,
    /// What it says.
    pub says: Says,
    /// What is on record now; not what the form was made of.
    pub basis: Basis,
    /// What is to become of it.
    pub filing: Filing,
    /// A second look at what may mean a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look: Option<NoPerson>,
    /// Whether somebody changed the same thing since the form was made: it is left out unless its
    /// person says that it is to be taken all the same.
    pub conflicts: bool,
}

/// Forms that wait for a yes.
#[derive(Debug, Serialize, Deserialize)]
struct Forms {
    account: String,
    forms: Vec<Waiting>,
}

impl Private for Forms {
    const KIND: &'static str = "forms";
}

/// For looking whether it reads.
pub(crate) const KIND: Kind = kind::<Forms>();

impl App {
    /// Files several forms of one round and noun, all or none: those that are to be said go into
    /// the log as in [`App::release`], the others become drafts.
    ///
    /// # Errors
    /// As [`App::release`]; `StoreError::Stale` if a form rests on what is not the newest.
    pub async fn file_all(
        &self,
        who: &Who,
        forms: &[Form],
        invented: bool,
    ) -> Result<Vec<Receipt>, AppError> {
        self.file_with(who, forms, invented, Vec::new()).await
    }

    async fn file_with(
        &self,
        who: &Who,
        forms: &[Form],
        invented: bool,
        mut puts: Vec<Put>,
    ) -> Result<Vec<Receipt>, AppError> {
        // Before anything is decided: what is due since a second ago must not be sealed any more.
        self.advance_rounds().await?;
        if forms.iter().any(|form| form.filing != Filing::Release) {
            self.must_have_room_for_drafts(who.organisation()).await?;
        }
        let settings = self.find_settings(who.organisation()).await?;
        let mut all = Vec::with_capacity(forms.len());
        for form in forms {
            let found = self.held_for(who, &form.address).await?;
            // Two persons means that the second one releases what the first one wrote, unchanged. Who may
            // change it in passing would be alone with it again.
            let second = |held: &Held<Draft>| {
                held.value.account.as_ref() != Some(&who.account) && held.value.says == form.says
            };
            if settings.two_persons
                && form.filing == Filing::Release
                && !found.held().is_some_and(second)
            {
                return Err(Refusal::SecondPerson.into());
            }
            let (named, unknown) = self.name_files(who.organisation(), &form.says).await?;
            all.push((form, found, unknown));
            for put in named {
                // Two forms may name one file.
                if !puts.iter().any(|known| known.key() == put.key()) {
                    puts.push(put);
                }
            }
        }
        self.append(|state| {
            let mut decision = Decision::typed(who, []);
            decision.puts.clone_from(&puts);
            for (form, found, unknown) in &all {
                let brought = Brought {
                    form,
                    found,
                    unknown,
                };
                self.file(state, who, &brought, invented, &mut decision)?;
            }
            Ok((decision, ()))
        })
        .await
        .map(|(receipts, ())| receipts)
    }

    /// Adds what becomes of one form to a decision.
    fn file(
        &self,
        state: &State,
        who: &Who,
        brought: &Brought<'_>,
        invented: bool,
        decision: &mut Decision,
    ) -> Result<(), AppError> {
        let Brought {
            form,
            found,
            unknown,
        } = *brought;
        let address = &form.address;
        let releases = form.filing == Filing::Release;
        let action = match releases {
            true => Action::Release,
            false => Action::WriteDraft,
        };
        who.must_own(state, action)?;
        let standing = standing(&state.register, address, self.clock.now())?;
        if form.says.noun() != address.noun {
            return Err(Refusal::NotYours.into());
        }
        // What a form was made of a week ago may have been corrected since; filing it would undo that
        // without anybody having seen it.
        if form.basis != basis_of(state, address, found) {
            return Err(StoreError::Stale.into());
        }
        let subject = address.subject();
        let id = subject.to_string();
        if releases {
            let look = form.look.as_ref();
            let look = must_hold(&form.says, &state.register, address, unknown, look)?;
            if let Some(look) = look {
                decision.looks.insert(decision.said.len(), look);
            }
            let sealed = standing == Standing::Sealed;
            // One transaction is sealed as a whole or not at all, so its bodies have to agree.
            if !decision.said.is_empty() && decision.sealed != sealed {
                let why = "forms of one noun and round go together";
                return Err(AppError::Rule(why.to_owned()));
            }
            decision.sealed = sealed;
            // What is said in a made-up round is made up too.
            let round = address.round.subject();
            let invented = invented || state.register.is_invented(&round);
            let voiced = Voiced::Submitted(form.says.clone().into());
            decision.said.push(voiced_said(&subject, voiced, invented));
            // The draft goes in the same transaction: it is either still a draft or said, never both.
            if found.revision().is_some() {
                decision.puts.push(delete::<Draft>(&id, found.expect()));
            }
            return Ok(());
        }
        if form.filing == Filing::Request {
            let mut problems = form.says.problems(&state.register, address);
            problems.extend(unknown.iter().cloned());
            problems.retain(|problem| !is_doubtful(problem.code));
            must_be_settled(problems, None)?;
        }
        let draft = Draft {
            says: form.says.clone(),
            typed: Vec::new(),
            state: match form.filing {
                Filing::Request => DraftState::Waiting,
                _ => DraftState::Writing,
            },
            account: Some(who.account.clone()),
            at: self.clock.now(),
        };
        let drawer = Drawer {
            id: &id,
            owner: Some(address.by.as_str()),
            expires_at: None,
        };
        let put = self.keep(&drawer, &draft, found.expect())?;
        decision.puts.push(put);
        Ok(())
    }

    /// Keeps forms for an hour until their person says yes; gives the id to say it with.
    ///
    /// # Errors
    /// [`AppError::Forbidden`]; what the store says.
    pub async fn keep_forms(&self, who: &Who, forms: Vec<Waiting>) -> Result<String, AppError> {
        let mut random = [0; 16];
        self.dice.fill(&mut random);
        let id = hex::encode(random);
        let drawer = Drawer {
            id: &id,
            owner: Some(&who.account),
            expires_at: Some(self.clock.now().as_second() + WAITING),
        };
        let account = who.account.clone();
        let put = self.keep(&drawer, &Forms { account, forms }, Expect::Absent)?;
        self.append(|state| {
            who.must_own(state, Action::WriteDraft)?;
            let mut decision = Decision::typed(who, []);
            decision.puts.push(put.clone());
            Ok((decision, ()))
        })
        .await?;
        Ok(id)
    }

    /// Files the forms that waited, all or none and once: those that conflict only if they are
    /// named. Says how many became drafts, and gives the receipts of those that were said.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if nothing waits under this id for this account; as
    /// [`App::file_all`].
    pub async fn file_kept(
        &self,
        who: &Who,
        id: &str,
        all_the_same: &BTreeSet<String>,
    ) -> Result<(Vec<Receipt>, usize), AppError> {
        let held = self.find_private::<Forms>(id).await?;
        let held = held
            // The id is hard to guess, and may still be seen over a shoulder or in a log of a proxy.
            .filter(|held| held.value.account == who.account)
            .ok_or_else(|| AppError::NotFound("this upload".to_owned()))?;
        // Deleted with what it files, and only in the state that was read: a yes that is sent twice finds
        // nothing the second time.
        let used = delete::<Forms>(&held.id, held.expect());
        let mut forms = Vec::new();
        for waiting in held.value.forms {
            if waiting.conflicts && !all_the_same.contains(&waiting.about.to_string()) {
                continue;
            }
            let address = Address::parse(&waiting.about)
                .map_err(|error| AppError::NotFound(error.to_string()))?;
            forms.push(Form {
                address,
                says: waiting.says,
                basis: waiting.basis,
                filing: waiting.filing,
                look: waiting.look,
            });
        }
        let drafts = forms.iter().filter(|form| form.filing != Filing::Release);
        let drafts = drafts.count();
        let receipts = self.file_with(who, &forms, false, vec![used]).await?;
        Ok((receipts, drafts))
    }
}

pub(crate) fn voiced_said(subject: &Subject, voiced: Voiced, invented: bool) -> Said {
    let noun = subject.noun;
    Said {
        invented,
        ..Said::new(subject.clone(), Statement::Voiced { noun, voiced })
    }
}
