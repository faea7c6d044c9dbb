//! What a comparison says, computed the slow way: over tables of whole JSON values.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use icecore::model::Timestamp;
use serde_json::{Map, Value, json};

/// What became of a job, and which of its members contradict what they were.
pub type Told = BTreeMap<String, (String, BTreeSet<String>)>;

/// What is told of each job, by its vault and id, from all saves of both snapshots in order.
pub fn told(old: &[Value], new: &[Value]) -> Told {
    let (mut olds, news) = (latest(old), latest(new));
    follow_moved(&mut olds, &news);
    let keys: BTreeSet<_> = olds.keys().chain(news.keys()).cloned().collect();
    let told = |key: (String, String)| {
        let (old_job, new_job) = (olds.get(&key), news.get(&key));
        let changes = match (old_job, new_job) {
            (Some(one), Some(two)) => changes(one, two, [&occurring(old), &occurring(new)]),
            _ => BTreeSet::new(),
        };
        let course = course(old_job.copied(), new_job.copied(), !changes.is_empty());
        (format!("{} {}", key.0, key.1), (course.to_owned(), changes))
    };
    keys.into_iter().map(told).collect()
}

/// Gives jobs that only the old snapshot has the vault of the only one of the new with their JobId, if that is new.
fn follow_moved<'v>(olds: &mut Jobs<'v>, news: &Jobs<'v>) {
    let only = |jobs: &Jobs<'_>, others: &Jobs<'_>| -> Vec<(String, String)> {
        jobs.keys().filter(|key| !others.contains_key(*key)).cloned().collect()
    };
    let (only_old, only_new) = (only(olds, news), only(news, olds));
    for is in &only_new {
        let was: Vec<_> = only_old.iter().filter(|was| was.1 == is.1).collect();
        let are = only_new.iter().filter(|other| other.1 == is.1).count();
        if let ([was], 1) = (was.as_slice(), are) {
            let job = olds.remove(*was).expect("it is there");
            olds.insert(is.clone(), job);
        }
    }
}

/// Jobs by their vault and JobId.
type Jobs<'v> = HashMap<(String, String), &'v Value>;

/// The latest save of each job that has a JobId.
fn latest(saves: &[Value]) -> Jobs<'_> {
    let mut latest: HashMap<_, &Value> = HashMap::new();
    for job in saves {
        let text = |key: &str| job[key].as_str().unwrap_or_default().to_owned();
        let key = (text("VaultARN"), text("JobId"));
        if key.1.is_empty() {
            continue;
        }
        let has_ended = |job: &Value| match (job["StatusCode"].as_str(), job["Completed"].as_bool())
        {
            (Some("Succeeded" | "Failed"), Some(true) | None) => true,
            (Some("Succeeded" | "Failed" | "InProgress"), _) => false,
            (_, completed) => completed == Some(true),
        };
        match latest.get(&key) {
            Some(known) if has_ended(known) && !has_ended(job) => {}
            _ => drop(latest.insert(key, job)),
        }
    }
    latest
}

fn status(job: &Value) -> &str {
    match (job["StatusCode"].as_str(), job["Completed"].as_bool()) {
        (Some(status @ ("InProgress" | "Succeeded" | "Failed")), _) => status,
        (_, Some(true)) => "ended",
        (_, Some(false)) => "InProgress",
        (_, None) => "unknown",
    }
}

fn course(old: Option<&Value>, new: Option<&Value>, contradicts: bool) -> &'static str {
    let (old, new) = match (old, new) {
        (Some(old), Some(new)) => (status(old), status(new)),
        (None, _) => return "new",
        (_, None) => return "vanished",
    };
    match (old, new) {
        ("unknown", _) | (_, "unknown") => "unclear",
        ("InProgress", "InProgress") => "in_progress",
        ("InProgress", "Succeeded") => "finished",
        ("InProgress", "Failed") => "failed",
        (_, "InProgress") => "impossible",
        (old, new) if old == new && contradicts => "altered",
        (old, new) if old == new => "unchanged",
        ("ended", _) | (_, "ended") => "unclear",
        _ => "impossible",
    }
}

/// The pointers of all members that occur in some job, be it as null.
fn occurring(saves: &[Value]) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for job in saves {
        let mut members = BTreeMap::new();
        flatten("", job.as_object().expect("a job is an object"), &mut members);
        all.extend(members.into_keys());
    }
    all
}

fn flatten(at: &str, object: &Map<String, Value>, members: &mut BTreeMap<String, Value>) {
    for (key, value) in object {
        let pointer = format!("{at}/{key}");
        if let Value::Object(inner) = value {
            flatten(&pointer, inner, members);
        }
        members.insert(pointer, value.clone());
    }
}

/// Members that are set, with values that are equal if they mean the same.
fn set(job: &Value) -> BTreeMap<String, Value> {
    let mut members = BTreeMap::new();
    flatten("", job.as_object().expect("a job is an object"), &mut members);
    let is_size = |pointer: &str| pointer.ends_with("SizeInBytes");
    members.retain(|pointer, value| {
        !(value.is_null() || value.is_object() || is_size(pointer) && *value == json!(0))
    });
    for (pointer, value) in &mut members {
        let time = value.as_str().and_then(|text| text.parse::<Timestamp>().ok());
        if pointer.ends_with("Date")
            && let Some(time) = time
        {
            *value = json!(time.unix_millis());
        }
    }
    members
}

fn changes(old: &Value, new: &Value, occurring: [&BTreeSet<String>; 2]) -> BTreeSet<String> {
    let (olds, news) = (set(old), set(new));
    let had_ended = ["Succeeded", "Failed", "ended"].contains(&status(old));
    let pointers: BTreeSet<&String> = olds.keys().chain(news.keys()).collect();
    let is_known = |all: &BTreeSet<String>, pointer: &str| {
        all.iter().any(|known| pointer == known || pointer.starts_with(&format!("{known}/")))
    };
    let contradicts = |pointer: &&&String| {
        let values = [olds.get(**pointer), news.get(**pointer)];
        if **pointer == "/Tier"
            && values.iter().all(|tier| tier.is_none_or(|tier| tier == "Standard"))
        {
            return false;
        }
        let is_comparable = values
            .iter()
            .zip(occurring)
            .all(|(value, all)| value.is_some() || is_known(all, pointer));
        let was_set = values[0].is_some();
        values[0] != values[1]
            && is_comparable
            && match pointer.as_str() {
                "/JobId" => false,
                "/VaultARN" => values.iter().all(Option::is_some),
                "/StatusCode" => had_ended && was_set,
                "/Completed" => {
                    values[0] == Some(&json!(true))
                        && (had_ended || values[1] == Some(&json!(false)))
                }
                "/CompletionDate" | "/SHA256TreeHash" | "/JobOutputPath" => was_set || had_ended,
                "/StatusMessage"
                | "/InventorySizeInBytes"
                | "/InventoryRetrievalParameters/Marker" => had_ended,
                _ => true,
            }
    };
    pointers.iter().filter(contradicts).map(|pointer| (*pointer).clone()).collect()
}
