//! What errors tell: what to do next, and what to send to support.

use std::{error::Error as _, time::Duration};

use aigenstudio::{Client, Error, ErrorKind, RetryPolicy, mock::Sandbox};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let sandbox = Sandbox::start();
    let client = sandbox.client();

    println!("# A limit that the document does not allow");
    explain(&client.list_product_photo_jobs().limit(101).send().await.unwrap_err());

    println!("# A key that the server does not know");
    let stranger = sandbox.client_builder().api_key("aigen_test_stranger").build()?;
    explain(&stranger.list_product_photo_jobs().request_id("order-4711").send().await.unwrap_err());

    println!("# Nobody listens");
    let retry = RetryPolicy::default().max_attempts(2).base_delay(Duration::from_millis(10));
    let lost = Client::builder().api_key(sandbox.api_key()).base_url("http://127.0.0.1:9").retry(retry).build()?;
    explain(&lost.list_product_photo_jobs().send().await.unwrap_err());
    Ok(())
}

fn explain(error: &Error) {
    println!("{error}");
    let mut source = error.source();
    while let Some(cause) = source {
        println!("  caused by: {cause}");
        source = cause.source();
    }
    let advice = match error.kind() {
        ErrorKind::Config | ErrorKind::InvalidRequest => "mend the code: nothing was sent",
        ErrorKind::Api if error.status().is_some_and(|status| status == 401) => "look after the API key",
        _ if error.is_retryable() => "try again later: retries did not help",
        _ => "ask support, with these ids",
    };
    println!("  advice: {advice}");
    println!("  sent as: {}", error.sent_request_id().map_or("-", aigenstudio::RequestId::as_str));
    println!("  server's id: {}\n", error.request_id().unwrap_or("-"));
}
