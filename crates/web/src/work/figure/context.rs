// SPDX-License-Identifier: EUPL-1.2
//! The form of a context event: a new one, or another state of one's own.

use wegmarke_domain::context::Context;
use wegmarke_domain::id::{OrganisationId, PlanId, slug};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::record;
use wegmarke_domain::text::Text;
use wegmarke_pages::work::figure::CONTEXT;

use super::super::fields::{Object, shape};
use super::super::fields::{Reader, Writer};

pub(super) fn read(
    reader: &mut Reader<'_>,
    plan: &PlanId,
    known: Option<&Context>,
    before: Object,
    by: &OrganisationId,
) -> Option<Context> {
    let mut object = shape::read(reader, Noun::Context, CONTEXT, before);
    if let Some(known) = known {
        object.insert("id".to_owned(), known.id.as_str().into());
    } else {
        let title: Text = serde_json::from_value(object.get("title")?.clone()).ok()?;
        let words = slug(title.find(reader.lang).unwrap_or_default());
        object.insert("id".to_owned(), format!("{plan}/{words}").into());
    }
    object.insert("organisation".to_owned(), by.as_str().into());
    serde_json::from_value(object.into()).ok()
}

pub(super) fn write(writer: &mut Writer, known: &Context) {
    shape::write(writer, Noun::Context, CONTEXT, &record::attributes(known));
}
