//! Pictures of what happened over time, in bars that stand on each other: jobs by what came of them, and bytes by
//! their tier.

use super::scale::{Axis, Unit, float};
use super::svg::{Rect, Svg};
use super::timeline::Timeline;
use crate::ledger::{BySpeed, Ledger, Speed, Statuses, Volume, Volumes};
use crate::report::figures::{bytes, counted, grouped};

/// What one layer of the bars is, and the class that gives it its colour.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layer {
    pub name: &'static str,
    pub class: &'static str,
}

/// A picture with what stands around it.
#[derive(Clone, Debug)]
pub(super) struct Chart {
    pub title: String,
    pub svg: String,
    /// Those layers that have something.
    pub legend: Vec<Layer>,
    /// What is not in it.
    pub note: Option<String>,
}

const STATUSES: [Layer; 4] = [
    Layer { name: "Succeeded", class: "succeeded" },
    Layer { name: "InProgress", class: "in-progress" },
    Layer { name: "Failed", class: "failed" },
    Layer { name: "no known status", class: "unknown" },
];

const TIERS: [(Speed, Layer); 4] = [
    (Speed::Expedited, Layer { name: "Expedited", class: "expedited" }),
    (Speed::Standard, Layer { name: "Standard", class: "standard" }),
    (Speed::Bulk, Layer { name: "Bulk", class: "bulk" }),
    (Speed::Other, Layer { name: "other tier", class: "other" }),
];

const WIDTH: f64 = 920.0;
const HEIGHT: f64 = 250.0;
const LEFT: f64 = 74.0;
const RIGHT: f64 = 12.0;
/// About as wide as a date is written.
const DATE: f64 = 72.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 30.0;
/// A single bar is no wider.
const WIDEST: f64 = 48.0;

/// Jobs by the day of their creation and their status; `None` if no day is known.
pub(super) fn jobs_over_time(ledger: &Ledger) -> Option<Chart> {
    let counts = |jobs: &Statuses| [jobs.succeeded, jobs.in_progress, jobs.failed, jobs.unknown];
    let days: Vec<(i64, [u128; 4])> =
        ledger.created().map(|(day, jobs)| (day, counts(jobs).map(u128::from))).collect();
    let weights: Vec<(i64, u64)> =
        ledger.created().map(|(day, jobs)| (day, counts(jobs).iter().sum())).collect();
    let time = Timeline::of(&weights)?;
    let stacks = Stacks::new(time, &STATUSES, Unit::Jobs, &days);
    let note = time.outside(&weights, "job");
    Some(stacks.chart("jobs", &format!("Jobs created, {}", time.by()), stacks.most(), note))
}

/// Bytes requested by the day of creation, and retrieved by the day of completion: two pictures, of the same days
/// and heights.
pub(super) fn bytes_over_time(ledger: &Ledger) -> Vec<Chart> {
    let (requested, retrieved) = (ledger.requested(), ledger.retrieved());
    let mut weights: Vec<(i64, u64)> = [weights(requested), weights(retrieved)].concat();
    weights.sort_unstable();
    let Some(time) = Timeline::of(&weights) else { return Vec::new() };
    let layers = TIERS.map(|(_, layer)| layer);
    let stacks = [requested, retrieved]
        .map(|volumes| Stacks::new(time, &layers, Unit::Bytes, &amounts(volumes)));
    let most = stacks.iter().map(Stacks::most).max().unwrap_or(0);
    let named = [("requested", "creation", requested), ("retrieved", "completion", retrieved)];
    let charts = named.into_iter().zip(stacks).map(|((what, day, volumes), stacks)| {
        let title = format!("Bytes {what}, {} of {day}", time.by().replace(", from Monday on", ""));
        stacks.chart(what, &title, most, time.outside(&self::weights(volumes), "retrieval"))
    });
    charts.collect()
}

fn weights(volumes: &Volumes) -> Vec<(i64, u64)> {
    volumes.by_day().map(|(day, volumes)| (day, volumes.total().retrievals)).collect()
}

fn amounts(volumes: &Volumes) -> Vec<(i64, [u128; 4])> {
    let of_day = |volumes: &BySpeed<Volume>| TIERS.map(|(speed, _)| volumes.of(speed).bytes);
    volumes.by_day().map(|(day, volumes)| (day, of_day(volumes))).collect()
}

/// Amounts of each bar and layer.
struct Stacks<'l> {
    time: Timeline,
    layers: &'l [Layer; 4],
    unit: Unit,
    bars: Vec<[u128; 4]>,
}

impl<'l> Stacks<'l> {
    fn new(time: Timeline, layers: &'l [Layer; 4], unit: Unit, days: &[(i64, [u128; 4])]) -> Self {
        let mut bars = vec![[0; 4]; time.len()];
        for (day, amounts) in days {
            if let Some(bar) = time.bar(*day) {
                let both = bars[bar].iter_mut().zip(amounts);
                both.for_each(|(own, amount): (&mut u128, _)| *own = own.saturating_add(*amount));
            }
        }
        Stacks { time, layers, unit, bars }
    }

    fn most(&self) -> u128 {
        self.bars.iter().map(sum).max().unwrap_or(0)
    }

    fn chart(&self, id: &str, title: &str, most: u128, note: Option<String>) -> Chart {
        let (count, last) = (self.bars.len(), self.bars.len().saturating_sub(1));
        let all = self.bars.iter().fold(0u128, |all, bar| all.saturating_add(sum(bar)));
        let (from, to) = (self.time.name(0), self.time.name(last));
        let description = format!(
            "{} in {count} bars, {from} to {to}; the most in one is {}.",
            self.amount(all),
            self.amount(self.most())
        );
        let mut svg = Svg::new(&format!("chart-{id}"), (WIDTH, HEIGHT), title, &description);
        let axis = Axis::to(most, self.unit);
        draw_axis(&mut svg, &axis);
        self.draw_bars(&mut svg, &axis);
        self.draw_times(&mut svg);
        Chart { title: title.to_owned(), svg: svg.end(), legend: self.legend(), note }
    }

    fn draw_bars(&self, svg: &mut Svg, axis: &Axis) {
        let slot = self.slot();
        let width = (slot * 0.82).min(WIDEST);
        for (index, bar) in self.bars.iter().enumerate() {
            let x = LEFT + slot * float(index as u128) + (slot - width) / 2.0;
            let mut top = HEIGHT - BOTTOM;
            for (layer, amount) in self.layers.iter().zip(bar).filter(|(_, amount)| **amount > 0) {
                // What is there shows, however little it is.
                let height = (axis.at(*amount) * (HEIGHT - TOP - BOTTOM)).max(1.0);
                top -= height;
                let tip =
                    format!("{}: {}, {}", self.time.name(index), layer.name, self.amount(*amount));
                let class = format!("mark {}", layer.class);
                svg.rect(&class, Rect { x, y: top, width, height }, &tip);
            }
        }
    }

    fn draw_times(&self, svg: &mut Svg) {
        const MOST: usize = 9;
        let slot = self.slot();
        let every = self.bars.len().div_ceil(MOST).max(1);
        for bar in (0..self.bars.len()).step_by(every) {
            let x = LEFT + slot * (float(bar as u128) + 0.5);
            svg.line("tick", (x, HEIGHT - BOTTOM), (x, HEIGHT - BOTTOM + 4.0));
            // Half of a date does not fit at the edge.
            let side = if x + DATE / 2.0 > WIDTH { "at-end" } else { "at-middle" };
            let x = if side == "at-end" { WIDTH } else { x };
            svg.text(side, (x, HEIGHT - 10.0), &self.time.label(bar));
        }
    }

    fn legend(&self) -> Vec<Layer> {
        let has = |layer: usize| self.bars.iter().any(|bar| bar[layer] > 0);
        let layers = self.layers.iter().enumerate();
        layers.filter(|(layer, _)| has(*layer)).map(|(_, layer)| *layer).collect()
    }

    /// The room of a bar.
    fn slot(&self) -> f64 {
        (WIDTH - LEFT - RIGHT) / float(self.bars.len().max(1) as u128)
    }

    fn amount(&self, amount: u128) -> String {
        match self.unit {
            Unit::Bytes => bytes(amount),
            Unit::Jobs => match u64::try_from(amount) {
                Ok(jobs) => counted(jobs, "job"),
                Err(_) => grouped(amount),
            },
        }
    }
}

fn draw_axis(svg: &mut Svg, axis: &Axis) {
    for (up, label) in axis.ticks() {
        let y = HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM);
        svg.line("grid", (LEFT, y), (WIDTH - RIGHT, y));
        svg.text("at-end", (LEFT - 8.0, y + 4.0), &label);
    }
}

fn sum(bar: &[u128; 4]) -> u128 {
    bar.iter().fold(0, |all, amount| all.saturating_add(*amount))
}
