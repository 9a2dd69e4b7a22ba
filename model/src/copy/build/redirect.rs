//! Where a client is sent on after a copy that asked for it.
//!
//! Nothing here decides whether a vendor knows such a request: that is asked of two clauses.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::dialect::clause::{BadSuccessRedirect, SuccessRedirect};
use crate::permitted::{Call, Ruling};
use crate::reply::{BodyPattern, Expected, Header, ReplyPattern};
use crate::store::{Object, Target};

/// What stands for itself in a parameter.
const PIECE: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Turns the answer of a successful copy into a redirect, where the request asked for one.
pub(super) fn redirect_on_success(
    ruling: &mut Ruling<'_>,
    call: &Call<'_>,
    at: Target<'_>,
    target: &Object,
    reply: &mut ReplyPattern,
) {
    let header = |name: &str| call.request.headers.first(name);
    let asked = header("success-action-redirect").or_else(|| header("success_action_redirect"));
    let Some(url) = asked.map(str::trim) else { return };
    if ruling.ask::<SuccessRedirect>() == SuccessRedirect::Ignored {
        return;
    }
    let encoded = |text: &str| utf8_percent_encode(text, &PIECE).to_string();
    if is_absolute(url) {
        let separator = if url.contains('?') { '&' } else { '?' };
        let (bucket, key) = (encoded(at.bucket.as_str()), encoded(at.key.as_str()));
        let rest = format!("{separator}bucket={bucket}&key={key}&etag=");
        let etag = ruling.show(&target.etag);
        let address = Expected::Address { start: url.to_owned(), rest, etag };
        reply.status = 303;
        reply.body.0 = BodyPattern::Ignored;
        reply.set(Header::Location, address, ruling.reason::<SuccessRedirect>());
        return;
    }
    match ruling.ask::<BadSuccessRedirect>() {
        BadSuccessRedirect::AddressInLocation => {
            let address = format!("/{}/{}", at.bucket, encoded(at.key.as_str()));
            let why = ruling.reason::<BadSuccessRedirect>();
            reply.set(Header::Location, Expected::Some(address), why);
        }
        BadSuccessRedirect::NoContent => {
            reply.status = 204;
            reply.body.0 = BodyPattern::Ignored;
        }
    }
}

/// Whether the text is an address of its own: a scheme, a host.
fn is_absolute(url: &str) -> bool {
    let rest = url.strip_prefix("http://").or_else(|| url.strip_prefix("https://"));
    rest.is_some_and(|it| !it.is_empty() && !it.starts_with('/'))
}
