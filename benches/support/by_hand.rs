//! What somebody would write who has no client but reqwest and `serde_json`.

use aigenstudio::reqwest::{self, StatusCode};
use serde::Deserialize;
use uuid::Uuid;

use super::{JOBS_PER_PAGE, KEY};

#[derive(Deserialize)]
pub struct Page {
    pub jobs: Vec<Job>,
    pub next_cursor: Option<String>,
    #[allow(dead_code)]
    pub request_id: String,
}

#[derive(Deserialize)]
#[allow(dead_code)]
pub struct Job {
    pub id: Uuid,
    pub status: Status,
    pub total_items: i64,
    pub credits_reserved: i64,
    pub sandbox: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(dead_code)]
pub enum Status {
    Queued,
    Processing,
    Completed,
    PartiallyCompleted,
    Failed,
    Cancelled,
}

/// Fetches and decodes one page.
pub async fn page(client: &reqwest::Client, base_url: &str, cursor: Option<&str>) -> Page {
    let mut request = client
        .get(format!("{base_url}/product-photo-jobs"))
        .query(&[("limit", JOBS_PER_PAGE)])
        .bearer_auth(KEY)
        .header("accept", "application/json")
        .header("user-agent", "by-hand/1.0")
        .header("x-request-id", Uuid::new_v4().to_string());
    if let Some(cursor) = cursor {
        request = request.query(&[("cursor", cursor)]);
    }
    let response = request.send().await.expect("the server is up");
    assert_eq!(response.status(), StatusCode::OK);
    let body = response.bytes().await.expect("the body is whole");
    serde_json::from_slice(&body).expect("a page")
}
