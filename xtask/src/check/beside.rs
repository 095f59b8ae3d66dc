// SPDX-License-Identifier: EUPL-1.2
//! Steps that wait for others most of the time, such as downloads: they run while cargo compiles.
//!
//! Each is a process of its own, so that what it says can be kept and shown in one piece.

use std::{
    io::Read as _,
    process::{Child, Command, Stdio},
    thread,
};

use anyhow::{Context, Result, bail};

/// A step that is running.
pub struct Beside {
    child: Child,
    said: thread::JoinHandle<String>,
}

impl Beside {
    /// Starts a step by its name.
    pub fn start(name: &str) -> Result<Self> {
        // Both outputs in one pipe, in their order.
        let (mut reader, writer) = std::io::pipe()?;
        let mut command = Command::new(std::env::current_exe()?);
        command
            .args(["test", "--only", name])
            .stdin(Stdio::null())
            .stdout(writer.try_clone()?)
            .stderr(writer);
        let child = command
            .spawn()
            .with_context(|| format!("`{name}` could not be started"))?;
        // With the command goes our end of the pipe: it closes when the child has ended.
        drop(command);
        let said = thread::spawn(move || {
            let mut bytes = Vec::new();
            let _ = reader.read_to_end(&mut bytes);
            String::from_utf8_lossy(&bytes).into_owned()
        });
        Ok(Self { child, said })
    }

    /// Waits for its end, and shows what it said.
    pub fn finish(mut self) -> Result<()> {
        let status = self.child.wait()?;
        let said = self.said.join().unwrap_or_default();
        print!("{}", without_closing(&said));
        if !status.success() {
            bail!("see above");
        }
        Ok(())
    }
}

/// What a run of one step says, without what a run of all says at its end.
fn without_closing(said: &str) -> &str {
    let Some(at) = said.rfind("\n--- ") else {
        return said;
    };
    let end = said[at + 1..]
        .find('\n')
        .map_or(said.len(), |line| at + 2 + line);
    &said[..end]
}

#[cfg(test)]
mod tests {
    use super::without_closing;

    #[test]
    fn only_the_step_itself_is_shown() {
        let said = "\n=== a: b\nfetching\n--- a: holds, 1.0 s\n\n0 passed, 0 failed\n";
        assert_eq!(
            without_closing(said),
            "\n=== a: b\nfetching\n--- a: holds, 1.0 s\n"
        );
        assert_eq!(without_closing("died"), "died");
    }
}
