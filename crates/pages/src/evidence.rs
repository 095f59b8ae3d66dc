// SPDX-License-Identifier: EUPL-1.2
//! Evidence: shown on the pages of what it is about.

use wegmarke_domain::evidence::Evidence;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::proof::Proof;
use wegmarke_domain::register::Register;

use crate::Ctx;
use crate::parts::{Cell, Link, Table, Value};
use crate::{file, subject};

/// The evidence that names a thing, newest first; `None` if there is none.
pub(crate) fn of(register: &Register, ctx: &Ctx, about: &Subject) -> Option<Table> {
    let mut all: Vec<&Evidence> = register
        .list_referrers(about, Noun::Evidence)
        .filter_map(|id| register.evidence.find(id))
        .collect();
    all.sort_by_key(|evidence| {
        std::cmp::Reverse(
            evidence
                .dated_on
                .value()
                .and_then(|span| span.until.or(span.from)),
        )
    });
    if all.is_empty() {
        return None;
    }
    let head = [
        "evidence-claim",
        "evidence-date",
        "evidence-kind",
        "evidence-speaker",
        "evidence-source",
    ]
    .into_iter()
    .map(|key| ctx.t(key))
    .collect();
    let mut table = Table::new(ctx.t("evidence-caption"), head, ctx.t("evidence-empty")).quiet();
    for evidence in all {
        let cells = row(register, ctx, evidence)
            .into_iter()
            .map(Cell::from)
            .collect();
        table.push_cells(cells, Some(subject::anchor(evidence.id.as_str())));
    }
    Some(table)
}

fn row(register: &Register, ctx: &Ctx, evidence: &Evidence) -> Vec<Value> {
    let mut claim = ctx.prose(&evidence.claim);
    if let Some(note) = evidence.note.value() {
        claim = claim.with(ctx.prose(note));
    }
    for bundle in &evidence.bundles {
        let checked = ctx.word("checked", bundle.checked.as_str());
        claim = claim.with(Value::Plain(checked));
        claim = claim.with(Value::Code(bundle.sha256.to_string()));
    }
    if let Some(cited) = evidence.cited.value() {
        let cited = ctx.t_with("evidence-cites", &[("cited", (&**cited).into())]);
        claim = claim.with(Value::Plain(cited));
    }
    let speaker = match &evidence.organisation {
        Some(id) => Value::Link(ctx.organisation(register, id)),
        None => ctx.stated_words(&evidence.speaker),
    };
    let speaker = match subject::entered(register, ctx, evidence) {
        Some(words) => speaker.with(words),
        None => speaker,
    };
    vec![
        claim,
        ctx.stated_span(&evidence.dated_on),
        ctx.stated_word("evidence-kind", &evidence.kind, |kind| kind.as_str()),
        speaker,
        ctx.source_value(&evidence.source),
    ]
}

/// Proofs as links, with what each shows.
pub(crate) fn proofs(ctx: &Ctx, proofs: &[Proof]) -> Value {
    let one = |proof: &Proof| {
        let mut title = ctx.text(&proof.title);
        if let Some(shows) = proof.shows.value() {
            let shows = ctx.word("shows", shows.as_str());
            title.words = format!("{} ({shows})", title.words);
        }
        let address = proof.url.as_deref().and_then(Link::outside);
        let file = proof.file.as_ref().map(|file| file::link(ctx, file));
        let first = match address {
            Some(link) => Value::Link(Link {
                text: title,
                ..link
            }),
            None => Value::Text(title),
        };
        match file {
            Some(file) => Value::All(vec![first, Value::Link(file)]),
            None => first,
        }
    };
    Value::All(proofs.iter().map(one).collect())
}
