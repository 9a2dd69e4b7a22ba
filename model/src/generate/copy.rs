//! The copies of the grammar: the call all others stand around.
//!
//! It makes most of them legal, and never decides which those are.

use super::{Choose, Draft, Fill, SourceForm, Universe, some_seconds, which_tag, which_version};

impl Universe {
    /// A copy, in one of its many forms.
    pub(super) fn copy(&self, choose: &mut dyn Choose) -> Draft {
        let target = self.place(choose);
        let source = if choose.chance(1, 8) { target.clone() } else { self.place(choose) };
        let mut draft = Draft::of("PUT", &target.0, Some(&target.1));
        let version = if choose.chance(1, 4) { Some(which_version(choose)) } else { None };
        let form = choose.weigh(&[
            (12, SourceForm::Path),
            (3, SourceForm::WithoutSlash),
            (2, SourceForm::Escaped),
            (1, SourceForm::Broken),
        ]);
        let (bucket, key) = source.clone();
        let fill = Fill::Source { bucket, key, form, version };
        draft.headers.push((format!("{}copy-source", self.prefix), fill));
        self.directive(choose, &mut draft);
        self.settings(choose, &mut draft);
        if choose.chance(1, 4) {
            self.conditions(choose, &mut draft, &source);
        }
        if choose.chance(1, 40) {
            let start = "copy-source-server-side-encryption-customer-";
            self.customer_key(&mut draft, start);
        }
        if choose.chance(1, 80) {
            draft.text("If-None-Match", "*");
        }
        if choose.chance(1, 100) {
            "a body where none belongs".clone_into(&mut draft.body);
        }
        draft
    }

    fn directive(&self, choose: &mut dyn Choose, draft: &mut Draft) {
        let directive = choose.weigh(&[
            (30, None),
            (18, Some("REPLACE")),
            (10, Some("COPY")),
            (1, Some("replace")),
            (1, Some("KEEP")),
        ]);
        if let Some(directive) = directive {
            draft.text(&format!("{}metadata-directive", self.prefix), directive);
        }
    }

    /// One condition on the source, or two.
    fn conditions(&self, choose: &mut dyn Choose, draft: &mut Draft, source: &(String, String)) {
        for _ in 0..=choose.below(2) {
            let name = *choose.pick(&[
                "if-match",
                "if-none-match",
                "if-unmodified-since",
                "if-modified-since",
            ]);
            let name = format!("{}copy-source-{name}", self.prefix);
            if draft.headers.iter().any(|(it, _)| *it == name) {
                continue;
            }
            let fill = if name.ends_with("match") {
                let (bucket, key) = source.clone();
                let star = choose.chance(1, 30);
                match star {
                    true => Fill::Text("*".to_owned()),
                    false => Fill::Tag { bucket, key, which: which_tag(choose) },
                }
            } else if choose.chance(1, 30) {
                Fill::Text("yesterday".to_owned())
            } else {
                Fill::Date(some_seconds(choose))
            };
            draft.headers.push((name, fill));
        }
    }
}
