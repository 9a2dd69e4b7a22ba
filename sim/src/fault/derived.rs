//! The steps that there are because of a fault: a second try, and what somebody else does to the
//! source of a copy, or to the upload it is for, between the copy's two instants.
//!
//! They follow from the step that the fault hangs on and from nothing else, so they go where it
//! goes. Nothing here sends anything.

use model::generate::{Draft, Fill, Which};

use super::{Fault, Wish};
use crate::scenario::{Keeps, Step};

/// The status of a parameter that makes a bucket keep versions, or stop to.
fn status(keeps: Keeps) -> &'static str {
    match keeps {
        Keeps::Enabled => "Enabled",
        Keeps::Suspended | Keeps::Unversioned => "Suspended",
    }
}

impl Step {
    /// Whether it is a copy.
    pub fn is_copy(&self) -> bool {
        self.source().is_some()
    }

    /// Whether it copies a part of an upload.
    pub fn is_part_copy(&self) -> bool {
        self.is_copy() && self.upload().is_some()
    }

    /// The parameter that names its upload.
    fn upload(&self) -> Option<&(String, Option<Fill>)> {
        self.request.query.iter().find(|it| matches!(it.1, Some(Fill::Upload { .. })))
    }

    /// Whether it reads an object.
    pub fn is_read(&self) -> bool {
        let Draft { method, key, query, .. } = &self.request;
        let names_version = |it: &(String, Option<Fill>)| it.0.eq_ignore_ascii_case("versionId");
        matches!(method.as_str(), "GET" | "HEAD")
            && key.is_some()
            && query.iter().all(names_version)
    }

    /// Where its source stands, if it is a copy.
    fn source(&self) -> Option<(&str, &str)> {
        self.request.headers.iter().find_map(|(_, fill)| match fill {
            Fill::Source { bucket, key, .. } => Some((bucket.as_str(), key.as_str())),
            _ => None,
        })
    }

    /// What the service is to answer, if it may.
    pub fn wish(&self) -> Option<Wish> {
        self.faults.iter().find_map(Fault::wish)
    }

    /// By how much the clock of the client is wrong.
    pub fn clock_error(&self) -> i64 {
        let error = |fault: &Fault| match fault {
            Fault::Skew { ms } => *ms,
            _ => 0,
        };
        self.faults.iter().map(error).fold(0, i64::saturating_add)
    }

    /// The second try, after the service has asked for patience. `own` is the latency of the
    /// client. There is none where the client would have given up before.
    pub fn again(&self, own: u64) -> Option<Self> {
        let told = self.answers(self.leaves() + own) + own;
        let mut throttles = self.faults.iter().filter_map(|fault| match fault {
            Fault::Throttle { after_ms, call } => Some((*after_ms, *call)),
            _ => None,
        });
        let (after_ms, call) = throttles.next().filter(|_| told < self.gives_up())?;
        let later = throttles.map(|(after_ms, call)| Fault::Throttle { after_ms, call });
        let skew = self.faults.iter().filter(|it| matches!(it, Fault::Skew { .. })).copied();
        let faults = later.chain(skew).collect();
        Some(Self { call, at: told + after_ms, faults, ..self.clone() })
    }

    /// What somebody else does to the source or the upload, from as far away as the client, whose
    /// latency is `own`. There is nothing to be done where this is no copy.
    pub fn rivals(&self, own: u64) -> Vec<Self> {
        let Some((bucket, key)) = self.source() else { return Vec::new() };
        let on_upload = |method: &str| {
            let Draft { bucket, key, .. } = &self.request;
            let mut request = Draft::of(method, bucket, key.as_deref());
            request.query.push(self.upload()?.clone());
            Some(request)
        };
        let rival = |fault: &Fault| {
            let (request, after_ms, call) = match *fault {
                Fault::AbortUpload { after_ms, call } => (on_upload("DELETE")?, after_ms, call),
                Fault::CompleteUpload { after_ms, call } => {
                    let mut request = on_upload("POST")?;
                    request.parts = vec![1];
                    (request, after_ms, call)
                }
                Fault::DeleteSource { after_ms, call } => {
                    let (bucket, key) = (bucket.to_owned(), key.to_owned());
                    let mut request = Draft::of("DELETE", &bucket, Some(&key));
                    let fill = Fill::Version { bucket, key, which: Which::Learned(0) };
                    request.query.push(("versionId".to_owned(), Some(fill)));
                    (request, after_ms, call)
                }
                Fault::MarkSource { after_ms, call } => {
                    (Draft::of("DELETE", bucket, Some(key)), after_ms, call)
                }
                Fault::OverwriteSource { after_ms, call } => {
                    let mut request = Draft::of("PUT", bucket, Some(key));
                    "overwritten".clone_into(&mut request.body);
                    (request, after_ms, call)
                }
                Fault::ReversionSource { after_ms, call, keeps } => {
                    let mut request = Draft::of("PUT", bucket, None).flag("versioning");
                    let status = status(keeps);
                    request.body = format!(
                        "<VersioningConfiguration><Status>{status}</Status>\
                         </VersioningConfiguration>"
                    );
                    (request, after_ms, call)
                }
                _ => return None,
            };
            Some(Self {
                call,
                // So that it arrives so long after the copy has read.
                at: self.reads(self.leaves()) + after_ms,
                request,
                read_ms: 1,
                work_ms: 1,
                // Whatever the latency, no two of its instants meet.
                answer_ms: own,
                timeout_ms: self.timeout_ms,
                faults: Vec::new(),
            })
        };
        self.faults.iter().filter_map(rival).collect()
    }
}
