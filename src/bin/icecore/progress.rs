//! A line of progress on a terminal's standard error, once the work has taken a second.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that is done before this is not worth a line.
const PATIENCE: Duration = Duration::from_secs(1);

/// Progress over a number of files.
pub struct Progress {
    started: Instant,
    files: u64,
    done: u64,
    wanted: bool,
    bar: Option<ProgressBar>,
}

impl Progress {
    pub fn new(files: usize, quiet: bool) -> Self {
        let wanted = !quiet && io::stderr().is_terminal();
        let progress =
            Progress { started: Instant::now(), files: files as u64, done: 0, wanted, bar: None };
        progress.watch()
    }

    /// One file may take long, so the line appears by itself: the ticker draws after a second.
    fn watch(mut self) -> Self {
        if self.wanted {
            let bar = ProgressBar::with_draw_target(Some(self.files), ProgressDrawTarget::hidden());
            let style =
                ProgressStyle::with_template("{spinner} {pos}/{len} files, {elapsed}: {wide_msg}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            self.bar = Some(bar);
        }
        self
    }

    /// Starts on a file.
    pub fn file(&mut self, name: &str) {
        let Some(bar) = &self.bar else { return };
        if bar.is_hidden() && self.started.elapsed() >= PATIENCE {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.enable_steady_tick(Duration::from_millis(100));
        }
        bar.set_position(self.done);
        bar.set_message(name.to_owned());
        self.done += 1;
    }

    /// Takes the line away while something else is written.
    pub fn suspended<T>(&self, write: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// Takes the line away for good.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
