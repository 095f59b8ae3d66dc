// SPDX-License-Identifier: EUPL-1.2
//! The fields of a reply.

use wegmarke_domain::proof::Proof;
use wegmarke_domain::reply::Reply;

use super::reader::Reader;
use super::writer::Writer;

pub(super) fn read(reader: &mut Reader<'_>, before: &Reply, evidence: Vec<Proof>) -> Reply {
    Reply {
        text: reader.text("text", &before.text),
        evidence,
    }
}

pub(super) fn write(writer: &mut Writer, said: &Reply) {
    writer.text("text", said.text.value());
}
