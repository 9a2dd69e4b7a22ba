//! The copies of the grammar: the call all others stand around.
//!
//! It makes most of them legal, and never decides which those are.

use super::{Choose, Draft, Fill, SourceForm, Universe, some_seconds, which_tag, which_version};

impl Universe {
    /// A copy, in one of its many forms.
    pub(super) fn copy(&self, choose: &mut dyn Choose) -> Draft {
        let target = self.place(choose);
        let source = match choose.chance(1, 12) {
            true => target.clone(),
            false => self.another_place(choose, &target),
        };
        let mut draft = Draft::of("PUT", &target.0, Some(&target.1));
        let version = if choose.chance(1, 4) { Some(which_version(choose)) } else { None };
        let form = choose.weigh(&[
            (40, SourceForm::Path),
            (10, SourceForm::WithoutSlash),
            (8, SourceForm::Escaped),
            (1, SourceForm::Broken),
        ]);
        let (bucket, key) = source.clone();
        let fill = Fill::Source { bucket, key, form, version };
        draft.headers.push((format!("{}copy-source", self.prefix), fill));
        self.directive(choose, &mut draft, source == target);
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

    /// Some other place than `target`; all but one of them are as plain as each other.
    pub(super) fn another_place(
        &self,
        choose: &mut dyn Choose,
        target: &(String, String),
    ) -> (String, String) {
        let others = self.buckets.iter().flat_map(|bucket| {
            let place = |key: &&str| ((*bucket).to_owned(), (*key).to_owned());
            self.keys.iter().map(place)
        });
        let others: Vec<_> = others.filter(|it| it != target).collect();
        if choose.chance(1, 60) { self.place(choose) } else { choose.pick(&others).clone() }
    }

    /// A directive, or none. A copy onto itself mostly replaces, for nothing else is sure to be
    /// legal.
    fn directive(&self, choose: &mut dyn Choose, draft: &mut Draft, onto_itself: bool) {
        let directive = choose.weigh(&[
            (if onto_itself { 10 } else { 30 }, None),
            (if onto_itself { 40 } else { 18 }, Some("REPLACE")),
            (10, Some("COPY")),
            (1, Some("replace")),
            (1, Some("KEEP")),
        ]);
        if let Some(directive) = directive {
            draft.text(&format!("{}metadata-directive", self.prefix), directive);
        }
    }

    /// One condition on the source, or two.
    pub(super) fn conditions(
        &self,
        choose: &mut dyn Choose,
        draft: &mut Draft,
        source: &(String, String),
    ) {
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
