// SPDX-License-Identifier: EUPL-1.2
//! What the tests take from Debian, and how it gets here.

use std::{path::Path, process::Command};

use anyhow::{Context, Result, bail};

use crate::root::{self, Root};

/// A Debian package, and how to tell that it is there.
pub struct Package {
    name: &'static str,
    is_there: fn() -> bool,
}

/// What the first steps need already; small.
pub const TOOLS: [Package; 3] = [
    Package {
        name: "nodejs",
        is_there: || root::is_on_path("node"),
    },
    Package {
        name: "npm",
        is_there: || root::is_on_path("npm"),
    },
    Package {
        name: "python3-venv",
        is_there: has_venv,
    },
];

/// What only tests need; large.
pub const SERVERS: [Package; 9] = [
    Package {
        name: "age",
        is_there: || root::is_on_path("age"),
    },
    Package {
        name: "chromium",
        is_there: || Path::new("/usr/bin/chromium").is_file(),
    },
    Package {
        name: "firefox-esr",
        is_there: || Path::new("/usr/bin/firefox-esr").is_file(),
    },
    Package {
        name: "postgresql",
        is_there: has_postgresql,
    },
    Package {
        name: "faketime",
        is_there: has_faketime,
    },
    Package {
        name: "poppler-utils",
        is_there: || root::is_on_path("pdftotext"),
    },
    Package {
        name: "golang-go",
        is_there: || root::is_on_path("go"),
    },
    Package {
        name: "golang-golang-x-mod-dev",
        is_there: || Path::new("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog").is_dir(),
    },
    Package {
        name: "libreoffice-calc-nogui",
        is_there: || root::is_on_path("soffice"),
    },
];

/// What `stress` needs beside the program.
pub const STRESS: [Package; 2] = [
    Package {
        name: "postgresql",
        is_there: has_postgresql,
    },
    Package {
        name: "faketime",
        is_there: has_faketime,
    },
];

/// Debian keeps what makes virtual environments apart from Python itself.
fn has_venv() -> bool {
    let mut python = Command::new("python3");
    let status = python.args(["-c", "import ensurepip, venv"]).status();
    status.is_ok_and(|status| status.success())
}

/// The library that tests put between a program and the clock; e2e/site.mjs looks there, too.
fn has_faketime() -> bool {
    let folders = std::fs::read_dir("/usr/lib")
        .into_iter()
        .flatten()
        .flatten();
    folders
        .map(|folder| folder.path().join("faketime/libfaketimeMT.so.1"))
        .any(|library| library.is_file())
}

/// The server programs, which Debian keeps out of `PATH`, one folder for each version.
fn has_postgresql() -> bool {
    if root::is_on_path("initdb") && root::is_on_path("postgres") {
        return true;
    }
    let Ok(versions) = std::fs::read_dir("/usr/lib/postgresql") else {
        return false;
    };
    versions
        .flatten()
        .any(|version| version.path().join("bin/initdb").is_file())
}

/// Installs what is missing when run as root, and otherwise fails saying what to install.
pub fn install_missing(root: &Root, packages: &[Package]) -> Result<()> {
    let missing = list_missing(packages);
    if missing.is_empty() {
        println!("everything from Debian is there");
        return Ok(());
    }
    let hint = install_hint(&missing);
    if !is_superuser(root)? {
        bail!(
            "{} missing. Please install with: {hint}",
            missing.join(", ")
        );
    }
    println!("installing from Debian: {}", missing.join(", "));
    apt(root, &["update", "--quiet=2"]).with_context(|| format!("please run: {hint}"))?;
    let mut words = vec!["install", "--yes", "--quiet=2", "--no-install-recommends"];
    words.extend(&missing);
    apt(root, &words).with_context(|| format!("please run: {hint}"))?;
    let still = list_missing(packages);
    if !still.is_empty() {
        bail!("still missing after the installation: {}", still.join(", "));
    }
    Ok(())
}

fn list_missing(packages: &[Package]) -> Vec<&'static str> {
    packages
        .iter()
        .filter(|package| !(package.is_there)())
        .map(|package| package.name)
        .collect()
}

fn install_hint(missing: &[&str]) -> String {
    format!(
        "sudo apt-get update && sudo apt-get install --yes --no-install-recommends {}",
        missing.join(" ")
    )
}

fn apt(root: &Root, words: &[&str]) -> Result<()> {
    root::run(
        root.program("apt-get")
            .args(words)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
}

/// Whether we may install: on Debian, as the user with id 0.
fn is_superuser(root: &Root) -> Result<bool> {
    if !root::is_on_path("apt-get") {
        return Ok(false);
    }
    let output = root
        .program("id")
        .arg("-u")
        .output()
        .context("`id -u` could not be started")?;
    Ok(output.stdout.trim_ascii() == b"0")
}

#[cfg(test)]
mod tests {
    use super::install_hint;

    #[test]
    fn the_hint_can_be_pasted() {
        assert_eq!(
            install_hint(&["chromium", "postgresql"]),
            "sudo apt-get update && sudo apt-get install --yes --no-install-recommends \
             chromium postgresql"
        );
    }
}
