// SPDX-License-Identifier: EUPL-1.2
//! A JSON document as rows: one row per node, in reading order, with the keys as headings.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Map, Value};
use wegmarke_domain::finding::{Severity, codes};

use super::cells::Met;
use super::lines::{Kin, Line, Lines, Place, kin};
use super::twice;
use crate::profile::{Nodes, Table};
use crate::reason::reason;
use crate::table::{self, CellType, Note, encoding};
use crate::{ReadError, limits};

/// Levels of a tree, lists and nodes both counted.
const DEPTH: usize = 100;

type Object = Map<String, Value>;

/// A node with the key of the map that holds it, if one does.
type Keyed<'v> = (&'v str, &'v Object);

/// Where a column's text stands.
enum Column {
    /// A key, or keys within keys.
    Own(String),
    Kin(Kin, String),
    /// The key under which the node itself stands.
    Key,
    /// The key of the list or map in which it stands.
    List,
    File,
    Number,
}

/// Reads the nodes of a document.
pub(super) fn lines(
    file: &str,
    bytes: &[u8],
    nodes: &Nodes,
    asked: &Table,
) -> Result<Lines, ReadError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty { file: file.into() });
    }
    let (document, notes) = document(file, bytes)?;
    let not_a_tree = |why| ReadError::not_a_table(file, why);
    let start = find_start(&document, &nodes.start).ok_or_else(|| {
        let path = nodes.start.join(".");
        not_a_tree(reason("nothing_under").with("path", path))
    })?;
    if !start.is_array() && !start.is_object() {
        return Err(not_a_tree(reason("neither_list_nor_node")));
    }
    let keyless = || not_a_tree(reason("nodes_without_keys"));
    let roots = list_nodes(start).ok_or_else(keyless)?;
    if roots.is_empty() {
        return Err(ReadError::Empty { file: file.into() });
    }
    let (mut keys, mut count) = (BTreeSet::new(), 0_usize);
    for (_, root) in &roots {
        collect(root, &nodes.children, &mut keys, &mut count).ok_or_else(keyless)?;
    }
    let own = keys.len();
    let mut heading: Vec<Arc<str>> = keys.iter().map(|key| table::heading(key).into()).collect();
    let mut columns: Vec<Column> = keys.iter().cloned().map(Column::Own).collect();
    for name in asked
        .list_names()
        .into_iter()
        .filter(|name| !heading.contains(&table::heading(name).into()))
        .collect::<Vec<_>>()
    {
        if let Some(column) = made(name, &keys) {
            heading.push(name.as_str().into());
            columns.push(column);
        }
    }
    for (count, what, limit) in [
        (columns.len(), "keys", limits::COLUMNS),
        (columns.len().saturating_mul(count), "cells", limits::CELLS),
    ] {
        if count > limit {
            return Err(ReadError::too_many(file, what, limit));
        }
    }
    let mut walk = Walk {
        file,
        children: &nodes.children,
        bytes: 0,
        columns: &columns,
        lines: Vec::new(),
        met: Met::default(),
        above: Vec::new(),
    };
    let list: Arc<str> = nodes.start.last().map_or("", String::as_str).into();
    for (key, root) in roots {
        walk.node((key, root), &list)?;
    }
    Ok(Lines {
        heading,
        own,
        lines: walk.lines,
        met: walk.met,
        notes,
        ..Lines::default()
    })
}

fn document(file: &str, bytes: &[u8]) -> Result<(Value, Vec<Note>), ReadError> {
    let decoded = encoding::decode(file, bytes, None)?;
    let text = &decoded.text;
    measure(file, text)?;
    let document = serde_json::from_str(text).map_err(|error| {
        let why = reason("json")
            .with("row", error.line().to_string())
            .with("column", error.column().to_string())
            .with("detail", error.to_string());
        let file = file.to_owned();
        if error.is_eof() {
            ReadError::Damaged { file, why }
        } else {
            ReadError::NotATable { file, why }
        }
    })?;
    let twice = twice::list(text).into_iter().map(|(key, count)| Note {
        code: codes::KEY_TWICE,
        severity: Severity::Warning,
        row: None,
        column: Some(key.into()),
        args: vec![("count", count.to_string())],
    });
    Ok((document, decoded.note().into_iter().chain(twice).collect()))
}

fn find_start<'v>(document: &'v Value, path: &[String]) -> Option<&'v Value> {
    path.iter().try_fold(document, |value, key| value.get(key))
}

/// Counts what the text would become before it becomes it: a parsed node is many times larger.
fn measure(file: &str, text: &str) -> Result<(), ReadError> {
    let (mut nodes, mut values, mut depth) = (0_usize, 0_usize, 0_usize);
    let (mut quoted, mut escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'{' | b'[' => {
                depth += 1;
                nodes += usize::from(byte == b'{');
                values += 1;
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' => values += 1,
            _ => {}
        }
        for (count, what, limit) in [
            (nodes, "nodes", limits::NODES),
            (values, "values", limits::CELLS),
            (depth, "levels", DEPTH),
        ] {
            if count > limit {
                return Err(ReadError::too_many(file, what, limit));
            }
        }
    }
    Ok(())
}

/// The nodes that a value holds: those of a list, those of a map whose values are all nodes, or one
/// node. `None` if something in a list is no node.
fn list_nodes(value: &Value) -> Option<Vec<Keyed<'_>>> {
    match value {
        Value::Array(items) => items
            .iter()
            .map(|item| Some(("", item.as_object()?)))
            .collect(),
        Value::Object(map) if !map.is_empty() && map.values().all(Value::is_object) => map
            .iter()
            .map(|(key, node)| Some((key.as_str(), node.as_object()?)))
            .collect(),
        Value::Object(node) => Some(vec![("", node)]),
        _ => None,
    }
}

/// The nodes below a node, with the key of their list. `None` if something there is no node.
fn list_below<'v, 'c>(
    node: &'v Object,
    children: &'c [String],
) -> Option<Vec<(&'c str, Keyed<'v>)>> {
    let mut below = Vec::new();
    for key in children {
        match node.get(key) {
            None | Some(Value::Null) => {}
            // Some programs write an empty map where there is nothing.
            Some(Value::Object(map)) if map.is_empty() => {}
            Some(value) => {
                below.extend(
                    list_nodes(value)?
                        .into_iter()
                        .map(|node| (key.as_str(), node)),
                );
            }
        }
    }
    Some(below)
}

/// Collects the keys of all nodes and counts them.
fn collect(
    node: &Object,
    children: &[String],
    keys: &mut BTreeSet<String>,
    count: &mut usize,
) -> Option<()> {
    *count += 1;
    for key in node.keys().filter(|key| !children.contains(key)) {
        if !keys.contains(key) {
            keys.insert(key.clone());
        }
    }
    for (_, (_, node)) in list_below(node, children)? {
        collect(node, children, keys, count)?;
    }
    Some(())
}

/// A column that no node has as a key of its own.
fn made(name: &str, keys: &BTreeSet<String>) -> Option<Column> {
    match name {
        "node.key" => return Some(Column::Key),
        "node.list" => return Some(Column::List),
        "file.name" => return Some(Column::File),
        "row.number" => return Some(Column::Number),
        _ => {}
    }
    if let Some((kin, key)) = kin(name) {
        return Some(Column::Kin(kin, key.to_owned()));
    }
    let (first, _) = name.split_once('.')?;
    keys.contains(first).then(|| Column::Own(name.to_owned()))
}

struct Walk<'a> {
    file: &'a str,
    /// Bytes of all cells: those of parents are repeated for every child.
    bytes: u64,
    children: &'a [String],
    columns: &'a [Column],
    lines: Vec<Line>,
    met: Met,
    /// The nodes above the one that is read, the uppermost first.
    above: Vec<Keyed<'a>>,
}

impl<'a> Walk<'a> {
    fn node(&mut self, node: Keyed<'a>, list: &Arc<str>) -> Result<(), ReadError> {
        let below = list_below(node.1, self.children).unwrap_or_default();
        let number = u32::try_from(self.lines.len() + 1).unwrap_or(u32::MAX);
        let cells = self.columns.iter().enumerate().map(|(at, column)| {
            let text = self.text(column, node, list, number);
            self.met.clean(number, at, &text)
        });
        let cells: Vec<String> = cells.collect();
        let kinds = self.columns.iter().map(|column| match column {
            Column::Own(key) if node.1.get(key).is_some_and(Value::is_number) => CellType::Number,
            _ => CellType::Text,
        });
        let kinds = kinds.collect();
        if let Some(at) = cells
            .iter()
            .position(|cell| cell.len() > limits::CELL_BYTES)
        {
            return Err(ReadError::cell_too_long(self.file, number, at + 1));
        }
        self.bytes += cells.iter().map(|cell| cell.len() as u64).sum::<u64>();
        if self.bytes > limits::UNPACKED_BYTES {
            return Err(ReadError::TooLarge {
                file: self.file.to_owned(),
                limit: limits::UNPACKED_BYTES,
            });
        }
        self.lines.push(Line {
            number,
            cells,
            kinds,
            place: Some(Place {
                depth: u32::try_from(self.above.len()).unwrap_or(u32::MAX),
                leaf: below.is_empty(),
                under: Arc::clone(list),
            }),
        });
        self.above.push(node);
        for (key, child) in below {
            self.node(child, &key.into())?;
        }
        self.above.pop();
        Ok(())
    }

    fn text(&self, column: &Column, node: Keyed<'_>, list: &str, number: u32) -> String {
        match column {
            Column::Own(path) => find(node, path),
            Column::Key => node.0.to_owned(),
            Column::List => list.to_owned(),
            Column::File => self.file.to_owned(),
            Column::Number => number.to_string(),
            Column::Kin(kin, path) => {
                let one = match kin {
                    Kin::Up(up) => self.above.len().checked_sub(*up),
                    Kin::Root => Some(0),
                };
                let own = matches!(kin, Kin::Root).then_some(node);
                let one = one.and_then(|at| self.above.get(at)).copied().or(own);
                one.map(|node| find(node, path)).unwrap_or_default()
            }
        }
    }
}

/// What stands under a key of a node, or under a path of keys.
fn find((key, node): Keyed<'_>, path: &str) -> String {
    if path == "node.key" {
        return key.to_owned();
    }
    if let Some(value) = node.get(path) {
        return text(value);
    }
    let mut keys = path.split('.');
    let first = keys.next().and_then(|key| node.get(key));
    let mut found: Vec<&Value> = first.into_iter().collect();
    for key in keys {
        // A list on the way means each of its items.
        let items = found.into_iter().flat_map(|value| match value {
            Value::Array(items) => items.iter().collect(),
            value => vec![value],
        });
        found = items.filter_map(|value| value.get(key)).collect();
    }
    let texts: Vec<String> = found
        .into_iter()
        .map(text)
        .filter(|text| !text.is_empty())
        .collect();
    texts.join("\n")
}

/// A value as text: nothing for null, lines for a list, JSON for anything deeper.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items)
            if items
                .iter()
                .all(|item| !item.is_array() && !item.is_object()) =>
        {
            let items: Vec<String> = items.iter().map(text).collect();
            items.join("\n")
        }
        Value::Object(map) if map.is_empty() => String::new(),
        value => value.to_string(),
    }
}

/// What a JSON document holds, as a proposal needs it.
pub(crate) struct Survey {
    pub(crate) start: Vec<String>,
    pub(crate) children: Vec<String>,
    pub(crate) lists: Vec<List>,
}

/// The nodes of one key, with their cells.
#[derive(Default)]
pub(crate) struct List {
    /// The key; nothing for the uppermost nodes.
    pub(crate) under: Option<String>,
    pub(crate) keyed: bool,
    pub(crate) heading: Vec<Arc<str>>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// Looks at a document; `None` if it is no JSON tree.
pub(crate) fn survey(file: &str, bytes: &[u8]) -> Option<Survey> {
    if !matches!(bytes.trim_ascii_start().first(), Some(b'[' | b'{')) {
        return None;
    }
    let (document, _) = document(file, bytes).ok()?;
    let start = wrapped(&document);
    let roots = list_nodes(find_start(&document, &start)?)?;
    let mut levels: Vec<(Option<String>, Vec<Keyed<'_>>)> = vec![(None, roots)];
    let mut children: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some((_, nodes)) = levels.get(at).cloned() {
        at += 1;
        for (_, node) in nodes {
            for (key, value) in node {
                if !has_nodes(value) {
                    continue;
                }
                let below = list_nodes(value)?;
                if !children.contains(key) {
                    children.push(key.clone());
                }
                let known = levels
                    .iter_mut()
                    .find(|(under, _)| under.as_ref() == Some(key));
                match known {
                    // Nodes of a kind below nodes of this kind: they are all of one list.
                    Some((_, list)) if list.len() < limits::NODES => list.extend(below),
                    Some(_) => {}
                    None if children.len() < DEPTH => levels.push((Some(key.clone()), below)),
                    None => {}
                }
            }
        }
    }
    let lists = levels
        .into_iter()
        .map(|(under, nodes)| list(under, &nodes, &children));
    Some(Survey {
        start,
        lists: lists.collect(),
        children,
    })
}

fn list(under: Option<String>, nodes: &[Keyed<'_>], children: &[String]) -> List {
    let mut keys = BTreeSet::new();
    for (_, node) in nodes {
        keys.extend(node.keys().filter(|key| !children.contains(key)));
    }
    let cells = |node: &Keyed<'_>| keys.iter().map(|key| find(*node, key)).collect();
    List {
        under,
        keyed: nodes.iter().all(|(key, _)| !key.is_empty()),
        rows: nodes.iter().map(cells).collect(),
        heading: keys.iter().map(|key| key.as_str().into()).collect(),
    }
}

/// The keys that lead to the one list in a document that holds little else.
fn wrapped(document: &Value) -> Vec<String> {
    let (mut path, mut at) = (Vec::new(), document);
    while let Some(map) = at.as_object().filter(|map| !are_nodes(map)) {
        let mut lists = map.iter().filter(|(_, value)| leads_to_nodes(value, DEPTH));
        let (Some((key, below)), None) = (lists.next(), lists.next()) else {
            break;
        };
        if map.len() > 4 {
            break;
        }
        path.push(key.clone());
        if has_nodes(below) && below.as_object().is_none_or(are_nodes) {
            return path;
        }
        at = below;
    }
    Vec::new()
}

/// Whether a map holds nodes under their ids: they say something themselves, and are of one kind.
fn are_nodes(map: &Map<String, Value>) -> bool {
    let nodes: Option<Vec<&Map<String, Value>>> = map.values().map(Value::as_object).collect();
    let Some(nodes) = nodes.filter(|nodes| !nodes.is_empty()) else {
        return false;
    };
    let says = |node: &&Map<String, Value>| {
        node.values()
            .any(|value| !value.is_object() && !value.is_array())
    };
    let first = nodes.first().copied();
    let is_alike = |node: &&Map<String, Value>| {
        first.is_some_and(|first| node.keys().any(|key| first.contains_key(key)))
    };
    nodes.iter().all(says) && nodes.iter().all(is_alike)
}

/// Whether nodes stand somewhere below.
fn leads_to_nodes(value: &Value, depth: usize) -> bool {
    let below = || {
        let map = value.as_object();
        let mut inner = map.into_iter().flat_map(Map::values);
        depth > 0 && inner.any(|value| leads_to_nodes(value, depth - 1))
    };
    match value {
        Value::Array(_) => has_nodes(value),
        Value::Object(map) => are_nodes(map) || below(),
        _ => false,
    }
}

/// A list of nodes, or a map of nodes.
fn has_nodes(value: &Value) -> bool {
    match value {
        Value::Array(items) => !items.is_empty() && items.iter().all(Value::is_object),
        Value::Object(map) => !map.is_empty() && map.values().all(Value::is_object),
        _ => false,
    }
}
