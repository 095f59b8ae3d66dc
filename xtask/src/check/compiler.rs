// SPDX-License-Identifier: EUPL-1.2
//! One pass over our crates: compiled, linted and documented at once.
//!
//! `cargo clippy` and `cargo doc` want every dependency checked, `cargo test` wants it built: it is
//! compiled twice for that. Clippy is a compiler, though, and what it compiles can be run. So cargo
//! is told to compile our own crates with a copy of this program, which calls clippy, and then
//! rustdoc with the same words. What rustdoc objects to is kept in a file, because it must not keep
//! the tests from running; lints are warnings for the same reason, and the step `lint` counts them.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
    sync::OnceLock,
};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::root::{self, Root};

/// Whether the copy is that of this run.
static MADE: OnceLock<()> = OnceLock::new();

/// The name under which this program is a compiler.
const NAME: &str = "clippy-and-rustdoc";

/// Kinds of crates that have a documentation of their own.
const DOCUMENTED: [&str; 3] = ["bin", "lib", "proc-macro"];

/// Makes a call of cargo compile our crates this way. All calls of a run must, or cargo starts anew.
pub fn apply(root: &Root, cargo: &mut Command) -> Result<()> {
    let folder = folder(root);
    fs::create_dir_all(&folder)?;
    let copy = folder.join(NAME);
    // Once in a run: cargo builds this program anew meanwhile, and then its path leads nowhere.
    if MADE.get().is_none() {
        let own = env::current_exe()?;
        let ours = fs::read(&own)?;
        // Not written while cargo may be calling it.
        if fs::read(&copy).ok().as_ref() != Some(&ours) {
            let new = folder.join("new");
            fs::copy(own, &new)?;
            fs::rename(&new, &copy)?;
        }
        let _ = MADE.set(());
    }
    cargo
        .env("RUSTC_WORKSPACE_WRAPPER", copy)
        .env("CLIPPY_ARGS", "--cap-lints__CLIPPY_HACKERY__warn");
    if env::var("CI").as_deref() == Ok("true") {
        // What a second run would save costs the first one time.
        cargo.env("CARGO_INCREMENTAL", "0");
    }
    Ok(())
}

fn folder(root: &Root) -> PathBuf {
    root.target().join("xtask")
}

/// Is this program called as a compiler? Then it is one.
pub fn run_if_called() -> Option<ExitCode> {
    let mut words = env::args_os();
    let own = PathBuf::from(words.next()?);
    if own.file_name()? != NAME {
        return None;
    }
    let words: Vec<OsString> = words.collect();
    Some(match compile(own.parent()?, &words) {
        Ok(code) => code,
        Err(error) => {
            println!("{error:#}");
            ExitCode::FAILURE
        }
    })
}

/// What cargo wants compiled: the words are those of a call of rustc, itself first.
fn compile(folder: &Path, words: &[OsString]) -> Result<ExitCode> {
    let rustc = Path::new(words.first().context("cargo named no compiler")?);
    let status = Command::new(beside(rustc, "clippy-driver"))
        .args(words)
        .status()
        .context("clippy could not be started; `rustup component add clippy` installs it")?;
    if !status.success() {
        let code = status.code().and_then(|code| u8::try_from(code).ok());
        return Ok(ExitCode::from(code.unwrap_or(1)));
    }
    if let Some((name, words)) = to_document(words) {
        let mut rustdoc = Command::new(beside(rustc, "rustdoc"));
        // Contributors read the inside too, and the maps of the crates link to it.
        rustdoc
            .args(words)
            .args(["--document-private-items", "--deny=warnings"])
            .arg("--allow=rustdoc::private-intra-doc-links")
            .arg("--out-dir")
            .arg(folder.join("doc"));
        let output = rustdoc.output().context("rustdoc could not be started")?;
        let mut said = String::from_utf8_lossy(&output.stderr).into_owned();
        if !output.status.success() && said.is_empty() {
            said = format!("rustdoc ended with {}", output.status);
        }
        fs::write(folder.join(name), said)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A program of the same toolchain, or the one on the path.
fn beside(rustc: &Path, name: &str) -> PathBuf {
    let path = rustc.with_file_name(name);
    if path.is_file() { path } else { name.into() }
}

/// The words for rustdoc, and the file for what it says; nothing for tests and build scripts.
fn to_document(words: &[OsString]) -> Option<(String, Vec<OsString>)> {
    let after = |option: &str| {
        let at = words.iter().position(|word| word == option)?;
        words.get(at + 1)?.to_str()
    };
    let (name, kind) = (after("--crate-name")?, after("--crate-type")?);
    let counts = DOCUMENTED.contains(&kind) && !name.starts_with("build_script_");
    if !counts || name == "___" || words.iter().any(|word| word == "--test") {
        return None;
    }
    let mut kept = Vec::new();
    let mut rest = words.iter().skip(1);
    while let Some(word) = rest.next() {
        let text = word.to_string_lossy();
        // What is written, where, and how it is told: rustdoc has its own.
        if matches!(&*text, "--out-dir" | "-C") {
            rest.next();
        } else if !["--emit", "--error-format", "--json", "--diagnostic-width"]
            .iter()
            .any(|option| text.starts_with(option))
        {
            kept.push(word.clone());
        }
    }
    Some((file_of(name, kind), kept))
}

fn file_of(name: &str, kind: &str) -> String {
    format!("{}.{kind}.txt", name.replace('-', "_"))
}

/// An error if rustdoc objected to anything when our crates were compiled.
pub fn judge_documentation(root: &Root) -> Result<()> {
    let mut cargo = root.cargo();
    cargo.args(["metadata", "--format-version=1", "--no-deps"]);
    let metadata: Value = serde_json::from_slice(&root::output(&mut cargo)?)?;
    let mut wrong = 0;
    for file in list_documented(&metadata) {
        let said = fs::read_to_string(folder(root).join(&file))
            .with_context(|| format!("{file} was not documented; run `lint` first"))?;
        print!("{said}");
        wrong += usize::from(!said.is_empty());
    }
    if wrong > 0 {
        bail!("rustdoc objects to {wrong} crates");
    }
    Ok(())
}

/// The files in which rustdoc's words about each target of the workspace must be.
fn list_documented(metadata: &Value) -> Vec<String> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let packages = list(&metadata["packages"]);
    let targets = packages
        .iter()
        .flat_map(|package| list(&package["targets"]));
    let mut files = Vec::new();
    for target in targets {
        let name = target["name"].as_str().unwrap_or_default();
        let kinds = list(&target["kind"]);
        let kind = kinds.first().and_then(Value::as_str).unwrap_or_default();
        if DOCUMENTED.contains(&kind) {
            files.push(file_of(name, kind));
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use serde_json::json;

    use super::{list_documented, to_document};

    fn words(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn rustdoc_is_told_what_the_compiler_was() {
        let call = words(
            "rustc --crate-name wegmarke_app --edition=2024 src/lib.rs --error-format=json \
             --json=artifacts --crate-type lib --emit=metadata,link -C debuginfo=1 --cfg x \
             --warn=missing_docs --out-dir t -L dependency=t --extern a=b",
        );
        let (file, kept) = to_document(&call).unwrap();
        assert_eq!(file, "wegmarke_app.lib.txt");
        let wanted = "--crate-name wegmarke_app --edition=2024 src/lib.rs --crate-type lib --cfg x \
                      --warn=missing_docs -L dependency=t --extern a=b";
        assert_eq!(kept, words(wanted));
    }

    #[test]
    fn tests_build_scripts_and_questions_are_not_documented() {
        for line in [
            "rustc --crate-name a src/lib.rs --crate-type lib --test",
            "rustc --crate-name build_script_build build.rs --crate-type bin",
            "rustc - --crate-name ___ --print=file-names --crate-type bin",
            "rustc -vV",
        ] {
            assert_eq!(to_document(&words(line)), None, "{line}");
        }
    }

    #[test]
    fn every_target_of_the_workspace_is_waited_for() {
        let metadata = json!({"packages": [{"targets": [
            {"name": "wegmarke-app", "kind": ["lib"]},
            {"name": "wegmarke", "kind": ["bin"]},
            {"name": "all", "kind": ["test"]},
        ]}]});
        let files = ["wegmarke_app.lib.txt", "wegmarke.bin.txt"];
        assert_eq!(list_documented(&metadata), files);
    }
}
