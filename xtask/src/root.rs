// SPDX-License-Identifier: EUPL-1.2
//! The workspace folder, and programs started in it.

use std::{
    env,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

/// The folder of the workspace.
pub struct Root(PathBuf);

impl Root {
    /// The folder above this crate.
    pub fn find() -> Result<Self> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let above = here.parent().context("xtask lies in no workspace")?;
        Ok(Self(above.to_owned()))
    }

    /// A path inside the workspace.
    pub fn join(&self, path: impl AsRef<Path>) -> PathBuf {
        self.0.join(path)
    }

    /// Where cargo puts what it builds: `CARGO_TARGET_DIR`, or `target`.
    pub fn target(&self) -> PathBuf {
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| self.join("target"), PathBuf::from)
    }

    /// A program that starts in the workspace folder and reads nothing.
    pub fn program(&self, name: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(name);
        command.current_dir(&self.0).stdin(Stdio::null());
        command
    }

    /// The cargo that started us.
    pub fn cargo(&self) -> Command {
        let mut cargo = self.program(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        // What it told us about this crate. Build scripts ask for such variables (that of `ring` for
        // one), and with other answers cargo compiles anew everything that stands on them.
        for (name, _) in env::vars_os() {
            let about_us = ["CARGO_MANIFEST_", "CARGO_PKG_"];
            if about_us
                .iter()
                .any(|start| name.to_string_lossy().starts_with(start))
            {
                cargo.env_remove(name);
            }
        }
        cargo
    }
}

/// The command as a person would type it.
pub fn spelled(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut line = program
        .file_name()
        .unwrap_or(command.get_program())
        .to_string_lossy()
        .into_owned();
    for word in command.get_args() {
        line.push(' ');
        line.push_str(&word.to_string_lossy());
    }
    line
}

/// Runs to the end. An error if it cannot be started or ends with anything but success.
pub fn run(command: &mut Command) -> Result<()> {
    let line = spelled(command);
    let status = command
        .status()
        .with_context(|| format!("`{line}` could not be started; is it installed?"))?;
    if !status.success() {
        bail!("`{line}` ended with {status}");
    }
    Ok(())
}

/// What a program writes. An error if it cannot be started or ends with anything but success.
pub fn output(command: &mut Command) -> Result<Vec<u8>> {
    let line = spelled(command);
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("`{line}` could not be started; is it installed?"))?;
    if !output.status.success() {
        bail!("`{line}` ended with {}", output.status);
    }
    Ok(output.stdout)
}

/// Whether a program of this name can be started.
pub fn is_on_path(name: &str) -> bool {
    env::var_os("PATH")
        .is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(name).is_file()))
}
