//! What the report has to say, counted over all jobs in memory, and as JSON.

use std::collections::{BTreeMap, BTreeSet};

use icecore::model::{ByteRange, Kind, StatusCode, Timestamp, is_placeholder};
use serde_json::{Map, Value, json};

use super::costs;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// The report of these files, as of this time, on jobs that match.
pub fn report(
    files: &[(String, Vec<Value>)],
    as_of: Timestamp,
    matches: impl Fn(&Value) -> bool,
) -> Value {
    let saves = files.iter().flat_map(|(_, jobs)| jobs).filter(|job| matches(job)).count();
    let jobs: Vec<&Value> = latest(files).into_iter().filter(|job| matches(job)).collect();
    let now = as_of.unix_millis();
    let archives: Vec<&Value> =
        jobs.iter().copied().filter(|job| job["Action"] == "ArchiveRetrieval").collect();
    let succeeded = |job: &&&Value| job["StatusCode"] == "Succeeded";
    let retrieved: Vec<&Value> = archives.iter().filter(succeeded).copied().collect();
    let mut told = json!({
        "as_of": as_of.to_string(),
        "as_of_is_now": false,
        "superseded_saves": saves - jobs.len(),
        "jobs": {
            "total": jobs.len(),
            "by_vault": count(&jobs, "VaultARN", ""),
            "by_action": count(&jobs, "Action", ""),
            "by_status": count(&jobs, "StatusCode", ""),
            "by_tier": count(
                &jobs.iter().copied().filter(|job| job["Action"] != "InventoryRetrieval").collect::<Vec<_>>(),
                "Tier",
                "Standard",
            ),
        },
        "created_by_day": created(&jobs),
        "requested": volumes(&archives, "CreationDate"),
        "retrieved": volumes(&retrieved, "CompletionDate"),
        "largest": largest(&archives),
        "failures": failures(&jobs),
        "in_progress": ages(&jobs, now),
        "inventories": inventories(&jobs, now),
        "not_counted": not_counted(&jobs),
    });
    let (durations, latest) = durations(&jobs);
    told["durations"] = durations;
    told["latest"] = latest;
    told["outputs"] = outputs(&jobs, now);
    told["costs"] = costs::slow(&jobs);
    told
}

/// Each job once: an ended save, or else the last.
fn latest(files: &[(String, Vec<Value>)]) -> Vec<&Value> {
    let mut jobs: Vec<&Value> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, saves) in files {
        for save in saves {
            let id = save["JobId"].as_str();
            let id = id.filter(|id| !id.is_empty() && !is_placeholder(id, Kind::JobId));
            let Some(id) = id else {
                jobs.push(save);
                continue;
            };
            match known.get(id) {
                Some(at) if has_ended(jobs[*at]) && !has_ended(save) => {}
                Some(at) => jobs[*at] = save,
                None => {
                    known.insert(id, jobs.len());
                    jobs.push(save);
                }
            }
        }
    }
    jobs
}

fn has_ended(job: &Value) -> bool {
    let status = status(job);
    match job["Completed"].as_bool() {
        Some(true) => status != Some(StatusCode::InProgress),
        None => matches!(status, Some(StatusCode::Succeeded | StatusCode::Failed)),
        Some(false) => false,
    }
}

pub fn status(job: &Value) -> Option<StatusCode> {
    job["StatusCode"].as_str()?.parse().ok()
}

fn time(job: &Value, field: &str) -> Option<i64> {
    let time: Timestamp = job[field].as_str()?.parse().ok()?;
    (time.utc().year() > 1).then(|| time.unix_millis())
}

fn day(millis: i64) -> String {
    let time = Timestamp::from_unix_millis(millis).expect("it is a time");
    time.to_string()[..10].to_owned()
}

pub fn bytes(job: &Value) -> Option<u64> {
    match &job["RetrievalByteRange"] {
        Value::Null => job["ArchiveSizeInBytes"].as_u64(),
        Value::String(range) => {
            let range: ByteRange = range.parse().ok()?;
            Some(range.end() - range.start() + 1)
        }
        _ => None,
    }
}

pub const TIERS: [&str; 5] = ["Expedited", "Standard", "Bulk", "other", "Inventory"];

pub fn tier(job: &Value) -> &'static str {
    match (&job["Action"], &job["Tier"]) {
        (action, _) if action == "InventoryRetrieval" => "Inventory",
        (_, Value::Null) => "Standard",
        (_, tier) => TIERS[..3].iter().find(|name| tier == **name).unwrap_or(&"other"),
    }
}

fn count(jobs: &[&Value], field: &str, unset: &str) -> Value {
    let mut counts = Map::new();
    for job in jobs {
        let key = job[field].as_str().unwrap_or(unset);
        let more = counts.get(key).and_then(Value::as_u64).unwrap_or(0) + 1;
        counts.insert(key.to_owned(), json!(more));
    }
    counts.into()
}

fn volumes(jobs: &[&Value], date: &str) -> Value {
    let jobs: Vec<&Value> = jobs.iter().copied().filter(|job| bytes(job).is_some()).collect();
    let sum = |jobs: &[&Value]| jobs.iter().filter_map(|job| bytes(job)).sum::<u64>();
    let of = |key: &str, name: &str, jobs: &[&Value]| json!({ key: name, "retrievals": jobs.len(), "bytes": sum(jobs) });
    let by_tier = |jobs: &[&Value]| {
        let of_tier = TIERS.iter().map(|name| {
            let own: Vec<&Value> = jobs.iter().copied().filter(|job| tier(job) == *name).collect();
            of("tier", name, &own)
        });
        of_tier.filter(|volume| volume["retrievals"] != 0).collect::<Vec<Value>>()
    };
    let date = |job: &Value| time(job, date).map(day);
    let days: BTreeSet<String> = jobs.iter().filter_map(|job| date(job)).collect();
    let by_day = days.iter().map(|day| {
        let own: Vec<&Value> =
            jobs.iter().copied().filter(|job| date(job).as_ref() == Some(day)).collect();
        let mut volume = of("day", day, &own);
        volume["by_tier"] = by_tier(&own).into();
        volume
    });
    let by_day: Vec<Value> = by_day.collect();
    json!({
        "retrievals": jobs.len(), "bytes": sum(&jobs), "by_tier": by_tier(&jobs), "by_day": by_day,
    })
}

fn created(jobs: &[&Value]) -> Value {
    let date = |job: &Value| time(job, "CreationDate").map(day);
    let days: BTreeSet<String> = jobs.iter().filter_map(|job| date(job)).collect();
    let by_day = days.iter().map(|day| {
        let own = jobs.iter().filter(|job| date(job).as_ref() == Some(day));
        let statuses: Vec<_> = own.map(|job| status(job)).collect();
        let of = |wanted| statuses.iter().filter(|status| **status == wanted).count();
        json!({
            "day": day, "unknown": of(None), "in_progress": of(Some(StatusCode::InProgress)),
            "succeeded": of(Some(StatusCode::Succeeded)), "failed": of(Some(StatusCode::Failed)),
        })
    });
    by_day.collect::<Vec<Value>>().into()
}

/// The first 20 of these different jobs by rank, JobId, vault and tier.
fn first(jobs: Vec<(i128, &Value)>, name: impl Fn(i128) -> (&'static str, Value)) -> Value {
    let place = |job: &Value| TIERS.iter().position(|name| *name == tier(job));
    let text = |job: &Value, field: &str| job[field].as_str().unwrap_or("").to_owned();
    let jobs: BTreeSet<_> = jobs
        .into_iter()
        .map(|(rank, job)| (rank, text(job, "JobId"), text(job, "VaultARN"), place(job)))
        .collect();
    let named = jobs.into_iter().take(20).map(|(rank, job_id, vault_arn, place)| {
        let (key, value) = name(rank);
        let tier = TIERS[place.expect("it is one of them")];
        json!({ key: value, "tier": tier, "job_id": job_id, "vault_arn": vault_arn })
    });
    named.collect::<Vec<_>>().into()
}

fn largest(archives: &[&Value]) -> Value {
    let ranked = archives.iter().filter_map(|job| Some((-i128::from(bytes(job)?), *job)));
    first(ranked.collect(), |rank| ("bytes", json!(u64::try_from(-rank).expect("it fits"))))
}

/// Archive and inventory retrievals that succeeded.
fn successes<'v>(jobs: &[&'v Value]) -> impl Iterator<Item = &'v Value> {
    let jobs = jobs.iter().copied().filter(|job| job["StatusCode"] == "Succeeded");
    jobs.filter(|job| job["Action"] == "ArchiveRetrieval" || job["Action"] == "InventoryRetrieval")
}

fn durations(jobs: &[&Value]) -> (Value, Value) {
    let mut rows = Vec::new();
    let mut latest = Vec::new();
    for (name, documented) in TIERS.iter().zip([
        Some([60, 300]),
        Some([3 * 3600, 5 * 3600]),
        Some([5 * 3600, 12 * 3600]),
        None,
        None,
    ]) {
        let own = successes(jobs).filter(|job| tier(job) == *name);
        let took = own.filter_map(|job| {
            let millis = time(job, "CompletionDate")? - time(job, "CreationDate")?;
            (millis >= 0).then_some((millis, job))
        });
        let mut took: Vec<(i64, &Value)> = took.collect();
        took.sort_by_key(|(millis, _)| *millis);
        let exact = |millis: i64| match millis / 1000 {
            ..=172_800 => millis / 1000,
            _ => millis / HOUR * 3600,
        };
        // The first that has so many of a hundred at or before it.
        let at = |percent: usize| {
            let at = (1..=took.len()).find(|rank| rank * 100 >= percent * took.len());
            at.map(|rank| exact(took[rank - 1].0))
        };
        let late: Vec<(i128, &Value)> = took
            .iter()
            .filter_map(|(millis, job)| {
                let over = millis - documented?[1] * 1000;
                (over > 0).then_some((-i128::from(over), *job))
            })
            .collect();
        if let (Some((min, _)), Some((max, _))) = (took.first(), took.last()) {
            rows.push(json!({
                "tier": name, "count": took.len(), "min": exact(*min), "median": at(50),
                "p90": at(90), "p99": at(99), "max": exact(*max), "documented": documented,
                "late": documented.map(|_| late.len()),
            }));
        }
        latest.extend(late);
    }
    let seconds =
        |rank: i128| ("late_seconds", json!(i64::try_from(-rank / 1000).expect("it fits")));
    (rows.into(), first(latest, seconds))
}

fn failures(jobs: &[&Value]) -> Value {
    let failed = jobs.iter().filter(|job| job["StatusCode"] == "Failed");
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for job in failed {
        *counts.entry(job["StatusMessage"].as_str().unwrap_or("").to_owned()).or_default() += 1;
    }
    let total: u64 = counts.values().sum();
    let mut messages: Vec<_> = counts.into_iter().collect();
    messages.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
    let messages = messages.into_iter();
    let messages: Vec<Value> =
        messages.map(|(message, jobs)| json!({ "message": message, "jobs": jobs })).collect();
    json!({ "jobs": total, "by_message": messages, "other_messages": 0 })
}

fn ages(jobs: &[&Value], now: i64) -> Value {
    let waiting = jobs.iter().filter(|job| job["StatusCode"] == "InProgress");
    let ages: Vec<i64> = waiting.filter_map(|job| Some(now - time(job, "CreationDate")?)).collect();
    let from = [0, 1, 5, 12, 24, 168];
    let to = [1, 5, 12, 24, 168, i64::MAX / HOUR];
    let by_age = from.iter().zip(to).map(|(from, to)| {
        let own = ages.iter().filter(|age| **age >= from * HOUR && **age < to * HOUR);
        json!({ "from_hours": from, "jobs": own.count() })
    });
    let by_age: Vec<Value> = by_age.collect();
    let later = ages.iter().filter(|age| **age < 0).count();
    json!({ "jobs": ages.len(), "by_age": by_age, "created_later": later })
}

fn outputs(jobs: &[&Value], now: i64) -> Value {
    let expiring: Vec<(i128, &Value)> = successes(jobs)
        .filter_map(|job| {
            let completed = time(job, "CompletionDate")?;
            (completed <= now && now < completed + DAY)
                .then_some((i128::from(completed + DAY), job))
        })
        .collect();
    let count = expiring.len();
    let next = first(expiring, |rank| {
        let expires = Timestamp::from_unix_millis(i64::try_from(rank).expect("it fits"));
        ("expires", json!(expires.expect("it is a time").to_string()))
    });
    json!({ "jobs": count, "next_to_expire": next })
}

fn inventories(jobs: &[&Value], now: i64) -> Value {
    let all: Vec<&Value> =
        jobs.iter().copied().filter(|job| job["Action"] == "InventoryRetrieval").collect();
    let vault = |job: &Value| job["VaultARN"].as_str().unwrap_or("").to_owned();
    let vaults: BTreeSet<String> = all.iter().map(|job| vault(job)).collect();
    let by_vault = vaults.iter().map(|name| {
        let own: Vec<&Value> = all.iter().copied().filter(|job| vault(job) == *name).collect();
        let last = successes(&own).filter_map(|job| time(job, "CompletionDate")).max();
        let text = |last| Timestamp::from_unix_millis(last).expect("it is a time").to_string();
        json!({
            "vault_arn": name, "jobs": own.len(), "last_succeeded": last.map(text),
            "age_seconds": last.map(|last| (now - last).div_euclid(1000)),
        })
    });
    let by_vault: Vec<Value> = by_vault.collect();
    json!({ "jobs": all.len(), "by_vault": by_vault })
}

fn not_counted(jobs: &[&Value]) -> Value {
    let of = |test: &dyn Fn(&Value) -> bool| jobs.iter().filter(|job| test(job)).count();
    let is_success = |job: &Value| successes(&[job]).next().is_some();
    let dates = |job: &Value| (time(job, "CreationDate"), time(job, "CompletionDate"));
    json!({
        "without_status": of(&|job| status(job).is_none()),
        "without_bytes": of(&|job| job["Action"] == "ArchiveRetrieval" && bytes(job).is_none()),
        "without_creation": of(&|job| dates(job).0.is_none()),
        "without_completion": of(&|job| is_success(job) && dates(job).1.is_none()),
        "backwards": of(&|job| {
            is_success(job) && matches!(dates(job), (Some(created), Some(done)) if done < created)
        }),
    })
}
