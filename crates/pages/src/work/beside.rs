// SPDX-License-Identifier: EUPL-1.2
//! What stands beside a form: what this organisation said last time, and what others said about the
//! same thing, as far as it is public.

use wegmarke_domain::contribution::{Address, Contribution};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::seen::{Seen, seen};
use wegmarke_domain::rules::voices::list_rounds;

use crate::parts::{Facts, Link};
use crate::voices::content;
use crate::{Ctx, Route, subject};

/// One statement beside a form.
#[derive(Debug)]
pub(super) struct Beside {
    /// Who says it, and where it stands.
    pub(super) link: Link,
    /// What they say.
    pub(super) content: Facts,
}

/// What this organisation said last, in an earlier round or in this one; and the newest of every
/// other voice.
pub(super) fn list(register: &Register, ctx: &Ctx, address: &Address) -> Vec<Beside> {
    let plan = address.round.subject();
    let rounds = list_rounds(register, plan.plan().unwrap_or_default());
    let mut told: Vec<&Contribution> = Vec::new();
    for round in rounds {
        for noun in [Noun::Report, Noun::Assessment, Noun::Practice] {
            for one in register.list_contributions(&round.id, noun) {
                let other = |known: &Contribution| {
                    (&known.address.by, known.address.noun) != (&one.address.by, noun)
                };
                if one.address.on == address.on
                    && matches!(seen(register, one), Seen::Says(_))
                    && told.iter().all(|known| other(known))
                {
                    told.push(one);
                }
            }
        }
    }
    // One's own comes first: it is what most of the form repeats.
    told.sort_by_key(|one| {
        (
            one.address.by != address.by,
            one.address.noun != address.noun,
        )
    });
    let beside = told.into_iter().map(|one| {
        let name = subject::name(register, ctx, &one.address.subject());
        let about = one.address.subject();
        let link = ctx.link(&Route::Contribution(about.noun, &about.id), name);
        let facts = content(register, ctx, one);
        Beside {
            link,
            content: Facts { facts },
        }
    });
    beside.collect()
}
