//! A walk that goes on until every job has arrived, and checks each on arrival.

use aigenstudio::{Client, Cursor, Error, ErrorKind, RequestId};
use futures_util::TryStreamExt as _;

use super::{FaultServer, STATUS, job_id, lock, log, read_cursor};

/// What a walk came to.
#[derive(Debug, Default)]
pub struct Walk {
    pub jobs: usize,
    pub pages: usize,
    /// How many attempts there were beyond the first of each page.
    pub retries: usize,
    /// How many times it ended and was taken up again from where the error says.
    pub restarts: usize,
    told: Vec<log::Told>,
}

impl Walk {
    /// Walks from the first job to the last, and takes up from [`Error::cursor`] what ends early.
    pub async fn run(server: &FaultServer, client: &Client, limit: usize, prefetch: bool) -> Self {
        let mut walk = Self::default();
        let mut from = None;
        while let Err(error) = walk.once(server, client, limit, prefetch, from.as_ref()).await {
            let id = error.sent_request_id().expect("every error tells the id that was sent");
            walk.tell(id, error.attempts());
            walk.restarts += 1;
            assert_eq!(Some(error.kind()), expected(server, id), "{error:?}");
            assert!(!error.is_retryable() && error.status().is_some(), "{error:?}");
            from = error.cursor().cloned();
            let resumed = from.as_ref().and_then(|cursor| read_cursor(cursor.as_str())).unwrap_or_default();
            assert_eq!(resumed, walk.jobs, "where to resume after {error}");
        }
        assert_eq!(walk.jobs, server.jobs(), "jobs lost");
        walk
    }

    async fn once(
        &mut self,
        server: &FaultServer,
        client: &Client,
        limit: usize,
        prefetch: bool,
        from: Option<&Cursor>,
    ) -> Result<(), Error> {
        lock(&server.state.trail).clear();
        let mut call = client.list_product_photo_jobs().limit(limit).status(STATUS).prefetch(prefetch);
        if let Some(cursor) = from {
            call = call.cursor(cursor);
        }
        let mut pages = call.pages();
        while let Some(page) = pages.try_next().await? {
            self.pages += 1;
            self.tell(page.sent_request_id(), page.attempts());
            for job in page.items() {
                assert_eq!(job.id.to_string(), job_id(self.jobs), "the next job");
                self.jobs += 1;
            }
        }
        Ok(())
    }

    fn tell(&mut self, id: &RequestId, attempts: u32) {
        self.retries += attempts as usize - 1;
        self.told.push((id.clone(), attempts));
    }

    /// Whether the client kept to the rules, in all of `walks` on this server together.
    pub fn check(walks: &[Self], server: &FaultServer, limit: usize) {
        let told: Vec<_> = walks.iter().flat_map(|walk| walk.told.iter().cloned()).collect();
        let unseen = lock(&server.state.dials).struck();
        log::check(&lock(&server.state.log), &told, unseen, limit, STATUS);
    }
}

fn expected(server: &FaultServer, id: &RequestId) -> Option<ErrorKind> {
    let log = lock(&server.state.log);
    log.iter().rfind(|seen| seen.id == id.as_str())?.fault?.ends_with()
}
