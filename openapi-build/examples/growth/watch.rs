//! One measurement, in a process that is watched.

use std::{
    env, fs, io,
    io::Read as _,
    path::{Path, PathBuf},
    process::{Child, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::{
    input::Files,
    process::{self, Usage},
};

/// What a document is compared with, beside it.
pub(crate) fn old(path: &Path) -> PathBuf {
    path.with_file_name(format!("old-{}", path.file_name().unwrap_or_default().display()))
}

/// A child's address space, in kilobytes, and how long it may run.
const SPACE: u64 = 4_000_000;
const LONGEST: Duration = Duration::from_secs(20);

pub(crate) struct Outcome {
    pub(crate) used: Usage,
    pub(crate) result: String,
    /// Whether the process was ended from outside or by a signal.
    pub(crate) ended: bool,
}

/// Generates from the files in a folder of their own.
pub(crate) fn run(files: &Files, way: &str) -> io::Result<Outcome> {
    let folder = env::temp_dir().join(format!("growth-{}", std::process::id()));
    let outcome = in_folder(&folder, files, way);
    fs::remove_dir_all(&folder)?;
    outcome
}

fn in_folder(folder: &Path, files: &Files, way: &str) -> io::Result<Outcome> {
    fs::create_dir_all(folder)?;
    for (name, text) in &files.neighbours {
        fs::write(folder.join(name), text)?;
    }
    let path = folder.join(files.name);
    fs::write(&path, &files.text)?;
    if way == "--renamed" {
        fs::write(old(&path), files.renamed())?;
    }
    let mut child = process::again(SPACE)?
        .arg("--child")
        .arg(way)
        .arg(&path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let (mut used, status) = watched(&mut child)?;
    let mut said = String::new();
    child.stdout.take().map(|mut out| out.read_to_string(&mut said)).transpose()?;
    let mut words = said.splitn(3, ' ');
    let mut number = || words.next().and_then(|word| word.parse::<u64>().ok());
    let (time, peak) = (number(), number());
    if let (Some(time), Some(peak)) = (time, peak) {
        used = used.or(Usage { time: Duration::from_millis(time), peak });
    }
    let result = words.next().map(str::to_owned);
    let ended = result.is_none();
    let result = result.unwrap_or_else(|| match status {
        Some(status) => format!("ended: {status}"),
        None => format!("stopped after {LONGEST:?}"),
    });
    Ok(Outcome { used, result, ended })
}

/// Waits, and ends what goes on for too long, on a processor or waiting.
fn watched(child: &mut Child) -> io::Result<(Usage, Option<ExitStatus>)> {
    let id = child.id().to_string();
    let start = Instant::now();
    let mut used = Usage::default();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok((used, Some(status)));
        }
        used = process::usage(&id).unwrap_or_default().or(used);
        if used.time > LONGEST || start.elapsed() > 4 * LONGEST {
            child.kill()?;
            child.wait()?;
            return Ok((used, None));
        }
        thread::sleep(Duration::from_millis(10));
    }
}
