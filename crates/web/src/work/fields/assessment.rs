// SPDX-License-Identifier: EUPL-1.2
//! The fields of an assessment.

use wegmarke_domain::assessment::Assessment;
use wegmarke_domain::proof::Proof;
use wegmarke_domain::scale::Check;

use super::reader::Reader;
use super::writer::{Writer, word};

pub(super) fn read(
    reader: &mut Reader<'_>,
    before: &Assessment,
    evidence: Vec<Proof>,
) -> Assessment {
    let design = Check::ALL.iter().filter_map(|check| {
        let judged = reader.word(&name_of(*check));
        Some((*check, *judged.value()?))
    });
    Assessment {
        design: design.collect(),
        delivery: reader.word("delivery"),
        effect: reader.word("effect"),
        reasons: reader.text("reasons", &before.reasons),
        evidence,
    }
}

pub(super) fn write(writer: &mut Writer, said: &Assessment) {
    writer.put("delivery", word!(said.delivery));
    writer.put("effect", word!(said.effect));
    writer.text("reasons", said.reasons.value());
    for (check, judged) in &said.design {
        writer.put(&name_of(*check), Some(judged.as_str()));
    }
}

fn name_of(check: Check) -> String {
    format!("design.{}", check.as_str())
}
