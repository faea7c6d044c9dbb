//! `duplicate-key`: no object has a key twice.

use super::quote::quote;
use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample, Spot};
use crate::model::OddityKind;

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "duplicate-key",
        group: Group::Document,
        summary: "no object has a key twice",
        why: "Most parsers keep the last value, some the first, and the other one is lost without a \
              word: two readers of the same dump see different jobs.",
        source: "RFC 8259, section 4",
        real_data: "Real responses keep it.",
        levels: Levels::both(Level::Error),
        help: "keep one of them; the last one is what most parsers take",
        pass: Sample::document(r#"{"JobList": [], "Marker": null}"#),
        fail: Sample::document(r#"{"JobList": [], "Marker": null, "Marker": null}"#),
    },
    check: Check::Subject(check),
};

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    for oddity in subject.oddities() {
        if oddity.kind == OddityKind::DuplicateKey {
            let spot = Spot::new(oddity.span, oddity.pointer.clone());
            drafts.report(spot, format!("the key {} occurs twice", quote(&oddity.key)));
        }
    }
}
