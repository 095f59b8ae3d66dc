// SPDX-License-Identifier: EUPL-1.2
//! `cargo xtask demo`: the German example, served.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::Stdio,
};

use anyhow::{Context, Result, bail};

use crate::{
    arguments::Arguments,
    assets,
    root::{self, Root},
};

/// Where the demo keeps its register, below the workspace.
const DATA: &str = "wegmarke-data";

/// What only our own data folder holds; `--fresh` removes nothing else.
const MARKS: [&str; 2] = ["register.sqlite", "log.key"];

/// The line with which the server says that it answers.
const READY: &str = "listening on ";

/// What was asked for.
struct Options {
    port: u16,
    fresh: bool,
    database_url: Option<String>,
}

impl Options {
    fn read(mut arguments: Arguments) -> Result<Self> {
        let port = match arguments.option("--port")? {
            None => 8080,
            Some(text) => text
                .parse()
                .ok()
                .with_context(|| format!("`--port {text}`: a port is a number from 0 to 65535"))?,
        };
        let options = Self {
            port,
            fresh: arguments.flag("--fresh"),
            database_url: arguments.option("--database-url")?,
        };
        arguments.finish()?;
        Ok(options)
    }
}

/// Fetches, builds, fills and serves, and tells each step. Ends when the server ends.
pub fn run(root: &Root, arguments: Arguments) -> Result<()> {
    let options = Options::read(arguments)?;
    let data = root.join(DATA);
    if options.fresh {
        start_over(&data)?;
    }
    println!("1/3  The design system");
    assets::install(root)?;
    println!("2/3  The program (a first build takes some minutes)");
    root::run(
        root.cargo()
            .args(["build", "--release", "--package", "wegmarke-cli"]),
    )?;
    println!("3/3  The register");
    serve(root, &options)
}

/// Removes the demo's folder, if it is ours.
fn start_over(data: &Path) -> Result<()> {
    if !data.exists() {
        return Ok(());
    }
    if !MARKS.iter().any(|mark| data.join(mark).is_file()) {
        bail!(
            "{} holds neither {}; it does not look like our folder, so it stays. \
             Move it away and try again",
            data.display(),
            MARKS.join(" nor ")
        );
    }
    println!("0/3  Starting over: removing {}", data.display());
    fs::remove_dir_all(data).with_context(|| format!("cannot remove {}", data.display()))
}

/// Starts the program and hands on what it prints, with the address set apart once it answers.
fn serve(root: &Root, options: &Options) -> Result<()> {
    let mut command = root.program(root.target().join("release/wegmarke"));
    command
        .args(["demo", "--data", DATA, "--port"])
        .arg(options.port.to_string())
        .stdout(Stdio::piped());
    if let Some(url) = &options.database_url {
        command.args(["--database-url", url]);
    }
    let mut server = command
        .spawn()
        .context("the program was built but could not be started")?;
    let output = server.stdout.take().context("the program has no output")?;
    for line in BufReader::new(output).lines() {
        let line = line.context("cannot read what the program prints")?;
        match line.trim().strip_prefix(READY) {
            Some(address) => println!("\n  Wegmarke is ready:  {address}\n  Ctrl+C stops it.\n"),
            None => println!("     {line}"),
        }
    }
    let status = server.wait().context("cannot wait for the program")?;
    // Ctrl+C ends the server by signal, which is no failure: then there is no code.
    match status.code() {
        None | Some(0) => Ok(()),
        Some(code) => bail!("the server ended with code {code}; its message stands above"),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Arguments, Options, start_over};

    #[test]
    fn starting_over_removes_only_our_own_folder() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("wegmarke-data");
        assert!(start_over(&data).is_ok(), "nothing there, nothing to do");

        fs::create_dir(&data).unwrap();
        fs::write(data.join("holiday.jpg"), "x").unwrap();
        let message = start_over(&data).unwrap_err().to_string();
        assert!(message.contains("register.sqlite"), "{message}");
        assert!(data.join("holiday.jpg").exists());

        fs::write(data.join("log.key"), "x").unwrap();
        start_over(&data).unwrap();
        assert!(!data.exists());
    }

    #[test]
    fn a_port_is_a_number() {
        let words = |text: &str| Arguments::new(text.split(' ').map(str::to_owned).collect());
        assert_eq!(Options::read(words("--fresh")).unwrap().port, 8080);
        let Err(error) = Options::read(words("--port seven")) else {
            panic!("`seven` was taken for a port");
        };
        assert!(error.to_string().contains("--port seven"), "{error}");
    }
}
