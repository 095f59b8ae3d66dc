// SPDX-License-Identifier: EUPL-1.2
//! The form in which something is said: asked for, saved, released, corrected, taken back.

use axum::extract::{Path, Request};
use axum::http::StatusCode;
use serde_json::json;
use wegmarke_app::account::SignedIn;
use wegmarke_app::contribution::Releasing;
use wegmarke_app::draft::{Basis, DraftState, HeldDraft};
use wegmarke_app::task as tasks;
use wegmarke_app::{AppError, Receipt};
use wegmarke_domain::contribution::{Address, Says};
use wegmarke_domain::file::File;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::privacy::{NoPerson, is_doubtful};
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_domain::rules::renewal::{NotRenewed, list_not_renewed};
use wegmarke_domain::text::Text;
use wegmarke_pages::Route;
use wegmarke_pages::parts::form::{Values, words};
use wegmarke_pages::work::say::{FINDS, LEAVE_OUT, LOOK_REASON, OLDER};
use wegmarke_pages::work::{self, SayButton, SayParts};

use super::sent::Sent;
use super::{Answer, Asked, Told, fields, refusal, sent, signing, unknown_button};
use crate::outgoing::Outgoing;

/// What the address of a form names, if it is for the organisation of who asks.
fn address(asked: &Asked, signed_in: &SignedIn, noun: &str, id: &str) -> Result<Address, Told> {
    let noun: Noun = noun.parse().map_err(|_| asked.absent())?;
    let address = Address::parse(&Subject::new(noun, id)).map_err(|_| asked.absent())?;
    // Whatever an address names: nobody sees that another organisation has a draft.
    if address.by == *signed_in.who.organisation() {
        Ok(address)
    } else {
        Err(asked.absent())
    }
}

pub(super) async fn ask(
    asked: Asked,
    Path((_, noun, id)): Path<(String, String, String)>,
) -> Answer {
    let signed_in = asked.signed_in().await?;
    let address = address(&asked, &signed_in, &noun, &id)?;
    let held = find_draft(&asked, &signed_in, &address).await?;
    let state = asked.web.app.state();
    let (register, ctx) = (&state.register, &asked.ctx);
    let values = held.as_ref().map_or_else(Values::default, |held| {
        fields::write_draft(register, ctx, &address, &held.draft)
    });
    let files = list_files(&asked, &signed_in, held.as_ref()).await?;
    // What a draft kept as it was typed is told until it reads.
    let problems = match held.as_ref().filter(|held| !held.draft.typed.is_empty()) {
        Some(held) => {
            let says = Some(&held.draft.says);
            fields::read(register, ctx, &address, &values, &files, says).problems
        }
        None => Vec::new(),
    };
    let mut notices = Vec::new();
    match asked.ctx.query.find("done") {
        Some("saved") if problems.is_empty() => notices.push(asked.ctx.t("say-saved")),
        Some("saved") => notices.push(asked.ctx.t("say-saved-unread")),
        Some("discarded") => notices.push(asked.ctx.t("say-discarded")),
        Some("requested") => notices.push(asked.ctx.t("say-requested")),
        _ => {}
    }
    if held.as_ref().is_some_and(|held| held.unread) {
        notices.push(asked.ctx.t("say-draft-unread"));
    }
    match held.as_ref().map(|held| (&held.draft.state, held.revision)) {
        Some((DraftState::Returned(reason), _)) => {
            let args = [("reason", reason.as_str().into())];
            notices.push(asked.ctx.t_with("say-returned", &args));
        }
        Some((_, 0)) => notices.push(asked.ctx.t("say-prefilled")),
        _ => {}
    }
    let shown = Shown {
        values: &values,
        files: &files,
        problems: &problems,
        basis: held.as_ref().map(HeldDraft::basis).unwrap_or_default(),
        notices,
        stands: None,
        review: None,
    };
    let of_others = held.as_ref().filter(|held| waits_for(held, &signed_in));
    let (mut author, mut last) = (None, None);
    if let Some(account) = of_others.and_then(|held| held.draft.account.as_deref())
        && asked.ctx.query.find("edit").is_none()
    {
        let (app, who) = (&asked.web.app, &signed_in.who);
        let name = app.find_colleague_name(who, account).await;
        author = name.map_err(|error| asked.failed(&error))?;
        last = find_last(&asked, &signed_in, &address).await?;
    }
    let reads = of_others.filter(|_| asked.ctx.query.find("edit").is_none());
    let shown = Shown {
        review: reads.map(|held| work::Review {
            about: address.subject(),
            says: held.draft.says.attributes(),
            last: last.as_ref().map(Says::attributes),
            reason: None,
            author: author.as_deref(),
        }),
        ..shown
    };
    let page = say_page(&asked, &signed_in, &address, shown).await?;
    Ok(asked.page(&page).with_scripts())
}

/// Whether a draft waits for somebody else than who wrote it to release it.
fn waits_for(held: &HeldDraft, signed_in: &SignedIn) -> bool {
    held.draft.state == DraftState::Waiting
        && held.draft.account.as_ref() != Some(&signed_in.who.account)
}

/// The files that a draft names, also in rows that do not read.
async fn list_files(
    asked: &Asked,
    signed_in: &SignedIn,
    held: Option<&HeldDraft>,
) -> Result<Vec<File>, Told> {
    let Some(held) = held else {
        return Ok(Vec::new());
    };
    let named = held.draft.says.list_files().into_iter();
    let mut files: Vec<File> = named.map(|(_, file)| file.clone()).collect();
    for (_, sha256) in held
        .draft
        .typed
        .iter()
        .filter(|(name, _)| name.ends_with(".held"))
    {
        if files.iter().all(|file| *file.sha256 != **sha256) {
            match asked.web.app.find_file(&signed_in.who, sha256).await {
                Ok(found) => files.extend(found),
                Err(error) => return Err(asked.failed(&error)),
            }
        }
    }
    Ok(files)
}

async fn find_draft(
    asked: &Asked,
    signed_in: &SignedIn,
    address: &Address,
) -> Result<Option<HeldDraft>, Told> {
    match asked.web.app.find_draft(&signed_in.who, address).await {
        Ok(held) => Ok(held),
        Err(AppError::Forbidden(_)) => Err(asked.not_theirs(signed_in, Action::WriteDraft).await),
        Err(error) => Err(asked.failed(&error)),
    }
}

/// What a form shows.
struct Shown<'a> {
    values: &'a Values,
    files: &'a [File],
    problems: &'a [Problem],
    basis: Basis,
    notices: Vec<String>,
    /// What stands instead of what the form rests on.
    stands: Option<&'a HeldDraft>,
    /// What a second person reads before it is released.
    review: Option<work::Review<'a>>,
}

async fn say_page(
    asked: &Asked,
    signed_in: &SignedIn,
    address: &Address,
    shown: Shown<'_>,
) -> Result<work::Say, Told> {
    let app = &asked.web.app;
    let settings = app.find_settings(signed_in.who.organisation()).await;
    let settings = settings.map_err(|error| asked.failed(&error))?;
    let state = app.state();
    let own = About::Organisation(signed_in.who.organisation());
    let may = |action| signed_in.who.actor.may(&state.register, action, own);
    let may_release = may(Action::Release);
    let parts = SayParts {
        bar: asked.bar(signed_in),
        address,
        values: shown.values,
        files: shown.files,
        problems: shown.problems,
        revision: match shown.basis {
            Basis::Draft(revision) => revision,
            Basis::Nothing | Basis::Entry(_) => 0,
        },
        entry: match shown.basis {
            Basis::Entry(seq) => Some(seq),
            Basis::Nothing | Basis::Draft(_) => None,
        },
        notices: shown.notices,
        stands: shown.stands.map(|held| (&held.draft.says, held.draft.at)),
        review: shown.review.filter(|_| may_release),
        may_release,
        two_persons: settings.two_persons,
        may_return: may(Action::ReturnDraft),
        corrects: tasks::is_public(&state.register, address),
        signs: signing::signs(asked, signed_in),
    };
    work::Say::find(&state.register, &asked.ctx, parts).ok_or_else(|| asked.absent())
}

pub(super) async fn say(
    asked: Asked,
    Path((_, noun, id)): Path<(String, String, String)>,
    request: Request,
) -> Answer {
    let signed_in = asked.signed_in().await?;
    let address = address(&asked, &signed_in, &noun, &id)?;
    // Before anything is read: who writes no drafts brings no files, either.
    let held = find_draft(&asked, &signed_in, &address).await?;
    let sent = sent::read(&asked, &signed_in.who, request).await?;
    let state = asked.web.app.state();
    let last = find_last(&asked, &signed_in, &address).await?;
    let mut read = fields::read(
        &state.register,
        &asked.ctx,
        &address,
        &sent.values,
        &sent.files,
        held.as_ref().map(|held| &held.draft.says),
    );
    let older = last.map(|last| list_not_renewed(&[&last], &read.says));
    let older = older.unwrap_or_default();
    let button = SayButton::find(sent.values.get(work::BUTTON));
    let signing = signing::read(&asked, &signed_in, &sent.values);
    let (signed_in, unsigned) = match signing {
        Ok(signed_in) => (signed_in, None),
        Err(error) => (signed_in, Some(error)),
    };
    let goes_out = matches!(
        button,
        Some(SayButton::Release | SayButton::Correct | SayButton::Request)
    );
    if goes_out && !older.is_empty() {
        match sent.values.get(OLDER) {
            LEAVE_OUT => read.leave_out(&older),
            "keep" => {}
            _ => read.problems.push(told_older(&asked, &address, &older)),
        }
    }
    let form = Form {
        read,
        basis: basis_of(&sent.values),
        asked: &asked,
        signed_in: &signed_in,
        address: &address,
        sent: &sent,
    };
    match button {
        Some(SayButton::Autosave) => return form.autosave().await,
        Some(SayButton::More) => return form.more().await,
        _ => {}
    }
    // What was cut off may have been the button: the files are told first.
    let done = match (form.wrong_files(button), button, unsigned) {
        (Some(problems), ..) => Err(AppError::Invalid(problems)),
        (None, Some(_), Some(unsigned)) => Err(unsigned),
        (None, Some(button), None) => form.act(button).await,
        (None, None, _) => Err(unknown_button(&asked)),
    };
    match done {
        Ok(location) => Ok(asked.redirect(location)),
        Err(AppError::ToSign(to_sign)) => signing::answer(&asked, &signed_in, &to_sign),
        Err(AppError::Invalid(problems)) => form.again(&problems, Vec::new()).await,
        Err(error) if error.code() == "stale" => form.both().await,
        Err(error) => match refusal(&asked, &error) {
            Some(words) => form.again(&[], vec![words]).await,
            None => Err(asked.failed(&error)),
        },
    }
}

async fn find_last(
    asked: &Asked,
    signed_in: &SignedIn,
    address: &Address,
) -> Result<Option<Says>, Told> {
    let last = asked.web.app.find_last_said(&signed_in.who, address).await;
    last.map_err(|error| match error {
        AppError::Forbidden(_) => asked.absent(),
        error => asked.failed(&error),
    })
}

/// The step before a release names what is still the text of last time.
fn told_older(asked: &Asked, address: &Address, older: &[NotRenewed]) -> Problem {
    let problem = Problem::new(OLDER, codes::NOT_RENEWED);
    problem.with(fields::name_older(&asked.ctx, address.noun, older))
}

/// A form that came in, and what it says.
struct Form<'a> {
    asked: &'a Asked,
    signed_in: &'a SignedIn,
    address: &'a Address,
    sent: &'a Sent,
    read: fields::Read,
    /// What the form rests on.
    basis: Basis,
}

/// What a form says it rests on.
fn basis_of(values: &Values) -> Basis {
    let number = |name: &str| values.get(name).parse().unwrap_or(0);
    match (number("revision"), number("entry")) {
        (0, 0) => Basis::Nothing,
        (0, seq) => Basis::Entry(seq),
        (revision, _) => Basis::Draft(revision),
    }
}

impl Form<'_> {
    /// The form again, with what is wrong and everything that was typed.
    async fn again(&self, problems: &[Problem], notices: Vec<String>) -> Answer {
        self.show(Shown {
            values: &self.sent.values,
            files: &self.sent.files,
            problems,
            basis: self.basis,
            notices,
            stands: None,
            review: None,
        })
        .await
    }

    /// What was typed, and beside it what somebody else saved or said meanwhile. From here on the
    /// form rests on that: who presses again has seen both.
    async fn both(&self) -> Answer {
        let stands = find_draft(self.asked, self.signed_in, self.address).await?;
        self.show(Shown {
            values: &self.sent.values,
            files: &self.sent.files,
            problems: &self.read.problems,
            basis: stands.as_ref().map(HeldDraft::basis).unwrap_or_default(),
            notices: vec![self.asked.ctx.t("say-both")],
            stands: stands.as_ref(),
            review: None,
        })
        .await
    }

    async fn show(&self, shown: Shown<'_>) -> Answer {
        let status = match self.sent.cut {
            true => StatusCode::PAYLOAD_TOO_LARGE,
            false => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let asked = self.asked;
        let page = say_page(asked, self.signed_in, self.address, shown).await?;
        Ok(asked.page_with(status, &page).with_scripts())
    }

    /// The same form with more blank rows; nothing is kept, and nothing is lost.
    async fn more(&self) -> Answer {
        let mut values = self.sent.values.clone();
        let more: usize = values.get("more").parse().unwrap_or(0);
        values.0.retain(|(name, _)| name != "more");
        values.0.push(("more".to_owned(), (more + 2).to_string()));
        let shown = Shown {
            values: &values,
            files: &self.sent.files,
            problems: &self.sent.problems,
            basis: self.basis,
            notices: Vec::new(),
            stands: None,
            review: None,
        };
        let asked = self.asked;
        let page = say_page(asked, self.signed_in, self.address, shown).await?;
        Ok(asked.page(&page).with_scripts())
    }

    /// What is typed, kept without a page: for the script that saves while somebody types.
    async fn autosave(&self) -> Answer {
        let asked = self.asked;
        let (status, told) = match self.save().await {
            Ok(revision) => {
                let at = asked.web.app.clock().now();
                let args = [("at", asked.ctx.instant(at).into())];
                let mut words = vec![asked.ctx.t_with("say-saved-at", &args)];
                let problems = &self.read.problems;
                if !problems.is_empty() {
                    words.push(asked.ctx.t("say-saved-unread"));
                    words.extend(problems.iter().map(|one| self::words(&asked.ctx, one)));
                }
                let words = words.join(" ");
                let ends_at = self.signed_in.ends_at.to_string();
                let told = json!({"revision": revision, "words": words, "ends_at": ends_at});
                (StatusCode::OK, told)
            }
            Err(AppError::Invalid(problems)) => {
                let words = problems.iter().map(|problem| words(&asked.ctx, problem));
                let words: Vec<String> = words.collect();
                let told = json!({ "words": words.join(" ") });
                (StatusCode::UNPROCESSABLE_ENTITY, told)
            }
            Err(error) => match refusal(asked, &error) {
                Some(words) => (StatusCode::CONFLICT, json!({ "words": words })),
                None => return Err(asked.failed(&error)),
            },
        };
        Ok(asked.told(Outgoing {
            status,
            ..Outgoing::new("application/json", told.to_string())
        }))
    }

    /// Keeps the draft, also an unfinished one, and what does not read as it was typed; gives its
    /// revision. A word that no list of ours has nobody typed: it is refused.
    async fn save(&self) -> Result<u64, AppError> {
        let unheld = self.read.problems.iter();
        let unheld = unheld
            .filter(|problem| [codes::NOT_A_CHOICE, codes::UNREADABLE].contains(&problem.code));
        let unheld: Vec<Problem> = unheld.cloned().collect();
        if !unheld.is_empty() {
            return Err(AppError::Invalid(unheld));
        }
        let (app, who) = (&self.asked.web.app, &self.signed_in.who);
        let (says, typed) = (self.read.says.clone(), self.read.typed.clone());
        app.save_form(who, self.address, says, typed, self.basis)
            .await
    }

    /// All problems, if there is one with a file: then nothing is done, so that nobody takes a
    /// draft for complete whose file was refused. `None` if there is none.
    fn wrong_files(&self, button: Option<SayButton>) -> Option<Vec<Problem>> {
        let mut problems = self.sent.problems.clone();
        if self.sent.cut {
            problems.push(Problem::new("evidence.0.file", codes::FILE_TOO_LARGE));
        }
        if problems.is_empty() {
            return None;
        }
        problems.extend(self.read.problems.iter().cloned());
        if matches!(
            button,
            Some(SayButton::Release | SayButton::Correct | SayButton::Request)
        ) {
            problems.extend(self.of_domain());
        }
        // A row whose file was refused needs no web address.
        let refused = self.sent.problems.iter();
        let refused: Vec<String> = refused
            .map(|one| one.field.replace(".file", ".url"))
            .collect();
        problems.retain(|one| {
            one.code != codes::REQUIRED || !refused.iter().any(|url| **url == *one.field)
        });
        Some(problems)
    }

    /// Does what the pressed button says; answers with where to go on.
    async fn act(&self, button: SayButton) -> Result<String, AppError> {
        let (app, who) = (&self.asked.web.app, &self.signed_in.who);
        let (address, says) = (self.address, &self.read.says);
        match button {
            SayButton::Release => {
                self.must_hold(None)?;
                let look = self.look();
                let releasing = Releasing {
                    basis: Some(self.basis),
                    look: look.as_ref(),
                    invented: self.is_invented(),
                };
                let said = app.say(who, address, says, releasing).await;
                self.receipt(said.map(|(receipt, _)| receipt))
            }
            SayButton::Correct => {
                let (reason, look) = (self.reason(), self.look());
                self.must_hold(reason.as_ref().err())?;
                let receipt = app
                    .correct_with(who, address, says, &reason?, look.as_ref())
                    .await;
                self.receipt(receipt)
            }
            SayButton::Withdraw => {
                let (reason, look) = (self.reason()?, self.look());
                let receipt = app
                    .withdraw_with(who, address, &reason, look.as_ref())
                    .await;
                self.receipt(receipt)
            }
            SayButton::Return => {
                let reason = self.sent.values.get("reason");
                app.return_draft(who, address, reason).await?;
                Ok(self.here("returned"))
            }
            SayButton::Discard => {
                let revision = match self.basis {
                    Basis::Draft(revision) => revision,
                    Basis::Nothing | Basis::Entry(_) => 0,
                };
                app.discard_draft(who, address, revision).await?;
                Ok(self.here("discarded"))
            }
            SayButton::Request => {
                self.must_hold_but_for_doubts()?;
                self.save().await?;
                app.request_release(who, address).await?;
                Ok(self.here("requested"))
            }
            // Answered before, without a word to anybody.
            SayButton::More => Ok(self.here("")),
            SayButton::Save | SayButton::Autosave => {
                self.save().await?;
                Ok(self.here("saved"))
            }
        }
    }

    /// The one full check before others are asked, or the public is told: everything that is wrong,
    /// also what does not read, at once.
    fn must_hold(&self, beside: Option<&AppError>) -> Result<(), AppError> {
        let mut problems = self.read.problems.clone();
        for problem in self.of_domain() {
            // What does not read is missing only because of that.
            if problems.iter().all(|known| known.field != problem.field) {
                problems.push(problem);
            }
        }
        if let Some(AppError::Invalid(beside)) = beside {
            problems.extend(beside.iter().cloned());
        }
        if problems.is_empty() {
            Ok(())
        } else {
            Err(AppError::Invalid(problems))
        }
    }

    /// The same for who asks others: a doubtful word takes the second look of who releases it.
    fn must_hold_but_for_doubts(&self) -> Result<(), AppError> {
        match self.must_hold(None) {
            Err(AppError::Invalid(mut problems)) => {
                problems.retain(|problem| !is_doubtful(problem.code));
                match problems.is_empty() {
                    true => Ok(()),
                    false => Err(AppError::Invalid(problems)),
                }
            }
            other => other,
        }
    }

    fn here(&self, done: &str) -> String {
        let about = self.address.subject();
        let route = Route::Say(about.noun, &about.id);
        self.asked.ctx.href_with(&route, &[("done", done)])
    }

    /// Where the receipt of an entry is shown; or the domain's problems, at their rows.
    fn receipt(&self, made: Result<Receipt, AppError>) -> Result<String, AppError> {
        match made {
            Ok(receipt) => {
                let said = receipt.seq.to_string();
                let ctx = &self.asked.ctx;
                Ok(ctx.href_with(&Route::Work, &[("said", &said)]))
            }
            Err(AppError::Invalid(problems)) => Err(AppError::Invalid(self.placed(problems))),
            Err(error) => Err(error),
        }
    }

    /// Why something is corrected or taken back.
    fn reason(&self) -> Result<Text, AppError> {
        Text::new(self.asked.ctx.data_lang(), self.sent.values.get("reason"))
            .ok_or_else(|| AppError::Invalid(vec![Problem::new("reason", codes::REQUIRED)]))
    }

    /// The second look at what may mean a person; `None` if no box is ticked.
    fn look(&self) -> Option<NoPerson> {
        let values = &self.sent.values;
        let finds = values.all(FINDS).map(str::to_owned).collect();
        let look = NoPerson {
            finds,
            reason: values.get(LOOK_REASON).to_owned(),
        };
        (!look.finds.is_empty()).then_some(look)
    }

    /// The domain's problems, at the rows in which they were typed.
    fn of_domain(&self) -> Vec<Problem> {
        let state = self.asked.web.app.state();
        let problems = self.read.says.problems(&state.register, self.address);
        let (problems, _) = NoPerson::settle(self.look().as_ref(), problems);
        self.placed(problems)
    }

    fn placed(&self, problems: Vec<Problem>) -> Vec<Problem> {
        let problems = problems.into_iter();
        problems.map(|problem| self.read.place(problem)).collect()
    }

    /// What is said in a made-up round is made up too.
    fn is_invented(&self) -> bool {
        let state = self.asked.web.app.state();
        state.register.is_invented(&self.address.round.subject())
    }
}
