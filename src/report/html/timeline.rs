//! Days on an axis: as they are, or in weeks, months or years where they are too many to be seen.

use crate::report::figures::counted;
use crate::report::times::{date, day};

/// Days further than this from the middle one are told, but not drawn: one wrong date would leave all others no
/// width.
const REACH: i64 = 10 * 365;

/// As many days are drawn one by one.
const DAYS: i64 = 92;
/// As many are drawn in weeks.
const IN_WEEKS: i64 = 2 * 366;

/// What stands beside each other on an axis of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span {
    Day,
    Week,
    Month,
}

/// An axis of time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Timeline {
    pub span: Span,
    first: i64,
    last: i64,
    /// The first and the last day that is drawn.
    days: (i64, i64),
}

impl Timeline {
    /// One for days with their weights, in order; `None` without any.
    pub fn of(days: &[(i64, u64)]) -> Option<Self> {
        let middle = middle(days)?;
        let mut near = days.iter().map(|(day, _)| *day).filter(|day| (day - middle).abs() <= REACH);
        let from = near.next()?;
        let to = near.next_back().unwrap_or(from);
        let span = match to - from {
            days if days < DAYS => Span::Day,
            days if days < IN_WEEKS => Span::Week,
            _ => Span::Month,
        };
        let place = |day| place(span, day);
        Some(Timeline { span, first: place(from), last: place(to), days: (from, to) })
    }

    /// How many bars there are.
    pub fn len(&self) -> usize {
        usize::try_from(self.last - self.first + 1).unwrap_or(0)
    }

    /// Which bar a day belongs to; `None` if it is not drawn.
    pub fn bar(&self, day: i64) -> Option<usize> {
        let is_drawn = (self.days.0..=self.days.1).contains(&day);
        is_drawn.then(|| usize::try_from(place(self.span, day) - self.first).ok())?
    }

    /// How a bar is called.
    pub fn label(&self, bar: usize) -> String {
        let place = self.first + i64::try_from(bar).unwrap_or(0);
        match self.span {
            Span::Day => day(place),
            Span::Week => day(place * 7 - 3),
            Span::Month => format!("{:04}-{:02}", place.div_euclid(12), place.rem_euclid(12) + 1),
        }
    }

    /// How a bar is called where it is said what it is.
    pub fn name(&self, bar: usize) -> String {
        match self.span {
            Span::Week => format!("week of {}", self.label(bar)),
            Span::Day | Span::Month => self.label(bar),
        }
    }

    /// `by day`.
    pub fn by(&self) -> &'static str {
        match self.span {
            Span::Day => "by day",
            Span::Week => "by week, from Monday on",
            Span::Month => "by month",
        }
    }

    /// What is not drawn, in words; `None` if all is.
    pub fn outside(&self, days: &[(i64, u64)], noun: &str) -> Option<String> {
        let (from, to) = self.days;
        let count = |is: &dyn Fn(i64) -> bool| -> u64 {
            days.iter().filter(|(day, _)| is(*day)).map(|(_, count)| count).sum()
        };
        let (earlier, later) = (count(&|day| day < from), count(&|day| day > to));
        let mut parts = Vec::new();
        if earlier > 0 {
            parts.push(format!("{} before that", counted(earlier, noun)));
        }
        if later > 0 {
            parts.push(format!("{} after that", counted(later, noun)));
        }
        let drawn = format!("Drawn are {} to {}; not drawn: ", day(from), day(to));
        (!parts.is_empty()).then(|| drawn + &parts.join(", "))
    }
}

/// The day that half of the weight does not exceed.
fn middle(days: &[(i64, u64)]) -> Option<i64> {
    let all: u128 = days.iter().map(|(_, weight)| u128::from(*weight)).sum();
    let mut passed = 0;
    let half = days.iter().find(|(_, weight)| {
        passed += u128::from(*weight);
        2 * passed >= all
    });
    half.map(|(day, _)| *day)
}

/// The number of the day, of the week from Monday on, or of the month.
fn place(span: Span, day: i64) -> i64 {
    match span {
        Span::Day => day,
        // 1970-01-01 was a Thursday.
        Span::Week => (day + 3).div_euclid(7),
        Span::Month => {
            date(day).map_or(0, |date| i64::from(date.year()) * 12 + i64::from(date.month()) - 1)
        }
    }
}
