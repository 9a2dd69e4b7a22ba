//! The lines of a trace as they are written: one type per JSON object, in the order of its keys.
//!
//! Nothing here is checked beyond the shape of the JSON; what the values mean is for `read` and
//! `setup`. The documentation of these types is that of the JSON Schema made from them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::Known;
use super::shape::{Object, TextOr, Time, True, given, unique};
use crate::store::Permission;

/// Pairs of a name and a value, in order.
pub(super) type Pairs = Vec<(String, String)>;

/// The keys that tell which kind of line one is.
#[derive(Deserialize)]
pub(super) struct Probe {
    #[serde(default, deserialize_with = "given")]
    pub(super) trace: Option<Value>,
    #[serde(default, deserialize_with = "given")]
    pub(super) call: Option<IgnoredAny>,
    #[serde(default, deserialize_with = "given", rename = "return")]
    pub(super) returned: Option<IgnoredAny>,
    #[serde(default, deserialize_with = "given")]
    pub(super) lost: Option<IgnoredAny>,
    #[serde(default, deserialize_with = "given")]
    pub(super) response: Option<IgnoredAny>,
}

/// The first line of a trace.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Header {
    /// The version of the format.
    #[schemars(extend("const" = super::FORMAT))]
    pub(super) trace: u64,
    /// The rulebook to judge by.
    pub(super) dialect: String,
    /// Where the trace comes from, one line.
    pub(super) origin: String,
    /// Ids of the rules that the trace bears witness of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) rules: Vec<String>,
    /// Per open question what holds for this service: one candidate or several.
    #[serde(default, deserialize_with = "unique", skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) assume: BTreeMap<String, TextOr<Vec<String>>>,
    /// How clients address the service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) endpoint: Option<Object<Endpoint>>,
    /// The store before the first event; empty where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) setup: Option<Object<Setup>>,
    /// Anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) notes: Option<Map<String, Value>>,
}

/// How clients address the service.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Endpoint {
    /// The host, with its port if any, before which a bucket's name may stand.
    pub(super) host: String,
}

/// The store before the first event.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Setup {
    /// Who may send requests; where none is declared there is one, `owner`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) accounts: Vec<Object<Account>>,
    /// The keys of the key management service.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) keys: Vec<Object<KmsKey>>,
    /// The buckets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) buckets: Vec<Object<Bucket>>,
}

/// An account.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Account {
    /// What the trace calls it.
    pub(super) name: String,
    /// The access key by which `Authorization` names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) access_key: Option<String>,
    /// Its id in the bodies of access control lists; its name where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
}

/// A key of the key management service.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct KmsKey {
    /// Its id.
    pub(super) id: String,
    /// Whether it can be used.
    #[serde(default)]
    pub(super) state: crate::store::KeyState,
}

/// A bucket.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Bucket {
    /// Its name.
    pub(super) name: String,
    /// The account it belongs to; the first one where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) owner: Option<String>,
    /// Whether it keeps versions.
    #[serde(default)]
    pub(super) versioning: Versioning,
    /// The storage class of objects that ask for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) default_class: Option<String>,
    /// Who may do what with it: a canned name or grants.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) acl: Option<TextOr<Vec<Object<Grant>>>>,
    /// The rest of its settings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) options: Option<Object<Options>>,
    /// Its objects.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) objects: Vec<Object<Stored>>,
}

/// Whether a bucket keeps versions.
#[derive(Clone, Copy, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Versioning {
    /// It never did.
    #[default]
    Unversioned,
    /// It does.
    Enabled,
    /// It did.
    Suspended,
}

/// A right that somebody has.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Grant {
    /// An account's name, `all_users` or `authenticated_users`.
    pub(super) grantee: String,
    /// The right, as bodies of access control lists spell it.
    #[schemars(extend("enum" = Permission::SPELLED.map(|(name, _)| name)))]
    pub(super) permission: String,
}

/// Settings of a bucket; what is absent is as the service has it by default.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Options {
    /// How objects are encrypted that ask for nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) default_encryption: Option<Object<Encryption>>,
    /// The lock of objects that ask for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) object_lock: Option<Object<DefaultLock>>,
    /// The bytes it may hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) quota: Option<u64>,
    /// Whether who asks pays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) requester_pays: Option<bool>,
    /// Whether cold objects can be read without a restore.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) direct_cold_access: Option<bool>,
    /// Whether an object that exists may be overwritten.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) overwrite: Option<bool>,
    /// Whether the S3 interface is switched on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) s3_api: Option<bool>,
    /// What may be done to the metadata of an object under retention.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) metadata_under_retention: Option<MetadataUnderRetention>,
    /// What stands on top of a key after a delete.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) delete_leaves: Option<DeleteLeaves>,
}

/// What may be done to the metadata of an object under retention.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum MetadataUnderRetention {
    /// It may be added where there is none.
    AddOnly,
    /// Anything.
    All,
    /// Nothing.
    None,
}

/// What a delete in a versioned bucket leaves behind.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum DeleteLeaves {
    /// A delete marker, a version like another.
    Marker,
    /// A record of the deletion.
    Record,
}

/// The lock of objects that ask for none.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DefaultLock {
    /// Its mode.
    pub(super) mode: String,
    /// For how long.
    pub(super) days: u32,
}

/// An object: a key and its versions.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Object")]
pub(super) struct Stored {
    /// Its key, decoded.
    pub(super) key: String,
    /// Its versions, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) versions: Vec<Object<Version>>,
}

/// A version of an object; of what is absent nothing is known, or it has none.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Version {
    /// Its id; `null` is the null version.
    pub(super) version_id: String,
    /// When it came into being.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Time>")]
    pub(super) last_modified: Option<String>,
    /// Its bytes; unknown where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) body: Option<Body>,
    /// Its entity tag, with or without quotes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) etag: Option<String>,
    /// The number of its bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) size: Option<u64>,
    /// The account it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) owner: Option<String>,
    /// Its content type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) content_type: Option<String>,
    /// Its user metadata, names without their prefix.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) metadata: Pairs,
    /// Its tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) tags: Pairs,
    /// Its website redirect location.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) redirect: Option<String>,
    /// Its storage class; the bucket's where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) storage_class: Option<String>,
    /// Who may do what with it: a canned name or grants.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) acl: Option<TextOr<Vec<Object<Grant>>>>,
    /// How it is encrypted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) encryption: Option<Object<Encryption>>,
    /// How far its restore is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) restore: Option<Object<Restore>>,
    /// What forbids its deletion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) lock: Option<Object<Lock>>,
    /// Its retention and hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) retention: Option<Object<Retention>>,
    /// Whether bytes may be appended to it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) appendable: bool,
    /// Whether it is a delete marker.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) delete_marker: bool,
}

/// How something is encrypted on the server.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Encryption {
    /// Whose key it is.
    pub(super) kind: String,
    /// The key's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) key_id: Option<String>,
    /// The key's MD5 in Base64.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) key_md5: Option<String>,
}

/// How far a restore is: asked for, or done until a day.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("minProperties" = 1, "maxProperties" = 1))]
pub(super) struct Restore {
    /// It was asked for and is not done.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "True")]
    pub(super) ongoing: Option<True>,
    /// It is done, and lasts until then.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Time")]
    pub(super) expires: Option<String>,
}

/// What forbids the deletion of a version.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Lock {
    /// Its mode.
    pub(super) mode: String,
    /// Until when.
    #[schemars(with = "Time")]
    pub(super) retain_until: String,
}

/// The retention of a version.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Retention {
    /// Until when it is retained, if it is.
    #[schemars(with = "Option<Time>")]
    pub(super) until: Option<String>,
    /// Whether it is on hold.
    #[serde(default)]
    pub(super) hold: bool,
}

/// A line after the first.
pub(super) enum Line {
    Call(Call),
    Return(Return),
    Lost(Lost),
    Exchange(Exchange),
}

impl Line {
    pub(super) fn at(&self) -> &str {
        match self {
            Self::Call(line) => &line.at,
            Self::Return(line) => &line.at,
            Self::Lost(line) => &line.at,
            Self::Exchange(line) => &line.at,
        }
    }
}

/// A client sends a call.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Call {
    /// When, in UTC with milliseconds.
    #[schemars(with = "Time")]
    pub(super) at: String,
    /// The call's number, used once.
    pub(super) call: u64,
    /// Who sends it.
    pub(super) client: String,
    /// For which account; null for nobody.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub(super) account: Option<Option<String>>,
    /// Whether its authentication is right.
    #[serde(default, skip_serializing_if = "Credentials::are_valid")]
    pub(super) credentials: Credentials,
    /// What is sent.
    pub(super) request: Object<Request>,
}

/// The answer to a call arrives.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Return {
    /// When, in UTC with milliseconds.
    #[schemars(with = "Time")]
    pub(super) at: String,
    /// The call's number.
    #[serde(rename = "return")]
    pub(super) number: u64,
    /// The answer.
    pub(super) response: Object<Response>,
}

/// A call will never be answered.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Lost {
    /// When the client gave up, in UTC with milliseconds.
    #[schemars(with = "Time")]
    pub(super) at: String,
    /// The call's number.
    pub(super) lost: u64,
    /// What the client knows about it.
    pub(super) why: Why,
}

/// A call and its answer with nothing in between.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Exchange {
    /// When, in UTC with milliseconds.
    #[schemars(with = "Time")]
    pub(super) at: String,
    /// Who sends the request.
    pub(super) client: String,
    /// For which account; null for nobody.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub(super) account: Option<Option<String>>,
    /// Whether its authentication is right.
    #[serde(default, skip_serializing_if = "Credentials::are_valid")]
    pub(super) credentials: Credentials,
    /// What is sent.
    pub(super) request: Object<Request>,
    /// The answer.
    pub(super) response: Object<Response>,
}

/// Whether a request proves who sends it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Credentials {
    /// It does.
    #[default]
    Valid,
    /// Its access key is nobody's, on purpose.
    UnknownKey,
    /// Its signature is wrong, on purpose.
    BadSignature,
}

impl Credentials {
    fn are_valid(&self) -> bool {
        *self == Self::Valid
    }
}

/// Why a call will never be answered.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The client waited long enough; the call may take effect once, even later, or never.
    Timeout,
    /// The connection broke; the call may take effect once, even later, or never.
    Reset,
    /// The call was never sent, so it has no effect.
    Refused,
}

/// A request as it was sent.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Request {
    /// The method.
    pub(super) method: String,
    /// The raw target: path and query, still percent-encoded.
    pub(super) target: String,
    /// The header fields in the order sent, repeats kept.
    pub(super) headers: Pairs,
    /// What follows the header; empty where absent.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Body")]
    pub(super) body: Option<Body>,
}

/// A response as it arrived.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Response {
    /// The status code.
    #[schemars(range(min = 100, max = 999))]
    pub(super) status: u16,
    /// The reason phrase.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub(super) reason: Option<String>,
    /// The header fields in the order received, repeats kept.
    pub(super) headers: Pairs,
    /// What follows the header; empty where absent.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Body")]
    pub(super) body: Option<Body>,
    /// Whether the connection broke inside the body.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) cut: bool,
}

/// A body: text, or an object that tells of its bytes.
pub(super) type Body = TextOr<Object<BodyObject>>;

/// What is known of bytes: themselves, their size and a digest, or nothing.
#[derive(Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Body", extend("oneOf" = [
    {"required": ["base64"], "maxProperties": 1},
    {"required": ["size", "md5"], "properties": {"base64": false, "unknown": false}},
    {"required": ["size", "sha256"], "not": {"required": ["md5"]},
     "properties": {"base64": false, "unknown": false}},
    {"required": ["unknown"], "maxProperties": 1}
]))]
pub(super) struct BodyObject {
    /// The bytes in Base64.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub(super) base64: Option<String>,
    /// The number of bytes.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "u64")]
    pub(super) size: Option<u64>,
    /// Their MD5 in hexadecimal.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub(super) md5: Option<String>,
    /// Their SHA-256 in hexadecimal.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub(super) sha256: Option<String>,
    /// That nothing was recorded.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "True")]
    pub(super) unknown: Option<True>,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// The JSON Schema (2020-12) of a line: a header or an event, with the names in `known`.
///
/// What a line alone cannot show (whether a call is open, say) it does not know.
pub fn schema(known: &Known<'_>) -> Value {
    let mut generator = schemars::SchemaGenerator::default();
    let lines = [
        generator.subschema_for::<Header>(),
        generator.subschema_for::<Call>(),
        generator.subschema_for::<Return>(),
        generator.subschema_for::<Lost>(),
        generator.subschema_for::<Exchange>(),
    ];
    let mut definitions = Value::Object(generator.take_definitions(true));
    definitions["Header"]["properties"]["dialect"]["enum"] = json!(known.dialects);
    let kinds = [super::setup::KMS, super::setup::CUSTOMER].iter().chain(known.service_keys);
    definitions["Encryption"]["properties"]["kind"]["enum"] = kinds.copied().collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A line of a trace",
        "description": "The first line is the header, every other one an event.",
        "oneOf": lines,
        "$defs": definitions,
    })
}
