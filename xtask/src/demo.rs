// SPDX-License-Identifier: EUPL-1.2
//! `cargo xtask demo`: the German example, served.

use std::{fs, os::unix::process::CommandExt as _, path::Path};

use anyhow::{Context, Result, bail};

use crate::{arguments::Arguments, assets, progress, root::Root};

/// Where the demo keeps its register, below the workspace.
const DATA: &str = "wegmarke-data";

/// What only our own data folder holds; `--fresh` removes nothing else.
const MARKS: [&str; 2] = ["register.sqlite", "log.key"];

/// What was asked for.
struct Options {
    port: u16,
    fresh: bool,
    release: bool,
    database_url: Option<String>,
    cases: bool,
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
            release: arguments.flag("--release"),
            database_url: arguments.option("--database-url")?,
            cases: arguments.flag("--cases"),
        };
        arguments.finish()?;
        Ok(options)
    }

    /// Without optimisations it is built in a fraction of the time, in the same way as for the tests,
    /// so that nothing is built twice; and its pages still answer in hundredths of a second.
    const fn build(&self) -> &'static [&'static str] {
        if self.release {
            &["--workspace", "--bin", "wegmarke", "--release"]
        } else {
            &["--workspace", "--bin", "wegmarke"]
        }
    }

    /// Below the folder of what is built.
    const fn program(&self) -> &'static str {
        if self.release {
            "release/wegmarke"
        } else {
            "debug/wegmarke"
        }
    }

    /// How long a first build takes, measured on two cores with nothing else to do.
    const fn warning(&self) -> &'static str {
        if self.release {
            "(a first optimised build takes some twenty minutes on two cores)"
        } else {
            "(a first build takes about three minutes on two cores)"
        }
    }
}

/// Fetches, builds, fills and serves, and tells each step.
pub fn run(root: &Root, arguments: Arguments) -> Result<()> {
    let options = Options::read(arguments)?;
    if options.cases {
        return cases(root, &options);
    }
    let data = root.join(DATA);
    if options.fresh {
        if options.database_url.is_some() {
            bail!(
                "`--fresh` removes only the embedded database; empty the one at `--database-url` yourself"
            );
        }
        start_over(&data)?;
    }
    println!("1/3  The design system");
    assets::install(root)?;
    println!("2/3  The program {}", options.warning());
    progress::build(root, options.build())?;
    println!("3/3  The register");
    serve(root, &options)
}

/// Where the example of the case part is.
const CASES: &str = "wegmarke-cases-data";

/// The case part alone: invented cases of six centres, a release of each class, and one that is stopped.
fn cases(root: &Root, options: &Options) -> Result<()> {
    let data = root.join(CASES);
    if options.fresh && data.join("pool/pool.sqlite").is_file() {
        fs::remove_dir_all(&data).with_context(|| format!("cannot remove {}", data.display()))?;
    }
    println!("1/2  The program for cases");
    let words = ["--workspace", "--bin", "wegmarke-cases"];
    progress::build(root, &words)?;
    println!("2/2  Invented cases of six centres. Ctrl+C stops it.");
    let mut command = root.program(root.target().join("debug/wegmarke-cases"));
    let port = options.port.to_string();
    if data.exists() {
        command.args(["serve", &format!("{CASES}/pool"), "--port", &port]);
    } else {
        command.args(["demo", CASES, "--port", &port]);
    }
    Err(command.exec()).context("the program was built but could not be started")
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

/// Becomes the program, which says its address once it answers. There is no second process that
/// could outlive this one: whoever stops the task, by Ctrl+C or by its id, stops the server.
fn serve(root: &Root, options: &Options) -> Result<()> {
    println!("     The address follows when it answers. Ctrl+C stops it.");
    let mut command = root.program(root.target().join(options.program()));
    command
        .args(["demo", "--data", DATA, "--port"])
        .arg(options.port.to_string());
    if let Some(url) = &options.database_url {
        command.args(["--database-url", url]);
    }
    // Comes back only if it could not start.
    Err(command.exec()).context("the program was built but could not be started")
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
