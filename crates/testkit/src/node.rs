// SPDX-License-Identifier: EUPL-1.2
//! Someone else's server, in Node.js, for as long as a test needs it.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use crate::data::workspace;
use crate::missing;

/// A running script. It ends itself when its input is closed: with this value, or with the test.
#[derive(Debug)]
pub struct Node {
    /// The process; its output after that line is still to be read.
    pub child: Child,
    /// What it printed after `listening on `.
    pub address: String,
}

impl Node {
    /// Runs a script, named from the root of the workspace, that needs an npm package, and waits
    /// until it says where it listens. `None`, loudly, where the package is missing.
    ///
    /// # Panics
    /// If the package is missing in CI, or if the script ends before it listens.
    #[must_use]
    #[expect(
        clippy::expect_used,
        reason = "a fixture: without it the test cannot say anything"
    )]
    pub fn start(script: &str, package: &str) -> Option<Self> {
        let root = workspace();
        if !root.join("node_modules").join(package).is_dir() {
            missing(&format!("{package} is not here; run `npm ci`"));
            return None;
        }
        let mut child = Command::new("node")
            .arg(root.join(script))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Node.js 20 or newer");
        let address = loop {
            // One byte at a time, so that what it prints later stays unread.
            let output = child.stdout.as_mut().expect("its output is piped");
            let mut said = BufReader::with_capacity(1, output);
            let mut line = String::new();
            let read = said.read_line(&mut line).expect("a line");
            assert_ne!(read, 0, "{script} ended");
            if let Some(address) = line.strip_prefix("listening on ") {
                break address.trim().to_owned();
            }
        };
        Some(Self { child, address })
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}
