//! `invalid-json`: the file is JSON.

use super::rule::{Check, Rule, Told};
use crate::dump::{Cause, Fault, FaultKind};
use crate::finding::{Group, Level, Levels, RuleMeta, Sample};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "invalid-json",
        group: Group::Document,
        summary: "the file is JSON (RFC 8259, UTF-8; a byte order mark is tolerated)",
        why: "Parsers differ in what they let pass, and a file that was cut off or edited by hand \
              may have lost jobs. Nothing after the break is judged.",
        source: "RFC 8259; Glacier answers application/json",
        real_data: "Glacier always answers valid JSON; dumps break when they are edited, cut off or \
                    printed instead of serialised.",
        levels: Levels::both(Level::Error),
        help: "mend the file at this place, or save the response again",
        pass: Sample::document(r#"{"JobList": [], "Marker": null}"#),
        fail: Sample::document(r#"{"JobList": [], "Marker": null,}"#),
    },
    check: Check::Fault(check),
};

fn check(fault: &Fault) -> Option<Told> {
    match &fault.kind {
        FaultKind::Json { error, cause } => {
            let message = match cause {
                Some(cause @ (Cause::Empty | Cause::Blank)) => cause.to_string(),
                Some(cause) => format!("{cause}: {error}"),
                None => error.to_string(),
            };
            let help = cause.map_or(RULE.meta.help, Cause::help);
            Some((message, Some(with_unread(help, fault.unread))))
        }
        FaultKind::Compression { format, message, .. } => {
            let message = format!("the {format} data breaks here: {message}");
            let help = "copy or download the file again; what stands before the break was judged";
            Some((message, Some(help.to_owned())))
        }
        FaultKind::Foreign(_) => None,
    }
}

/// Nothing is dropped silently: the help tells how much was not read.
fn with_unread(help: &str, unread: usize) -> String {
    match unread {
        0 | 1 => help.to_owned(),
        _ => format!("{help}; the {unread} bytes from here on were not judged"),
    }
}
