// SPDX-License-Identifier: EUPL-1.2
//! Someone else's server, in Node.js, for as long as a test needs it. Also used by the tests of `post`.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Child, Command, Stdio},
};

/// A running script. It ends itself when its input is closed: with this value, or with the test.
pub struct Node {
    /// The process; its output after that line is still to be read.
    pub child: Child,
    /// What it printed after `listening on `.
    pub address: String,
}

impl Node {
    /// Runs a script that needs an npm package, and waits until it says where it listens. `None`,
    /// loudly, where the package is missing; in CI that is a failure.
    pub fn start(script: &str, package: &str) -> Option<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        if !root.join("node_modules").join(package).is_dir() {
            let missing = format!("NOT TESTED: {package} is missing; run `npm ci` and try again");
            assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "{missing}");
            // Not captured by the test's own output.
            let line = format!("\n{missing}\n");
            std::io::stderr().write_all(line.as_bytes()).unwrap();
            return None;
        }
        let mut child = Command::new("node")
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join(script))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Node.js 20 or newer");
        let address = loop {
            // One byte at a time, so that what it prints later stays unread.
            let mut said = BufReader::with_capacity(1, child.stdout.as_mut().unwrap());
            let mut line = String::new();
            assert_ne!(said.read_line(&mut line).unwrap(), 0, "{script} ended");
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
