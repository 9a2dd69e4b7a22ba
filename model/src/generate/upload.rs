//! The uploads in parts of the grammar: few keys and few numbers, so that parts meet their upload.
//!
//! A part or a completion names an upload that its client has begun or, before it has begun one, an
//! upload that nobody has. Nothing here decides which parts make an object.

use super::{Choose, Draft, Fill, SourceForm, Universe, Which, small};

/// How many bytes make a part that may stand before others under every rulebook.
const LARGE: u64 = 5 << 20;

const PART_BODIES: [&str; 2] = ["a part", "another part"];
const RANGES: [&str; 6] =
    ["bytes=0-1", "bytes=1-2", "bytes=1-100", "bytes=100-200", "bytes=2-1", "0-1"];
const LISTS: [&[u32]; 5] = [&[1, 2], &[1], &[2], &[2, 1], &[1, 3]];

#[derive(Clone, Copy)]
enum Kind {
    Abort,
    Begin,
    Complete,
    CopyPart,
    ListParts,
    Part,
}

const KINDS: [(usize, Kind); 6] = [
    (6, Kind::Begin),
    (6, Kind::Part),
    (6, Kind::CopyPart),
    (6, Kind::Complete),
    (1, Kind::Abort),
    (2, Kind::ListParts),
];

impl Universe {
    /// A call about an upload.
    pub(super) fn upload(&self, choose: &mut dyn Choose) -> Draft {
        let kind = choose.weigh(&KINDS);
        // Nearly always one place, so that a client's calls meet.
        let bucket = if choose.chance(1, 16) { self.buckets[1] } else { self.buckets[0] };
        let key = if choose.chance(1, 16) { self.keys[0] } else { self.keys[1] };
        let draft = |method| Draft::of(method, bucket, Some(key));
        match kind {
            Kind::Begin => {
                let mut draft = draft("POST").flag("uploads");
                self.settings(choose, &mut draft);
                draft
            }
            Kind::Part => {
                let mut draft = part_of_some_upload(choose, draft("PUT"));
                if choose.chance(1, 2) {
                    draft.size = Some(LARGE);
                } else {
                    (*choose.pick(&PART_BODIES)).clone_into(&mut draft.body);
                }
                draft
            }
            Kind::CopyPart => {
                let draft = part_of_some_upload(choose, draft("PUT"));
                self.of_some_source(choose, draft)
            }
            Kind::Complete => {
                let mut draft = of_some_upload(choose, draft("POST"));
                draft.parts = choose.pick(&LISTS).to_vec();
                draft
            }
            Kind::Abort => of_some_upload(choose, draft("DELETE")),
            Kind::ListParts => of_some_upload(choose, draft("GET")),
        }
    }

    /// The draft of a part, taken from some object or a range of it.
    fn of_some_source(&self, choose: &mut dyn Choose, mut draft: Draft) -> Draft {
        let own = (draft.bucket.clone(), draft.key.clone().unwrap_or_default());
        let source = self.another_place(choose, &own);
        let (bucket, key) = source.clone();
        let fill = Fill::Source { bucket, key, form: SourceForm::Path, version: None };
        draft.headers.push((format!("{}copy-source", self.prefix), fill));
        if choose.chance(1, 3) {
            let range = choose.pick(&RANGES);
            draft.text(&format!("{}copy-source-range", self.prefix), range);
        }
        if choose.chance(1, 8) {
            self.conditions(choose, &mut draft, &source);
        }
        draft
    }
}

/// The draft of a part with some number.
fn part_of_some_upload(choose: &mut dyn Choose, mut draft: Draft) -> Draft {
    let number = choose.weigh(&[(12, "1"), (8, "2"), (3, "3"), (1, "0")]);
    draft.query.push(("partNumber".to_owned(), Some(Fill::Text(number.to_owned()))));
    of_some_upload(choose, draft)
}

/// The draft of a call on an upload of its key.
fn of_some_upload(choose: &mut dyn Choose, mut draft: Draft) -> Draft {
    let which = match choose.chance(1, 30) {
        true => Which::Unknown,
        false if choose.chance(1, 6) => Which::Learned(small(choose, 3)),
        false => Which::Learned(0),
    };
    let (bucket, key) = (draft.bucket.clone(), draft.key.clone().unwrap_or_default());
    draft.query.push(("uploadId".to_owned(), Some(Fill::Upload { bucket, key, which })));
    draft
}
