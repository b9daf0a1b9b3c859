//! What the server was asked, and whether the client kept to the rules.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use aigenstudio::RequestId;

use super::kind::Fault;

/// One request.
#[derive(Clone, Debug)]
pub struct Seen {
    /// On the clock by which the client waits.
    pub at: Duration,
    pub id: String,
    /// Path and query.
    pub target: String,
    pub limit: Option<String>,
    pub status: Option<String>,
    pub fault: Option<Fault>,
    /// The server asked the client not to come back earlier.
    pub not_before: Option<Duration>,
}

/// A call as the client tells it: its id, and its attempts.
pub type Told = (RequestId, u32);

/// Checks all that was asked against what the client says that it did. `unseen` attempts never got to the server.
pub fn check(log: &[Seen], told: &[Told], unseen: usize, limit: usize, status: &str) {
    let mut by_id: BTreeMap<&str, Vec<&Seen>> = BTreeMap::new();
    for seen in log {
        assert_eq!(seen.limit.as_deref(), Some(&*limit.to_string()), "limit of {seen:?}");
        assert_eq!(seen.status.as_deref(), Some(status), "status of {seen:?}");
        by_id.entry(&seen.id).or_default().push(seen);
    }
    for (id, attempts) in &by_id {
        for pair in attempts.windows(2) {
            assert_eq!(pair[0].target, pair[1].target, "one id for two pages: {id}");
            let earliest = pair[0].not_before.unwrap_or_default();
            assert!(pair[1].at >= earliest, "too early: {:?} after {:?}", pair[1], pair[0]);
        }
    }
    let ids: BTreeSet<&str> = told.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids.len(), told.len(), "an id was used for two pages");
    assert!(by_id.keys().all(|id| ids.contains(id)), "an id that no page and no error tells");
    for (id, attempts) in told {
        let seen = by_id.get(id.as_str()).map_or(0, Vec::len);
        assert!(seen <= *attempts as usize, "{id}: {attempts} attempts, and {seen} requests");
    }
    let attempts: usize = told.iter().map(|(_, attempts)| *attempts as usize).sum();
    assert_eq!(attempts, log.len() + unseen, "attempts told, and requests made");
}
