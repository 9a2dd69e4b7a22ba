//! Access control lists and owners of objects: what a new version gets, set, read.

use std::sync::Arc;

use crate::dialect::clause::{
    AclDocumentOwner, AclScope, AnonymousOwner, MalformedAcl, NewVersionAcl, NewVersionOwner,
    NoReadRight, NoSourceKey, NoWriteRight, PutAcl, ReadNamedMarker, UnknownVersion,
};
use crate::lookup::{Found, Lookup};
use crate::object::addressed_version;
use crate::permitted::{Call, Ruling};
use crate::reply::{BodyPattern, Expected, Header, ReplyPattern, Why, parse_grants};
use crate::settings::{Purpose, Settings, WantedAcl};
use crate::store::Target;
use crate::store::{
    AccountName, Acl, Bucket, Change, Field, Object, Permission, Seen, Store, Version, Versioning,
};
use crate::wire::xml;

/// Who owns something.
type Owner = Seen<Option<AccountName>>;

impl Ruling<'_> {
    /// Whom the caller's work belongs to.
    pub fn caller(&mut self, call: &Call<'_>, bucket: &Bucket) -> Owner {
        match call.principal.account() {
            Some(account) => Seen::Known(Some(account.clone())),
            None => self.hold(Field::Owner, |reading| match reading {
                AnonymousOwner::Nobody => Seen::Known(None),
                AnonymousOwner::BucketOwner => Seen::Known(bucket.owner.clone()),
            }),
        }
    }

    /// Who owns what comes upon `previous`, where `owner` would own a new object.
    pub fn new_owner(&mut self, owner: Owner, previous: Option<&Object>) -> Owner {
        let Some(previous) = previous else { return owner };
        self.hold(Field::Owner, |reading| match reading {
            NewVersionOwner::Kept => previous.owner.clone(),
            NewVersionOwner::NewVersionOnly | NewVersionOwner::AllVersions => owner.clone(),
        })
    }

    /// The list of what comes upon `previous`, where a new object would have `acl`.
    pub fn new_acl(&mut self, acl: Seen<Acl>, previous: Option<&Object>) -> Seen<Acl> {
        let Some(previous) = previous else { return acl };
        self.hold(Field::Acl, |reading| match reading {
            NewVersionAcl::None => acl.clone(),
            NewVersionAcl::Inherited => previous.acl.clone(),
        })
    }

    /// The list that `wanted` stands for on an object of `owner`.
    pub fn wanted_acl(&mut self, wanted: &WantedAcl, owner: &Owner, bucket: &Bucket) -> Seen<Acl> {
        let owner = self.show(owner);
        let owner = owner.known().and_then(Option::as_ref);
        wanted.resolve(self, owner, bucket.owner.as_ref())
    }

    /// Where a new version of `owner` changes the owner of the older ones, they change
    /// (HCP-VER-011).
    pub fn own_all_versions(&mut self, store: &Store, target: Target<'_>, owner: &Owner) {
        if self.candidates::<NewVersionOwner>() & 1 << NewVersionOwner::AllVersions as u8 == 0 {
            return;
        }
        let Some(stack) = self.stack(store, target.bucket, target.key) else { return };
        for (position, version) in stack.newest_first() {
            let Some(object) = &version.object else { continue };
            let changed = self.hold(Field::Owner, |reading| match reading {
                NewVersionOwner::AllVersions => owner.clone(),
                NewVersionOwner::NewVersionOnly | NewVersionOwner::Kept => object.owner.clone(),
            });
            // Of the owner so far, too, only what is still possible counts.
            let kept = self.hold(Field::Owner, |_: NewVersionOwner| object.owner.clone());
            if changed != kept {
                let object = Object { owner: changed, ..(**object).clone() };
                let version = Version { object: Some(Arc::new(object)), ..(**version).clone() };
                let (bucket, key) = (target.bucket.clone(), target.key.clone());
                self.change(Change::Amend(bucket, key, position, Arc::new(version)));
            }
        }
    }
}

/// The version whose list is meant; what is missing is refused.
fn addressed(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
) -> Option<(Found, Arc<Object>)> {
    let bucket = ruling.addressed_bucket(store, call)?;
    let named = addressed_version(ruling, store, call, bucket)?;
    match named.lookup {
        Lookup::Object(found, object) => return Some((found, object)),
        Lookup::Marker(_) if named.by_id => ruling.refuse::<ReadNamedMarker>(),
        Lookup::Absent if named.by_id => ruling.refuse::<UnknownVersion>(),
        Lookup::Marker(_) | Lookup::Absent => ruling.refuse::<NoSourceKey>(),
    };
    None
}

/// Everything a service may answer to a request for an object's access control list.
pub fn read_acl(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let Some((found, object)) = addressed(ruling, store, call) else { return };
    let Some(bucket) = call.request.bucket().and_then(|it| store.bucket(it)) else { return };
    if !ruling.may(bucket, &object, call.principal, Permission::ReadAcp) {
        ruling.refuse::<NoReadRight>();
        return;
    }
    let owner = ruling.show(&object.owner);
    let acl = ruling.show(&object.acl);
    let mut why = Why::of(object.reasons.0.get(&crate::store::Field::Acl));
    why.add(&Why::of(object.reasons.0.get(&crate::store::Field::Owner)));
    let mut reply = ReplyPattern::new(200);
    show_version(&mut reply, bucket, &found);
    reply.body = (BodyPattern::Acl { owner, acl }, why);
    ruling.succeed(reply);
}

/// The id of the version meant is echoed (OBS-ACL-008); whether unasked too, no page says.
fn show_version(reply: &mut ReplyPattern, bucket: &Bucket, _found: &Found) {
    if bucket.versioning != Versioning::Unversioned {
        reply.set(Header::VersionId, Expected::Anything, Why::default());
    }
}

/// Everything a service may answer to a request that sets an object's access control list.
pub fn set_acl(ruling: &mut Ruling<'_>, store: &Store, call: &Call<'_>) {
    let Some((found, object)) = addressed(ruling, store, call) else { return };
    let (Some(name), Some(key)) = (call.request.bucket(), call.request.key()) else { return };
    let Some(bucket) = store.bucket(name) else { return };
    if !ruling.may(bucket, &object, call.principal, Permission::WriteAcp) {
        ruling.refuse::<NoWriteRight>();
    }
    let Some((acl, owner)) = wanted_list(ruling, store, call, bucket, &object) else { return };
    if ruling.refused() || ruling.refuse::<PutAcl>() {
        return;
    }
    let all = ruling.ask::<AclScope>() == AclScope::AllVersions;
    let stack = ruling.stack(store, name, key).unwrap_or_default();
    for (position, version) in stack.newest_first() {
        let Some(object) = &version.object else { continue };
        let mut object = (**object).clone();
        if all || position == found.position {
            object.acl = acl.clone();
        }
        if let Some(owner) = &owner {
            // A change of owner reaches every version (HCP-VER-011).
            object.owner = Seen::Known(Some(owner.clone()));
        }
        if Some(&object) != version.object.as_deref() {
            let version = Version { object: Some(Arc::new(object)), ..(**version).clone() };
            let (bucket, key) = (name.clone(), key.clone());
            ruling.change(Change::Amend(bucket, key, position, Arc::new(version)));
        }
    }
    let mut reply = ReplyPattern::new(200);
    show_version(&mut reply, bucket, &found);
    ruling.succeed(reply);
}

/// The list that the headers or, without any, the body ask for, and the owner that the body alone
/// may name; `None` where it is refused.
fn wanted_list(
    ruling: &mut Ruling<'_>,
    store: &Store,
    call: &Call<'_>,
    bucket: &Bucket,
    object: &Object,
) -> Option<(Seen<Acl>, Option<AccountName>)> {
    let prefix = ruling.dialect.wire.prefix;
    let canned = call.request.vendor(prefix, "acl").is_some();
    if canned || !call.request.vendor_all(prefix, "grant-").is_empty() {
        let settings = Settings::of(ruling, store, call, Some(bucket), Purpose::Acl);
        if let Some(wanted) = &settings.acl {
            return Some((ruling.wanted_acl(wanted, &object.owner, bucket), None));
        }
        if ruling.refused() {
            return None;
        }
    }
    let document = call.request.body.text().and_then(|it| xml::parse(it).ok());
    let list = document.as_ref().filter(|it| it.name == "AccessControlPolicy");
    let Some(acl) = list.and_then(parse_grants) else {
        ruling.refuse::<MalformedAcl>();
        return None;
    };
    let sent = list.and_then(|it| it.child("AccessControlList"));
    ruling.refuse_odd_grants(sent.map_or(0, |it| it.all("Grant").count()), &acl);
    let named = list.and_then(|it| it.child("Owner")?.text_of("ID")).map(str::trim);
    let owner = named
        .filter(|it| !it.is_empty())
        .filter(|_| ruling.ask::<AclDocumentOwner>() == AclDocumentOwner::BecomesOwner);
    Some((Seen::Known(acl), owner.map(AccountName::from)))
}
