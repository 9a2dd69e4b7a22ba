//! Clients with a known bug: a task that a right client does well, whatever strikes it, and a wrong
//! one does not.
//!
//! Each task is one function for both: it sets up, lets the client work, and says whether the end
//! is as it was meant. What a client reports counts as much as what it leaves.

use super::world::{Fields, Strike, World, element, is_copied, tag_in};

/// A client with a bug.
pub(super) struct Client {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) dialect: &'static str,
    /// What it is to do, and whether it has the bug; whether the end is good.
    pub(super) task: fn(&mut World, bool) -> bool,
}

const fn client(
    id: &'static str,
    name: &'static str,
    dialect: &'static str,
    task: fn(&mut World, bool) -> bool,
) -> Client {
    Client { id, name, dialect, task }
}

const NATIVE: &str = "obs-native";
const S3: &str = "obs-s3";
const HCP: &str = "hcp-9.7";
const HCP_90: &str = "hcp-9.0";

pub(super) static CLIENTS: &[Client] = &[
    client("B007", "sizes the newest version, copies another", S3, sizes_newest),
    client("B035", "sends metadata without a directive", S3, no_directive),
    client("B036", "sends metadata for large objects only", S3, metadata_of_large),
    client("B037", "begins uploads without the source's metadata", S3, bare_upload),
    client("B038", "replaces all to change one thing", S3, wipes_headers),
    client("B039", "starts from nothing for folders", S3, wipes_folders),
    client("B040", "sends standard headers as metadata", S3, prefixes_all),
    client("B046", "forgets the rights when it copies", S3, forgets_rights),
    client("B053", "asks the opposite condition", HCP, opposite_condition),
    client("B054", "pins every source to the first one's tag", NATIVE, one_tag_for_all),
    client("B064", "deletes what it did not look at", S3, verifies_blindly),
    client("B073", "sends no key for the source", S3, no_source_key),
    client("B074", "drops the encryption in place", NATIVE, drops_encryption),
    client("B075", "drops the class in place", S3, drops_class),
    client("B078", "sends the class with uploads only", S3, forgets_class),
    client("B088", "ends the last range behind the source", S3, overruns),
    client("B089", "cuts ranges by the target's length", S3, target_length),
    client("B090", "pins its parts to nothing", NATIVE, torn),
    client("B094", "leaves the upload open that failed", S3, leaves_open),
    client("B096", "reads the status only", S3, status_only),
    client("B097", "takes a part without a tag", S3, untagged_part),
    client("B099", "calls an unreadable answer a failure", S3, unreadable_fails),
    client("B101", "calls an unreadable answer a success", S3, unreadable_succeeds),
    client("B102", "looks for the part's tag too deep", S3, tag_too_deep),
    client("B106", "leaves the plus in the source raw", S3, raw_plus),
    client("B109", "leaves it raw for parts", S3, raw_plus_in_parts),
    client("B110", "escapes the source twice", S3, escapes_twice),
    client("B112", "escapes the mark before the version", S3, escapes_mark),
    client("B116", "sends metadata with parts", HCP_90, metadata_on_part),
    client("B123", "deletes a folder whose copies failed", S3, moves_blindly),
    client("B124", "deletes at the second try", S3, deletes_on_retry),
    client("B125", "moves an object onto itself", HCP, moves_onto_itself),
    client("B126", "moves a large object onto itself", S3, moves_large_onto_itself),
    client("B128", "moves many to one name", S3, many_to_one),
    client("B129", "leaves the source of a move", S3, leaves_source),
    client("B130", "writes nulls after a move", S3, writes_nulls),
    client("B131", "loses a race it need not lose", S3, loses_race),
    client("B137", "undoes what another wrote", S3, undoes_others),
    client("B138", "archives newer bytes than it judged", S3, archives_newer),
    client("B152", "cuts a part too small", NATIVE, small_part),
    client("B143", "does not know its own completion", S3, completes_twice),
    client("B144", "knows it by its length only", S3, same_length),
    client("B146", "does not try a copy again", S3, no_retry),
    client("B147", "does not try again after an error in a 200", S3, no_retry_inside),
    client("B148", "does not know its own move", S3, moves_twice),
];

fn copy(world: &mut World, from: &str, to: &str, more: Fields<'_>) -> bool {
    let fields: Vec<_> = [("-copy-source", from)].iter().chain(more).copied().collect();
    is_copied(world.send("PUT", to, &fields, "").as_ref())
}

fn delete(world: &mut World, key: &str) -> bool {
    world.send("DELETE", key, &[], "").is_some_and(|it| it.status < 300)
}

fn begin(world: &mut World, to: &str, fields: Fields<'_>) -> String {
    let begun = world.send("POST", &format!("{to}?uploads"), fields, "");
    element(begun.as_ref(), "UploadId").unwrap_or_default()
}

fn complete(world: &mut World, to: &str, upload: &str, tag: &str) -> Option<u16> {
    let part = format!("<Part><PartNumber>1</PartNumber><ETag>{tag}</ETag></Part>");
    let body = format!("<CompleteMultipartUpload>{part}</CompleteMultipartUpload>");
    let target = format!("{to}?uploadId={upload}");
    let done = world.send("POST", &target, &[], &body);
    let failed = element(done.as_ref(), "Code").is_some();
    done.map(|it| if failed { 500 } else { it.status })
}

fn copy_part(world: &mut World, to: &str, upload: &str, fields: Fields<'_>) -> Option<String> {
    let target = format!("{to}?partNumber=1&uploadId={upload}");
    tag_in(world.send("PUT", &target, fields, "").as_ref())
}

/// A copy by an upload of one part.
fn assemble(world: &mut World, to: &str, about: Fields<'_>, part: Fields<'_>) -> bool {
    let upload = begin(world, to, about);
    let tag = copy_part(world, to, &upload, part);
    tag.is_some_and(|tag| complete(world, to, &upload, &tag) == Some(200))
}

fn size_of(world: &mut World, key: &str) -> usize {
    world.shown(key, "Content-Length").and_then(|it| it.parse().ok()).unwrap_or(0)
}

fn body(world: &mut World) -> &'static str {
    world.pick(&["red", "green paper", "a longer text of some kind"])
}

fn ranged(world: &mut World, from: &str, to: &str, size: usize) -> bool {
    let range = format!("bytes=0-{}", size.saturating_sub(1));
    assemble(world, to, &[], &[("-copy-source", from), ("-copy-source-range", &range)])
}

fn sizes_newest(world: &mut World, wrong: bool) -> bool {
    let (old, new) = (body(world), body(world));
    world.put("a/k", &[], old);
    let id = world.shown("a/k", "-version-id").unwrap_or_default();
    world.put("a/k", &[], new);
    let named = format!("a/k?versionId={id}");
    let size = size_of(world, if wrong { "a/k" } else { &named });
    ranged(world, &named, "b/k", size);
    world.text("b/k").as_deref() == Some(old)
}

fn no_directive(world: &mut World, wrong: bool) -> bool {
    world.put("a/k", &[("-meta-colour", "red")], "x");
    let replace = [("-metadata-directive", "REPLACE"), ("-meta-colour", "blue")];
    copy(world, "a/k", "b/k", if wrong { &replace[1..] } else { &replace });
    world.shown("b/k", "-meta-colour").as_deref() == Some("blue")
}

fn metadata_of_large(world: &mut World, wrong: bool) -> bool {
    let content = body(world);
    world.put("a/k", &[], content);
    let about = [("-meta-colour", "blue"), ("-metadata-directive", "REPLACE")];
    if content.len() > 5 {
        assemble(world, "b/k", &about[..1], &[("-copy-source", "a/k")]);
    } else {
        copy(world, "a/k", "b/k", if wrong { &[] } else { &about });
    }
    world.shown("b/k", "-meta-colour").as_deref() == Some("blue")
}

fn bare_upload(world: &mut World, wrong: bool) -> bool {
    let content = body(world);
    let about = [("-meta-colour", "red"), ("Content-Type", "text/plain")];
    world.put("a/k", &about, content);
    if content.len() > 5 {
        assemble(world, "b/k", if wrong { &[] } else { &about }, &[("-copy-source", "a/k")]);
    } else {
        copy(world, "a/k", "b/k", &[]);
    }
    world.shown("b/k", "-meta-colour").as_deref() == Some("red")
}

fn touch(world: &mut World, key: &str, keeps: bool) -> bool {
    let about = [
        ("-metadata-directive", "REPLACE"),
        ("-meta-mtime", "2"),
        ("-meta-colour", "red"),
        ("Cache-Control", "no-cache"),
    ];
    world.put(key, &about[1..], "x");
    copy(world, key, key, if keeps { &about } else { &about[..2] });
    world.shown(key, "-meta-mtime").as_deref() == Some("2")
        && world.shown(key, "-meta-colour").is_some()
        && world.shown(key, "Cache-Control").is_some()
}

fn wipes_headers(world: &mut World, wrong: bool) -> bool {
    touch(world, "a/k", !wrong)
}

fn wipes_folders(world: &mut World, wrong: bool) -> bool {
    let key = world.pick(&["a/k", "a/folder/"]);
    touch(world, key, !(wrong && key.ends_with('/')))
}

fn prefixes_all(world: &mut World, wrong: bool) -> bool {
    world.put("a/k", &[("Content-Type", "text/plain")], "x");
    let name = if wrong { "-meta-content-type" } else { "Content-Type" };
    let kind = world.pick(&["image/png", "application/json"]);
    copy(world, "a/k", "b/k", &[("-metadata-directive", "REPLACE"), (name, kind)]);
    world.shown("b/k", "Content-Type").as_deref() == Some(kind)
}

fn forgets_rights(world: &mut World, wrong: bool) -> bool {
    world.put("a/k", &[], "x");
    let canned = [("-acl", "public-read")];
    copy(world, "a/k", "b/k", if wrong { &[] } else { &canned });
    let acl = world.send("GET", "b/k?acl", &[], "");
    acl.is_some_and(|it| it.body.text().is_some_and(|it| it.matches("<Permission>").count() == 2))
}

fn opposite_condition(world: &mut World, wrong: bool) -> bool {
    world.put("a/k", &[], "x");
    let (date, good) = world
        .pick(&[("Mon, 01 Jan 2024 00:00:00 GMT", false), ("Sat, 01 Jun 2024 00:00:00 GMT", true)]);
    let since =
        if wrong { "-copy-source-if-modified-since" } else { "-copy-source-if-unmodified-since" };
    copy(world, "a/k", "b/k", &[(since, date)]) == good
}

fn verifies_blindly(world: &mut World, wrong: bool) -> bool {
    let content = body(world);
    world.put("a/k", &[], content);
    copy(world, "a/k", "b/k", &[]);
    let size = if wrong { 0 } else { size_of(world, "b/k") };
    if size != content.len() {
        delete(world, "b/k");
    }
    world.text("b/k").as_deref() == Some(content)
}

fn no_source_key(world: &mut World, wrong: bool) -> bool {
    const MD5: &str = "MDEyMzQ1Njc4OWFiY2RlZg==";
    let own = "-server-side-encryption-customer-";
    let source = "-copy-source-server-side-encryption-customer-";
    let set = |start: &str| {
        [("algorithm", "AES256"), ("key", "***"), ("key-MD5", MD5)]
            .map(|(name, value)| (format!("{start}{name}"), value))
    };
    let (own, source) = (set(own), set(source));
    let fields: Vec<_> = own.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    world.put("a/k", &fields, "x");
    let both = own.iter().chain(if wrong { &[][..] } else { &source });
    let both: Vec<_> = both.map(|(name, value)| (name.as_str(), *value)).collect();
    copy(world, "a/k", "b/k", &both)
}

fn drops_encryption(world: &mut World, wrong: bool) -> bool {
    let sealed = ("-server-side-encryption", "kms");
    world.put("a/k", &[sealed], "x");
    let replace = [("-metadata-directive", "REPLACE"), ("-meta-mode", "7"), sealed];
    copy(world, "a/k", "a/k", if wrong { &replace[..2] } else { &replace });
    world.shown("a/k", "-meta-mode").is_some()
        && world.shown("a/k", "-server-side-encryption").is_some()
}

fn drops_class(world: &mut World, wrong: bool) -> bool {
    let class = ("-storage-class", "STANDARD_IA");
    world.put("a/k", &[class], "x");
    let replace = [("-metadata-directive", "REPLACE"), ("-meta-mtime", "7"), class];
    copy(world, "a/k", "a/k", if wrong { &replace[..2] } else { &replace });
    world.shown("a/k", "-storage-class").as_deref() == Some("STANDARD_IA")
}

fn forgets_class(world: &mut World, wrong: bool) -> bool {
    world.put("a/k", &[], "x");
    let class = [("-storage-class", "STANDARD_IA")];
    copy(world, "a/k", "b/k", if wrong { &[] } else { &class });
    world.shown("b/k", "-storage-class").as_deref() == Some("STANDARD_IA")
}

fn overruns(world: &mut World, wrong: bool) -> bool {
    let content = body(world);
    world.put("a/k", &[], content);
    ranged(world, "a/k", "b/k", if wrong { 20 } else { content.len() });
    world.text("b/k").as_deref() == Some(content)
}

fn target_length(world: &mut World, wrong: bool) -> bool {
    let (content, there) = (body(world), body(world));
    world.put("a/k", &[], content);
    world.put("b/k", &[], there);
    ranged(world, "a/k", "b/k", if wrong { there.len() } else { content.len() });
    world.text("b/k").as_deref() == Some(content)
}

fn leaves_open(world: &mut World, wrong: bool) -> bool {
    world.put("a/k", &[], "x");
    let upload = begin(world, "b/k", &[]);
    world.strike = Some((0, world_strike(world)));
    let open = format!("b/k?uploadId={upload}");
    match copy_part(world, "b/k", &upload, &[("-copy-source", "a/k")]) {
        Some(tag) => complete(world, "b/k", &upload, &tag) == Some(200),
        None => {
            if !wrong {
                delete(world, &open);
            }
            world.send("GET", &open, &[], "").is_some_and(|it| it.status == 404)
        }
    }
}

fn world_strike(world: &mut World) -> Strike {
    world.pick(&[Strike::Unavailable, Strike::ErrorInside, Strike::LosesAnswer])
}

/// Whether what is said of a copy fits what is there.
fn says_so(world: &mut World, said: bool) -> bool {
    !said || world.text("b/k").is_some()
}

fn status_only(world: &mut World, wrong: bool) -> bool {
    world.put("a/k", &[], "x");
    world.strike = Some((0, world_strike(world)));
    let answer = world.send("PUT", "b/k", &[("-copy-source", "a/k")], "");
    let status = answer.as_ref().is_some_and(|it| it.status == 200);
    let said = if wrong { status } else { is_copied(answer.as_ref()) };
    says_so(world, said)
}

fn untagged_part(world: &mut World, wrong: bool) -> bool {
    world.put("a/k", &[], "x");
    let upload = begin(world, "b/k", &[]);
    world.strike = Some((0, world_strike(world)));
    let part = |world: &mut World| copy_part(world, "b/k", &upload, &[("-copy-source", "a/k")]);
    let mut tag = part(world);
    if tag.is_none() && !wrong {
        tag = part(world);
    }
    complete(world, "b/k", &upload, &tag.unwrap_or_default()) == Some(200)
}

/// An answer that cannot be read says nothing: a right client looks.
fn unreadable_fails(world: &mut World, wrong: bool) -> bool {
    world.put("a/k", &[], "x");
    world.strike = Some((0, world.pick(&[Strike::Garbles, Strike::ErrorInside])));
    let mut said = copy(world, "a/k", "b/k", &[]);
    if !said && !wrong {
        said = size_of(world, "b/k") == 1;
    }
    said == world.text("b/k").is_some()
}

fn unreadable_succeeds(world: &mut World, wrong: bool) -> bool {
    world.put("a/k", &[], "x");
    world.strike = Some((0, world.pick(&[Strike::ErrorBehindBlanks, Strike::ErrorInside])));
    let answer = world.send("PUT", "b/k", &[("-copy-source", "a/k")], "");
    let text = answer.as_ref().and_then(|it| it.body.text()).unwrap_or_default();
    let said = is_copied(answer.as_ref()) || wrong && text.starts_with(' ');
    says_so(world, said)
}

fn tag_too_deep(world: &mut World, wrong: bool) -> bool {
    world.put("a/k", &[], "x");
    let upload = begin(world, "b/k", &[]);
    let tag = copy_part(world, "b/k", &upload, &[("-copy-source", "a/k")]).unwrap_or_default();
    complete(world, "b/k", &upload, if wrong { "" } else { &tag }) == Some(200)
}

/// Two keys that a wrong escaping confuses.
fn confused(world: &mut World) -> &'static str {
    world.put("a/k%2B1", &[], "plus");
    world.put("a/k%201", &[], "space");
    world.pick(&["a/k%2B1", "a/k%201"])
}

fn holds(world: &mut World, from: &str) -> bool {
    world.text("b/k") == world.text(from)
}

fn raw_plus(world: &mut World, wrong: bool) -> bool {
    let key = confused(world);
    let source = if wrong { key.replace("%2B", "+") } else { key.to_owned() };
    copy(world, &source, "b/k", &[]);
    holds(world, key)
}

fn raw_plus_in_parts(world: &mut World, wrong: bool) -> bool {
    let key = confused(world);
    if world.draw(2) == 0 {
        copy(world, key, "b/k", &[]);
    } else {
        let source = if wrong { key.replace("%2B", "+") } else { key.to_owned() };
        assemble(world, "b/k", &[], &[("-copy-source", &source)]);
    }
    holds(world, key)
}

fn escapes_twice(world: &mut World, wrong: bool) -> bool {
    let key = confused(world);
    let source = if wrong { key.replace('%', "%25") } else { key.to_owned() };
    copy(world, &source, "b/k", &[]);
    holds(world, key)
}

fn escapes_mark(world: &mut World, wrong: bool) -> bool {
    world.put("a/k", &[], "old");
    let id = world.shown("a/k", "-version-id").unwrap_or_default();
    world.put("a/k", &[], "new");
    let source = format!("a/k{}{id}", if wrong { "%3FversionId%3D" } else { "?versionId=" });
    copy(world, &source, "b/k", &[]);
    world.text("b/k").as_deref() == Some("old")
}

fn metadata_on_part(world: &mut World, wrong: bool) -> bool {
    world.put("a/k", &[], "x");
    let part = [("-copy-source", "a/k"), ("-meta-colour", "red")];
    assemble(world, "b/k", &[], if wrong { &part } else { &part[..1] })
}

fn moves_blindly(world: &mut World, wrong: bool) -> bool {
    for key in ["a/d/1", "a/d/2"] {
        world.put(key, &[], "x");
    }
    world.strike = Some((u32::from(world.draw(2) == 0), world_strike(world)));
    let good = ["1", "2"].map(|it| copy(world, &format!("a/d/{it}"), &format!("b/d/{it}"), &[]));
    if wrong || good == [true; 2] {
        delete(world, "a/d/1");
        delete(world, "a/d/2");
    }
    ["d/1", "d/2"].iter().all(|it| {
        world.text(&format!("a/{it}")).is_some() || world.text(&format!("b/{it}")).is_some()
    })
}

fn deletes_on_retry(world: &mut World, wrong: bool) -> bool {
    world.put("a/k", &[], "x");
    world.strike = Some((0, world_strike(world)));
    if copy(world, "a/k", "b/k", &[]) || wrong {
        delete(world, "a/k");
    }
    world.text("a/k").is_some() || world.text("b/k").is_some()
}

fn moves_onto_itself(world: &mut World, wrong: bool) -> bool {
    world.put("a/k", &[], "x");
    let to = world.pick(&["a/k", "b/k"]);
    if (wrong || to != "a/k") && copy(world, "a/k", to, &[]) {
        delete(world, "a/k");
    }
    world.text(to).is_some()
}

fn moves_large_onto_itself(world: &mut World, wrong: bool) -> bool {
    let content = body(world);
    world.put("a/k", &[], content);
    let done = if content.len() > 5 {
        wrong && assemble(world, "a/k", &[], &[("-copy-source", "a/k")])
    } else {
        copy(world, "a/k", "a/k", &[])
    };
    if done {
        delete(world, "a/k");
    }
    world.text("a/k").is_some()
}

fn many_to_one(world: &mut World, wrong: bool) -> bool {
    let base = world.pick(&["b/d", "b/d/"]);
    for name in ["1", "2"] {
        let from = format!("a/{name}");
        world.put(&from, &[], name);
        let to = if wrong && !base.ends_with('/') {
            base.to_owned()
        } else {
            format!("{}/{name}", base.trim_end_matches('/'))
        };
        copy(world, &from, &to, &[]);
        delete(world, &from);
    }
    ["1", "2"].iter().all(|it| world.text(&format!("b/d/{it}")).as_deref() == Some(*it))
}

fn leaves_source(world: &mut World, wrong: bool) -> bool {
    let content = body(world);
    world.put("a/k", &[], content);
    let large = content.len() > 5;
    let done = match large {
        true => assemble(world, "b/k", &[], &[("-copy-source", "a/k")]),
        false => copy(world, "a/k", "b/k", &[]),
    };
    if done && !(wrong && large) {
        delete(world, "a/k");
    }
    world.text("a/k").is_none() && world.text("b/k").is_some()
}

fn writes_nulls(world: &mut World, wrong: bool) -> bool {
    let content = body(world);
    world.put("a/k", &[], content);
    copy(world, "a/k", "b/k", &[]);
    if wrong {
        let size = size_of(world, "b/k");
        world.send("PUT", "b/k", &[("-meta-mtime", "7")], &"\0".repeat(size));
    } else {
        copy(world, "b/k", "b/k", &[("-metadata-directive", "REPLACE"), ("-meta-mtime", "7")]);
    }
    world.text("b/k").as_deref() == Some(content)
}

/// Another client has already finished the same move, in some histories.
fn loses_race(world: &mut World, wrong: bool) -> bool {
    world.put("a/k", &[], "x");
    if world.draw(2) == 0 {
        copy(world, "a/k", "b/k", &[]);
        delete(world, "a/k");
    }
    let copied = copy(world, "a/k", "b/k", &[]);
    let said = copied || !wrong && size_of(world, "b/k") == 1;
    said == world.text("b/k").is_some()
}

/// A move that fails at its second step is undone; another may have written the target since.
fn undoes_others(world: &mut World, wrong: bool) -> bool {
    world.put("a/k", &[], "x");
    let answer = world.send("PUT", "b/k", &[("-copy-source", "a/k")], "");
    let named = world.vendor("version-id");
    let own = answer.and_then(|it| it.headers.first(&named).map(str::to_owned));
    world.meanwhile = Some((u32::from(world.draw(2) == 0), "b/k", "of another"));
    world.strike = Some((0, Strike::Unavailable));
    if !delete(world, "a/k") {
        let own = format!("b/k?versionId={}", own.unwrap_or_default());
        delete(world, if wrong { "b/k" } else { &own });
    }
    let unwritten = world.meanwhile.is_some();
    unwritten || world.text("b/k").as_deref() == Some("of another")
}

fn archives_newer(world: &mut World, wrong: bool) -> bool {
    world.put("a/k", &[], "stale");
    let tag = world.shown("a/k", "ETag").unwrap_or_default();
    world.meanwhile = Some((world.pick(&[0, 1]), "a/k", "fresh"));
    let pinned = [("-copy-source-if-match", tag.as_str())];
    copy(world, "a/k", "b/trash", if wrong { &[] } else { &pinned });
    world.text("b/trash").is_none_or(|it| it == "stale")
}

/// An upload whose completion is tried again where its answer was lost; `known` says whether the
/// object there is taken for its own.
fn retried(world: &mut World, known: impl Fn(&mut World) -> bool) -> bool {
    let upload = begin(world, "b/k", &[("-meta-token", "mine")]);
    let tag = copy_part(world, "b/k", &upload, &[("-copy-source", "a/k")]).unwrap_or_default();
    let strike = world.pick(&[Strike::LosesAnswer, Strike::Unavailable]);
    world.strike = Some((0, strike));
    let once = complete(world, "b/k", &upload, &tag);
    let again = if once == Some(200) { once } else { complete(world, "b/k", &upload, &tag) };
    again == Some(200) || known(world)
}

fn completes_twice(world: &mut World, wrong: bool) -> bool {
    world.put("a/k", &[], "x");
    let said = retried(world, |world| {
        !wrong && world.shown("b/k", "-meta-token").as_deref() == Some("mine")
    });
    said == world.text("b/k").is_some()
}

fn same_length(world: &mut World, wrong: bool) -> bool {
    world.put("a/k", &[], "mine!");
    world.meanwhile = Some((3, "b/k", "yours"));
    let said = retried(world, |world| match wrong {
        true => size_of(world, "b/k") == 5,
        false => world.shown("b/k", "-meta-token").as_deref() == Some("mine"),
    });
    !said || world.text("b/k").as_deref() == Some("mine!")
}

fn no_retry(world: &mut World, wrong: bool) -> bool {
    world.put("a/k", &[], "x");
    world.strike = Some((0, Strike::Unavailable));
    copy(world, "a/k", "b/k", &[]) || !wrong && copy(world, "a/k", "b/k", &[])
}

fn no_retry_inside(world: &mut World, wrong: bool) -> bool {
    world.put("a/k", &[], "x");
    let strike = world.pick(&[Strike::Unavailable, Strike::ErrorInside]);
    world.strike = Some((0, strike));
    let retries = !wrong || strike == Strike::Unavailable;
    copy(world, "a/k", "b/k", &[]) || retries && copy(world, "a/k", "b/k", &[])
}

fn moves_twice(world: &mut World, wrong: bool) -> bool {
    world.put("a/k", &[], "x");
    let strike = world.pick(&[Strike::LosesAnswer, Strike::Unavailable]);
    world.strike = Some((1, strike));
    let go = |world: &mut World| copy(world, "a/k", "b/k", &[]) && delete(world, "a/k");
    let said = go(world) || go(world) || !wrong && size_of(world, "b/k") == 1;
    said && world.text("a/k").is_none()
}

/// Bytes enough for a part that others follow.
const LARGE: usize = 100 << 10;

/// Copies what each source holds, or a range of it, into one object. Each part is pinned to a tag.
fn compose(world: &mut World, to: &str, sources: [(&str, &str, &str); 2]) -> bool {
    let upload = begin(world, to, &[]);
    let mut parts = String::new();
    for (number, (source, range, tag)) in (1..).zip(sources) {
        let target = format!("{to}?partNumber={number}&uploadId={upload}");
        let fields = [
            ("-copy-source", source),
            ("-copy-source-range", range),
            ("-copy-source-if-match", tag),
        ];
        let fields: Vec<_> = fields.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        let Some(tag) = tag_in(world.send("PUT", &target, &fields, "").as_ref()) else {
            return false;
        };
        parts += &format!("<Part><PartNumber>{number}</PartNumber><ETag>{tag}</ETag></Part>");
    }
    let body = format!("<CompleteMultipartUpload>{parts}</CompleteMultipartUpload>");
    let done = world.send("POST", &format!("{to}?uploadId={upload}"), &[], &body);
    done.is_some_and(|it| it.status == 200)
}

fn one_tag_for_all(world: &mut World, wrong: bool) -> bool {
    world.put("a/1", &[], &"x".repeat(LARGE));
    world.put("a/2", &[], "tail");
    let tags = ["a/1", "a/2"].map(|it| world.shown(it, "ETag").unwrap_or_default());
    let second = if wrong { &tags[0] } else { &tags[1] };
    compose(world, "b/k", [("a/1", "", &tags[0]), ("a/2", "", second)])
}

fn torn(world: &mut World, wrong: bool) -> bool {
    let (old, new) = ("x".repeat(LARGE + 4), YOUNG.as_str());
    world.put("a/k", &[], &old);
    let tag = world.shown("a/k", "ETag").unwrap_or_default();
    let tag = if wrong { "" } else { &*tag };
    world.meanwhile = Some((world.pick(&[1, 2, 3]), "a/k", new));
    let (first, last) = (format!("bytes=0-{}", LARGE - 1), format!("bytes={LARGE}-{}", LARGE + 3));
    compose(world, "b/k", [("a/k", &first, tag), ("a/k", &last, tag)]);
    world.text("b/k").is_none_or(|it| it == old || it == new)
}

/// What another client writes over a large source.
static YOUNG: std::sync::LazyLock<String> =
    std::sync::LazyLock::new(|| "yyyy".repeat(LARGE / 4 + 1));

/// The middle of a file was changed near its start: what is before it is too small for a part.
fn small_part(world: &mut World, wrong: bool) -> bool {
    world.put("a/k", &[], &"x".repeat(2 * LARGE));
    let border = if wrong { world.pick(&[10, LARGE - 1, LARGE]) } else { LARGE };
    let last = format!("bytes={border}-{}", 2 * LARGE - 1);
    compose(world, "b/k", [("a/k", &format!("bytes=0-{}", border - 1), ""), ("a/k", &last, "")])
}
