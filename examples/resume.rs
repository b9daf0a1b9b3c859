//! A walk that stops and goes on later from a saved cursor, with nothing lost and nothing repeated.

use aigenstudio::{Cursor, Error, mock::Sandbox};
use futures_util::TryStreamExt as _;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let sandbox = Sandbox::builder().jobs(250).start();
    let client = sandbox.client();

    // The first run handles two pages. What it keeps is a text, fit for a file or a database.
    let mut seen = 0;
    let mut saved: Option<String> = None;
    let mut pages = client.list_product_photo_jobs().limit(50).pages();
    while let Some(page) = pages.try_next().await? {
        seen += page.items().len();
        saved = page.next_cursor().map(Cursor::to_string);
        println!("handled {seen} jobs, the next page starts at {}", saved.as_deref().unwrap_or("the end"));
        if seen >= 100 {
            break;
        }
    }

    // The second run goes on there. Were a page to fail, `error.cursor()` would be the place to go on from.
    if let Some(cursor) = saved {
        let rest: Vec<_> = client.list_product_photo_jobs().limit(50).cursor(cursor).items().try_collect().await?;
        println!("resumed: {} jobs more, {} of {} in all", rest.len(), seen + rest.len(), sandbox.jobs().len());
    }
    Ok(())
}
