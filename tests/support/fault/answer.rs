//! What each fault looks like on the wire.

use std::{
    io::{self, Write as _},
    time::{Duration, SystemTime},
};

use flate2::{Compression, write::GzEncoder};
use tokio::{
    io::AsyncWriteExt as _,
    net::TcpStream,
    time::{Instant, sleep},
};

use super::kind::{Fault, LONG, RetryAfter, TOO_LONG};

/// Larger than what the client takes.
pub const HUGE: usize = 200_000;
/// How wrong the clock of either side is.
const SKEW: Duration = Duration::from_secs(5 * 3600);

/// Whether the connection may be used again.
pub type KeepAlive = io::Result<bool>;

/// Answers 200 with `page`, as `fault` has it.
pub async fn page(stream: &mut TcpStream, fault: Option<Fault>, page: &str, split: usize) -> KeepAlive {
    let split = 1 + split % (page.len() - 1);
    let (start, _) = page.as_bytes().split_at(split);
    match fault {
        Some(Fault::ResetBeforeHeaders) => return reset(stream),
        Some(Fault::ResetInHeaders) => {
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: applica").await?;
            return reset(stream);
        }
        Some(Fault::ResetInBody) => {
            let head = head("200 OK", &format!("content-length: {}\r\n", page.len()));
            stream.write_all(&[head.as_bytes(), start].concat()).await?;
            return reset(stream);
        }
        Some(Fault::ShortBody) => {
            let head = head("200 OK", &format!("content-length: {}\r\n", page.len()));
            stream.write_all(&[head.as_bytes(), start].concat()).await?;
        }
        Some(Fault::CutWithoutLength) => {
            stream.write_all(&[head("200 OK", "").as_bytes(), start].concat()).await?;
        }
        Some(Fault::CutChunks) => {
            let head = head("200 OK", "transfer-encoding: chunked\r\n");
            stream.write_all(&[head.as_bytes(), &chunk(start)].concat()).await?;
        }
        Some(Fault::CutGzip) => {
            let zipped = gzip(page.as_bytes());
            let start = &zipped[..=split % (zipped.len() - 1)];
            stream.write_all(&[head("200 OK", "content-encoding: gzip\r\n").as_bytes(), start].concat()).await?;
        }
        Some(Fault::BrokenGzip) => {
            let mut zipped = gzip(page.as_bytes());
            let at = zipped.len() - 8; // the checksum
            zipped[at] ^= 0xff;
            return whole(stream, "200 OK", "content-encoding: gzip\r\n", &zipped).await;
        }
        Some(Fault::TwoLengths) => {
            whole(stream, "200 OK", "content-length: 1\r\n", page.as_bytes()).await?;
        }
        Some(Fault::SlowHeaders) => sleep(TOO_LONG).await,
        Some(Fault::DrippingBody) => drip(stream, page).await?,
        Some(Fault::Gzip) => {
            return whole(stream, "200 OK", "content-encoding: gzip\r\n", &gzip(page.as_bytes())).await;
        }
        Some(Fault::Chunked) => {
            let mut answer = head("200 OK", "transfer-encoding: chunked\r\n").into_bytes();
            page.as_bytes().chunks(split).for_each(|part| answer.extend(chunk(part)));
            answer.extend(b"0\r\n\r\n");
            stream.write_all(&answer).await?;
            return Ok(true);
        }
        Some(Fault::SlowButInTime) => {
            sleep(LONG).await;
            let head = head("200 OK", &format!("content-length: {}\r\n", page.len()));
            stream.write_all(&[head.as_bytes(), start].concat()).await?;
            sleep(LONG).await;
            stream.write_all(&page.as_bytes()[split..]).await?;
            return Ok(true);
        }
        Some(Fault::RepeatedHeaders) => {
            let twice = "x-request-id: one\r\nx-request-id: two\r\ndate: now\r\ndate: then\r\nretry-after: 900\r\n";
            return whole(stream, "200 OK", &twice.repeat(2), page.as_bytes()).await;
        }
        Some(Fault::Html200) => {
            return whole(stream, "200 OK", "content-type: text/html\r\n", b"<html>Please log in</html>").await;
        }
        Some(Fault::InvalidUtf8) => {
            let mut page = page.as_bytes().to_vec();
            let at = page.len() - 3; // within the last text
            page[at] = 0xff;
            return whole(stream, "200 OK", "", &page).await;
        }
        Some(Fault::HugeBody) => {
            let mut answer = head("200 OK", "transfer-encoding: chunked\r\n").into_bytes();
            answer.extend(chunk(&vec![b' '; HUGE]));
            answer.extend(chunk(page.as_bytes()));
            stream.write_all(&answer).await?;
        }
        Some(Fault::GzipBomb) => {
            let bomb = [vec![b' '; HUGE], page.as_bytes().to_vec()].concat();
            return whole(stream, "200 OK", "content-encoding: gzip\r\n", &gzip(&bomb)).await;
        }
        _ => return whole(stream, "200 OK", "", page.as_bytes()).await,
    }
    Ok(false)
}

/// A byte now and then, so that no pause between two is long.
async fn drip(stream: &mut TcpStream, page: &str) -> io::Result<()> {
    let end = Instant::now() + TOO_LONG;
    let head = head("200 OK", &format!("content-length: {}\r\n", page.len()));
    stream.write_all(head.as_bytes()).await?;
    for byte in page.as_bytes().chunks(1) {
        stream.write_all(byte).await?;
        sleep(Duration::from_secs(1)).await;
        if Instant::now() > end {
            break;
        }
    }
    Ok(())
}

/// The headers of a 429, and how long from `now`, the client's time of day, no other request is welcome.
pub fn limited(how: RetryAfter, seconds: u64, now: SystemTime) -> (String, Duration) {
    let wait = Duration::from_secs(seconds);
    let date = |at: SystemTime| httpdate::fmt_http_date(at);
    // A date has whole seconds, so that the wait until then is shorter than it looks.
    let cut = |at: SystemTime| httpdate::parse_http_date(&date(at)).unwrap_or(at);
    match how {
        RetryAfter::Seconds => (format!("retry-after: {seconds}\r\n"), wait),
        RetryAfter::Date => {
            let left = cut(now + wait).duration_since(now).unwrap_or_default();
            (format!("retry-after: {}\r\n", date(now + wait)), left)
        }
        RetryAfter::SkewedDate => {
            // Taken by the client's clock, the one date would be long past, and the other far away.
            let theirs = if seconds.is_multiple_of(2) { now + SKEW } else { now - SKEW };
            let headers = format!("date: {}\r\nretry-after: {}\r\n", date(theirs), date(theirs + wait));
            (headers, cut(theirs + wait).duration_since(theirs).unwrap_or_default())
        }
        RetryAfter::Garbage => ("retry-after: in a while\r\n".to_owned(), Duration::ZERO),
        RetryAfter::None => (String::new(), Duration::ZERO),
        RetryAfter::Several => {
            let headers = format!("retry-after: 1\r\nretry-after: {seconds}\r\nretry-after: soon\r\n");
            (headers, wait)
        }
    }
}

/// Answers as the document says that errors look.
pub async fn error(stream: &mut TcpStream, status: u16, headers: &str) -> KeepAlive {
    let body = format!(r#"{{"error":{{"code":"e{status}","message":"try again","request_id":"theirs"}}}}"#);
    whole(stream, &format!("{status} Fault"), headers, body.as_bytes()).await
}

pub async fn html_502(stream: &mut TcpStream) -> KeepAlive {
    whole(stream, "502 Bad Gateway", "content-type: text/html\r\n", b"<html><h1>502</h1></html>").await
}

async fn whole(stream: &mut TcpStream, status: &str, headers: &str, body: &[u8]) -> KeepAlive {
    let head = head(status, &format!("content-length: {}\r\n{headers}", body.len()));
    stream.write_all(&[head.as_bytes(), body].concat()).await?;
    Ok(true)
}

fn head(status: &str, headers: &str) -> String {
    format!("HTTP/1.1 {status}\r\ncontent-type: application/json\r\n{headers}\r\n")
}

fn chunk(data: &[u8]) -> Vec<u8> {
    [format!("{:x}\r\n", data.len()).as_bytes(), data, b"\r\n"].concat()
}

fn reset(stream: &TcpStream) -> KeepAlive {
    stream.set_zero_linger()?;
    Ok(false)
}

pub fn gzip(data: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(data).and_then(|()| encoder.finish()).expect("memory takes all")
}
