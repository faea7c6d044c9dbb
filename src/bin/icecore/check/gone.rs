//! Says what no longer has to be known or allowed.

use std::path::Path;

use icecore::policy::{About, Allow, Baseline, Stale};
use icecore::report::counted;
use icecore::rules::find;

use super::judged::Judged;
use crate::complaint::{mention, warn};

/// How many entries that are gone are named.
const NAMED: usize = 10;

/// Says what of the baseline was not found any more.
pub fn warn_of_stale(path: &Path, baseline: &Baseline, judged: &Judged<'_>) {
    let is_gone =
        |rule: &str, path: &str| find(rule).is_some_and(|rule| judged.has_judged(&rule.meta, path));
    let stale = baseline.stale(|identity, path| is_gone(identity.rule, path));
    if stale.is_empty() {
        return;
    }
    let count = stale.iter().map(|stale| stale.count).sum();
    let (gone, path) = (counted(count, "finding"), path.display());
    warn(&format!(
        "{path}: {gone} of the baseline not found any more; --write-baseline takes them out"
    ));
    stale.iter().take(NAMED).for_each(mention_stale);
    if let Some(more @ 1..) = stale.len().checked_sub(NAMED) {
        mention(&format!("  and {more} more"));
    }
}

fn mention_stale(stale: &Stale) {
    let Stale { identity, path, count } = stale;
    let of = match &identity.about {
        About::Job { job_id, pointer, .. } => format!(" at {pointer} of job {job_id}"),
        About::Place { .. } => String::new(),
    };
    let times = if *count > 1 { format!(", {count} times") } else { String::new() };
    mention(&format!("  {} in {path}{of}{times}", identity.rule));
}

/// Says what allowed nothing, though it could have.
pub fn warn_of_idle<'a>(config: &Path, idle: impl Iterator<Item = &'a Allow>, judged: &Judged<'_>) {
    for allow in idle.filter(|allow| could_allow(allow, judged)) {
        let Allow { rule, reason, line, .. } = allow;
        let config = config.display();
        warn(&format!("{config}:{line}: nothing of `{rule}` is found that this allows ({reason})"));
    }
}

/// Whether everything was judged that an entry may be about.
fn could_allow(allow: &Allow, judged: &Judged<'_>) -> bool {
    let Some(rule) = find(allow.rule) else { return false };
    let mut files = judged.files.iter().filter(|path| allow.is_about(path));
    judged.has_walked_all() && files.any(|path| judged.has_judged(&rule.meta, path))
}
