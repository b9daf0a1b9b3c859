//! Where a new document comes from.

use std::fs;

/// The text of a file or URL.
pub(super) fn read(source: &str) -> Result<String, String> {
    if source.starts_with("https://") || source.starts_with("http://") {
        return fetch(source);
    }
    fs::read(source).map_err(|error| format!("{source}: expected a readable file but found: {error}")).and_then(
        |bytes| String::from_utf8(bytes).map_err(|error| format!("{source}: expected UTF-8 but found: {error}")),
    )
}

#[cfg(feature = "fetch")]
fn fetch(url: &str) -> Result<String, String> {
    use std::time::Duration;

    /// More than any document published so far; an endless answer ends here.
    const MOST_BYTES: u64 = 64 * 1024 * 1024;

    let agent: ureq::Agent = ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(60))).build().into();
    let failed = |error: ureq::Error| format!("{url}: expected a document but found: {error}");
    let mut response = agent
        .get(url)
        .header("accept", "application/yaml, text/markdown, application/json;q=0.9, */*;q=0.5")
        .call()
        .map_err(failed)?;
    let bytes = response.body_mut().with_config().limit(MOST_BYTES).read_to_vec().map_err(failed)?;
    String::from_utf8(bytes).map_err(|error| format!("{url}: expected UTF-8 but found: {error}"))
}

#[cfg(not(feature = "fetch"))]
fn fetch(url: &str) -> Result<String, String> {
    Err(format!(
        "{url}: expected a file but found a URL\n  help: URLs need the feature `fetch`: \
         `cargo run -p openapi-build --features fetch -- update ...`"
    ))
}
