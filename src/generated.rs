//! What the build script generates from `openapi.yaml`.

// Which of these names the generated code uses depends on the document.
#[allow(unused_imports)]
use crate::{
    Call, Client, Cursor, DecodeError, Error, Items, Operation, OperationInfo, Page, Pages, Paginated, RequestId,
    Response, decode_bytes, decode_empty, decode_json, decode_text, send,
};

include!(concat!(env!("OUT_DIR"), "/client.rs"));
