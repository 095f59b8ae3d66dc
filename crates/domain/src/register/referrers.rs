// SPDX-License-Identifier: EUPL-1.2
//! Who names a thing.

use imbl::OrdSet;

use crate::noun::{Noun, Subject};

/// Things that name one thing, sorted. Most are named by a few, some by half of the register.
#[derive(Clone, Debug)]
pub(super) enum Referrers {
    Few(Vec<Subject>),
    Many(OrdSet<Subject>),
}

impl Default for Referrers {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}

impl Referrers {
    /// More than these are kept in a set, whose smallest node has room for more.
    const FEW: usize = 16;

    pub(super) fn insert(&mut self, subject: Subject) {
        match self {
            Self::Few(few) => {
                if let Err(at) = few.binary_search(&subject) {
                    few.insert(at, subject);
                }
                if few.len() > Self::FEW {
                    *self = Self::Many(few.drain(..).collect());
                }
            }
            Self::Many(many) => {
                many.insert(subject);
            }
        }
    }

    pub(super) fn remove(&mut self, subject: &Subject) {
        match self {
            Self::Few(few) => few.retain(|held| held != subject),
            Self::Many(many) => {
                many.remove(subject);
            }
        }
    }

    pub(super) fn list(&self, noun: Noun) -> impl Iterator<Item = &Subject> {
        let first = Subject::new(noun, "");
        let (few, many) = match self {
            Self::Few(few) => (&few[few.partition_point(|held| *held < first)..], None),
            Self::Many(many) => (&[][..], Some(many.range(first..))),
        };
        let all = few.iter().chain(many.into_iter().flatten());
        all.take_while(move |referrer| referrer.noun == noun)
    }
}
