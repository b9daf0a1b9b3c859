//! The real API, where `AIGENSTUDIO_API_KEY` holds a sandbox key; a live key is never used.

use std::env;

use aigenstudio::{Client, Error, ErrorKind, types::ProductPhotoJobStatus};
use futures_util::TryStreamExt as _;

const SANDBOX_PREFIX: &str = "aigen_test_";

#[tokio::test]
async fn the_real_api_lists_jobs() -> Result<(), Error> {
    if !env::var("AIGENSTUDIO_API_KEY").is_ok_and(|key| key.starts_with(SANDBOX_PREFIX)) {
        println!("not run: AIGENSTUDIO_API_KEY holds no sandbox key ({SANDBOX_PREFIX}...)");
        return Ok(());
    }
    let client = Client::from_env()?;
    let page = client.list_product_photo_jobs().limit(1).request_id("aigenstudio-smoke-test").send().await?;
    assert!(page.jobs.len() <= 1 && !page.request_id.is_empty(), "{page:?}");

    let mut pages = client.list_product_photo_jobs().limit(1).status(ProductPhotoJobStatus::Completed).pages();
    for _ in 0..2 {
        let Some(page) = pages.try_next().await? else { break };
        assert!(page.items().iter().all(|job| job.status == ProductPhotoJobStatus::Completed), "{page:?}");
    }

    let stranger = Client::builder().api_key("aigen_test_no_such_key").base_url(client.base_url()).build()?;
    let error = stranger.list_product_photo_jobs().send().await.unwrap_err();
    assert_eq!((error.kind(), error.status().map(|it| it.as_u16())), (ErrorKind::Api, Some(401)), "{error:?}");
    println!("run against {}", client.base_url());
    Ok(())
}
