//! What is said of archives in sentences, in every form; nothing of it is escaped.

use super::figures::{bytes, counted, grouped};
use crate::coverage::{Coverage, Doubt, Listed, Subject, Tally, Verdict};
use crate::model::VaultArn;

/// How a vault is asked for whose inventory is missing.
const NO_INVENTORY: &str = "no inventory (--inventory FILE)";

/// Whether deleting vaults would lose data, a sentence for each vault: first where it would, then where that
/// cannot be told.
#[must_use]
pub fn verdicts(coverage: &Coverage) -> Vec<String> {
    let mut subjects: Vec<&Subject> = coverage.subjects().iter().collect();
    subjects.sort_by_key(|subject| subject.verdict());
    if subjects.is_empty() {
        let why = match coverage.view().left_out {
            0 => format!("{NO_INVENTORY}, and no job names an archive"),
            _ => "the inventory could not be read, and no job names an archive".to_owned(),
        };
        return vec![format!("cannot tell whether deleting a vault loses data: {why}")];
    }
    subjects.into_iter().map(|subject| verdict(coverage, subject)).collect()
}

/// Whether deleting a vault would lose data, in a sentence.
#[must_use]
pub fn verdict(coverage: &Coverage, subject: &Subject) -> String {
    let (name, archives) = (name(subject), subject.archives());
    let of_which = of_which(subject);
    match subject.verdict() {
        Verdict::Loses => {
            let unseen = unseen(coverage, subject);
            format!(
                "deleting {name} loses data: {} of {of_which} ({}) {} not retrieved whole{unseen}",
                grouped(archives.lacking()),
                lost(archives),
                were(archives.lacking()),
            )
        }
        Verdict::NothingLost if archives.archives == 0 => format!(
            "deleting {name}: nothing lost as far as these dumps tell: {} lists no archive",
            inventory(subject.listed()),
        ),
        Verdict::NothingLost => format!(
            "deleting {name}: nothing lost as far as these dumps tell: {} {} retrieved whole",
            all(subject, &of_which),
            were(archives.archives),
        ),
        Verdict::CannotTell(doubt) => {
            format!(
                "cannot tell whether deleting {name} loses data: {}",
                why(coverage, doubt, subject, &of_which)
            )
        }
    }
}

fn why(coverage: &Coverage, doubt: Doubt, subject: &Subject, of_which: &str) -> String {
    let Tally { archives, untold, .. } = *subject.archives();
    let lacking = subject.archives().lacking();
    let told = match (lacking, untold) {
        (0, 0) => format!("{} {} retrieved whole", all(subject, of_which), were(archives)),
        (0, _) => format!("the size of {} of {of_which} is not known, or a range", grouped(untold)),
        _ => {
            let lost = lost(subject.archives());
            let were = were(lacking);
            format!("{} of {of_which} ({lost}) {were} not retrieved whole", grouped(lacking))
        }
    };
    let (view, disputed) = (coverage.view(), subject.disputed());
    match doubt {
        Doubt::NoInventory => format!("{NO_INVENTORY}; {told}{}", pending(subject)),
        Doubt::LeftOut => format!("an inventory could not be read; {told}"),
        Doubt::NoVault if subject.vault_arn().is_none() => {
            format!("which vault {} is of is not known; {told}", inventory(subject.listed()))
        }
        Doubt::NoVault => {
            format!("{told}, but an inventory of a vault that is not known may be of this one")
        }
        Doubt::Conflict => {
            let jobs = counted(view.conflicting, "job");
            let have = if view.conflicting == 1 { "has" } else { "have" };
            format!("{told}, but {jobs} {have} saves that contradict each other")
        }
        Doubt::Disagreement => format!(
            "{told}, but inventories and jobs disagree on the size or tree hash of {}",
            grouped(disputed)
        ),
        Doubt::Unseen => format!("{told}{}", unseen(coverage, subject)),
        Doubt::Errors => {
            let errors = counted(view.errors, "error");
            format!("{told}, but the dumps have {errors}; `icecore check` shows them")
        }
        Doubt::Untold => told,
        Doubt::Outside => {
            let outside = subject.outside();
            let lacking = outside.lacking() + outside.untold;
            format!(
                "{} that jobs name {} not in {}, and {} not retrieved whole",
                counted(lacking, "archive"),
                if lacking == 1 { "is" } else { "are" },
                inventory(subject.listed()),
                were(lacking),
            )
        }
    }
}

/// What a vault is called: its name, or else what stands in place of it.
#[must_use]
pub fn name(subject: &Subject) -> String {
    let of_file = || {
        let names = subject.listed().map(|listed| listed.names.join(", "));
        format!("the vault of {}", names.unwrap_or_default())
    };
    match subject.vault_arn() {
        None => of_file(),
        Some("") => "the vault of jobs without VaultARN".to_owned(),
        Some(vault) => VaultArn::parse(vault)
            .map_or_else(|_| vault.to_owned(), |arn| arn.vault_name().to_owned()),
    }
}

/// What dumps and inventories cannot tell, however much of them there is.
#[must_use]
pub fn not_told(coverage: &Coverage) -> Vec<String> {
    let view = coverage.view();
    let subjects = coverage.subjects();
    let has = |test: fn(&Subject) -> bool| subjects.iter().any(test);
    let has_inventory = has(|subject| subject.listed().is_some());
    let left_out = counted_alike(view.left_out, "inventory", "inventories");
    let without_archive = counted(coverage.without_archive(), "retrieval");
    [
        (true, "whether output was downloaded and kept: Glacier keeps it for 24 hours".to_owned()),
        (true, "what jobs did that Glacier lists no longer".to_owned()),
        (
            has_inventory,
            "which archives were uploaded after the inventory, and whether it was a limited one, or \
             one in CSV cut at the end of a line"
                .to_owned(),
        ),
        (
            has(|subject| subject.listed().is_none()),
            "which archives a vault holds, these or others: --inventory FILE".to_owned(),
        ),
        (view.is_filtered, "what jobs did that the filter hides".to_owned()),
        (has(Subject::is_incomplete), "what jobs did that incomplete listings lack".to_owned()),
        (view.lacks_dumps, "what dumps hold that could not be read".to_owned()),
        (
            view.left_out > 0,
            format!(
                "what {left_out} {} that could not be read",
                if view.left_out == 1 { "lists" } else { "list" }
            ),
        ),
        (
            coverage.without_archive() > 0,
            format!(
                "which archives {without_archive} without ArchiveId {} about",
                were(coverage.without_archive())
            ),
        ),
    ]
    .into_iter()
    .filter_map(|(is_so, what)| is_so.then_some(what))
    .collect()
}

/// What is to be known of a vault's inventories besides what they list.
#[must_use]
pub fn remarks(subject: &Subject) -> Vec<String> {
    let Some(Listed { names, again, contradicted, .. }) = subject.listed() else {
        return Vec::new();
    };
    let name = name(subject);
    let several = format!(
        "{} inventories of {name} count as one: an archive that any of them lists",
        grouped(names.len()),
    );
    let twice = format!(
        "{} of the inventory of {name} {} listed before",
        counted_alike(*again, "archive", "archives"),
        were(*again),
    );
    let other = format!(
        "{} of {name} {} listed with different sizes or tree hashes: the largest size counts",
        counted(*contradicted, "archive"),
        if *contradicted == 1 { "is" } else { "are" },
    );
    let outside = subject.outside().archives;
    let outside_text = format!(
        "{} that jobs name {} not in the inventory of {name}",
        counted(outside, "archive"),
        if outside == 1 { "is" } else { "are" }
    );
    [
        (names.len() > 1, several),
        (*again > 0, twice),
        (*contradicted > 0, other),
        (outside > 0, outside_text),
    ]
    .into_iter()
    .filter_map(|(is_so, what)| is_so.then_some(what))
    .collect()
}

/// `1,204 archives of the inventory of 2024-03-07`, or `3 archives that jobs name`.
fn of_which(subject: &Subject) -> String {
    let count = counted(subject.archives().archives, "archive");
    match subject.listed() {
        Some(listed) => format!("{count} of {}", inventory(Some(listed))),
        None => format!("{count} that jobs name"),
    }
}

/// `all 3 archives …`, `the only archive …`.
fn all(subject: &Subject, of_which: &str) -> String {
    match subject.archives().archives {
        1 => format!("the {}", of_which.trim_start_matches("1 ")),
        _ => format!("all {of_which}"),
    }
}

fn inventory(listed: Option<&Listed>) -> String {
    let Some(Listed { names, dates, .. }) = listed else { return "no inventory".to_owned() };
    let which = match names.len() {
        0 | 1 => "the inventory".to_owned(),
        count => format!("{} inventories", grouped(count)),
    };
    let day = |date: &String| date.split('T').next().unwrap_or_default().to_owned();
    match (dates.first().map(day), dates.last().map(day)) {
        (Some(first), Some(last)) if first != last => format!("{which} of {first} to {last}"),
        (Some(date), _) => format!("{which} of {date}"),
        _ => which,
    }
}

/// The bytes that are lost, as far as they are known.
fn lost(archives: &Tally) -> String {
    let known = bytes(archives.missing);
    match archives.without_size {
        0 => known,
        unknown if unknown == archives.lacking() => "of unknown size".to_owned(),
        unknown => format!("{known}, and {} of unknown size", grouped(unknown)),
    }
}

/// What may take back that something is lost, each after a semicolon.
fn unseen(coverage: &Coverage, subject: &Subject) -> String {
    let view = coverage.view();
    let seen: String = [
        (view.is_filtered, "; a filter hides jobs"),
        (subject.is_incomplete(), "; the listing is incomplete"),
        (view.lacks_dumps, "; some dumps could not be read, or not to their end"),
        (view.left_out > 0, "; an inventory could not be read"),
        (view.conflicting > 0, "; some jobs have saves that contradict each other"),
        (view.errors > 0, "; the dumps have errors: see `icecore check`"),
    ]
    .into_iter()
    .filter_map(|(is_so, what)| is_so.then_some(what))
    .collect();
    pending(subject) + &seen
}

/// How many archives jobs in progress may still complete, after a semicolon.
fn pending(subject: &Subject) -> String {
    match subject.archives().would_be_whole {
        0 => String::new(),
        archives => format!("; jobs in progress would complete {}", grouped(archives)),
    }
}

fn were(count: u64) -> &'static str {
    if count == 1 { "was" } else { "were" }
}

fn counted_alike(count: u64, one: &str, several: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { several })
}
