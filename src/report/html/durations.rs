//! A picture of how long jobs took, tier by tier, against the times of the documentation.

use super::scale::{Times, float};
use super::svg::{Rect, Svg};
use crate::ledger::{Ledger, Speed, Spread};
use crate::report::figures::{counted, grouped};
use crate::report::times::clock;

const WIDTH: f64 = 920.0;
const LEFT: f64 = 12.0;
const RIGHT: f64 = 12.0;
/// The room of a tier: a line of text, marks, bars.
const ROW: f64 = 112.0;
const TEXT: f64 = 18.0;
const MARKS: f64 = 38.0;
const BOTTOM: f64 = 28.0;
/// So many bars have room beside each other.
const BARS: usize = 120;

/// The picture; `None` if no duration is known.
pub(super) fn durations(ledger: &Ledger) -> Option<String> {
    let spreads: Vec<(Speed, Spread)> = ledger.durations().spreads().collect();
    let documented = spreads.iter().filter_map(|(speed, _)| speed.documented());
    let (windows_from, windows_to): (Vec<u64>, Vec<u64>) =
        documented.map(|(least, most)| (least / 1000, most / 1000)).unzip();
    let least = spreads.iter().map(|(_, spread)| spread.min).chain(windows_from).min()?;
    let most = spreads.iter().map(|(_, spread)| spread.max).chain(windows_to).max()?;
    let picture = Picture { ledger, times: Times::between(least, most), rows: spreads.len() };
    Some(picture.draw(&spreads))
}

struct Picture<'l> {
    ledger: &'l Ledger,
    times: Times,
    rows: usize,
}

impl Picture<'_> {
    fn draw(&self, spreads: &[(Speed, Spread)]) -> String {
        let told: Vec<String> =
            spreads.iter().map(|(speed, spread)| self.told(*speed, spread)).collect();
        let title = "From creation to completion, by tier";
        let mut svg =
            Svg::new("chart-durations", (WIDTH, self.bottom() + BOTTOM), title, &told.join(" "));
        for (row, ((speed, spread), told)) in spreads.iter().zip(&told).enumerate() {
            self.draw_row(&mut svg, float(row as u128) * ROW, (*speed, spread), told);
        }
        self.draw_times(&mut svg);
        svg.end()
    }

    /// Where the last tier ends.
    fn bottom(&self) -> f64 {
        float(self.rows as u128) * ROW
    }

    fn x(&self, seconds: u64) -> f64 {
        LEFT + self.times.at(seconds) * (WIDTH - LEFT - RIGHT)
    }

    fn told(&self, speed: Speed, spread: &Spread) -> String {
        let Spread { count, median, p90, p99, .. } = *spread;
        let late = match speed.documented() {
            None => String::new(),
            Some(_) => match self.ledger.durations().late(speed) {
                0 => ", none late".to_owned(),
                late => format!(", {} late ({})", grouped(late), percent(late, count)),
            },
        };
        let (median, p90, p99) = (clock(median), clock(p90), clock(p99));
        let jobs = counted(count, "job");
        format!("{}: {jobs}, median {median}, p90 {p90}, p99 {p99}{late}.", speed.as_str())
    }

    fn draw_row(&self, svg: &mut Svg, top: f64, (speed, spread): (Speed, &Spread), told: &str) {
        let base = top + ROW;
        if let Some((least, most)) = speed.documented() {
            let (from, to) = (self.x(least / 1000), self.x(most / 1000));
            let (y, height) = (top + MARKS, ROW - MARKS);
            let tip = format!("documented: {} to {}", clock(least / 1000), clock(most / 1000));
            svg.rect("window", Rect { x: from, y, width: to - from, height }, &tip);
        }
        svg.text("row-title", (LEFT, top + TEXT), told);
        self.draw_bars(svg, base, speed);
        svg.line("axis", (LEFT, base), (WIDTH - RIGHT, base));
        self.draw_marks(svg, (top, base), spread);
    }

    fn draw_bars(&self, svg: &mut Svg, base: f64, speed: Speed) {
        let mut bars = vec![(0u64, u64::MAX, 0u64); BARS];
        for (seconds, count) in self.ledger.durations().counts(speed) {
            let bar = &mut bars[bar_of(self.times.at(seconds))];
            *bar = (bar.0 + count, bar.1.min(seconds), bar.2.max(seconds));
        }
        let most = bars.iter().map(|(count, ..)| *count).max().unwrap_or(1).max(1);
        let width = (WIDTH - LEFT - RIGHT) / float(BARS as u128);
        for (index, (count, from, to)) in bars.into_iter().enumerate().filter(|(_, bar)| bar.0 > 0)
        {
            let height = (float(count.into()) / float(most.into()) * (ROW - MARKS - 6.0)).max(1.5);
            let x = LEFT + width * float(index as u128);
            let tip = format!("{} to {}: {}", clock(from), clock(to), counted(count, "job"));
            let class = format!("mark {}", class(speed));
            svg.rect(&class, Rect { x, y: base - height, width: width - 0.8, height }, &tip);
        }
    }

    /// Lines at the median, the ninetieth and the ninety-ninth percentile; one for those that are too close.
    fn draw_marks(&self, svg: &mut Svg, (top, base): (f64, f64), spread: &Spread) {
        let at = [("median", spread.median), ("p90", spread.p90), ("p99", spread.p99)];
        let mut names: Vec<(f64, String)> = Vec::new();
        for (name, seconds) in at {
            let x = self.x(seconds);
            svg.line("percentile", (x, top + MARKS - 4.0), (x, base));
            match names.last_mut() {
                Some((last, names)) if x - *last < text_width(names) => {
                    names.push_str(", ");
                    names.push_str(name);
                }
                _ => names.push((x, name.to_owned())),
            }
        }
        for (x, names) in names {
            let (class, x) = if x + text_width(&names) > WIDTH {
                ("mark-end", x + 2.0)
            } else {
                ("mark-start", x - 2.0)
            };
            svg.text(class, (x, top + MARKS - 7.0), &names);
        }
    }

    fn draw_times(&self, svg: &mut Svg) {
        let mut free = f64::MIN;
        for (along, name) in self.times.ticks() {
            let x = LEFT + along * (WIDTH - LEFT - RIGHT);
            svg.line("tick", (x, self.bottom()), (x, self.bottom() + 4.0));
            if x >= free {
                svg.text("at-middle", (x, self.bottom() + 18.0), name);
                free = x + 44.0;
            }
        }
    }
}

/// About as wide is a text of this size, with a little room after it.
fn text_width(text: &str) -> f64 {
    6.5 * float(text.len() as u128) + 6.0
}

/// The bar that stands so far along.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is between the two"
)]
fn bar_of(along: f64) -> usize {
    ((along * float(BARS as u128)) as usize).min(BARS - 1)
}

fn class(speed: Speed) -> &'static str {
    match speed {
        Speed::Expedited => "expedited",
        Speed::Standard => "standard",
        Speed::Bulk => "bulk",
        Speed::Other => "other",
        Speed::Inventory => "inventory",
    }
}

/// `3.5 %`, rounded down, but what is there is not nothing.
pub(super) fn percent(part: u64, whole: u64) -> String {
    let tenths = u128::from(part) * 1000 / u128::from(whole.max(1));
    match tenths {
        0 if part > 0 => "under 0.1 %".to_owned(),
        _ => format!("{}.{} %", tenths / 10, tenths % 10),
    }
}
