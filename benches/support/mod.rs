//! A server for benches: it lists jobs as fast as it can, or takes as long as it should.

#![allow(dead_code)] // each bench uses a part

pub mod by_hand;

use std::{fmt::Write as _, io, net::SocketAddr, sync::mpsc, thread, time::Duration};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

pub const KEY: &str = "aigen_test_0123456789";
pub const JOBS_PER_PAGE: usize = 100;

/// A list of this many pages of 100 jobs, each of which takes `delay`. The thread that serves it ends with the process.
pub fn serve(pages: usize, delay: Duration) -> SocketAddr {
    let (tell, address) = mpsc::channel();
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async move {
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
            tell.send(listener.local_addr().expect("an address")).expect("somebody waits for it");
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(async move { answer(stream, pages, delay).await.ok() });
            }
        });
    });
    address.recv().expect("the server starts")
}

/// The cursor of a page, as the document says that cursors look.
pub fn cursor(page: usize) -> String {
    format!("2026-01-02T03:04:05.{page:09}Z")
}

async fn answer(mut stream: TcpStream, pages: usize, delay: Duration) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let jobs = jobs();
    let mut head = Vec::new();
    loop {
        head.clear();
        while !head.ends_with(b"\r\n\r\n") {
            if stream.read_buf(&mut head).await? == 0 {
                return Ok(());
            }
        }
        // The cursor is the one place where the query has a dot.
        let request = String::from_utf8_lossy(&head);
        let target = request.split(' ').nth(1).unwrap_or_default();
        let page = target.split_once("05.").and_then(|(_, rest)| rest.get(..9)?.parse().ok()).unwrap_or(0_usize);
        if !delay.is_zero() {
            tokio::time::sleep(delay).await;
        }
        let next = if page + 1 < pages { format!("\"{}\"", cursor(page + 1)) } else { "null".to_owned() };
        let body = format!(r#"{{"jobs":[{jobs}],"next_cursor":{next},"request_id":"req_{page:09}"}}"#);
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-request-id: req_{page:09}\r\n\
             content-length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all(&[head.as_bytes(), body.as_bytes()].concat()).await?;
    }
}

fn jobs() -> String {
    const STATUSES: [&str; 4] = ["completed", "processing", "partially_completed", "failed"];
    (0..JOBS_PER_PAGE).fold(String::new(), |mut jobs, number| {
        let comma = if number == 0 { "" } else { "," };
        let status = STATUSES[number % STATUSES.len()];
        write!(
            jobs,
            r#"{comma}{{"id":"5f0c9a4e-7d1b-4c3a-9e8f-{number:012x}","status":"{status}","total_items":{},"credits_reserved":{},"sandbox":false}}"#,
            number % 20 + 1,
            number * 2,
        )
        .expect("a string takes all");
        jobs
    })
}
