//! What a process may take, and what it took. Linux alone counts it in files, which need no unsafe code.

use std::{env, fs, io, process::Command, time::Duration};

/// Ticks a second in `/proc/*/stat`, whatever the kernel's own clock is.
const TICKS: u64 = 100;

/// This program once more, with `kilobytes` of address space: what asks for more is refused and aborts.
pub(crate) fn again(kilobytes: u64) -> io::Result<Command> {
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("ulimit -c 0; ulimit -v {kilobytes}; exec \"$0\" \"$@\"")).arg(env::current_exe()?);
    Ok(command)
}

/// Time on a processor and the largest memory so far of `process`: an id or `self`.
pub(crate) fn usage(process: &str) -> Option<Usage> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = peak.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The second field is the program's name in brackets and may hold anything.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<u64>().ok();
    let ticks = ticks()? + ticks()?;
    Some(Usage { time: Duration::from_millis(ticks * 1000 / TICKS), peak: kilobytes * 1024 })
}

#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Usage {
    pub(crate) time: Duration,
    /// In bytes.
    pub(crate) peak: u64,
}

impl Usage {
    /// The larger of each.
    pub(crate) fn or(self, other: Self) -> Self {
        Self { time: self.time.max(other.time), peak: self.peak.max(other.peak) }
    }
}
