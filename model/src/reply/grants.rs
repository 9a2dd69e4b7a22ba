//! Access control lists in answers: read, compared, described.

use super::compare::{Comparison, Observed, root_of};
use super::{Shown, Why};
use crate::store::{AccountName, Acl, Grantee, Permission, Value};
use crate::wire::xml::Element;

/// Compares the owner and the grants of an answer.
pub(super) fn compare(
    owner: &Shown<Option<AccountName>>,
    acl: &Shown<Acl>,
    observed: &Observed,
    why: &Why,
    to: &mut Comparison,
) {
    let Some(root) = root_of(observed, "AccessControlPolicy", why, to) else { return };
    let shown_owner = root.child("Owner").and_then(|it| it.text_of("ID"));
    match (owner, shown_owner) {
        (Shown::Known(Some(known)), shown) if shown != Some(&**known) => {
            to.miss("Owner", known, shown.unwrap_or("absent"), why);
        }
        (Shown::Hidden(id), shown) => to.learn(*id, Value::Owner(shown.map(Into::into))),
        _ => {}
    }
    let Some(shown) = parse_grants(root) else {
        to.miss("AccessControlList", "grants", "grants that cannot be read", why);
        return;
    };
    match acl {
        Shown::Known(known) if *known != shown => {
            to.miss("AccessControlList", text_of(known), text_of(&shown), why);
        }
        Shown::Known(_) => {}
        Shown::Hidden(id) => to.learn(*id, Value::Acl(shown)),
    }
}

/// A list in one line, as reports show it.
pub(super) fn text_of(acl: &Acl) -> String {
    let grant = |(grantee, permission): &(Grantee, Permission)| {
        let grantee = match grantee {
            Grantee::Account(name) => name,
            Grantee::AllUsers => "all users",
            Grantee::AuthenticatedUsers => "authenticated users",
        };
        format!("{grantee} {}", permission.as_str())
    };
    match acl.0.is_empty() {
        true => "no grants".into(),
        false => acl.0.iter().map(grant).collect::<Vec<_>>().join(", "),
    }
}

/// The grants of an `AccessControlPolicy`; `None` where one cannot be read.
pub fn parse_grants(root: &Element) -> Option<Acl> {
    let mut acl = Acl::default();
    let list = root.child("AccessControlList")?;
    for grant in list.all("Grant") {
        let grantee = parse_grantee(grant.child("Grantee")?)?;
        acl.0.insert((grantee, Permission::parse(grant.text_of("Permission")?.trim())?));
    }
    Some(acl)
}

fn parse_grantee(element: &Element) -> Option<Grantee> {
    let group = element.text_of("URI").or_else(|| element.text_of("Canned"));
    match group.map(|it| it.rsplit('/').next().unwrap_or(it)) {
        Some("AllUsers" | "Everyone") => Some(Grantee::AllUsers),
        Some("AuthenticatedUsers") => Some(Grantee::AuthenticatedUsers),
        Some(_) => None,
        None => element.text_of("ID").map(|id| Grantee::Account(id.trim().into())),
    }
}
