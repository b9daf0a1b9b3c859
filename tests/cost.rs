//! What an answer costs: a small multiple of its size, also where it is not the documented one.
#![cfg(target_os = "linux")] // where the system tells the peak of memory

mod support;

use std::{fs, io::Write as _, process::Command, time::Instant};

use flate2::{Compression, write::GzEncoder};
use support::RawServer;

const UNPACKED: usize = 60_000_000;

/// 60 MB that take 60 KB on the wire.
fn bomb(status: &str, start: &str, sign: &str, end: &str) -> Vec<u8> {
    let mut zipped = GzEncoder::new(Vec::new(), Compression::fast());
    zipped.write_all(start.as_bytes()).unwrap();
    let chunk = sign.repeat(60_000);
    for _ in 0..UNPACKED / chunk.len() {
        zipped.write_all(chunk.as_bytes()).unwrap();
    }
    zipped.write_all(end.as_bytes()).unwrap();
    let body = zipped.finish().unwrap();
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    [head.into_bytes(), body].concat()
}

const CASES: [(&str, &str, &str, &str, &str); 7] = [
    ("another list", "200 OK", "[", "[],", "[]]"),
    ("another object", "200 OK", r#"{"jobs":1,"other":["#, "0,", r#"0],"request_id":"r"}"#),
    ("objects", "200 OK", r#"{"other":["#, "{},", r#"{}],"jobs":7,"request_id":"r"}"#),
    ("a text in the place of a list", "200 OK", r#"{"jobs":""#, "x", r#"","request_id":"r"}"#),
    ("signs that an error writes longer", "200 OK", r#"{"jobs":""#, "\u{7f}", r#"","request_id":"r"}"#),
    ("escapes in the place of an id", "200 OK", r#"{"jobs":[{"id":""#, r"\n", r#""}],"request_id":"r"}"#),
    ("an error", "400 Bad Request", r#"{"error":{"code":"c","details":["#, "[0],", r"[]]}}"),
];

#[tokio::test]
#[ignore = "run by `an_answer_costs_no_more_than_its_size_asks_for`, in a process of its own for each case"]
async fn cost_child() {
    let case = std::env::var("COST_CASE").unwrap();
    let (_, status, start, sign, end) = CASES.into_iter().find(|(name, ..)| *name == case).unwrap();
    let server = RawServer::start([bomb(status, start, sign, end)]).await;
    let client = support::client(&server.base_url);
    let (before, begun) = (peak(), Instant::now());
    let error = client.list_product_photo_jobs().send().await.unwrap_err();
    let (took, peak) = (begun.elapsed(), peak() - before);
    assert!(format!("{error} {error:?}").len() < 8192, "{error}");
    println!("peak {} MB, {:.1} s, {:?}", peak / 1000, took.as_secs_f64(), error.code());
}

/// The peak of resident memory of this process, in kB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[test]
fn an_answer_costs_no_more_than_its_size_asks_for() {
    for (case, ..) in CASES {
        let mut child = Command::new(std::env::current_exe().unwrap());
        child.args(["--exact", "cost_child", "--ignored", "--nocapture"]).env("COST_CASE", case);
        let output = child.output().unwrap();
        let output = String::from_utf8_lossy(&output.stdout).into_owned();
        let found = output.split("peak ").nth(1).unwrap_or_else(|| panic!("{case}: {output}"));
        println!("{case}: {}", found.lines().next().unwrap_or_default());
        let megabytes: u64 = found.split(' ').next().unwrap().parse().unwrap();
        // The body itself, and once more what the decoder quotes of it, in which a control character takes six bytes.
        let most = if case == "signs that an error writes longer" { 480 } else { 200 };
        assert!(megabytes < most, "{case}: {megabytes} MB");
        assert_eq!(found.contains("Some(\"c\")"), case == "an error", "{case}: {found}");
    }
}
