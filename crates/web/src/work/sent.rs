// SPDX-License-Identifier: EUPL-1.2
//! A form that may bring files, as it comes in.
//!
//! Nothing is read before it is known who sends it. A file is kept as soon as it is here, so that it
//! is not lost when other fields have problems: it goes back with the form by its hash.

use axum::Form;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::http::{StatusCode, header};
use wegmarke_app::{AppError, Who};
use wegmarke_domain::file::{File, MOST_BYTES};
use wegmarke_domain::problem::{Problem, codes};
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::parts::form::rows;

use super::{Asked, LONGEST_FORM, Told};

/// Most bytes of a form with files: four large ones, and there is room for the words.
pub(super) const LONGEST_WITH_FILES: usize = 4 * (10 << 20) + 2 * LONGEST_FORM;
/// Most fields of a form with files.
pub(super) const MOST_FIELDS: usize = 1000;

/// What came in.
#[derive(Debug, Default)]
pub(super) struct Sent {
    /// What was typed. `evidence.0.held` is the hash of the file in that row.
    pub(super) values: Values,
    /// The files that the values name.
    pub(super) files: Vec<File>,
    /// What is wrong with files.
    pub(super) problems: Vec<Problem>,
    /// Whether it was too much, and the rest was not read.
    pub(super) cut: bool,
    /// Rows in which a file was chosen now.
    chosen: Vec<usize>,
}

/// Why a form cannot be read.
pub(super) enum Unread {
    /// It is larger than is taken.
    TooLarge,
    /// It is no form.
    NoForm(StatusCode),
    /// The program's own fault, or the store's.
    Failed(AppError),
}

/// A form without files: names and values, in their order.
pub(super) struct Typed(pub(super) Values);

impl<S: Sync> FromRequest<S> for Typed {
    type Rejection = StatusCode;

    async fn from_request(request: Request, _: &S) -> Result<Self, StatusCode> {
        let mut request = request;
        DefaultBodyLimit::max(LONGEST_FORM).apply(&mut request);
        match Form::from_request(request, &()).await {
            Ok(Form(values)) => Ok(Self(Values(values))),
            Err(error) => Err(error.status()),
        }
    }
}

/// Reads a form of somebody who is signed in.
pub(super) async fn read(asked: &Asked, who: &Who, mut request: Request) -> Result<Sent, Told> {
    let content_type = request.headers().get(header::CONTENT_TYPE);
    let with_files = content_type.is_some_and(|value| value.as_bytes().starts_with(b"multipart/"));
    if with_files {
        DefaultBodyLimit::max(LONGEST_WITH_FILES).apply(&mut request);
    }
    let mut sent = Sent::default();
    let read = if with_files {
        read_parts(asked, who, request, &mut sent).await
    } else {
        read_plain(request, &mut sent).await
    };
    match read {
        Ok(()) => {}
        Err(Unread::TooLarge) => sent.cut = true,
        Err(Unread::NoForm(status)) => {
            return Err(asked.refused(status));
        }
        Err(Unread::Failed(error)) => return Err(asked.failed(&error)),
    }
    match settle(asked, who, &mut sent).await {
        Ok(()) => Ok(sent),
        Err(error) => Err(asked.failed(&error)),
    }
}

async fn read_plain(request: Request, sent: &mut Sent) -> Result<(), Unread> {
    let Typed(values) = Typed::from_request(request, &())
        .await
        .map_err(Unread::NoForm)?;
    sent.values = values;
    Ok(())
}

async fn read_parts(
    asked: &Asked,
    who: &Who,
    request: Request,
    sent: &mut Sent,
) -> Result<(), Unread> {
    let parts = Multipart::from_request(request, &()).await;
    let mut parts = parts.map_err(|error| Unread::NoForm(error.status()))?;
    read_fields(asked, who, &mut parts, sent).await
}

async fn read_fields(
    asked: &Asked,
    who: &Who,
    parts: &mut Multipart,
    sent: &mut Sent,
) -> Result<(), Unread> {
    let mut room = LONGEST_FORM;
    let mut fields = 0;
    while let Some(mut field) = parts.next_field().await.map_err(unread)? {
        fields += 1;
        let name = field.name().unwrap_or_default().to_owned();
        if fields > MOST_FIELDS || name.len() > room {
            return Err(Unread::TooLarge);
        }
        room -= name.len();
        // Browsers write a quotation mark in a name as %22.
        let file_name = field.file_name().map(|name| name.replace("%22", "\""));
        let Some(file_name) = file_name else {
            let text = collect(&mut field, room).await?.ok_or(Unread::TooLarge)?;
            room -= text.len();
            // A file that was chosen now stands instead of the one that was there.
            if !sent.chosen.iter().any(|row| held_name(*row) == name) {
                let text = String::from_utf8_lossy(&text).into_owned();
                sent.values.0.push((name, text));
            }
            continue;
        };
        let most = usize::try_from(MOST_BYTES).unwrap_or(usize::MAX);
        let bytes = collect(&mut field, most).await?;
        // Browsers send an empty part for a field in which no file was chosen.
        let nothing = file_name.is_empty() && bytes.as_ref().is_some_and(Vec::is_empty);
        if let Some(row) = row_of(&name)
            && !nothing
        {
            keep(asked, who, sent, row, &file_name, bytes).await?;
        }
    }
    Ok(())
}

/// The bytes of a part; `None` if there are more than `most`. It is read to its end all the same.
pub(super) async fn collect(field: &mut Field<'_>, most: usize) -> Result<Option<Vec<u8>>, Unread> {
    let mut bytes = Some(Vec::new());
    while let Some(chunk) = field.chunk().await.map_err(unread)? {
        bytes = bytes.filter(|kept| kept.len() + chunk.len() <= most);
        if let Some(kept) = &mut bytes {
            kept.extend_from_slice(&chunk);
        }
    }
    Ok(bytes)
}

/// Keeps a file for the organisation, or notes what is wrong with it.
async fn keep(
    asked: &Asked,
    who: &Who,
    sent: &mut Sent,
    row: usize,
    name: &str,
    bytes: Option<Vec<u8>>,
) -> Result<(), Unread> {
    let attached = match bytes {
        Some(bytes) => asked.web.app.attach(who, name, bytes).await,
        None => Err(AppError::Invalid(vec![Problem::new(
            "file",
            codes::FILE_TOO_LARGE,
        )])),
    };
    match attached {
        Ok(file) => {
            let held = held_name(row);
            sent.values.0.retain(|(known, _)| *known != held);
            sent.values.0.push((held, file.sha256.to_string()));
            sent.files.push(file);
            sent.chosen.push(row);
        }
        Err(AppError::Invalid(problems)) => {
            let here = problems.into_iter().map(|problem| Problem {
                field: field_name(row).into(),
                ..problem
            });
            sent.problems.extend(here);
        }
        Err(AppError::Forbidden(_)) => {
            return Err(Unread::NoForm(StatusCode::NOT_FOUND));
        }
        Err(other) => return Err(Unread::Failed(other)),
    }
    Ok(())
}

/// Looks up files that were uploaded before.
async fn settle(asked: &Asked, who: &Who, sent: &mut Sent) -> Result<(), AppError> {
    for row in 0..rows::MOST {
        let held = held_name(row);
        if !sent
            .values
            .get(&format!("evidence.{row}.remove"))
            .is_empty()
            && !sent.chosen.contains(&row)
        {
            sent.values.0.retain(|(known, _)| *known != held);
        }
        let sha256 = sent.values.get(&held).to_owned();
        if sha256.is_empty() || sent.files.iter().any(|file| *file.sha256 == *sha256) {
            continue;
        }
        match asked.web.app.find_file(who, &sha256).await? {
            Some(file) => sent.files.push(file),
            None => {
                sent.values.0.retain(|(known, _)| *known != held);
                sent.problems
                    .push(Problem::new(field_name(row), codes::FILE_UNKNOWN));
            }
        }
    }
    Ok(())
}

fn held_name(row: usize) -> String {
    format!("evidence.{row}.held")
}

fn field_name(row: usize) -> String {
    format!("evidence.{row}.file")
}

/// The row of the field of a file.
fn row_of(name: &str) -> Option<usize> {
    let row = name.strip_prefix("evidence.")?.strip_suffix(".file")?;
    row.parse().ok().filter(|row| *row < rows::MOST)
}

fn unread(error: MultipartError) -> Unread {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Unread::TooLarge,
        status => Unread::NoForm(status),
    }
}
