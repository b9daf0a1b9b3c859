//! What the workflows may do, and what they are made of: rules that hold for each of them, and the two scripts that take
//! over a document of somebody else's.

#[cfg(unix)]
mod scripts;

use std::{collections::BTreeMap, fs, path::Path};

use serde_yaml::{Mapping, Value};

fn root(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The texts of all workflows, by name.
fn workflows() -> BTreeMap<String, String> {
    let entries = fs::read_dir(root(".github/workflows")).unwrap().map(|entry| entry.unwrap().path());
    let named = entries.map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), path));
    named.map(|(name, path)| (name, fs::read_to_string(path).unwrap())).collect()
}

fn parsed(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

fn jobs(workflow: &Value) -> impl Iterator<Item = (&str, &Value)> {
    workflow["jobs"].as_mapping().unwrap().iter().map(|(name, job)| (name.as_str().unwrap(), job))
}

fn steps(job: &Value) -> &[Value] {
    job["steps"].as_sequence().unwrap()
}

/// Each job of each workflow, with a name for messages.
fn each_job(mut check: impl FnMut(&str, &Value)) {
    for (workflow, text) in workflows() {
        for (name, job) in jobs(&parsed(&text)) {
            check(&format!("{workflow}/{name}"), job);
        }
    }
}

#[test]
fn actions_are_pinned_by_commit() {
    let mut pins = BTreeMap::new();
    for (workflow, text) in workflows() {
        let lines: Vec<_> =
            text.lines().filter_map(|line| line.split_once("uses:")).map(|(_, uses)| uses.trim()).collect();
        let mut count = 0;
        for (_, job) in jobs(&parsed(&text)) {
            assert!(job.get("uses").is_none(), "{workflow}: a workflow of somebody else's");
            for uses in steps(job).iter().filter_map(|step| step.get("uses")) {
                count += 1;
                let (action, commit) = uses.as_str().unwrap().split_once('@').unwrap();
                let is_commit =
                    commit.len() == 40 && commit.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
                assert!(is_commit && action.starts_with("actions/"), "{workflow}: {uses:?}");
                let line = format!("{action}@{commit} # v");
                let version = lines.iter().find_map(|uses| uses.strip_prefix(&line)).map(str::to_owned);
                assert!(version.is_some(), "{workflow}: expected `{line}` and the version");
                // One version of an action in all workflows, and one commit of it.
                let pin = (commit.to_owned(), version);
                assert_eq!(pins.entry(action.to_owned()).or_insert_with(|| pin.clone()), &pin, "{workflow}: {action}");
            }
        }
        assert_eq!(count, lines.len(), "{workflow}: `uses` where none is looked for");
    }
}

#[test]
fn scripts_get_values_by_their_environment() {
    each_job(|name, job| {
        for run in steps(job).iter().filter_map(|step| step.get("run")).map(|run| run.as_str().unwrap()) {
            assert!(!run.contains("${{"), "{name}: expected a variable of the environment but found {run}");
        }
        for conditional in steps(job).iter().chain([job]).filter_map(|step| step.get("if")) {
            let conditional = conditional.as_str().unwrap();
            assert!(conditional.ends_with(".outputs.changed == 'true'"), "{name}: {conditional}");
        }
    });
}

#[test]
fn jobs_may_no_more_than_they_need() {
    for (workflow, text) in workflows() {
        let workflow_ = parsed(&text);
        assert_eq!(workflow_["permissions"], Value::Mapping(Mapping::new()), "{workflow}: each job has its own");
        // `on` is a boolean in YAML 1.1, and a text here.
        let triggers = workflow_["on"].as_mapping().unwrap().keys().map(|key| key.as_str().unwrap());
        for trigger in triggers {
            assert!(
                ["push", "pull_request", "schedule", "workflow_dispatch"].contains(&trigger),
                "{workflow}: {trigger}"
            );
        }
    }
    each_job(|name, job| {
        let permissions: BTreeMap<String, String> = serde_yaml::from_value(job["permissions"].clone()).unwrap();
        let writes = permissions.values().any(|level| level == "write");
        assert_eq!(writes, name == "openapi-update/propose", "{name}: {permissions:?}");
        assert_eq!(
            permissions.get("contents").map(String::as_str),
            Some(if writes { "write" } else { "read" }),
            "{name}"
        );
        assert!(job["timeout-minutes"].as_u64().unwrap() <= 60, "{name}");
        for step in steps(job) {
            if step.get("uses").is_some_and(|uses| uses.as_str().unwrap().starts_with("actions/checkout@")) {
                assert_eq!(
                    step["with"]["persist-credentials"],
                    Value::Bool(false),
                    "{name}: the token is left on disk"
                );
                assert_eq!(
                    step["with"].as_mapping().unwrap().len(),
                    1,
                    "{name}: another checkout than of what it runs for"
                );
            }
            let is_given = serde_yaml::to_string(step).unwrap().contains("github.token");
            assert!(!is_given || writes, "{name}: a token where none is needed");
        }
    });
}

#[test]
fn who_can_write_runs_nothing_of_the_document() {
    let text = &workflows()["openapi-update"];
    let workflow = parsed(text);
    let all: Vec<_> = jobs(&workflow).map(|(name, _)| name).collect();
    assert_eq!(all, ["take-over", "propose"]);
    let uses = |name: &str| {
        let steps = steps(&workflow["jobs"][name]).iter();
        steps.filter_map(|step| step["uses"].as_str()?.split('@').next()).collect::<Vec<_>>()
    };
    assert_eq!(uses("take-over"), ["actions/checkout", "actions/upload-artifact"], "and no cache");
    assert_eq!(uses("propose"), ["actions/checkout", "actions/download-artifact"], "and no cache");
    let propose = &workflow["jobs"]["propose"];
    let runs: Vec<_> = steps(propose).iter().filter_map(|step| step.get("run")).collect();
    assert_eq!(runs, ["bash .ci/propose \"$RUNNER_TEMP/update\""]);
    let script = fs::read_to_string(root(".ci/propose")).unwrap();
    let is_command = |line: &&str| !line.trim_start().starts_with('#') && !line.trim_start().starts_with("echo '");
    let commands = script.lines().filter(is_command).collect::<Vec<_>>().join("\n");
    for program in ["cargo", "rustc", "rustup", "npm", "node", "python", "source", "eval", "bash", ". \""] {
        assert!(!commands.contains(program), "expected no `{program}` in .ci/propose");
    }
}

#[test]
fn what_is_installed_is_known_by_its_hash() {
    let lock: Value = parsed(&fs::read_to_string(root("tests/judges/package-lock.json")).unwrap());
    let packages = lock["packages"].as_mapping().unwrap();
    for (name, package) in packages.iter().filter(|(name, _)| name.as_str() != Some("")) {
        assert!(package["integrity"].as_str().is_some_and(|hash| hash.starts_with("sha512-")), "{name:?}");
        // Where it is had from is a setting of who installs it.
        assert!(package.get("resolved").is_none() && package.get("hasInstallScript").is_none(), "{name:?}");
    }
    let requirements = fs::read_to_string(root("tests/judges/requirements.txt")).unwrap().replace("\\\n", " ");
    let wanted = fs::read_to_string(root("tests/judges/requirements.in")).unwrap();
    let wanted = wanted.lines().find(|line| !line.starts_with('#')).unwrap();
    let lines = || requirements.lines().filter(|line| !line.trim_start().starts_with('#') && !line.trim().is_empty());
    assert!(lines().count() > 20 && lines().any(|line| line.starts_with(wanted)), "{wanted}");
    for line in lines() {
        let (name, hashes) = line.split_once(' ').unwrap();
        assert!(name.contains("==") && !name.starts_with('-'), "{line}");
        let is_hash = |word: &str| {
            word.strip_prefix("--hash=sha256:")
                .is_some_and(|hash| hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
        };
        assert!(hashes.split_whitespace().count() > 0 && hashes.split_whitespace().all(is_hash), "{name}");
    }
    let run = fs::read_to_string(root("tests/judges/run")).unwrap();
    for part in ["--require-hashes --only-binary :all: -r tests/judges/requirements.txt", "npm ci ", "--ignore-scripts"]
    {
        assert!(run.contains(part), "expected `{part}` in tests/judges/run");
    }
}
