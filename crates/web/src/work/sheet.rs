// SPDX-License-Identifier: EUPL-1.2
//! Fetching the spreadsheet of a round, bringing it back, and saying yes to what it says.

use axum::extract::{Multipart, Path};
use axum::http::StatusCode;
use wegmarke_app::account::SignedIn;
use wegmarke_app::{AppError, State};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::round::Round;
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_exchange::ReadError;
use wegmarke_l10n::Locale;
use wegmarke_ledger::Envelope;
use wegmarke_pages::Route;
use wegmarke_pages::message::words;
use wegmarke_pages::work::{self, ReceiptLine, SheetParts};

use super::mine::mine_page;
use super::sent::Typed;
use super::{Answer, Asked, Told, refusal, signing};
use crate::outgoing::Outgoing;
use crate::sheet::{Looked, Sheet, SheetError};

/// Most receipts on one page: as many as a form may have rows.
const RECEIPTS: u64 = 2000;

/// What an address names.
struct Wanted {
    signed_in: SignedIn,
    noun: Noun,
    round: Round,
}

async fn wanted(asked: &Asked, noun: &str, round: &str) -> Result<Wanted, Told> {
    let signed_in = asked.signed_in().await?;
    let state = asked.web.app.state();
    let noun: Noun = noun.parse().map_err(|_| asked.absent())?;
    let round = state.register.rounds.find(round);
    let round = round.filter(|_| wegmarke_domain::rules::voices::SPEAKING.contains(&noun));
    let round = round.ok_or_else(|| asked.absent())?.clone();
    let own = About::Organisation(signed_in.who.organisation());
    let actor = &signed_in.who.actor;
    if !actor.may(&state.register, Action::WriteDraft, own) {
        return Err(asked.not_theirs(&signed_in, Action::WriteDraft).await);
    }
    Ok(Wanted {
        signed_in,
        noun,
        round,
    })
}

impl Wanted {
    fn sheet<'a>(&'a self, asked: &'a Asked, state: &'a State) -> Sheet<'a> {
        Sheet {
            app: &asked.web.app,
            who: &self.signed_in.who,
            register: &state.register,
            ctx: &asked.ctx,
            round: &self.round,
            noun: self.noun,
        }
    }

    fn page(&self, asked: &Asked, refused: Option<String>, shown: Shown<'_>) -> work::Sheet {
        let state = asked.web.app.state();
        let parts = SheetParts {
            bar: asked.bar(&self.signed_in),
            round: &self.round,
            noun: self.noun,
            refused,
            preview: shown,
            signs: signing::signs(asked, &self.signed_in),
        };
        work::Sheet::build(&state.register, &asked.ctx, parts)
    }
}

type Shown<'a> = Option<(&'a work::Preview, Option<String>)>;

/// How a sheet is written.
#[derive(Clone, Copy)]
enum Format {
    Xlsx,
    Ods,
}

impl Format {
    fn find(name: &str) -> Option<Self> {
        [Self::Xlsx, Self::Ods]
            .into_iter()
            .find(|format| format.as_str() == name)
    }

    const fn as_str(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Ods => "ods",
        }
    }

    const fn content_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
        }
    }
}

/// The page, or the file if a format is asked for.
pub(super) async fn ask(
    asked: Asked,
    Path((_, noun, round)): Path<(String, String, String)>,
) -> Answer {
    let wanted = wanted(&asked, &noun, &round).await?;
    let format = match asked.ctx.query.find("format") {
        None => return Ok(asked.page(&wanted.page(&asked, None, None))),
        Some(format) => Format::find(format).ok_or_else(|| asked.absent())?,
    };
    let state = asked.web.app.state();
    let made = wanted.sheet(&asked, &state).make().await;
    let bytes = made.and_then(|form| {
        let bytes = match format {
            Format::Xlsx => form.to_xlsx(),
            Format::Ods => form.to_ods(),
        };
        bytes.map_err(SheetError::from)
    });
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => return refused(&asked, &wanted, error),
    };
    let name = wanted.round.id.as_str().replace('/', "-");
    let told = asked.told(Outgoing::new(format.content_type(), bytes));
    let (noun, end) = (wanted.noun, format.as_str());
    Ok(told.with_name(&format!("wegmarke-{noun}-{name}.{end}")))
}

fn refused(asked: &Asked, wanted: &Wanted, error: SheetError) -> Answer {
    let words = match &error {
        SheetError::App(error) => match refusal(asked, error) {
            Some(words) => words,
            None => return Err(asked.failed(error)),
        },
        SheetError::Read(error) => told_of_file(asked.ctx.locale(), error),
        SheetError::Form(error) => {
            let why = words(asked.ctx.locale(), &error.message());
            asked.ctx.t_with("sheet-too-much", &[("why", why.into())])
        }
        SheetError::Other(code) => asked.ctx.word("refused", code),
    };
    let page = wanted.page(asked, Some(words), None);
    Ok(asked.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

/// Why a file is no form, in words.
fn told_of_file(locale: &Locale, error: &ReadError) -> String {
    let why = match error {
        ReadError::NotAForm { why, .. } => words(locale, why),
        error => words(locale, &error.message()),
    };
    let args = [("why", why.into())];
    let code = match error {
        ReadError::TooLarge { .. } => "sheet_too_large",
        ReadError::Empty { .. } => "sheet_empty",
        ReadError::NotAForm { .. } => "sheet_no_form",
        _ => "sheet_unreadable",
    };
    locale.word_with("refused", code, &args)
}

/// A file that was brought: what would be done with it.
pub(super) async fn look(
    asked: Asked,
    Path((_, noun, round)): Path<(String, String, String)>,
    brought: Multipart,
) -> Answer {
    let wanted = wanted(&asked, &noun, &round).await?;
    let Some((name, bytes)) = find_file(brought).await else {
        let words = asked.ctx.word("refused", "sheet_empty");
        let page = wanted.page(&asked, Some(words), None);
        return Ok(asked.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let state = asked.web.app.state();
    let looked = wanted.sheet(&asked, &state).look(&name, &bytes).await;
    let Looked { preview, forms } = match looked {
        Ok(looked) => looked,
        Err(error) => return refused(&asked, &wanted, error),
    };
    if forms.is_empty() {
        let page = wanted.page(&asked, None, Some((&preview, None)));
        let status = if preview.problems.is_empty() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        return Ok(asked.page_with(status, &page));
    }
    // What was looked at waits for a yes, for an hour: the file is not read again, so that nobody
    // agrees to something else than they saw. It is deleted with the write that files it: a second
    // yes finds nothing and does nothing.
    match asked.web.app.keep_forms(&wanted.signed_in.who, forms).await {
        Ok(id) => {
            let shown = Some((&preview, Some(id)));
            Ok(asked.page(&wanted.page(&asked, None, shown)).with_scripts())
        }
        Err(error) => refused(&asked, &wanted, error.into()),
    }
}

/// The first file of a form, with its name.
async fn find_file(mut brought: Multipart) -> Option<(String, axum::body::Bytes)> {
    while let Ok(Some(field)) = brought.next_field().await {
        if field.name() == Some("file") {
            let name = field.file_name().unwrap_or_default();
            // Only the last part, for showing; it is never used as a path.
            let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
            let name: String = name.chars().filter(|c| !c.is_control()).take(100).collect();
            let bytes = field.bytes().await.ok()?;
            return (!bytes.is_empty()).then_some((name, bytes));
        }
    }
    None
}

/// Yes to what a file says.
pub(super) async fn take(
    asked: Asked,
    Path((_, id)): Path<(String, String)>,
    Typed(values): Typed,
) -> Answer {
    let signed_in = asked.signed_in().await?;
    let same = values.all("same").map(str::to_owned).collect();
    let app = &asked.web.app;
    let filed = match signing::read(&asked, &signed_in, &values) {
        Ok(signs) => app.file_kept(&signs.who, &id, &same).await,
        Err(error) => Err(error),
    };
    match filed {
        Err(AppError::ToSign(to_sign)) => signing::answer(&asked, &signed_in, &to_sign),
        Ok((receipts, drafts)) => {
            let of = |receipt: Option<&wegmarke_app::Receipt>| {
                receipt.map_or_else(String::new, |receipt| receipt.seq.to_string())
            };
            let (first, last) = (of(receipts.first()), of(receipts.last()));
            let drafts = drafts.to_string();
            let query = [("from", &*first), ("to", &*last), ("drafts", &*drafts)];
            Ok(asked.redirect(asked.ctx.href_with(&Route::Receipts, &query)))
        }
        Err(error) => {
            let words = match &error {
                AppError::NotFound(_) => asked.ctx.word("refused", "sheet_gone"),
                // Nothing was wrong when it was looked at: the register moved on since.
                AppError::Invalid(_) => asked.ctx.word("refused", "stale"),
                other => match refusal(&asked, other) {
                    Some(words) => words,
                    None => return Err(asked.failed(&error)),
                },
            };
            let page = mine_page(&asked, &signed_in, Some(words)).await?;
            Ok(asked.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
    }
}

/// The receipts for what one's organisation said at once.
pub(super) async fn receipts(asked: Asked) -> Answer {
    let signed_in = asked.signed_in().await?;
    let number = |name: &str| asked.ctx.query.find(name)?.parse::<u64>().ok();
    let mut lines = Vec::new();
    if let (Some(from), Some(to)) = (number("from"), number("to")) {
        for seq in from..=to.min(from.saturating_add(RECEIPTS)) {
            let found = asked.web.app.find_entry(seq).await;
            let Some(view) = found.map_err(|error| asked.failed(&error))? else {
                break;
            };
            let Ok(envelope) = Envelope::from_leaf(&view.leaf) else {
                continue;
            };
            let subject = envelope.subject.parse();
            if envelope.by != signed_in.who.organisation().as_str() {
                continue;
            }
            let salt = asked.web.app.find_salt(&signed_in.who, seq).await;
            let salt = salt.map_err(|error| asked.failed(&error))?;
            lines.extend(subject.ok().map(|subject| ReceiptLine {
                seq,
                subject,
                salt,
                at: envelope.at,
                body_hash: hex::encode(envelope.body.0),
                leaf_hash: hex::encode(wegmarke_ledger::tree::leaf_hash(&view.leaf).0),
            }));
        }
    }
    let drafts = number("drafts").and_then(|n| usize::try_from(n).ok());
    let state = asked.web.app.state();
    Ok(asked.page(&work::Receipts::build(
        &state.register,
        &asked.ctx,
        &asked.bar(&signed_in),
        &lines,
        drafts.unwrap_or(0),
    )))
}
