//! How much memory a process has had at most.

use std::fs;

/// The most memory that this process has had, in bytes; `None` where the system does not tell.
///
/// Linux keeps this count for every process, and tells it without a system call that would need unsafe
/// code.
pub fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim_end().parse().ok()?;
    kibibytes.checked_mul(1024)
}
