//! The ledger as tables of what jobs asked for and what came of them.

use std::collections::BTreeMap;

use super::figures::{bytes, counted, grouped};
use super::tables::{Kind, Room, Table, or_without};
use super::times::{clock, day, time};
use crate::ledger::{AGES, Ledger, Ranked, Uncounted, Volume};

/// Everything that the ledger says; tables may be empty.
pub(super) fn ledger_tables(ledger: &Ledger, room: Room) -> Vec<Table> {
    vec![
        tiers(ledger),
        days(ledger, room.days),
        largest(ledger),
        durations(ledger),
        latest(ledger),
        failures(ledger, room.messages),
        ages(ledger),
        outputs(ledger),
        inventories(ledger, room.values),
    ]
}

/// What could not be counted, a line each.
pub(super) fn not_counted(uncounted: &Uncounted) -> Vec<String> {
    let lines = [
        (uncounted.without_status, "job", "without a status: what came of them is not known"),
        (uncounted.without_bytes, "retrieval", "with neither range nor size: in no bytes"),
        (uncounted.without_creation, "job", "without a creation date: in no day, duration or age"),
        (
            uncounted.without_completion,
            "success",
            "without a completion date: in no day or duration",
        ),
        (uncounted.backwards, "success", "completed before creation: in no duration"),
    ];
    let told = lines.into_iter().filter(|(count, ..)| *count > 0);
    told.map(|(count, noun, what)| format!("{} {what}", plural(count, noun))).collect()
}

fn plural(count: u64, noun: &str) -> String {
    match (count, noun) {
        (2.., "success") => format!("{} successes", grouped(count)),
        _ => counted(count, noun),
    }
}

fn tiers(ledger: &Ledger) -> Table {
    let (requested, retrieved) = (ledger.requested(), ledger.retrieved());
    let rows = requested.by_speed().iter().map(|(speed, volume)| {
        let name = speed.as_str().to_owned();
        volumes(name, volume, *retrieved.by_speed().of(speed))
    });
    let mut rows: Vec<Vec<String>> = rows.collect();
    if rows.len() > 1 {
        rows.push(volumes("all".to_owned(), requested.total(), retrieved.total()));
    }
    Table::new("Bytes by tier", volumes_head("tier")).rows(rows)
}

fn days(ledger: &Ledger, most: usize) -> Table {
    let mut days: BTreeMap<i64, (Volume, Volume)> = BTreeMap::new();
    for (number, volumes) in ledger.requested().by_day() {
        days.entry(number).or_default().0 = volumes.total();
    }
    for (number, volumes) in ledger.retrieved().by_day() {
        days.entry(number).or_default().1 = volumes.total();
    }
    let earlier = days.len().saturating_sub(most);
    let rows = days.into_iter().skip(earlier);
    let rows = rows.map(|(number, (asked, had))| volumes(day(number), asked, had));
    let more = (earlier > 0).then(|| format!("and {} before that", counted(earlier as u64, "day")));
    Table { more, ..Table::new("Bytes by day", volumes_head("day")).rows(rows) }
}

fn largest(ledger: &Ledger) -> Table {
    let rows = ledger.largest().map(|job| named(bytes(job.rank.0.into()), job));
    Table::new("Largest retrievals", named_head("largest")).rows(rows)
}

fn durations(ledger: &Ledger) -> Table {
    let durations = ledger.durations();
    let rows = durations.spreads().map(|(speed, spread)| {
        let (typical, late) = match speed.documented() {
            Some(documented) => (typical(documented), grouped(durations.late(speed))),
            None => (String::new(), String::new()),
        };
        let clocks = [spread.min, spread.median, spread.p90, spread.p99, spread.max].map(clock);
        let mut row = vec![speed.as_str().to_owned(), grouped(spread.count)];
        row.extend(clocks);
        row.extend([typical, late]);
        row
    });
    let numbers = ["jobs", "min", "median", "p90", "p99", "max", "typical", "late"];
    let mut table = Table::new("From creation to completion", [("took", Kind::Text)]).rows(rows);
    table.head.extend(numbers.map(|name| (name, Kind::Number)));
    table
}

fn latest(ledger: &Ledger) -> Table {
    let rows = ledger.durations().latest().map(|job| named(clock(job.rank.0 / 1000), job));
    Table::new("Later than documented", named_head("late by")).rows(rows)
}

fn failures(ledger: &Ledger, most: usize) -> Table {
    let messages = ledger.failures().by_message();
    let shown = messages.iter().take(most);
    let mut rows: Vec<Vec<String>> =
        shown.map(|(message, jobs)| vec![grouped(*jobs), or_without(message)]).collect();
    let rest = messages.iter().skip(most).map(|(_, jobs)| jobs).sum::<u64>();
    let others = rest + ledger.failures().others();
    if others > 0 {
        rows.push(vec![grouped(others), "(other messages)".to_owned()]);
    }
    Table::new("Why jobs failed", [("failed", Kind::Number), ("message", Kind::Text)]).rows(rows)
}

fn ages(ledger: &Ledger) -> Table {
    let ages = ledger.in_progress();
    let mut counts: Vec<(u64, String)> = (0..AGES.len())
        .map(|age| (ages.jobs[age], between(AGES[age], AGES.get(age + 1).copied())))
        .collect();
    counts.push((ages.later, "created later than that".to_owned()));
    let rows = counts.into_iter().filter(|(jobs, _)| *jobs > 0);
    let rows = rows.map(|(jobs, age)| vec![grouped(jobs), age]);
    Table::new("In progress", [("in progress", Kind::Number), ("age", Kind::Text)]).rows(rows)
}

fn outputs(ledger: &Ledger) -> Table {
    let outputs = ledger.outputs();
    let lead = (outputs.count() > 0).then(|| {
        let count = counted(outputs.count(), "output");
        format!("{count} can still be had, for 24 hours from completion at least")
    });
    let rows = outputs.next().map(|job| named(time(job.rank), job));
    Table { lead, ..Table::new("Next to expire", named_head("expires")).rows(rows) }
}

fn inventories(ledger: &Ledger, most: usize) -> Table {
    let as_of = ledger.as_of().unix_millis();
    let by_vault = ledger.inventories().by_vault();
    let rows = by_vault.iter().take(most).map(|(vault, of_vault)| {
        let last = of_vault.last_succeeded();
        let age = last.map(|last| days_and_hours(as_of.saturating_sub(last)));
        let age = age.unwrap_or_else(|| "none succeeded".to_owned());
        vec![grouped(of_vault.jobs()), age, or_without(vault)]
    });
    let head =
        [("inventories", Kind::Number), ("age of last", Kind::Number), ("vault", Kind::Text)];
    let more = by_vault.len().saturating_sub(most);
    let more = (more > 0).then(|| format!("and {}", counted(more as u64, "vault")));
    Table { more, ..Table::new("Inventories", head).rows(rows) }
}

/// A job, and what it is named for.
fn named<R>(rank: String, job: &Ranked<R>) -> Vec<String> {
    vec![rank, job.speed.as_str().to_owned(), or_without(&job.job_id)]
}

fn named_head(rank: &'static str) -> [(&'static str, Kind); 3] {
    [(rank, Kind::Number), ("tier", Kind::Text), ("JobId", Kind::Id)]
}

fn volumes_head(by: &'static str) -> [(&'static str, Kind); 5] {
    [
        (by, Kind::Text),
        ("retrievals", Kind::Number),
        ("requested", Kind::Number),
        ("succeeded", Kind::Number),
        ("retrieved", Kind::Number),
    ]
}

fn volumes(by: String, requested: Volume, retrieved: Volume) -> Vec<String> {
    let mut row = vec![by];
    for volume in [requested, retrieved] {
        row.extend([grouped(volume.retrievals), bytes(volume.bytes)]);
    }
    row
}

/// `3-5 h`.
fn typical((least, most): (u64, u64)) -> String {
    const MINUTE: u64 = 60_000;
    match least < 60 * MINUTE {
        true => format!("{}-{} min", least / MINUTE, most / MINUTE),
        false => format!("{}-{} h", least / (60 * MINUTE), most / (60 * MINUTE)),
    }
}

/// `5 to 12 hours`.
fn between(from: u64, to: Option<u64>) -> String {
    match (from, to) {
        (0, Some(to)) => format!("under {}", counted(to, "hour")),
        (from, Some(to)) if from % 24 == 0 => format!("{} to {} days", from / 24, to / 24),
        (from, Some(to)) => format!("{from} to {to} hours"),
        (from, None) => format!("{} or more", counted(from / 24, "day")),
    }
}

/// `12 days 3 h`; of what is later, with a minus.
fn days_and_hours(millis: i64) -> String {
    const HOUR: u64 = 60 * 60 * 1000;
    let hours = millis.unsigned_abs() / HOUR;
    let sign = if millis < 0 { "-" } else { "" };
    match hours / 24 {
        0 => format!("{sign}{hours} h"),
        days => format!("{sign}{} {} h", counted(days, "day"), hours % 24),
    }
}
