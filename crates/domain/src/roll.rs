// SPDX-License-Identifier: EUPL-1.2
//! Where the roll call of [`crate::noun`] meets the types: one table, one act and one shape for each
//! noun, and the two ways to reach them without naming one.

use serde_json::value::RawValue;

use crate::act::Act;
use crate::noun::{Noun, roll_call};
use crate::record::{Changes, Record};
use crate::shape::{Attribute, Shaped};
use crate::table::Table;

/// A record that the roll call knows.
pub trait Tabled: Record {
    /// Its table.
    fn table(tables: &Tables) -> &Table<Self>;
    /// Its table, to be written.
    fn table_mut(tables: &mut Tables) -> &mut Table<Self>;
    /// What is said about one, among what can be said about all nouns.
    fn act(act: Act<Self>) -> RecordAct;
}

/// Something to do with a table, whatever its noun.
pub trait TableVisitor {
    /// What comes of it.
    type Out;
    /// Does it.
    fn visit<T: Tabled>(self, table: &Table<T>) -> Self::Out;
}

/// Something to do with an act, whatever its noun.
pub trait ActVisitor {
    /// What comes of it.
    type Out;
    /// Does it.
    fn visit<T: Tabled>(self, act: &Act<T>) -> Self::Out;
}

/// A body does not read as an act: the verb is not one, a part is missing, or a part is malformed.
pub(crate) enum NoAct {
    Verb,
    Missing(&'static str),
    Malformed(serde_json::Error),
}

fn read_act<T: Record>(
    verb: &str,
    record: Option<&RawValue>,
    changes: Option<&RawValue>,
) -> Result<Act<T>, NoAct> {
    match verb {
        "stated" => {
            let record = record.ok_or(NoAct::Missing("record"))?;
            let read = serde_json::from_str(record.get());
            read.map(Act::Stated).map_err(NoAct::Malformed)
        }
        "changed" => {
            let changes = changes.ok_or(NoAct::Missing("changes"))?;
            let read = serde_json::from_str::<Changes>(changes.get());
            read.map(Act::Changed).map_err(NoAct::Malformed)
        }
        "dropped" => Ok(Act::Dropped),
        _ => Err(NoAct::Verb),
    }
}

macro_rules! make_roll {
    (
        records { $($(#[doc = $doc:literal])* $record:ident $word:literal [$($flag:ident)*] $table:ident: $type:path;)* }
        said { $($(#[doc = $said_doc:literal])* $said:ident $said_word:literal: $said_type:path;)* }
    ) => {
        /// All records, one table a noun.
        #[derive(Clone, Debug, Default)]
        #[expect(missing_docs, reason = "one table a noun, named after it")]
        pub struct Tables {
            $(pub $table: Table<$type>,)*
        }

        impl Tables {
            /// Does something with the table of a noun; `None` for what is said in a round.
            pub fn visit<V: TableVisitor>(&self, noun: Noun, visitor: V) -> Option<V::Out> {
                match noun {
                    $(Noun::$record => Some(visitor.visit(&self.$table)),)*
                    $(Noun::$said)|* => None,
                }
            }
        }

        $(impl Tabled for $type {
            fn table(tables: &Tables) -> &Table<Self> {
                &tables.$table
            }

            fn table_mut(tables: &mut Tables) -> &mut Table<Self> {
                &mut tables.$table
            }

            fn act(act: Act<Self>) -> RecordAct {
                RecordAct::$record(act)
            }
        })*

        /// What is said about one record of any noun.
        #[derive(Clone, Debug, PartialEq)]
        #[expect(missing_docs, reason = "a variant says something about the noun of its name")]
        pub enum RecordAct {
            $($record(Act<$type>),)*
        }

        impl RecordAct {
            /// Does something with the act.
            pub fn visit<V: ActVisitor>(&self, visitor: V) -> V::Out {
                match self {
                    $(Self::$record(act) => visitor.visit(act),)*
                }
            }

            /// The kind of its entry, such as `measure.stated`.
            #[must_use]
            pub const fn kind(&self) -> &'static str {
                match self {
                    $(
                        Self::$record(Act::Stated(_)) => concat!($word, ".stated"),
                        Self::$record(Act::Changed(_)) => concat!($word, ".changed"),
                        Self::$record(Act::Dropped) => concat!($word, ".dropped"),
                    )*
                }
            }

            /// Reads what a body says; `None` for nouns that are no records.
            pub(crate) fn read(
                noun: Noun,
                verb: &str,
                record: Option<&RawValue>,
                changes: Option<&RawValue>,
            ) -> Option<Result<Self, NoAct>> {
                match noun {
                    $(Noun::$record => Some(read_act(verb, record, changes).map(Self::$record)),)*
                    $(Noun::$said)|* => None,
                }
            }
        }

        impl Noun {
            /// Its attributes, in the order of its struct.
            #[must_use]
            pub const fn attributes(self) -> &'static [Attribute] {
                match self {
                    $(Self::$record => <$type as Shaped>::ATTRIBUTES,)*
                    $(Self::$said => <$said_type as Shaped>::ATTRIBUTES,)*
                }
            }

            /// The attribute that names whose word it is; `None`: it belongs to a plan, or to who stated
            /// it, or its address tells.
            #[must_use]
            pub const fn speaker(self) -> Option<&'static str> {
                match self {
                    $(Self::$record => <$type as Record>::SPEAKER,)*
                    $(Self::$said)|* => None,
                }
            }

            /// The kinds of a contribution's entries: submitted, corrected, withdrawn, committed. `None`
            /// for records.
            pub(crate) const fn said_kinds(self) -> Option<[&'static str; 4]> {
                match self {
                    $(Self::$record)|* => None,
                    $(Self::$said => Some([
                        concat!($said_word, ".submitted"),
                        concat!($said_word, ".corrected"),
                        concat!($said_word, ".withdrawn"),
                        concat!($said_word, ".committed"),
                    ]),)*
                }
            }
        }
    };
}
roll_call!(make_roll);
