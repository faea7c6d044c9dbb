//! The ledger for people: tables of what jobs asked for and what came of them.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::figures::{bytes, counted, grouped};
use super::layout::cut_middle;
use super::listing_table::{Align, write_table};
use super::times::{clock, day, time};
use crate::audit::printable;
use crate::ledger::{AGES, Ledger, Ranked, Uncounted, Volume};

/// So many days are shown, the last ones; of all there are in JSON.
const DAYS: usize = 31;

/// So many messages are shown, the most frequent ones.
const MESSAGES: usize = 20;

/// How a job without a value in a field is called.
const WITHOUT: &str = "(none)";

/// Writes everything that the ledger says.
pub(super) fn write_ledger(out: &mut dyn Write, ledger: &Ledger, width: usize) -> io::Result<()> {
    let ledger = Shown { ledger, width };
    ledger.write_tiers(out)?;
    ledger.write_days(out)?;
    ledger.write_largest(out)?;
    ledger.write_durations(out)?;
    ledger.write_latest(out)?;
    ledger.write_failures(out)?;
    ledger.write_ages(out)?;
    ledger.write_outputs(out)?;
    ledger.write_inventories(out)
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

struct Shown<'l> {
    ledger: &'l Ledger,
    width: usize,
}

impl Shown<'_> {
    fn table(
        &self,
        out: &mut dyn Write,
        head: &[(&str, Align)],
        rows: Vec<Vec<String>>,
    ) -> io::Result<()> {
        write_table(out, head, rows, self.width)
    }

    fn write_tiers(&self, out: &mut dyn Write) -> io::Result<()> {
        let (requested, retrieved) = (self.ledger.requested(), self.ledger.retrieved());
        let rows = requested.by_speed().iter().map(|(speed, volume)| {
            let name = speed.as_str().to_owned();
            volumes(name, volume, *retrieved.by_speed().of(speed))
        });
        let mut rows: Vec<Vec<String>> = rows.collect();
        if rows.len() > 1 {
            rows.push(volumes("all".to_owned(), requested.total(), retrieved.total()));
        }
        self.table(out, &volumes_head("tier"), rows)
    }

    fn write_days(&self, out: &mut dyn Write) -> io::Result<()> {
        let (requested, retrieved) = (self.ledger.requested(), self.ledger.retrieved());
        let mut days: BTreeMap<i64, (Volume, Volume)> = BTreeMap::new();
        for (number, volumes) in requested.by_day() {
            days.entry(number).or_default().0 = volumes.total();
        }
        for (number, volumes) in retrieved.by_day() {
            days.entry(number).or_default().1 = volumes.total();
        }
        let earlier = days.len().saturating_sub(DAYS);
        let rows = days.into_iter().skip(earlier);
        let rows = rows.map(|(number, (asked, had))| volumes(day(number), asked, had)).collect();
        self.table(out, &volumes_head("day"), rows)?;
        if earlier > 0 {
            writeln!(out, " and {} before that", counted(earlier as u64, "day"))?;
        }
        Ok(())
    }

    fn write_largest(&self, out: &mut dyn Write) -> io::Result<()> {
        let largest = self.ledger.largest();
        let jobs = largest.map(|job| (bytes(job.rank.0.into()), job));
        self.write_jobs(out, "largest", &jobs.collect::<Vec<_>>())
    }

    fn write_durations(&self, out: &mut dyn Write) -> io::Result<()> {
        let durations = self.ledger.durations();
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
        let head = [
            ("took", Align::Left),
            ("jobs", Align::Right),
            ("min", Align::Right),
            ("median", Align::Right),
            ("p90", Align::Right),
            ("p99", Align::Right),
            ("max", Align::Right),
            ("typical", Align::Right),
            ("late", Align::Right),
        ];
        self.table(out, &head, rows.collect())
    }

    fn write_latest(&self, out: &mut dyn Write) -> io::Result<()> {
        let latest = self.ledger.durations().latest();
        let jobs = latest.map(|job| (clock(job.rank.0 / 1000), job));
        self.write_jobs(out, "late by", &jobs.collect::<Vec<_>>())
    }

    fn write_failures(&self, out: &mut dyn Write) -> io::Result<()> {
        let messages = self.ledger.failures().by_message();
        let shown = messages.iter().take(MESSAGES);
        let mut rows: Vec<Vec<String>> = shown
            .map(|(message, jobs)| {
                let message = if message.is_empty() { WITHOUT } else { message };
                vec![grouped(*jobs), printable(message)]
            })
            .collect();
        let rest = messages.iter().skip(MESSAGES).map(|(_, jobs)| jobs).sum::<u64>();
        let others = rest + self.ledger.failures().others();
        if others > 0 {
            rows.push(vec![grouped(others), "(other messages)".to_owned()]);
        }
        self.table(out, &[("failed", Align::Right), ("message", Align::Left)], rows)
    }

    fn write_ages(&self, out: &mut dyn Write) -> io::Result<()> {
        let ages = self.ledger.in_progress();
        let mut counts: Vec<(u64, String)> = (0..AGES.len())
            .map(|age| (ages.jobs[age], between(AGES[age], AGES.get(age + 1).copied())))
            .collect();
        counts.push((ages.later, "created later than that".to_owned()));
        let rows = counts.into_iter().filter(|(jobs, _)| *jobs > 0);
        let rows = rows.map(|(jobs, age)| vec![grouped(jobs), age]).collect();
        self.table(out, &[("in progress", Align::Right), ("age", Align::Left)], rows)
    }

    fn write_outputs(&self, out: &mut dyn Write) -> io::Result<()> {
        let outputs = self.ledger.outputs();
        if outputs.count() == 0 {
            return Ok(());
        }
        let count = counted(outputs.count(), "output");
        writeln!(out, "\n {count} can still be had, for 24 hours from completion at least")?;
        let jobs = outputs.next().map(|job| (time(job.rank), job));
        self.write_jobs(out, "expires", &jobs.collect::<Vec<_>>())
    }

    fn write_inventories(&self, out: &mut dyn Write) -> io::Result<()> {
        let as_of = self.ledger.as_of().unix_millis();
        let rows = self.ledger.inventories().by_vault().iter().map(|(vault, of_vault)| {
            let last = of_vault.last_succeeded();
            let age = last.map(|last| days_and_hours(as_of.saturating_sub(last)));
            let vault = if vault.is_empty() { WITHOUT.to_owned() } else { printable(vault) };
            vec![
                grouped(of_vault.jobs()),
                age.unwrap_or_else(|| "none succeeded".to_owned()),
                vault,
            ]
        });
        let head =
            [("inventories", Align::Right), ("age of last", Align::Right), ("vault", Align::Left)];
        self.table(out, &head, rows.collect())
    }

    /// Jobs that are named; identifiers are cut where they do not fit.
    fn write_jobs<R>(
        &self,
        out: &mut dyn Write,
        head: &str,
        jobs: &[(String, &Ranked<R>)],
    ) -> io::Result<()> {
        let widest = jobs.iter().map(|(rank, job)| (rank.len(), job.speed.as_str().len()));
        let (rank, tier) = widest.fold((head.len(), "tier".len()), |widest, cells| {
            (widest.0.max(cells.0), widest.1.max(cells.1))
        });
        // Each of the three cells has a space on both sides.
        let room = self.width.saturating_sub(rank + tier + 6).max(20);
        let rows = jobs.iter().map(|(rank, job)| {
            let id = match job.job_id.as_str() {
                "" => WITHOUT.to_owned(),
                id => cut_middle(&printable(id), room),
            };
            vec![rank.clone(), job.speed.as_str().to_owned(), id]
        });
        let head = [(head, Align::Right), ("tier", Align::Left), ("JobId", Align::Left)];
        self.table(out, &head, rows.collect())
    }
}

fn volumes_head(by: &str) -> [(&str, Align); 5] {
    [
        (by, Align::Left),
        ("retrievals", Align::Right),
        ("requested", Align::Right),
        ("succeeded", Align::Right),
        ("retrieved", Align::Right),
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
