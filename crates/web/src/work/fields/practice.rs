// SPDX-License-Identifier: EUPL-1.2
//! The fields of a practice statement.

use wegmarke_domain::practice::Practice;
use wegmarke_domain::proof::Proof;

use super::reader::Reader;
use super::writer::{Writer, word};

pub(super) fn read(reader: &mut Reader<'_>, before: &Practice, evidence: Vec<Proof>) -> Practice {
    Practice {
        observed: reader.text("observed", &before.observed),
        group: reader.text("group", &before.group),
        land: reader.word("land"),
        reach: reader.word("reach"),
        delivery: reader.word("delivery"),
        effect: reader.word("effect"),
        evidence,
    }
}

pub(super) fn write(writer: &mut Writer, said: &Practice) {
    writer.text("observed", said.observed.value());
    writer.text("group", said.group.value());
    writer.put("land", word!(said.land));
    writer.put("reach", word!(said.reach));
    writer.put("delivery", word!(said.delivery));
    writer.put("effect", word!(said.effect));
}
