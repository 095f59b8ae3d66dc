// SPDX-License-Identifier: EUPL-1.2
//! A private PostgreSQL server in a temporary folder, on a free loopback port, ended by its own
//! process id when the test process ends its use. Many test processes share one that is named in
//! `WEGMARKE_TEST_POSTGRES`, each with databases of its own.

use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::missing;

/// A running server. Dropping it stops it, unless it is shared.
#[derive(Debug)]
pub struct Server {
    /// The process and its folder, if it is our own.
    own: Option<(Child, TempDir)>,
    port: u16,
    bin: PathBuf,
    databases: AtomicU32,
}

/// Names the server that all tests of a run share.
const SHARED: &str = "WEGMARKE_TEST_POSTGRES";

const NOT_INSTALLED: &str =
    "PostgreSQL is not installed: install the Debian package “postgresql” and run again";

/// How long starting may take.
const PATIENCE: Duration = Duration::from_secs(60);

impl Server {
    /// The shared server, or one of our own.
    ///
    /// # Panics
    /// If PostgreSQL is not installed or does not start: a suite that silently leaves an engine
    /// out proves nothing.
    #[must_use]
    #[expect(
        clippy::expect_used,
        reason = "a fixture: without it the test cannot say anything"
    )]
    pub fn start() -> Self {
        let Ok(address) = std::env::var(SHARED) else {
            return Self::start_own();
        };
        let port = address
            .rsplit(':')
            .next()
            .and_then(|port| port.parse().ok());
        Self {
            own: None,
            port: port.expect("an address that ends with its port"),
            bin: find_bin().expect(NOT_INSTALLED),
            databases: AtomicU32::new(0),
        }
    }

    /// A server of our own also where others share one: for a test that takes it away.
    ///
    /// # Panics
    /// As [`Self::start`].
    #[must_use]
    pub fn start_own() -> Self {
        Self::start_with(false).0
    }

    /// One of our own that is spoken to over TLS only, and the file of the authority that vouches for it.
    /// `None`, loudly, where there is no `openssl` to make that.
    ///
    /// # Panics
    /// As [`Self::start`]; if there is no `openssl` in CI.
    #[must_use]
    pub fn start_with_tls() -> Option<(Self, PathBuf)> {
        if Command::new("openssl").arg("version").output().is_err() {
            missing("openssl is not installed");
            return None;
        }
        let (server, folder) = Self::start_with(true);
        Some((server, folder.join("authority.pem")))
    }

    #[expect(
        clippy::expect_used,
        reason = "a fixture: without it the test cannot say anything"
    )]
    fn start_with(tls: bool) -> (Self, PathBuf) {
        let bin = find_bin().expect(NOT_INSTALLED);
        let folder = tempfile::Builder::new()
            .prefix("wegmarke-pg-")
            .tempdir()
            .expect("a folder");
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o777))
            .expect("rights");
        let data = folder.path().join("data");
        let made = as_server_user(&bin.join("initdb"))
            .args([
                "--auth=trust",
                "--username=wegmarke",
                "--encoding=UTF8",
                "--no-sync",
                "--pgdata",
            ])
            .arg(&data)
            .stdout(Stdio::null())
            .current_dir(folder.path())
            .status()
            .expect("initdb");
        assert!(made.success(), "initdb failed");
        if tls {
            make_certificates(folder.path());
            let rule = "hostssl all all 127.0.0.1/32 trust\n";
            std::fs::write(data.join("pg_hba.conf"), rule).expect("pg_hba.conf");
        }
        let path = folder.path().to_owned();
        let port = free_port();
        let child = as_server_user(&bin.join("postgres"))
            .arg("-D")
            .arg(&data)
            .args(["-p", &port.to_string(), "-c", "listen_addresses=127.0.0.1"])
            .args([
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=200",
                // Nobody pulls its plug.
                "-c",
                "fsync=off",
            ])
            .args(tls.then_some(["-c", "ssl=on"]).into_iter().flatten())
            .args([
                "-c",
                &format!("ssl_cert_file={}/server.pem", path.display()),
            ])
            .args(["-c", &format!("ssl_key_file={}/server.key", path.display())])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .current_dir(folder.path())
            .spawn()
            .expect("postgres");
        let server = Self {
            own: Some((child, folder)),
            port,
            bin,
            databases: AtomicU32::new(0),
        };
        let since = Instant::now();
        while !server.psql("postgres", "SELECT 1") {
            assert!(since.elapsed() < PATIENCE, "PostgreSQL did not start");
            std::thread::sleep(Duration::from_millis(100));
        }
        (server, path)
    }

    /// Its address, without a database.
    #[must_use]
    pub fn address(&self) -> String {
        format!("postgres://wegmarke@127.0.0.1:{}", self.port)
    }

    /// The address of a new, empty database.
    ///
    /// # Panics
    /// If it cannot be made.
    #[must_use]
    pub fn new_database(&self) -> String {
        let number = self.databases.fetch_add(1, Ordering::Relaxed);
        // Other processes count as well.
        let name = format!("test_{}_{number}", std::process::id());
        assert!(
            self.psql("postgres", &format!("CREATE DATABASE {name}")),
            "CREATE DATABASE failed"
        );
        format!("{}/{name}", self.address())
    }

    fn psql(&self, database: &str, sql: &str) -> bool {
        Command::new(self.bin.join("psql"))
            .args([
                "-h",
                "127.0.0.1",
                "-p",
                &self.port.to_string(),
                "-U",
                "wegmarke",
                "-d",
                database,
            ])
            .args(["-qAt", "-c", sql])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let Some((child, _folder)) = &mut self.own else {
            return;
        };
        // SIGINT is PostgreSQL's fast shutdown; `kill` names our own child by its id.
        let asked = Command::new("kill")
            .args(["-INT", &child.id().to_string()])
            .status();
        if !asked.is_ok_and(|status| status.success()) {
            let _ = child.kill();
        }
        let _ = child.wait();
    }
}

/// An authority, and a certificate of it for this machine; the server's user owns its key.
#[expect(
    clippy::expect_used,
    reason = "a fixture: without it the test cannot say anything"
)]
fn make_certificates(folder: &Path) {
    let key = "-x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -batch";
    let authority = "-keyout authority.key -out authority.pem -subj /CN=authority";
    let server = "-keyout server.key -out server.pem -subj /CN=localhost -CA authority.pem \
        -CAkey authority.key -addext basicConstraints=critical,CA:FALSE \
        -addext subjectAltName=DNS:localhost,IP:127.0.0.1";
    for words in [authority, server] {
        let made = as_server_user(Path::new("openssl"))
            .arg("req")
            .args(key.split_whitespace().chain(words.split_whitespace()))
            .current_dir(folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .expect("openssl");
        assert!(made.success(), "openssl failed");
    }
}

fn find_bin() -> Option<PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .collect();
    folders.sort();
    folders
        .into_iter()
        .rev()
        .find(|bin| bin.join("initdb").exists() && bin.join("postgres").exists())
}

/// PostgreSQL refuses to run as root: then it runs as the user that its package made.
fn as_server_user(program: &Path) -> Command {
    let is_root = std::fs::metadata("/proc/self").is_ok_and(|me| {
        use std::os::unix::fs::MetadataExt as _;
        me.uid() == 0
    });
    if is_root {
        // `setpriv` replaces itself, so the child's id is the server's own.
        let mut command = Command::new("setpriv");
        command
            .args(["--reuid=postgres", "--regid=postgres", "--clear-groups"])
            .arg(program);
        command
    } else {
        Command::new(program)
    }
}

#[expect(
    clippy::expect_used,
    reason = "a fixture: without a port the test cannot say anything"
)]
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its address").port()
}
