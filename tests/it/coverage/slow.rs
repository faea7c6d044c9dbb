//! What is to be told of archives, counted MiB by MiB over all jobs in memory.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{List, MIB, Made, vault};

const TIERS: [&str; 3] = ["Expedited", "Standard", "Bulk"];

/// What the report says of the archives of these files and inventories.
pub fn told(files: &[(String, Vec<Value>)], lists: &[List]) -> Value {
    let jobs = latest(files);
    let mut by_archive: BTreeMap<(String, String), Vec<&Value>> = BTreeMap::new();
    for job in jobs {
        by_archive.entry((text(job, "VaultARN"), text(job, "ArchiveId"))).or_default().push(job);
    }
    let subjects = subjects(&by_archive, lists);
    let lacking = subjects.iter().flat_map(|subject| subject.archives.clone());
    let outside = subjects.iter().flat_map(|subject| subject.outside.clone());
    let is_loose = |it: &Subject| !it.inventories.is_null() && it.vault_arn.is_none();
    let has_loose = subjects.iter().any(is_loose);
    let deleting: Vec<&str> = subjects.iter().map(|it| it.deleting(has_loose)).collect();
    json!({
        "repeated": repeated(&by_archive),
        "archives": {
            "without_archive_id": 0,
            "by_vault": subjects.iter().map(Subject::told).collect::<Vec<_>>(),
            "lacking": first(lacking.filter(|state| state["retrieved"] != "whole").collect()),
            "not_in_inventory": first(outside.collect()),
            "disagreements": { "archives": 0, "first": [] },
        },
        "deleting": deleting,
    })
}

fn text(job: &Value, field: &str) -> String {
    job[field].as_str().unwrap_or("").to_owned()
}

/// Each job once: an ended save, or else the last.
fn latest(files: &[(String, Vec<Value>)]) -> Vec<&Value> {
    let mut jobs: BTreeMap<String, &Value> = BTreeMap::new();
    for (_, saves) in files {
        for save in saves {
            let known = jobs.entry(text(save, "JobId")).or_insert(save);
            if !(known["Completed"] == true && save["Completed"] == false) {
                *known = save;
            }
        }
    }
    jobs.into_values().collect()
}

/// Which MiB a job asks for, and its size by all jobs; `None` where it is whole and nobody tells the size.
fn cells(job: &Value) -> Option<(u64, u64)> {
    let (start, end) = job["RetrievalByteRange"].as_str()?.split_once('-')?;
    let number = |text: &str| text.parse::<u64>().expect("it is a number");
    Some((number(start) / MIB, (number(end) + 1) / MIB))
}

fn size(jobs: &[&Value]) -> Option<u64> {
    jobs.iter().filter_map(|job| job["ArchiveSizeInBytes"].as_u64()).max()
}

fn repeated(by_archive: &BTreeMap<(String, String), Vec<&Value>>) -> Value {
    let mut rows = Vec::new();
    let mut tiers: BTreeMap<usize, (u64, u64)> = BTreeMap::new();
    let mut without_bytes = 0;
    for ((vault_arn, archive_id), jobs) in by_archive {
        let whole = size(jobs).map(|size| (0, size / MIB));
        let mut ranges: BTreeMap<Option<(u64, u64)>, Vec<&Value>> = BTreeMap::new();
        for job in jobs.iter().filter(|job| job["StatusCode"] == "Succeeded") {
            ranges.entry(cells(job).or(whole)).or_default().push(job);
        }
        for (range, mut same) in ranges.into_iter().filter(|(_, same)| same.len() > 1) {
            let tier = |job: &Value| TIERS.iter().position(|name| job["Tier"] == *name);
            same.sort_by_key(|job| (text(job, "CreationDate"), tier(job)));
            let bytes = range.map(|(from, to)| (to - from) * MIB);
            for job in &same[1..] {
                let sum = tiers.entry(tier(job).expect("it is one")).or_default();
                *sum = (sum.0 + 1, sum.1 + bytes.unwrap_or(0));
                without_bytes += u64::from(bytes.is_none());
            }
            let again = bytes.map(|bytes| bytes * (same.len() as u64 - 1));
            let named = range.map(|(from, to)| format!("{}-{}", from * MIB, to * MIB - 1));
            let row = json!({
                "bytes_again": again, "times": same.len(), "range": named,
                "archive_id": archive_id, "vault_arn": vault_arn,
            });
            let rank = (again.is_none(), again.map(|again| u64::MAX - again));
            rows.push(((rank, vault_arn.clone(), archive_id.clone(), range), row));
        }
    }
    rows.sort_by(|one, other| one.0.cmp(&other.0));
    let sum = |of: fn(&(u64, u64)) -> u64| tiers.values().map(of).sum::<u64>();
    let by_tier = tiers.iter().map(|(tier, (retrievals, bytes))| {
        json!({ "tier": TIERS[*tier], "retrievals_again": retrievals, "bytes_again": bytes })
    });
    json!({
        "ranges": rows.len(), "retrievals_again": sum(|of| of.0), "bytes_again": sum(|of| of.1),
        "without_bytes": without_bytes, "by_tier": by_tier.collect::<Vec<_>>(),
        "first": rows.into_iter().take(20).map(|(_, row)| row).collect::<Vec<_>>(),
    })
}

struct Subject {
    vault_arn: Option<String>,
    inventories: Value,
    archives: Vec<Value>,
    outside: Vec<Value>,
}

impl Subject {
    fn told(&self) -> Value {
        let mut told = tally(&self.archives);
        told["vault_arn"] = json!(self.vault_arn);
        told["inventories"] = self.inventories.clone();
        told["not_in_inventory"] = tally(&self.outside);
        told
    }

    fn deleting(&self, has_loose: bool) -> &'static str {
        let has = |archives: &[Value], states: &[&str]| {
            archives.iter().any(|state| states.iter().any(|name| state["retrieved"] == *name))
        };
        let lost = ["in part", "not at all", "never asked for"];
        let any = ["in part", "not at all", "never asked for", "not to be told"];
        match (has(&self.archives, &lost), self.inventories.is_null()) {
            (_, true) => "cannot_tell",
            (true, _) => "loses",
            _ if has_loose => "cannot_tell",
            _ if has(&self.archives, &any) || has(&self.outside, &any) => "cannot_tell",
            _ => "nothing_lost",
        }
    }
}

fn tally(archives: &[Value]) -> Value {
    let count = |name: &str| archives.iter().filter(|state| state["retrieved"] == name).count();
    let lost = || {
        archives
            .iter()
            .filter(|state| state["retrieved"] != "whole" && state["retrieved"] != "not to be told")
    };
    json!({
        "archives": archives.len(), "whole": count("whole"), "in_part": count("in part"),
        "not_at_all": count("not at all") + count("never asked for"),
        "never_asked_for": count("never asked for"), "not_to_be_told": count("not to be told"),
        "missing_bytes": lost().filter_map(|state| state["missing_bytes"].as_u64()).sum::<u64>(),
        "without_size": lost().filter(|state| state["missing_bytes"].is_null()).count(),
        "jobs_in_progress_would_complete": lost().filter(|state| state["in_progress"] == "all").count(),
    })
}

/// The first 20 by what is missing, and then by their names.
fn first(mut archives: Vec<Value>) -> Vec<Value> {
    archives.sort_by_key(|state| {
        let missing = state["missing_bytes"].as_u64();
        (
            state["retrieved"] == "whole",
            missing.is_none(),
            u64::MAX - missing.unwrap_or(0),
            text(state, "vault_arn"),
            text(state, "archive_id"),
        )
    });
    archives.dedup();
    archives.truncate(20);
    archives
}

/// What is known of an archive of so many MiB.
fn state(vault_arn: &str, id: &str, jobs: &[&Value], mib: Option<u64>) -> Value {
    let with = |status: &str| {
        jobs.iter().copied().filter(|job| job["StatusCode"] == status).collect::<Vec<_>>()
    };
    let (done, pending) = (with("Succeeded"), with("InProgress"));
    let is_whole = |jobs: &[&Value]| jobs.iter().any(|job| job["RetrievalByteRange"].is_null());
    let lost = |sets: &[&[&Value]]| -> Option<Vec<u64>> {
        let all = sets.concat();
        if is_whole(&all) {
            return Some(Vec::new());
        }
        let has = |at: u64| {
            all.iter().filter_map(|job| cells(job)).any(|(from, to)| (from..to).contains(&at))
        };
        mib.map(|mib| (0..mib).filter(|at| !has(*at)).collect())
    };
    let missing = lost(&[&done]);
    let left = lost(&[&done, &pending]);
    let retrieved = match &missing {
        Some(missing) if missing.is_empty() => "whole",
        _ if jobs.is_empty() => "never asked for",
        _ if done.is_empty() => "not at all",
        Some(_) => "in part",
        None => "not to be told",
    };
    let in_progress = match (&missing, &left) {
        (Some(missing), _) if missing.is_empty() => "nothing",
        (_, Some(left)) if left.is_empty() => "all",
        (Some(missing), Some(left)) if left.len() < missing.len() => "some",
        (None, _) if !pending.is_empty() => "some",
        _ => "nothing",
    };
    let mut ranges: Vec<(u64, u64)> = Vec::new();
    for at in missing.iter().flatten() {
        match ranges.last_mut() {
            Some((_, to)) if *to == *at => *to += 1,
            _ => ranges.push((*at, at + 1)),
        }
    }
    let ranges = ranges.iter().map(|(from, to)| format!("{}-{}", from * MIB, to * MIB - 1));
    json!({
        "missing_bytes": missing.as_ref().map(|missing| missing.len() as u64 * MIB),
        "size": mib.map(|mib| mib * MIB), "retrieved": retrieved, "in_progress": in_progress,
        "missing_ranges": ranges.collect::<Vec<_>>(), "more_missing_ranges": 0,
        "archive_id": id, "vault_arn": vault_arn,
    })
}

/// The lists, several of which may turn out to be of one vault though they do not name it.
fn settled(by_archive: &BTreeMap<(String, String), Vec<&Value>>, lists: &[List]) -> Vec<List> {
    let vault_of = |(named, listed): &List| {
        let has_jobs = |made: &&Made| by_archive.contains_key(&(vault(made.vault), made.id()));
        let claimed: BTreeSet<u64> =
            listed.iter().filter(has_jobs).map(|made| made.vault).collect();
        let claimed = claimed.first().filter(|_| claimed.len() == 1);
        named.or(claimed.copied())
    };
    lists.iter().map(|list| (vault_of(list), list.1.clone())).collect()
}

fn subjects(by_archive: &BTreeMap<(String, String), Vec<&Value>>, given: &[List]) -> Vec<Subject> {
    let mut subjects = Vec::new();
    let lists = settled(by_archive, given);
    let mut counted: BTreeSet<&(String, String)> = BTreeSet::new();
    let of_jobs = |archives: &[&(String, String)]| -> Vec<Value> {
        let state = |key: &&(String, String)| {
            let jobs = &by_archive[*key];
            state(&key.0, &key.1, jobs, size(jobs).map(|size| size / MIB))
        };
        archives.iter().map(state).collect()
    };
    let json_vaults: BTreeSet<u64> = lists.iter().filter_map(|(vault, _)| *vault).collect();
    for number in &json_vaults {
        let own = lists.iter().enumerate().filter(|(_, (vault, _))| *vault == Some(*number));
        let (files, listed): (Vec<String>, Vec<&Vec<Made>>) =
            own.clone().map(|(at, (_, listed))| (at.to_string(), listed)).unzip();
        let dated = own.filter(|(at, _)| given[*at].0.is_some()).count();
        let entries: Vec<Made> = listed.into_iter().flatten().copied().collect();
        let archives = entries.iter().map(|made| (made.number, *made)).collect::<BTreeMap<_, _>>();
        let vault_arn = vault(*number);
        let states = archives.values().map(|made| {
            let jobs = by_archive.get(&(vault_arn.clone(), made.id()));
            state(&vault_arn, &made.id(), jobs.map_or(&[], Vec::as_slice), Some(made.mib))
        });
        let ids: BTreeSet<String> = archives.values().map(|made| made.id()).collect();
        let own = by_archive.keys().filter(|(vault, _)| *vault == vault_arn);
        let outside: Vec<_> = own.clone().filter(|(_, id)| !ids.contains(id)).collect();
        counted.extend(own);
        subjects.push(Subject {
            inventories: json!({
                "files": files, "dates": vec!["2024-03-08T00:00:00Z"; dated],
                "entries_again": entries.len() - archives.len(), "contradicted": 0,
            }),
            archives: states.collect(),
            outside: of_jobs(&outside),
            vault_arn: Some(vault_arn.clone()),
        });
    }
    // What an inventory in CSV has, and then what is left of the vaults that it is of.
    let mut csv = Vec::new();
    for (at, (_, listed)) in lists.iter().enumerate().filter(|(_, (vault, _))| vault.is_none()) {
        let archives = listed.iter().map(|made| (made.number, *made)).collect::<BTreeMap<_, _>>();
        let mut vaults: BTreeSet<String> = BTreeSet::new();
        let states = archives.values().map(|made| {
            let key = (vault(made.vault), made.id());
            let jobs = by_archive.get(&key).map_or(&[][..], Vec::as_slice);
            if let Some((key, _)) = by_archive.get_key_value(&key) {
                counted.insert(key);
                vaults.insert(key.0.clone());
            }
            let of = if jobs.is_empty() { "" } else { &*key.0 };
            state(of, &made.id(), jobs, Some(made.mib))
        });
        let archives: Vec<Value> = states.collect();
        let again = listed.len() - archives.len();
        let inventories = json!({ "files": [at.to_string()], "dates": [], "entries_again": again, "contradicted": 0 });
        csv.push((vaults, Subject { vault_arn: None, inventories, archives, outside: Vec::new() }));
    }
    for (vaults, mut subject) in csv {
        if vaults.len() == 1 {
            subject.vault_arn = vaults.first().cloned();
        }
        let own = by_archive.keys().filter(|key| vaults.contains(&key.0) && !counted.contains(key));
        let own: Vec<_> = own.collect();
        subject.outside = of_jobs(&own);
        counted.extend(own);
        subjects.push(subject);
    }
    let vaults: BTreeSet<&String> = by_archive.keys().map(|(vault, _)| vault).collect();
    for vault in vaults {
        let own = by_archive.keys().filter(|key| key.0 == *vault && !counted.contains(key));
        let archives = of_jobs(&own.collect::<Vec<_>>());
        if !archives.is_empty() {
            subjects.push(Subject {
                vault_arn: Some(vault.clone()),
                inventories: Value::Null,
                archives,
                outside: Vec::new(),
            });
        }
    }
    let files = |subject: &Subject| subject.inventories["files"].to_string();
    subjects.sort_by_key(|subject| {
        let none = subject.inventories.is_null();
        (subject.vault_arn.is_none(), subject.vault_arn.clone(), !none, files(subject))
    });
    subjects
}
