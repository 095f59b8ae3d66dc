// SPDX-License-Identifier: EUPL-1.2
//! The form of what one says to a finding: one word of each organisation, said anew when it changes.

use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::record;
use wegmarke_domain::remark::Remark;
use wegmarke_domain::rules::finding::{id_of, parse_id};
use wegmarke_pages::work::figure::REMARK;

use super::super::fields::{Object, Reader, Writer, shape};

pub(super) fn read(
    reader: &mut Reader<'_>,
    finding: &str,
    before: Object,
    by: &OrganisationId,
) -> Option<Remark> {
    let (_, about) = parse_id(finding)?;
    let mut object = shape::read(reader, Noun::Remark, REMARK, before);
    let id = id_of(finding, by);
    object.insert("id".to_owned(), id.as_str().into());
    object.insert("about".to_owned(), about.to_string().into());
    object.insert("organisation".to_owned(), by.as_str().into());
    serde_json::from_value(object.into()).ok()
}

pub(super) fn write(writer: &mut Writer, known: &Remark) {
    shape::write(writer, Noun::Remark, REMARK, &record::attributes(known));
}
