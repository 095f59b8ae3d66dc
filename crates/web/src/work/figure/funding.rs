// SPDX-License-Identifier: EUPL-1.2
//! The form of money for a measure in a year.

use wegmarke_domain::funding::{Funding, Money};
use wegmarke_domain::id::{MeasureId, OrganisationId};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::problem::codes;
use wegmarke_domain::record;
use wegmarke_pages::work::figure::FUNDING;

use super::super::fields::{Object, shape};
use super::super::fields::{Reader, Writer};

pub(super) fn read(
    reader: &mut Reader<'_>,
    measure: &MeasureId,
    by: &OrganisationId,
) -> Option<Funding> {
    let mut object = shape::read(reader, Noun::Funding, FUNDING, Object::new());
    let year = object.get("year").and_then(serde_json::Value::as_i64)?;
    object.insert("id".to_owned(), format!("{measure}/{year}/{by}").into());
    object.insert("measure".to_owned(), measure.as_str().into());
    object.insert("organisation".to_owned(), by.as_str().into());
    let funding: Funding = serde_json::from_value(object.into()).ok()?;
    if funding.money == Money::default() {
        reader.wrong("needed", codes::SAYS_NOTHING);
    }
    reader.problems.extend(funding.problems());
    Some(funding)
}

pub(super) fn write(writer: &mut Writer, known: &Funding) {
    shape::write(writer, Noun::Funding, FUNDING, &record::attributes(known));
}
