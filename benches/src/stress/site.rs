// SPDX-License-Identifier: EUPL-1.2
//! The German example in a folder of its own, and an organisation that writes by its tokens.

use std::ffi::OsStr;
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context as _, Result, bail};
use tempfile::TempDir;
use wegmarke_app::Who;
use wegmarke_app::account::NewToken;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::rules::permission::{Action, Actor, Role};
use wegmarke_store::{Location, Store};

use crate::cycle::open;
use crate::pages::{Running, binary, listen};
use crate::runtime;

/// Who writes.
pub(super) const WRITER: &str = "kok";

/// A register, and how it is served.
pub(super) struct Site {
    folder: TempDir,
    binary: PathBuf,
    database: Option<String>,
    /// Of one program of [`WRITER`].
    pub(super) token: String,
}

impl Site {
    /// The example, in the folder or in a database.
    pub(super) fn new(database: Option<String>) -> Result<Self> {
        let mut site = Self {
            folder: tempfile::tempdir()?,
            binary: binary()?,
            database,
            token: String::new(),
        };
        drop(listen(site.command("demo").args(["--port", "0"]))?);
        site.token = runtime()?.block_on(site.make_token())?;
        Ok(site)
    }

    pub(super) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    fn location(&self) -> Location {
        match &self.database {
            Some(url) => Location::Url(url.clone()),
            None => Location::Folder(self.data()),
        }
    }

    async fn make_token(&self) -> Result<String> {
        let app = open(&self.data(), &self.location()).await?;
        let organisation = OrganisationId::new(WRITER);
        let who = Who {
            actor: Actor::new(organisation, [Role::Publisher].into()),
            account: "stress".to_owned(),
            token: None,
            once: None,
            signing: None,
        };
        let new = NewToken {
            label: "stress",
            actions: &[Action::WriteDraft, Action::Release].into(),
            // Also where the clock is put ahead to when a round is due.
            days: 365,
        };
        let token = app.make_token(&who, new).await?.to_text();
        app.close().await;
        Ok(token)
    }

    /// A command on this register. What it says to whoever runs the machine goes into a file.
    pub(super) fn command(&self, name: &str) -> Command {
        self.command_in(&self.data(), name)
    }

    /// The same with another data folder.
    pub(super) fn command_in(&self, data: &Path, name: &str) -> Command {
        let mut command = Command::new(&self.binary);
        command.arg(name).arg("--data").arg(data);
        self.finish(&mut command);
        command
    }

    fn finish(&self, command: &mut Command) {
        if let Some(url) = &self.database {
            command.args(["--database-url", url]);
        }
        command.args(["--lang", "en"]).current_dir(self.path());
        // Who writes here writes more than anybody may.
        for limit in ["ORGANISATION_ENTRIES", "ORGANISATION_MIB"] {
            command.env(format!("WEGMARKE_{limit}"), "1000000");
        }
        for limit in ["TOKEN_ENTRIES", "TOKEN_MIB"] {
            command.env(format!("WEGMARKE_{limit}"), "1000000");
        }
        command.stderr(self.log().map_or_else(|_| Stdio::null(), Stdio::from));
    }

    /// What it said to whoever runs the machine.
    pub(super) fn said(&self) -> Result<String> {
        Ok(std::fs::read_to_string(self.path().join("log"))?)
    }

    pub(super) fn log(&self) -> Result<File> {
        let path = self.path().join("log");
        Ok(OpenOptions::new().create(true).append(true).open(path)?)
    }

    /// A server.
    pub(super) fn serve(&self) -> Result<(Running, u16)> {
        listen(self.command("serve").args(["--port", "0"]))
    }

    /// The same with variables of the environment.
    pub(super) fn serve_with<K: AsRef<OsStr>>(
        &self,
        variables: &[(K, String)],
    ) -> Result<(Running, u16)> {
        let mut command = self.command("serve");
        for (name, value) in variables {
            command.env(name, value);
        }
        listen(command.args(["--port", "0"]))
    }

    /// What a command says, whether it succeeds or not.
    pub(super) fn output(&self, command: &mut Command) -> Result<Output> {
        let output = command.stdout(Stdio::piped()).stderr(Stdio::piped());
        Ok(output.output()?)
    }

    /// Whether the log holds; the example withholds what was replaced, which has a code of its own.
    pub(super) fn verify(&self) -> Result<bool> {
        let output = self.output(&mut self.command("verify"))?;
        Ok(matches!(output.status.code(), Some(0 | 5)))
    }

    /// Every entry: its number, and its envelope.
    pub(super) fn entries(&self) -> Result<Vec<(u64, serde_json::Value)>> {
        let rows = runtime()?.block_on(async {
            let store = Store::open(&self.location()).await?;
            let rows = store.read(0, u32::MAX).await?;
            store.close().await;
            anyhow::Ok(rows)
        })?;
        let read = rows.iter().map(|row| {
            let envelope = serde_json::from_slice(&row.envelope).context("an envelope")?;
            Ok((row.seq, envelope))
        });
        read.collect()
    }
}

/// A page as text; an error unless it is there.
pub(super) fn get(port: u16, path: &str) -> Result<String> {
    let agent = crate::cycle::agent();
    let mut answer = agent.get(format!("http://127.0.0.1:{port}{path}")).call()?;
    let text = answer.body_mut().read_to_string()?;
    if answer.status() != 200 {
        bail!("{path}: {}", answer.status());
    }
    Ok(text)
}

/// Memory of a process, in MiB.
pub(crate) fn memory(id: u32) -> Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let kibibytes = line.and_then(|line| line.split_whitespace().nth(1));
    Ok(kibibytes.context("no VmRSS")?.parse::<u64>()? / 1024)
}
