//! Every call that the document allows, as far as it can be told in a table.

use aigenstudio::{Client, builder::ListProductPhotoJobs, types::ProductPhotoJobStatus};

pub const STATUSES: [&str; 6] = ["queued", "processing", "completed", "partially_completed", "failed", "cancelled"];

/// Forms that the document's `date-time` has.
pub const CURSORS: [&str; 4] =
    ["2026-01-02T03:04:05Z", "2026-01-02T03:04:05.123456Z", "2026-01-02T03:04:05+05:30", "2026-01-02T03:04:05.1-00:00"];

/// A call, what is to be in its query, and its id if the caller sets one.
pub type Case = (ListProductPhotoJobs, Vec<(String, String)>, Option<String>);

/// What a caller may set, in every combination.
pub fn combinations(client: &Client) -> Vec<Case> {
    let mut calls = Vec::new();
    for limit in [None, Some(1), Some(20), Some(99), Some(100)] {
        for cursor in std::iter::once(None).chain(CURSORS.map(Some)) {
            for status in std::iter::once(None).chain(STATUSES.map(Some)) {
                for id in [None, Some("!".to_owned()), Some("~".repeat(160))] {
                    let mut call = client.list_product_photo_jobs();
                    let mut want = Vec::new();
                    let mut query = |name: &str, value: &str| want.push((name.to_owned(), value.to_owned()));
                    if let Some(limit) = limit {
                        query("limit", &limit.to_string());
                        call = call.limit(limit);
                    }
                    if let Some(cursor) = cursor {
                        query("cursor", cursor);
                        call = call.cursor(cursor);
                    }
                    if let Some(status) = status {
                        query("status", status);
                        call = call.status(ProductPhotoJobStatus::from(status));
                    }
                    if let Some(id) = &id {
                        call = call.request_id(id);
                    }
                    calls.push((call, want, id));
                }
            }
        }
    }
    calls
}
