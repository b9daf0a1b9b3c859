//! `.ci/take-over` and `.ci/propose`, in a repository of their own, with a `cargo` and a `gh` that are none.

use std::{
    fs,
    os::unix::fs::{PermissionsExt as _, symlink},
    path::{Path, PathBuf},
    process::{Command, Output},
};

use sha2::{Digest as _, Sha256};

/// A checkout with both scripts, a remote, programs that go before all others, and a folder between the jobs.
struct Place(PathBuf);

const OLD: &str = "openapi: 3.1.0\n";
const NEW: &str = "openapi: 3.1.0 # new\n";

impl Place {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scripts").join(name.replace(' ', "-"));
        if path.exists() {
            fs::remove_dir_all(&path).unwrap();
        }
        for folder in ["checkout/.ci", "checkout/tests/golden", "programs", "update"] {
            fs::create_dir_all(path.join(folder)).unwrap();
        }
        let place = Self(path);
        for script in ["take-over", "propose"] {
            fs::copy(super::root(".ci").join(script), place.0.join("checkout/.ci").join(script)).unwrap();
        }
        place.write("checkout/openapi.yaml", OLD);
        place.write("checkout/tests/openapi.yaml.sha256", pin(OLD));
        place.write("checkout/tests/golden/client.rs", "old\n");
        place.write("checkout/Cargo.toml", "[package]\n");
        place.git(&["init", "--quiet", "--bare", "../remote"]);
        place.git(&["init", "--quiet", "--initial-branch", "main"]);
        place.git(&["remote", "add", "origin", "../remote"]);
        place.git(&["add", "."]);
        place.git(&["-c", "user.name=t", "-c", "user.email=t@t.example", "commit", "--quiet", "-m", "Old"]);
        place
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.0.join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    /// A program in bash. What it is given stands in `LOG`.
    fn program(&self, name: &str, script: &str) {
        let path = format!("programs/{name}");
        let log = self.0.join("log").display().to_string();
        self.write(
            &path,
            format!(
                "#!/usr/bin/env bash\nLOG='{log}'\nprintf '<%s>' {name} \"$@\" >>\"$LOG\"\necho >>\"$LOG\"\n{script}\n"
            ),
        );
        fs::set_permissions(self.0.join(path), fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn git(&self, arguments: &[&str]) -> String {
        let output = self.command("git").args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        // Nobody's own settings.
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        command.current_dir(self.0.join("checkout"));
        command
    }

    fn run(&self, script: &str, name: &str, value: &str) -> Output {
        let path = format!("{}:{}", self.0.join("programs").display(), std::env::var("PATH").unwrap());
        let mut command = self.command("bash");
        command.arg(format!(".ci/{script}")).arg(self.0.join("update")).env("PATH", path).env(name, value);
        command.output().unwrap()
    }

    /// What the job before leaves.
    fn artifact(&self) {
        self.write("update/openapi.yaml", NEW);
        self.write("update/openapi.yaml.sha256", pin(NEW));
        self.write("update/client.rs", "new\n");
        self.write("update/changes.md", "- `Job` has more\n");
        self.write("update/tests.txt", "test result: ok\n");
        self.write("update/verdict.txt", "passes\n");
    }

    /// Runs `.ci/propose` with a `gh` that keeps the text it is given.
    fn propose(&self, open: &str) -> Output {
        let body = self.0.join("body.md").display().to_string();
        self.program(
            "gh",
            &format!(
                "case \"$1 $2\" in 'pr list') echo {open:?} ;; 'pr edit' | 'pr create') cp \"${{@: -1}}\" '{body}' ;; esac"
            ),
        );
        self.run("propose", "BRANCH", "openapi-update")
    }
}

fn pin(document: &str) -> String {
    format!("{:x}\n", Sha256::digest(document))
}

fn shown(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn three_files_are_committed_and_the_text_opens_a_pull_request() {
    for (name, open, want) in [("opened", "", "<gh><pr><create>"), ("renewed", "7", "<gh><pr><edit><openapi-update>")] {
        let place = Place::new(name);
        place.artifact();
        // What else lies about in the checkout is not committed.
        place.write("checkout/Cargo.toml", "[package] # edited\n");
        place.write("checkout/other", "new\n");
        let output = place.propose(open);
        assert!(output.status.success(), "{name}: {}", shown(&output));
        let files = place.git(&["show", "--name-only", "--format=%s", "openapi-update"]);
        let title = "Take over the published OpenAPI document";
        assert_eq!(
            files,
            format!("{title}\n\nopenapi.yaml\ntests/golden/client.rs\ntests/openapi.yaml.sha256\n"),
            "{name}"
        );
        assert_eq!(place.git(&["show", "openapi-update:openapi.yaml"]), NEW, "{name}");
        let remote = place.git(&["ls-remote", "origin"]);
        assert!(remote.ends_with("refs/heads/openapi-update\n"), "{name}: {remote}");
        assert!(place.read("log").contains(want), "{name}: {}", place.read("log"));
        let body = place.read("body.md");
        assert!(body.contains("- `Job` has more\n") && body.contains("`cargo test` passes."), "{name}: {body}");
    }
}

#[test]
fn what_is_not_expected_is_refused() {
    type Break = fn(&Place);
    let cases: [(&str, Break, &str); 12] = [
        ("a file more", |place| place.write("update/build.rs", ""), "build.rs"),
        ("a hidden file", |place| place.write("update/.gitattributes", ""), ".gitattributes"),
        ("a folder more", |place| fs::create_dir(place.0.join("update/.cargo")).unwrap(), ".cargo"),
        ("a name of two lines", |place| place.write("update/tests.txt\nverdict.txt", ""), "$'"),
        (
            "a name of two names",
            |place| {
                fs::remove_file(place.0.join("update/changes.md")).unwrap();
                fs::rename(place.0.join("update/client.rs"), place.0.join("update/changes.md client.rs")).unwrap();
            },
            "changes.md client.rs",
        ),
        ("a file less", |place| fs::remove_file(place.0.join("update/client.rs")).unwrap(), "expected changes.md"),
        (
            "nothing",
            |place| {
                fs::remove_dir_all(place.0.join("update")).unwrap();
                fs::create_dir(place.0.join("update")).unwrap();
            },
            "expected changes.md",
        ),
        (
            "a link",
            |place| {
                fs::remove_file(place.0.join("update/client.rs")).unwrap();
                symlink("/etc/passwd", place.0.join("update/client.rs")).unwrap();
            },
            "expected a file at client.rs",
        ),
        (
            "a folder",
            |place| {
                fs::remove_file(place.0.join("update/client.rs")).unwrap();
                fs::create_dir(place.0.join("update/client.rs")).unwrap();
            },
            "expected a file at client.rs",
        ),
        (
            "too large",
            |place| {
                fs::File::create(place.0.join("update/openapi.yaml")).unwrap().set_len((64 << 20) + 1).unwrap();
            },
            "expected at most 67108864 bytes in openapi.yaml",
        ),
        ("another pin", |place| place.write("update/openapi.yaml.sha256", pin(OLD)), "expected the pin"),
        (
            "more than a pin",
            |place| {
                place.write("update/openapi.yaml.sha256", pin(NEW) + "more\n");
            },
            "expected at most 65 bytes",
        ),
    ];
    for (name, break_it, want) in cases {
        let place = Place::new(&format!("refused {name}"));
        place.artifact();
        break_it(&place);
        let output = place.propose("");
        assert_eq!(output.status.code(), Some(1), "{name}: {}", shown(&output));
        assert!(shown(&output).contains(want), "{name}: {}", shown(&output));
        assert_eq!(place.git(&["status", "--short", "--branch"]), "## main\n", "{name}");
        assert_eq!(place.git(&["ls-remote", "origin"]), "", "{name}");
    }
}

#[test]
fn texts_stay_what_they_are() {
    let place = Place::new("texts");
    place.artifact();
    place.write("update/verdict.txt", "fails\n");
    let long = "x".repeat(20_000);
    let output = format!("{long}\n`````\n# not a heading \u{1b}[31m\u{202e}\u{2028}\r\n````text\n");
    place.write("update/tests.txt", [output.as_bytes(), b"\xff\0end"].concat());
    place.write("update/changes.md", format!("- `a\u{202e}b`\u{7}\n{}", "- more\n".repeat(10_000)));
    let run = place.propose("");
    assert!(run.status.success(), "{}", shown(&run));
    let body = place.read("body.md");
    assert!(body.len() < 65_536, "{}", body.len());
    assert!(body.contains("- `ab`\n- more\n") && body.contains("(There is more; "), "{body}");
    assert!(
        body.chars().all(|sign| sign == '\n' || !sign.is_control() && !"\u{202e}\u{2028}".contains(sign)),
        "{body}"
    );
    let (_, fenced) = body.split_once("`cargo test` fails:\n\n").unwrap();
    assert!(fenced.starts_with("``````text\nxxx"), "{fenced}");
    assert!(fenced.ends_with("x\n`````\n# not a heading [31m\n````text\n\u{fffd}end\n``````\n"), "{fenced}");
}

#[test]
fn a_new_document_is_taken_over() {
    let cargo = |verdict: &str| {
        format!(
            "case \"$1 ${{UPDATE_EXPECT-}}\" in
              update-openapi*) printf {NEW:?} >openapi.yaml; printf {:?} >tests/openapi.yaml.sha256; echo '- more' ;;
              'test 1') echo new >tests/golden/client.rs; echo golden ;;
              'test ') echo '::error::from a test'; {verdict} ;;
            esac",
            pin(NEW)
        )
    };
    for (verdict, want) in [("exit 0", "passes\n"), ("exit 101", "fails\n")] {
        let place = Place::new(&format!("taken over {want}").replace('\n', ""));
        place.program("cargo", &cargo(verdict));
        // As a shell reads it, this is a pattern that matches the files here, and another command.
        let output = place.run("take-over", "DOCUMENT_URL", "open*.yaml $(touch made);`touch made` b.md");
        assert!(output.status.success(), "{}", shown(&output));
        assert!(!shown(&output).lines().any(|line| line.trim_start().starts_with("::")), "{}", shown(&output));
        let log = place.read("log");
        let urls = "<open*.yaml><$(touch><made);`touch><made`><b.md>";
        assert!(log.starts_with(&format!("<cargo><update-openapi>{urls}<--markdown>\n")), "{log}");
        assert!(!place.0.join("checkout/made").exists());
        assert_eq!(place.read("update/verdict.txt"), want);
        assert_eq!(place.read("update/client.rs"), "new\n");
        assert_eq!(place.read("update/tests.txt"), "golden\n::error::from a test\n");
        // And what is left is what the other job takes.
        place.git(&["checkout", "--quiet", "."]);
        let output = place.propose("");
        assert!(output.status.success(), "{}", shown(&output));
    }
}

#[test]
fn nothing_is_left_where_nothing_is_new() {
    for (name, cargo, status) in [("the same", "exit 0", 0), ("an error", "exit 1", 1)] {
        let place = Place::new(name);
        place.program("cargo", cargo);
        let output = place.run("take-over", "DOCUMENT_URL", "https://a.example/openapi.yaml");
        assert_eq!(output.status.code(), Some(status), "{name}: {}", shown(&output));
        assert_eq!(fs::read_dir(place.0.join("update")).unwrap().count(), 0, "{name}");
        assert!(!place.read("log").contains("<test>"), "{name}");
    }
}
