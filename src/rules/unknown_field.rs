//! `unknown-field`: every key is documented.

use super::quote::around_quote;
use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample, Spot};
use crate::model::{Oddity, OddityKind};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "unknown-field",
        group: Group::Document,
        summary: "every key is documented",
        why: "Glacier may add keys, so an unknown one is no error. But a misspelt key, or one in \
              other letters, is a value that no reader of the dump will find.",
        source: "API reference, ListJobs and GlacierJobDescription",
        real_data: "Real responses keep it; a sample in AWS's own documentation has an undocumented \
                    `NextInventoryRetrievalMarker`.",
        levels: Levels::new(Level::Info, Level::Warning),
        help: "check the spelling; nothing else reads this key",
        pass: Sample::archive(r#"{"JobDescription": "quarterly restore"}"#),
        fail: Sample::archive(r#"{"jobDescription": "quarterly restore"}"#),
    },
    check: Check::Subject(check),
};

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    for oddity in subject.oddities() {
        if oddity.kind != OddityKind::UnknownKey {
            continue;
        }
        let spot = Spot::new(oddity.span, oddity.pointer.clone());
        let message = around_quote("the key ", &oddity.key, &[" is not documented"]);
        let draft = drafts.report(spot, message);
        if let Some(help) = help(subject, oddity) {
            draft.help(help);
        }
    }
}

fn help(subject: &Subject<'_, '_>, oddity: &Oddity) -> Option<String> {
    let known = subject.nearest(&oddity.key, oddity.documented)?;
    if known.eq_ignore_ascii_case(&oddity.key) {
        return Some(format!("keys are case-sensitive: Glacier writes `{known}`"));
    }
    Some(["did you mean `", known, "`?"].concat())
}
