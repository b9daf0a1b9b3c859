//! Faults that strike before the server is reached: the name does not resolve, or nobody listens.

use std::{
    net::SocketAddr,
    sync::{Arc, Weak},
};

use aigenstudio::reqwest::{
    self,
    dns::{Name, Resolve, Resolving},
};

use super::{State, kind::Fault, lock};

/// Resolves every name to this machine, or as scheduled.
struct Names(Weak<State>);

impl Resolve for Names {
    fn resolve(&self, _: Name) -> Resolving {
        let fault = self.0.upgrade().and_then(|state| lock(&state.dials).draw());
        Box::pin(async move {
            // Nobody listens on this address, though it is of this machine, too. The port is filled in.
            let octets = if fault == Some(Fault::Refused) { [127, 9, 9, 9] } else { [127, 0, 0, 1] };
            match fault {
                Some(Fault::NoName) => Err("no such name".into()),
                _ => Ok(Box::new([SocketAddr::from((octets, 0))].into_iter()) as reqwest::dns::Addrs),
            }
        })
    }
}

/// A client that connects afresh for each request, so that each is resolved.
pub fn client(state: &Arc<State>) -> reqwest::Client {
    let names = Arc::new(Names(Arc::downgrade(state)));
    let builder = reqwest::Client::builder().no_proxy().dns_resolver(names).pool_max_idle_per_host(0);
    // Reading the system's certificates, of which none is needed, would be most of what a test takes.
    builder.tls_certs_only([]).build().expect("the default TLS works")
}
