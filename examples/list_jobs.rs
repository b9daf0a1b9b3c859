//! Lists all jobs as a table, page by page, with the request ids of each page and totals by status.
//!
//! With `AIGENSTUDIO_API_KEY` in the environment it lists from the real API, else from a sandbox in the process.

use std::{
    collections::BTreeMap,
    error::Error,
    io::{self, IsTerminal as _, Write},
    process::ExitCode,
};

use aigenstudio::{Client, Response, mock::Sandbox, types::ProductPhotoJobListResponse};
use futures_util::TryStreamExt as _;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        // Somebody closed the pipe, as `head` does.
        Err(error) if is_broken_pipe(&*error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            let mut source = error.source();
            while let Some(cause) = source {
                eprintln!("  caused by: {cause}");
                source = cause.source();
            }
            if let Some(cursor) = error.downcast_ref::<aigenstudio::Error>().and_then(aigenstudio::Error::cursor) {
                eprintln!("  to be resumed at the cursor {cursor}");
            }
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let sandbox;
    let client = if std::env::var_os("AIGENSTUDIO_API_KEY").is_some_and(|key| !key.is_empty()) {
        Client::from_env()?
    } else {
        sandbox = Sandbox::start();
        eprintln!("No AIGENSTUDIO_API_KEY in the environment: listing made-up jobs from a sandbox in this process.");
        sandbox.client()
    };
    eprintln!("Jobs of {}", client.base_url());

    let mut out = io::stdout().lock();
    let mut progress = Progress::new();
    let mut totals = Totals::default();
    let mut pages = client.list_product_photo_jobs().limit(100).prefetch(true).pages();
    while let Some(page) = pages.try_next().await? {
        progress.clear();
        totals.add(&page);
        print_page(&mut out, totals.pages, &page)?;
        progress.show(&totals);
    }
    progress.clear();
    totals.print(&mut out)?;
    Ok(())
}

fn print_page(out: &mut impl Write, number: usize, page: &Response<ProductPhotoJobListResponse>) -> io::Result<()> {
    let server = if page.request_id == page.sent_request_id().as_str() {
        String::new()
    } else {
        format!(", server's id {}", page.request_id)
    };
    let attempts = if page.attempts() > 1 { format!(", {} attempts", page.attempts()) } else { String::new() };
    writeln!(out, "\nPage {number}: request id {}{server}{attempts}", page.sent_request_id())?;
    if page.items().is_empty() {
        return writeln!(out, "  (no jobs)");
    }
    writeln!(out, "  {:<36}  {:<19}  {:>5}  {:>7}  {:<7}", "ID", "STATUS", "ITEMS", "CREDITS", "SANDBOX")?;
    for job in page.items() {
        let sandbox = if job.sandbox { "yes" } else { "no" };
        let (id, status) = (&job.id, &job.status);
        writeln!(out, "  {id}  {status:<19}  {:>5}  {:>7}  {sandbox}", job.total_items, job.credits_reserved)?;
    }
    Ok(())
}

#[derive(Default)]
struct Totals {
    pages: usize,
    all: Total,
    by_status: BTreeMap<String, Total>,
}

#[derive(Default)]
struct Total {
    jobs: u64,
    items: i64,
    credits: i64,
}

impl Totals {
    fn add(&mut self, page: &Response<ProductPhotoJobListResponse>) {
        self.pages += 1;
        for job in page.items() {
            let of_status = self.by_status.entry(job.status.to_string()).or_default();
            for total in [&mut self.all, of_status] {
                total.jobs += 1;
                total.items = total.items.saturating_add(job.total_items);
                total.credits = total.credits.saturating_add(job.credits_reserved);
            }
        }
    }

    fn print(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "\n{:<19}  {:>7}  {:>7}  {:>9}", "TOTALS", "JOBS", "ITEMS", "CREDITS")?;
        let all = format!("all, {} page{}", self.pages, if self.pages == 1 { "" } else { "s" });
        let rows = self.by_status.iter().map(|(status, total)| (status.as_str(), total));
        for (name, total) in rows.chain([(all.as_str(), &self.all)]) {
            writeln!(out, "{name:<19}  {:>7}  {:>7}  {:>9}", total.jobs, total.items, total.credits)?;
        }
        Ok(())
    }
}

/// A line about how far it is, where the table goes to a file and somebody looks on.
struct Progress {
    shown: bool,
    wanted: bool,
}

impl Progress {
    fn new() -> Self {
        Self { shown: false, wanted: io::stderr().is_terminal() && !io::stdout().is_terminal() }
    }

    fn show(&mut self, totals: &Totals) {
        if self.wanted {
            eprint!("{} jobs on {} pages so far…", totals.all.jobs, totals.pages);
            self.shown = true;
        }
    }

    fn clear(&mut self) {
        if self.shown {
            eprint!("\r\x1b[2K");
            self.shown = false;
        }
    }
}

fn is_broken_pipe(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
