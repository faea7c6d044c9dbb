//! The ledger as JSON: what `report --format json` says of what jobs asked for and what came of them.

use serde::Serialize;

use super::times::{day, time};
use crate::ledger::{AGES, BySpeed, Ledger, Ranked, Speed, Statuses, Uncounted, Volume, Volumes};

#[derive(Serialize)]
pub(super) struct JsonLedger<'l> {
    created_by_day: Vec<JsonCreated>,
    requested: JsonVolumes,
    retrieved: JsonVolumes,
    largest: Vec<JsonJob<'l>>,
    durations: Vec<JsonDurations>,
    latest: Vec<JsonJob<'l>>,
    failures: JsonFailures<'l>,
    in_progress: JsonAges,
    outputs: JsonOutputs<'l>,
    inventories: JsonInventories<'l>,
    not_counted: Uncounted,
}

#[derive(Serialize)]
struct JsonVolumes {
    #[serde(flatten)]
    all: JsonVolume,
    by_tier: Vec<JsonOfTier>,
    by_day: Vec<JsonOfDay>,
}

#[derive(Serialize)]
struct JsonVolume {
    retrievals: u64,
    bytes: u128,
}

#[derive(Serialize)]
struct JsonOfTier {
    tier: &'static str,
    retrievals: u64,
    bytes: u128,
}

#[derive(Serialize)]
struct JsonOfDay {
    day: String,
    retrievals: u64,
    bytes: u128,
    by_tier: Vec<JsonOfTier>,
}

#[derive(Serialize)]
struct JsonCreated {
    day: String,
    #[serde(flatten)]
    jobs: Statuses,
}

/// A job that is named, and what it is named for.
#[derive(Serialize)]
struct JsonJob<'l> {
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    late_seconds: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<String>,
    tier: &'static str,
    job_id: &'l str,
    vault_arn: &'l str,
}

#[derive(Serialize)]
struct JsonDurations {
    tier: &'static str,
    count: u64,
    min: u64,
    median: u64,
    p90: u64,
    p99: u64,
    max: u64,
    documented: Option<[u64; 2]>,
    late: Option<u64>,
}

#[derive(Serialize)]
struct JsonFailures<'l> {
    jobs: u64,
    by_message: Vec<JsonMessage<'l>>,
    other_messages: u64,
}

#[derive(Serialize)]
struct JsonMessage<'l> {
    message: &'l str,
    jobs: u64,
}

#[derive(Serialize)]
struct JsonAges {
    jobs: u64,
    by_age: Vec<JsonAge>,
    created_later: u64,
}

#[derive(Serialize)]
struct JsonAge {
    from_hours: u64,
    jobs: u64,
}

#[derive(Serialize)]
struct JsonOutputs<'l> {
    jobs: u64,
    next_to_expire: Vec<JsonJob<'l>>,
}

#[derive(Serialize)]
struct JsonInventories<'l> {
    jobs: u64,
    by_vault: Vec<JsonInventory<'l>>,
}

#[derive(Serialize)]
struct JsonInventory<'l> {
    vault_arn: &'l str,
    jobs: u64,
    last_succeeded: Option<String>,
    age_seconds: Option<i64>,
}

impl<'l> JsonLedger<'l> {
    pub(super) fn of(ledger: &'l Ledger) -> Self {
        let largest = ledger.largest();
        let latest = ledger.durations().latest();
        JsonLedger {
            created_by_day: ledger
                .created()
                .map(|(number, jobs)| JsonCreated { day: day(number), jobs: *jobs })
                .collect(),
            requested: volumes(ledger.requested()),
            retrieved: volumes(ledger.retrieved()),
            largest: largest.map(|job| JsonJob { bytes: Some(job.rank.0), ..named(job) }).collect(),
            durations: durations(ledger),
            latest: latest
                .map(|job| JsonJob { late_seconds: Some(job.rank.0 / 1000), ..named(job) })
                .collect(),
            failures: failures(ledger),
            in_progress: ages(ledger),
            outputs: outputs(ledger),
            inventories: inventories(ledger),
            not_counted: *ledger.uncounted(),
        }
    }
}

fn named<R>(job: &Ranked<R>) -> JsonJob<'_> {
    JsonJob {
        bytes: None,
        late_seconds: None,
        expires: None,
        tier: job.speed.as_str(),
        job_id: &job.job_id,
        vault_arn: &job.vault_arn,
    }
}

fn volumes(volumes: &Volumes) -> JsonVolumes {
    let Volume { retrievals, bytes } = volumes.total();
    let of_tier = |(speed, volume): (Speed, Volume)| JsonOfTier {
        tier: speed.as_str(),
        retrievals: volume.retrievals,
        bytes: volume.bytes,
    };
    let of_day = |(number, volumes): (i64, &BySpeed<Volume>)| {
        let Volume { retrievals, bytes } = volumes.total();
        JsonOfDay {
            day: day(number),
            retrievals,
            bytes,
            by_tier: volumes.iter().map(of_tier).collect(),
        }
    };
    JsonVolumes {
        all: JsonVolume { retrievals, bytes },
        by_tier: volumes.by_speed().iter().map(of_tier).collect(),
        by_day: volumes.by_day().map(of_day).collect(),
    }
}

fn durations(ledger: &Ledger) -> Vec<JsonDurations> {
    let durations = ledger.durations();
    let rows = durations.spreads().map(|(speed, spread)| {
        let documented = speed.documented();
        JsonDurations {
            tier: speed.as_str(),
            count: spread.count,
            min: spread.min,
            median: spread.median,
            p90: spread.p90,
            p99: spread.p99,
            max: spread.max,
            documented: documented.map(|(least, most)| [least / 1000, most / 1000]),
            late: documented.map(|_| durations.late(speed)),
        }
    });
    rows.collect()
}

fn failures(ledger: &Ledger) -> JsonFailures<'_> {
    let failures = ledger.failures();
    let messages = failures.by_message().into_iter();
    JsonFailures {
        jobs: failures.jobs(),
        by_message: messages.map(|(message, jobs)| JsonMessage { message, jobs }).collect(),
        other_messages: failures.others(),
    }
}

fn ages(ledger: &Ledger) -> JsonAges {
    let ages = ledger.in_progress();
    let by_age = AGES.into_iter().zip(ages.jobs);
    JsonAges {
        jobs: ages.total(),
        by_age: by_age.map(|(from_hours, jobs)| JsonAge { from_hours, jobs }).collect(),
        created_later: ages.later,
    }
}

fn outputs(ledger: &Ledger) -> JsonOutputs<'_> {
    let next = ledger.outputs().next();
    JsonOutputs {
        jobs: ledger.outputs().count(),
        next_to_expire: next
            .map(|job| JsonJob { expires: Some(time(job.rank)), ..named(job) })
            .collect(),
    }
}

fn inventories(ledger: &Ledger) -> JsonInventories<'_> {
    let as_of = ledger.as_of().unix_millis();
    let by_vault = ledger.inventories().by_vault().iter().map(|(vault_arn, of_vault)| {
        let last = of_vault.last_succeeded();
        JsonInventory {
            vault_arn,
            jobs: of_vault.jobs(),
            last_succeeded: last.map(time),
            age_seconds: last.map(|last| (as_of - last).div_euclid(1000)),
        }
    });
    JsonInventories { jobs: ledger.inventories().jobs(), by_vault: by_vault.collect() }
}
