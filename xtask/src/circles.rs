// SPDX-License-Identifier: EUPL-1.2
//! Which files of a crate need each other in a circle: none of them can be understood, moved or
//! tested without all others. There is none; the test tells of each edge of a new one.
//!
//! Counted is what a path names: `use` and paths that begin with `crate`, `self`, `super` or a module
//! of the file. A name that is only handed on (`pub use`) leads to where it comes from. The crate's
//! root is not counted, since it declares everything; nor are tests. What a method of another file
//! does unseen is not seen here either.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A module's path inside its crate, such as `account::session`; the root's is empty.
type Module = Vec<String>;

/// What the files of a crate say.
#[derive(Default)]
struct Crate {
    files: BTreeSet<Module>,
    /// Modules that are compiled for tests only.
    tests: BTreeSet<Module>,
    /// What a module hands on: its name there, and where it comes from.
    handed: BTreeMap<(Module, String), Vec<String>>,
    /// File, and a path that it names, from the root.
    named: Vec<(Module, Vec<String>)>,
}

impl Crate {
    fn read(source: &Path) -> Self {
        let mut found = Self::default();
        let mut files = Vec::new();
        list_files(source, &mut Vec::new(), &mut files);
        for (module, _) in &files {
            found.files.insert(module.clone());
        }
        for (module, text) in files {
            found.add(module, &text);
        }
        found
    }

    fn add(&mut self, module: Module, text: &str) {
        self.files.insert(module.clone());
        let tokens: TokenStream = text.parse().unwrap();
        Reading {
            found: self,
            file: module.clone(),
            module,
        }
        .items(tokens);
    }

    /// The file that a path leads to; `None` for the root and for tests.
    fn file_of(&self, path: &[String], steps: usize) -> Option<Module> {
        let mut at = Module::new();
        for (index, name) in path.iter().enumerate() {
            let mut below = at.clone();
            below.push(name.clone());
            if self.files.contains(&below) {
                at = below;
            } else if let Some(origin) = self.handed.get(&(at.clone(), name.clone()))
                && steps > 0
            {
                let mut whole = origin.clone();
                whole.extend_from_slice(&path[index + 1..]);
                return self.file_of(&whole, steps - 1);
            } else {
                break;
            }
        }
        (!at.is_empty() && !self.is_test(&at)).then_some(at)
    }

    fn is_test(&self, module: &Module) -> bool {
        (1..=module.len()).any(|length| self.tests.contains(&module[..length]))
    }

    /// Each file with the files that it names.
    fn graph(&self) -> BTreeMap<Module, BTreeSet<Module>> {
        let mut graph: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
        for (file, path) in &self.named {
            if file.is_empty() || self.is_test(file) {
                continue;
            }
            if let Some(other) = self.file_of(path, 8).filter(|other| other != file) {
                graph.entry(file.clone()).or_default().insert(other);
            }
        }
        graph
    }
}

/// Reads one file.
struct Reading<'a> {
    found: &'a mut Crate,
    file: Module,
    /// Where we are: the file, or a module written out inside it.
    module: Module,
}

impl Reading<'_> {
    fn items(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        let mut is_public = false;
        while at < tokens.len() {
            let rest = &tokens[at..];
            if is_for_tests(rest) {
                at += 2 + self.skip_item(&rest[2..]);
                continue;
            }
            match &tokens[at] {
                TokenTree::Ident(word) if word == "use" => {
                    let end = length_until_semicolon(rest);
                    let mut paths = Vec::new();
                    use_tree(&rest[1..end], &mut Vec::new(), &mut paths);
                    for (path, name) in paths {
                        self.used(path, name, is_public);
                    }
                    at += end;
                }
                TokenTree::Ident(word) if word == "mod" && is_inline_module(rest) => {
                    let (TokenTree::Ident(name), TokenTree::Group(body)) = (&rest[1], &rest[2])
                    else {
                        unreachable!()
                    };
                    self.module.push(name.to_string());
                    self.items(body.stream());
                    self.module.pop();
                    at += 3;
                }
                TokenTree::Ident(word) if word == "pub" => {
                    is_public = true;
                    at += 1;
                    if let Some(TokenTree::Group(group)) = tokens.get(at)
                        && group.delimiter() == Delimiter::Parenthesis
                    {
                        at += 1;
                    }
                    continue;
                }
                TokenTree::Ident(_) => {
                    at += self.path(rest, at.checked_sub(1).map(|at| &tokens[at]))
                }
                TokenTree::Group(group) => {
                    self.items(group.stream());
                    at += 1;
                }
                _ => at += 1,
            }
            is_public = false;
        }
    }

    /// Takes in a path in the midst of code; says how many tokens it has.
    fn path(&mut self, tokens: &[TokenTree], before: Option<&TokenTree>) -> usize {
        let mut path = Vec::new();
        let mut at = 0;
        while let Some(TokenTree::Ident(word)) = tokens.get(at) {
            path.push(word.to_string());
            at += 1;
            if is_colons(&tokens[at..]) {
                at += 2;
            } else {
                break;
            }
        }
        // `a.b` and the end of `<T>::b` are no paths of their own.
        let follows =
            matches!(before, Some(TokenTree::Punct(sign)) if ".:".contains(sign.as_char()));
        if path.len() > 1 && !follows {
            self.used(path, None, false);
        }
        at.max(1)
    }

    fn used(&mut self, path: Vec<String>, name: Option<String>, is_public: bool) {
        let Some(path) = self.whole_path(path) else {
            return;
        };
        match name.filter(|_| is_public) {
            Some(name) => {
                self.found.handed.insert((self.module.clone(), name), path);
            }
            None => self.found.named.push((self.file.clone(), path)),
        }
    }

    /// The path from the crate's root; `None` if it leads out of the crate.
    fn whole_path(&self, path: Vec<String>) -> Option<Vec<String>> {
        let mut whole = self.module.clone();
        let mut rest = path.into_iter().peekable();
        match rest.peek()?.as_str() {
            "crate" => {
                whole.clear();
                rest.next();
            }
            "self" => {
                rest.next();
            }
            "super" => {
                while rest.next_if(|word| word == "super").is_some() {
                    whole.pop();
                }
            }
            child => {
                let mut below = whole.clone();
                below.push(child.to_owned());
                if !self.found.files.contains(&below) {
                    return None;
                }
            }
        }
        whole.extend(rest);
        Some(whole)
    }

    /// How many tokens an item for tests has; a module in a file of its own is remembered.
    fn skip_item(&mut self, tokens: &[TokenTree]) -> usize {
        for (at, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Ident(word) if word == "mod" => {
                    if let Some(TokenTree::Ident(name)) = tokens.get(at + 1) {
                        let mut module = self.module.clone();
                        module.push(name.to_string());
                        self.found.tests.insert(module);
                    }
                }
                TokenTree::Punct(sign) if sign.as_char() == ';' => return at + 1,
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => return at + 1,
                _ => {}
            }
        }
        tokens.len()
    }
}

fn is_sign(token: Option<&TokenTree>, sign: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}

fn is_colons(tokens: &[TokenTree]) -> bool {
    is_sign(tokens.first(), ':') && is_sign(tokens.get(1), ':')
}

fn is_for_tests(tokens: &[TokenTree]) -> bool {
    let attribute = tokens
        .get(1)
        .map(|group| group.to_string().replace(' ', ""));
    is_sign(tokens.first(), '#') && attribute.is_some_and(|words| words == "[cfg(test)]")
}

fn is_inline_module(tokens: &[TokenTree]) -> bool {
    matches!(
        tokens,
        [_, TokenTree::Ident(_), TokenTree::Group(body), ..] if body.delimiter() == Delimiter::Brace
    )
}

fn length_until_semicolon(tokens: &[TokenTree]) -> usize {
    let end = tokens.iter().position(|token| is_sign(Some(token), ';'));
    end.unwrap_or(tokens.len())
}

/// Every path of a `use`, and the name it has here; `None` for `*`.
fn use_tree(
    tokens: &[TokenTree],
    before: &mut Vec<String>,
    paths: &mut Vec<(Vec<String>, Option<String>)>,
) {
    for branch in tokens.split(|token| is_sign(Some(token), ',')) {
        let known = before.len();
        let mut name = None;
        let mut at = 0;
        while at < branch.len() {
            match &branch[at] {
                TokenTree::Ident(word) if word == "as" => {
                    name = branch.get(at + 1).map(ToString::to_string);
                    at += 1;
                }
                TokenTree::Ident(word) if word == "self" && at + before.len() > 0 => {}
                TokenTree::Ident(word) => before.push(word.to_string()),
                TokenTree::Group(group) => {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    use_tree(&inner, before, paths);
                    at = branch.len();
                }
                _ => {}
            }
            at += 1;
        }
        let is_leaf = !matches!(branch.last(), Some(TokenTree::Group(_)) | None);
        if is_leaf {
            let all = is_sign(branch.last(), '*');
            let last = before.last().cloned().filter(|_| !all);
            paths.push((before.clone(), name.or(last)));
        }
        before.truncate(known);
    }
}

fn list_files(folder: &Path, module: &mut Module, files: &mut Vec<(Module, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            module.push(stem);
            list_files(&path, module, files);
            module.pop();
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let mut here = module.clone();
            if stem != "lib" {
                here.push(stem);
            }
            files.push((here, std::fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Files that reach each other: one set for each circle.
fn list_circles(graph: &BTreeMap<Module, BTreeSet<Module>>) -> Vec<BTreeSet<Module>> {
    let reached: BTreeMap<&Module, BTreeSet<&Module>> = graph
        .keys()
        .map(|start| {
            let mut reached = BTreeSet::new();
            let mut next = vec![start];
            while let Some(file) = next.pop() {
                for other in graph.get(file).into_iter().flatten() {
                    if reached.insert(other) {
                        next.push(other);
                    }
                }
            }
            (start, reached)
        })
        .collect();
    let reaches = |one: &Module, other: &Module| {
        reached
            .get(one)
            .is_some_and(|reached| reached.contains(other))
    };
    let mut circles = Vec::new();
    let mut seen = BTreeSet::new();
    for file in graph.keys().filter(|file| reaches(file, file)) {
        if seen.contains(file) {
            continue;
        }
        let together = graph
            .keys()
            .filter(|other| reaches(file, other) && reaches(other, file));
        let circle: BTreeSet<Module> = together.cloned().collect();
        seen.extend(circle.clone());
        circles.push(circle);
    }
    circles
}

/// One line for each edge of each circle.
fn told(graph: &BTreeMap<Module, BTreeSet<Module>>, circles: &[BTreeSet<Module>]) -> Vec<String> {
    let mut lines = Vec::new();
    for circle in circles {
        lines.push(format!("a circle of {} files:", circle.len()));
        for file in circle {
            let others = graph[file]
                .intersection(circle)
                .map(|other| other.join("::"));
            let others: Vec<String> = others.collect();
            lines.push(format!("  {} needs {}", file.join("::"), others.join(", ")));
        }
    }
    lines
}

#[test]
fn no_files_need_each_other_in_a_circle() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    let folders = std::fs::read_dir(crates).unwrap();
    let mut sources: Vec<_> = folders
        .map(|entry| entry.unwrap().path().join("src"))
        .filter(|source| source.is_dir())
        .collect();
    sources.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    sources.sort();
    assert!(sources.len() > 10, "{sources:?}");
    let mut offences = Vec::new();
    for source in sources {
        let graph = Crate::read(&source).graph();
        let circles = list_circles(&graph);
        if !circles.is_empty() {
            let lines = told(&graph, &circles).join("\n");
            offences.push(format!("{}:\n{lines}", source.display()));
        }
    }
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}

fn graph_of(files: &[(&str, &str)]) -> BTreeMap<Module, BTreeSet<Module>> {
    let mut found = Crate::default();
    let module = |name: &str| -> Module {
        name.split("::")
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    };
    for (name, _) in files {
        found.files.insert(module(name));
    }
    for (name, text) in files {
        found.add(module(name), text);
    }
    found.graph()
}

#[test]
fn a_circle_is_found_however_it_is_written() {
    for (a, b) in [
        ("use crate::b::B;", "use crate::a::{self, A};"),
        (
            "fn f() { crate::b::f() }",
            "fn f() -> super::a::A { super::a::A }",
        ),
        ("use super::b;", "use crate::{a::A, c};"),
        (
            "mod inner { use super::super::b::B; }",
            "use crate::Handed;",
        ),
        (
            "fn f() { let x = [crate::b::B::new(1)]; }",
            "use crate::a::*;",
        ),
    ] {
        let root = "mod a; mod b; mod c; pub use self::a::A as Handed;";
        let graph = graph_of(&[("", root), ("a", a), ("b", b), ("c", "")]);
        let circles = list_circles(&graph);
        assert_eq!(circles.len(), 1, "{a} {b}");
        assert_eq!(circles[0].len(), 2, "{a} {b}");
    }
}

#[test]
fn what_is_no_circle_is_none() {
    for (a, b) in [
        ("use crate::b::B;", "use std::a::A; fn f() { x.a::<A>(); }"),
        (
            "use crate::b::B;",
            "#[cfg(test)] mod tests { use crate::a::A; }",
        ),
        ("use crate::b::B;", "/// [`A`](crate::a::A)\npub struct B;"),
        ("use crate::b::B;", "pub use crate::a::A;"),
        ("use crate::Root;", "use crate::{Root, a::A};"),
    ] {
        let graph = graph_of(&[("", "pub struct Root;"), ("a", a), ("b", b)]);
        assert_eq!(
            list_circles(&graph),
            Vec::<BTreeSet<Module>>::new(),
            "{a} {b}"
        );
    }
    let parent = "#[cfg(test)] mod tests; mod child; pub use self::child::Child; struct Own;";
    let files = [
        ("a", parent),
        ("a::child", "use super::Own;"),
        ("a::tests", "use super::*; use crate::b;"),
        ("b", "use crate::a::Child;"),
    ];
    assert!(list_circles(&graph_of(&files)).is_empty());
    let files = [
        ("a", "mod child; use child::Child; struct Own;"),
        ("a::child", "use super::Own;"),
    ];
    assert_eq!(list_circles(&graph_of(&files)).len(), 1);
}
