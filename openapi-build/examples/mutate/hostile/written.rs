//! Documents on disk.

use std::{
    env, fs, io,
    path::Path,
    process::{Command, Stdio},
};

use super::{
    document::{Made, Seed},
    plan::Plan,
};

/// The document, its neighbours, and what it is published as later.
pub(crate) fn write(made: &Made, folder: &Path) -> io::Result<()> {
    fs::write(folder.join(&made.plan.name), &made.text)?;
    if let Some(text) = &made.variation {
        fs::write(folder.join(made.plan.later()), text)?;
    }
    made.neighbours.iter().try_for_each(|(name, text)| fs::write(folder.join(name), text))
}

pub(crate) fn remove(plan: &Plan, folder: &Path) {
    for name in plan.neighbours.iter().chain([&plan.name, &plan.later()]) {
        let _ = fs::remove_file(folder.join(name));
    }
}

/// Makes and writes a document. What is large is made by a process of its own: its memory is not the generator's.
pub(crate) fn made(seed: Seed, index: u64, folder: &str, outside: &str) -> Option<Plan> {
    if !seed.is_large_at(index) {
        let made = Made::new(seed, index, folder, outside);
        write(&made, Path::new(folder)).ok()?;
        return Some(made.plan);
    }
    let mut writer = Command::new(env::current_exe().ok()?);
    writer.arg("--write").args(seed.arguments()).args([&index.to_string(), folder, outside]);
    let out = writer.stdin(Stdio::null()).output().ok()?;
    serde_json::from_slice(&out.stdout).ok()
}

/// The process that makes one: the seed, the document, its folder and the folder outside.
pub(crate) fn run(arguments: &[String]) -> Option<()> {
    let [number, large, index, folder, outside] = arguments else { return None };
    let made = Made::new(Seed::read(number, large)?, index.parse().ok()?, folder, outside);
    write(&made, Path::new(folder)).ok()?;
    println!("{}", serde_json::to_string(&made.plan).ok()?);
    Some(())
}
