// SPDX-License-Identifier: EUPL-1.2
//! A JSON tree as rows: one row per node, in reading order, with the keys as headings.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::profile::{Table as Plan, Test};
use crate::table::encoding;
use crate::{ReadError, limits};

/// Levels of a tree, lists and nodes both counted.
const DEPTH: usize = 100;

type Object = Map<String, Value>;

/// All nodes of a tree under the union of their keys.
pub(super) struct Tree {
    pub(super) heading: Vec<Arc<str>>,
    pub(super) nodes: Vec<Node>,
}

/// One node as a row.
pub(super) struct Node {
    /// Running number, from 1.
    pub(super) number: u32,
    pub(super) depth: u32,
    pub(super) leaf: bool,
    pub(super) cells: Vec<String>,
}

/// Where a column's text stands.
enum Column {
    Own(String),
    Parent(String),
    Root(String),
}

/// Reads a tree: a list of nodes or one node, whose `children` are lists of nodes.
pub(super) fn flatten(
    file: &str,
    bytes: &[u8],
    children: &str,
    profile: &Plan,
) -> Result<Tree, ReadError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty { file: file.into() });
    }
    let text = encoding::decode(file, bytes, None)?;
    measure(file, &text)?;
    let value: Value = serde_json::from_str(&text).map_err(|error| {
        let (file, why) = (file.to_owned(), format!("JSON, {error}"));
        if error.is_eof() {
            ReadError::Damaged { file, why }
        } else {
            ReadError::NotATable { file, why }
        }
    })?;
    let not_a_tree = |why: &str| ReadError::NotATable {
        file: file.to_owned(),
        why: why.to_owned(),
    };
    let roots = match value {
        Value::Array(roots) => roots,
        root @ Value::Object(_) => vec![root],
        _ => return Err(not_a_tree("its JSON is neither a list of nodes nor a node")),
    };
    if roots.is_empty() {
        return Err(ReadError::Empty { file: file.into() });
    }
    let mut keys = BTreeSet::new();
    for root in &roots {
        if !collect(root, children, &mut keys) {
            return Err(not_a_tree("some of its nodes have no keys"));
        }
    }
    let mut columns: Vec<Column> = keys.iter().cloned().map(Column::Own).collect();
    columns.extend(relatives(profile));
    for (count, what, limit) in [
        (columns.len(), "different keys", limits::COLUMNS),
        (
            columns.len().saturating_mul(count_nodes(&roots, children)),
            "cells",
            limits::CELLS,
        ),
    ] {
        if count > limit {
            return Err(ReadError::too_many(file, what, limit));
        }
    }
    let mut walk = Walk {
        file,
        children,
        bytes: 0,
        columns: &columns,
        nodes: Vec::new(),
    };
    for root in roots.iter().filter_map(Value::as_object) {
        walk.node(root, None, root, 0)?;
    }
    let nodes = walk.nodes;
    let heading = columns.iter().map(|column| match column {
        Column::Own(key) => key.as_str().into(),
        Column::Parent(key) => format!("parent.{key}").into(),
        Column::Root(key) => format!("root.{key}").into(),
    });
    let heading = heading.collect();
    Ok(Tree { heading, nodes })
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

fn count_nodes(nodes: &[Value], children: &str) -> usize {
    let below = nodes.iter().map(|node| {
        let below = node.get(children).and_then(Value::as_array);
        1 + below.map_or(0, |below| count_nodes(below, children))
    });
    below.sum()
}

/// Collects the keys of all nodes; `false` if something is no node.
fn collect(node: &Value, children: &str, keys: &mut BTreeSet<String>) -> bool {
    let Value::Object(node) = node else {
        return false;
    };
    for key in node.keys().filter(|key| *key != children) {
        if !keys.contains(key) {
            keys.insert(key.clone());
        }
    }
    match node.get(children) {
        None | Some(Value::Null) => true,
        Some(Value::Array(below)) => below.iter().all(|node| collect(node, children, keys)),
        Some(_) => false,
    }
}

/// The columns of parents and roots that the profile asks for.
fn relatives(table: &Plan) -> Vec<Column> {
    let columns = table.records.iter().flat_map(|record| {
        let sources = record.columns.iter().flat_map(|column| {
            let tests = column.tests.iter().flat_map(Test::list_columns);
            column.sources.iter().flatten().chain(tests)
        });
        sources.chain(record.tests.iter().flat_map(Test::list_columns))
    });
    let names: BTreeSet<&String> = columns.collect();
    let relative = |name: &&String| {
        let parent = name.strip_prefix("parent.").map(str::to_owned);
        let root = name.strip_prefix("root.").map(str::to_owned);
        parent.map(Column::Parent).or(root.map(Column::Root))
    };
    names.iter().filter_map(relative).collect()
}

struct Walk<'a> {
    file: &'a str,
    /// Bytes of all cells: those of parents are repeated for every child.
    bytes: u64,
    children: &'a str,
    columns: &'a [Column],
    nodes: Vec<Node>,
}

impl Walk<'_> {
    fn node(
        &mut self,
        node: &Object,
        parent: Option<&Object>,
        root: &Object,
        depth: u32,
    ) -> Result<(), ReadError> {
        let below = node.get(self.children).and_then(Value::as_array);
        let below = below.map_or(&[][..], Vec::as_slice);
        let cells = self.columns.iter().map(|column| match column {
            Column::Own(key) => text(node.get(key)),
            Column::Parent(key) => text(parent.and_then(|parent| parent.get(key))),
            Column::Root(key) => text(root.get(key)),
        });
        let cells: Vec<String> = cells.collect();
        let number = u32::try_from(self.nodes.len() + 1).unwrap_or(u32::MAX);
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
        self.nodes.push(Node {
            number,
            depth,
            leaf: below.is_empty(),
            cells,
        });
        for child in below.iter().filter_map(Value::as_object) {
            self.node(child, Some(node), root, depth + 1)?;
        }
        Ok(())
    }
}

/// A value as text: nothing for null, lines for a list, JSON for anything deeper.
fn text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items))
            if items
                .iter()
                .all(|item| !item.is_array() && !item.is_object()) =>
        {
            let items: Vec<String> = items.iter().map(|item| text(Some(item))).collect();
            items.join("\n")
        }
        Some(value) => value.to_string(),
    }
}

/// The key of the lists of nodes, and the keys of all nodes, if this is a JSON tree.
pub(crate) fn headings(file: &str, bytes: &[u8]) -> Option<(String, Vec<Arc<str>>)> {
    if !matches!(bytes.trim_ascii_start().first(), Some(b'[' | b'{')) {
        return None;
    }
    let text = encoding::decode(file, bytes, None).ok()?;
    measure(file, &text).ok()?;
    let roots = match serde_json::from_str(&text).ok()? {
        Value::Array(roots) => roots,
        root => vec![root],
    };
    let nodes = roots.iter().filter_map(Value::as_object);
    let is_list = |value: &Value| {
        value
            .as_array()
            .is_some_and(|items| items.first().is_some_and(Value::is_object))
    };
    let mut lists = nodes.flat_map(|node| node.iter().filter(|(_, value)| is_list(value)));
    let children = lists
        .next()
        .map_or("children", |(key, _)| key.as_str())
        .to_owned();
    let mut keys = BTreeSet::new();
    let fits = roots.iter().all(|root| collect(root, &children, &mut keys));
    (fits && !keys.is_empty()).then(|| {
        (
            children,
            keys.iter().map(|key| key.as_str().into()).collect(),
        )
    })
}
