//! What may go wrong with a request, and what may only look as if it did.

use std::time::Duration;

use aigenstudio::ErrorKind;

/// What becomes of one request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fault {
    // Before the server is reached.
    Refused,
    NoName,
    // On the connection.
    ResetBeforeHeaders,
    ResetInHeaders,
    ResetInBody,
    ShortBody,
    CutWithoutLength,
    CutChunks,
    CutGzip,
    BrokenGzip,
    TwoLengths,
    SlowHeaders,
    DrippingBody,
    // By the server.
    Limited(RetryAfter),
    Status(u16),
    Html502,
    // Answers that are fine, though not plain.
    Gzip,
    Chunked,
    SlowButInTime,
    RepeatedHeaders,
    EmptyPage,
    // Answers that would be the same the next time.
    Html200,
    InvalidUtf8,
    WrongType,
    HugeBody,
    GzipBomb,
    /// A cursor that the walk has used this many pages ago.
    Loop(usize),
}

/// How a 429 says when to come back.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RetryAfter {
    Seconds,
    Date,
    SkewedDate,
    Garbage,
    None,
    Several,
}

use Fault::*;

/// Faults that a retry gets over.
pub const TRANSIENT: [Fault; 25] = [
    Refused,
    NoName,
    ResetBeforeHeaders,
    ResetInHeaders,
    ResetInBody,
    ShortBody,
    CutWithoutLength,
    CutChunks,
    CutGzip,
    BrokenGzip,
    TwoLengths,
    SlowHeaders,
    DrippingBody,
    Limited(RetryAfter::Seconds),
    Limited(RetryAfter::Date),
    Limited(RetryAfter::SkewedDate),
    Limited(RetryAfter::Garbage),
    Limited(RetryAfter::None),
    Limited(RetryAfter::Several),
    Status(408),
    Status(500),
    Status(502),
    Status(503),
    Status(504),
    Html502,
];

/// What is no fault at all.
pub const HARMLESS: [Fault; 5] = [Gzip, Chunked, SlowButInTime, RepeatedHeaders, EmptyPage];

/// Faults that end a walk.
pub const FINAL: [Fault; 8] = [Html200, InvalidUtf8, WrongType, HugeBody, GzipBomb, Loop(0), Loop(1), Loop(7)];

impl Fault {
    /// Whether it strikes before the server is reached.
    pub fn is_dialling(self) -> bool {
        matches!(self, Refused | NoName)
    }

    /// How a walk ends that meets it, if it does.
    pub fn ends_with(self) -> Option<ErrorKind> {
        match self {
            Html200 | InvalidUtf8 | WrongType | HugeBody | GzipBomb => Some(ErrorKind::Decode),
            Loop(_) => Some(ErrorKind::PaginationLoop),
            _ => None,
        }
    }

    /// Whether the page arrives.
    pub fn delivers(self) -> bool {
        HARMLESS.contains(&self)
    }
}

/// Longer than an attempt may take.
pub const TOO_LONG: Duration = Duration::from_secs(45);
/// Longer than is pleasant.
pub const LONG: Duration = Duration::from_secs(8);
