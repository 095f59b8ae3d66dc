// SPDX-License-Identifier: EUPL-1.2
//! What the reading process may use, also if the file takes it over: memory, time, no files, no network.
//!
//! What it starts inherits all of it. The wall clock is the parent's.

/// Memory, in bytes.
pub const MEMORY: u64 = 512 * 1024 * 1024;
/// Time on the processor, in seconds.
pub const SECONDS: u64 = 30;
/// Files and pipes that are open at once.
#[cfg(target_os = "linux")]
const OPEN: u64 = 64;

/// Takes from this process, for good, what reading a PDF does not need. It begins anew for that: what
/// the allocator took beforehand would count, so the limits are set and the same program is started in
/// the place of this one, which finds them there.
///
/// # Errors
/// If the system does not let it; then nothing must be read.
#[cfg(target_os = "linux")]
pub fn confine() -> std::io::Result<()> {
    use std::os::unix::process::CommandExt as _;

    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    if getrlimit(Resource::As).maximum == Some(MEMORY) {
        return refuse();
    }
    let limits = [
        (Resource::As, MEMORY),
        (Resource::Cpu, SECONDS),
        (Resource::Nofile, OPEN),
        (Resource::Fsize, 0),
        (Resource::Core, 0),
    ];
    for (resource, most) in limits {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        setrlimit(resource, limit)?;
    }
    let same = std::env::args_os().skip(1);
    Err(std::process::Command::new(std::env::current_exe()?)
        .args(same)
        .exec())
}

/// See the one for Linux.
///
/// # Errors
/// Always: without limits nothing is read.
#[cfg(not(target_os = "linux"))]
pub fn confine() -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}

/// No socket can be made any more, of whatever kind, and no file written, moved or removed.
#[cfg(target_os = "linux")]
fn refuse() -> std::io::Result<()> {
    use seccompiler::{
        BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
        SeccompRule, TargetArch,
    };
    let mut refused = vec![
        libc::SYS_socket,
        libc::SYS_connect,
        libc::SYS_bind,
        libc::SYS_io_uring_setup,
        libc::SYS_ptrace,
        libc::SYS_openat2,
        libc::SYS_truncate,
        libc::SYS_unlinkat,
        libc::SYS_renameat,
        libc::SYS_renameat2,
        libc::SYS_linkat,
        libc::SYS_symlinkat,
    ];
    // What newer processors never had.
    #[cfg(target_arch = "x86_64")]
    refused.extend([
        libc::SYS_open,
        libc::SYS_creat,
        libc::SYS_unlink,
        libc::SYS_rename,
        libc::SYS_link,
        libc::SYS_symlink,
    ]);
    let opened_for = |access: libc::c_int| -> std::io::Result<SeccompRule> {
        let mask = SeccompCmpOp::MaskedEq(u64::from(libc::O_ACCMODE.unsigned_abs()));
        let access = u64::from(access.unsigned_abs());
        let condition = SeccompCondition::new(2, SeccompCmpArgLen::Dword, mask, access)
            .map_err(std::io::Error::other)?;
        SeccompRule::new(vec![condition]).map_err(std::io::Error::other)
    };
    let mut rules: std::collections::BTreeMap<_, _> =
        refused.into_iter().map(|call| (call, Vec::new())).collect();
    let written = vec![opened_for(libc::O_WRONLY)?, opened_for(libc::O_RDWR)?];
    rules.insert(libc::SYS_openat, written);
    let arch = TargetArch::try_from(std::env::consts::ARCH).map_err(std::io::Error::other)?;
    let refusal = SeccompAction::Errno(libc::EACCES.unsigned_abs());
    let filter = SeccompFilter::new(rules, SeccompAction::Allow, refusal, arch)
        .map_err(std::io::Error::other)?;
    let program = BpfProgram::try_from(filter).map_err(std::io::Error::other)?;
    seccompiler::apply_filter_all_threads(&program).map_err(std::io::Error::other)
}
