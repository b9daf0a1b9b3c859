//! Where a new document comes from.

use openapi_build::Page;

/// The page at a file or URL.
pub(super) fn read(source: &str) -> Result<Page, String> {
    if source.starts_with("https://") || source.starts_with("http://") {
        return fetch(source);
    }
    Page::open(source).map_err(|errors| errors.to_string())
}

#[cfg(feature = "fetch")]
use super::fetch::fetch;

#[cfg(not(feature = "fetch"))]
fn fetch(url: &str) -> Result<Page, String> {
    Err(format!(
        "{url}: expected a file but found a URL\n  help: URLs need the feature `fetch`: \
         `cargo run -p openapi-build --features fetch -- update ...`"
    ))
}
