// SPDX-License-Identifier: EUPL-1.2
//! Pointing at things: the index of a noun in a plan, as its things stand after this import.

use std::rc::Rc;

use serde_json::Value;

use super::desk::Desk;
use super::index::{Index, Pointed};
use super::staged::Object;
use crate::id::MeasureId;
use crate::noun::Noun;
use crate::record::{self, Record};
use crate::roll::{TableVisitor, Tabled};
use crate::table::Table;

impl Desk<'_> {
    /// The things of a noun in a plan. To be asked once the noun is staged.
    pub(super) fn index(&mut self, noun: Noun, plan: &str) -> Rc<Index> {
        let key = (noun, plan.to_owned());
        if let Some(index) = self.indexes.get(&key) {
            return Rc::clone(index);
        }
        let visited = self.register.visit(noun, Indexing { desk: self, plan });
        let mut index = visited.unwrap_or_default();
        if noun == Noun::Measure {
            self.number(&mut index, plan);
        }
        let index = Rc::new(index);
        self.indexes.insert(key, Rc::clone(&index));
        index
    }

    /// What words of a row name: an id, a number, or a title.
    pub(super) fn point(&mut self, noun: Noun, plan: &str, text: &str) -> Pointed {
        let id = self.id_of(noun, plan, text);
        let index = self.index(noun, plan);
        if index.has(&id) {
            return Pointed::One(id);
        }
        let numbered = index.numbered(text);
        let all = match numbered {
            [] => index.titled(text),
            all => all,
        };
        match all {
            [] => Pointed::Nothing,
            [only] => Pointed::One(index.ids[*only].clone()),
            several => Pointed::Several(index.ids(several)),
        }
    }

    /// Numbers of a plan's measures by field.
    fn number(&mut self, index: &mut Index, plan: &str) {
        let fields = self
            .register
            .visit(Noun::Field, Listing { desk: self, plan });
        let mut stated = 0;
        for (id, object) in fields.unwrap_or_default() {
            let count = object.get("measures_stated").and_then(Value::as_u64);
            let count = count.and_then(|count| u32::try_from(count).ok());
            stated += count.unwrap_or_default() as usize;
            index.numbering.add_field(&id, count);
        }
        let measures = self
            .register
            .visit(Noun::Measure, Listing { desk: self, plan });
        let measures = measures.unwrap_or_default();
        let mut numbered = 0;
        for (id, object) in &measures {
            let words = |name: &str| object.get(name).and_then(Value::as_str);
            if let Some(number) = words("number") {
                numbered += 1;
                let field = words("field");
                index
                    .numbering
                    .add(MeasureId::new(id.as_str()), field, number);
            }
        }
        let whole = self
            .staged
            .find(Noun::Plan, plan)
            .map(|thing| thing.object.clone());
        let whole = whole
            .or_else(|| self.recorded(Noun::Plan, plan))
            .unwrap_or_default();
        let of_plan = whole
            .get("measures_stated")
            .and_then(Value::as_u64)
            .unwrap_or_default();
        // Where the plan has more measures than are recorded, or its numbers begin anew with each field,
        // another one of the number may be meant.
        index.is_plan_wide = index.by_number.len() == numbered
            && stated <= measures.len()
            && of_plan <= measures.len() as u64;
    }
}

struct Indexing<'d, 'a> {
    desk: &'d Desk<'a>,
    plan: &'d str,
}

impl TableVisitor for Indexing<'_, '_> {
    type Out = Index;

    fn visit<T: Tabled>(self, table: &Table<T>) -> Index {
        let mut index = Index::default();
        list(self.desk, table, self.plan, |id, object| {
            index.add(id, &object)
        });
        index
    }
}

struct Listing<'d, 'a> {
    desk: &'d Desk<'a>,
    plan: &'d str,
}

impl TableVisitor for Listing<'_, '_> {
    type Out = Vec<(String, Object)>;

    fn visit<T: Tabled>(self, table: &Table<T>) -> Self::Out {
        let mut all = Vec::new();
        list(self.desk, table, self.plan, |id, object| {
            all.push((id.to_owned(), object))
        });
        all
    }
}

/// Things as they stand after this import: as staged over what is on record, else as on record.
fn list<T: Tabled>(
    desk: &Desk<'_>,
    table: &Table<T>,
    plan: &str,
    mut tell: impl FnMut(&str, Object),
) {
    let prefix = if T::NOUN.is_in_plan() {
        format!("{plan}/")
    } else {
        String::new()
    };
    if let Some(things) = desk.staged.things.get(&T::NOUN) {
        let staged = things.range(prefix.clone()..);
        for (id, thing) in staged.take_while(|(id, _)| id.starts_with(&prefix)) {
            let known = table.find(id).map(record::attributes);
            tell(id, desk.overlay(T::NOUN, known, thing));
        }
    }
    let tell_rest = |record: &T, tell: &mut dyn FnMut(&str, Object)| {
        let subject = Record::subject(record);
        if desk.staged.find(T::NOUN, &subject.id).is_none() && !desk.drops(record) {
            tell(&subject.id, record::attributes(record));
        }
    };
    if T::NOUN.is_in_plan() {
        for record in table.list_of(plan) {
            tell_rest(record, &mut tell);
        }
    } else {
        for record in table.list() {
            tell_rest(record, &mut tell);
        }
    }
}
