//! Why a connection failed beneath HTTP.

use std::error::Error as StdError;

/// Whether the server's certificate is the reason: that is the same the next time, and trying again hides it.
///
/// rustls says so in a type of its own. The system's TLS does not, so that its failures count as transient.
pub(crate) fn is_untrusted(error: &(dyn StdError + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        if is_certificate_error(error) {
            return true;
        }
        next = match error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
            // The source of an I/O error is the source of what it wraps.
            Some(wrapped) => Some(wrapped),
            None => error.source(),
        };
    }
    false
}

#[cfg(feature = "rustls")]
fn is_certificate_error(error: &(dyn StdError + 'static)) -> bool {
    matches!(error.downcast_ref(), Some(rustls::Error::InvalidCertificate(_)))
}

#[cfg(not(feature = "rustls"))]
fn is_certificate_error(_: &(dyn StdError + 'static)) -> bool {
    false
}
