//! How a run went, in words: for people, wherever they read it.

use super::figures::{bytes, counted, grouped, jobs};
use super::format::End;
use crate::audit::{FindingCounts, Summary};
use crate::finding::Level;

/// All of it in one line.
pub(super) fn line(end: &End<'_>) -> String {
    format!("{}: {}{}", judged(end.summary), verdict(end.summary), kept_back(end))
}

/// How much was judged.
pub(super) fn judged(summary: &Summary) -> String {
    format!(
        "{}, {}, {}, {}",
        counted(summary.files, "file"),
        counted(summary.pages, "page"),
        jobs(summary),
        bytes(summary.bytes.into()),
    )
}

/// What came of it.
pub(super) fn verdict(summary: &Summary) -> String {
    match summary.findings.worst() {
        // An audit that read nothing has found nothing, and must not look like a pass.
        _ if summary.files == 0 => "nothing was judged".to_owned(),
        Level::Off if summary.matched == Some(0) => "no job was judged".to_owned(),
        Level::Off => "nothing found".to_owned(),
        _ => counts(&summary.findings),
    }
}

/// That there were more findings than are told, if there were.
pub(super) fn untold(end: &End<'_>) -> Option<String> {
    let FindingCounts { error, warning, info } = end.untold;
    let more = counted(error + warning + info, "finding");
    let says =
        || format!("not told, since only so many were asked for: {more} ({})", counts(&end.untold));
    (error + warning + info > 0).then(says)
}

/// What was found, but not told, in brackets.
pub(super) fn kept_back(end: &End<'_>) -> String {
    let Some(suppressed) = end.suppressed else { return String::new() };
    let parts: Vec<String> =
        [(suppressed.baseline, "in the baseline"), (suppressed.allowed, "allowed")]
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, how)| format!("{} {how}", grouped(count)))
            .collect();
    match parts.is_empty() {
        true => String::new(),
        false => format!(" ({})", parts.join(", ")),
    }
}

fn counts(findings: &FindingCounts) -> String {
    let counts =
        [(findings.error, "error"), (findings.warning, "warning"), (findings.info, "note")];
    let parts: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| counted(count, noun))
        .collect();
    parts.join(", ")
}
