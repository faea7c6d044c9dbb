//! A line of progress on a terminal's standard error, once the work has taken a second.

use std::io::{self, IsTerminal};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that is done before this is not worth a line.
const PATIENCE: Duration = Duration::from_secs(1);

/// Progress over a number of files, or of something else; without a terminal, nothing.
pub struct Progress {
    shown: Option<Shown>,
    done: u64,
}

struct Shown {
    bar: ProgressBar,
    /// Dropped when the work is done, so that a line that was not shown yet never is.
    working: Sender<()>,
}

impl Progress {
    pub fn new(files: usize, quiet: bool) -> Self {
        Progress::of(files, "files", quiet)
    }

    /// Progress over so many things that are called so.
    pub fn of(count: usize, things: &str, quiet: bool) -> Self {
        let template = format!("{{spinner}} {{pos}}/{{len}} {things}, {{elapsed}}: {{wide_msg}}");
        Progress::shown(count, &template, quiet)
    }

    /// That this is being done, for as long as it takes.
    pub fn doing(what: &str, quiet: bool) -> Self {
        Progress::shown(1, &format!("{{spinner}} {what}, {{elapsed}}"), quiet)
    }

    fn shown(count: usize, template: &str, quiet: bool) -> Self {
        let wanted = !quiet && io::stderr().is_terminal();
        Progress { shown: wanted.then(|| Shown::new(count, template)), done: 0 }
    }

    /// Starts on the next of them.
    pub fn file(&mut self, name: &str) {
        if let Some(Shown { bar, .. }) = &self.shown {
            bar.set_position(self.done);
            bar.set_message(name.to_owned());
        }
        self.done += 1;
    }

    /// Takes the line away while something else is written.
    pub fn suspended<T>(&self, write: impl FnOnce() -> T) -> T {
        match &self.shown {
            Some(Shown { bar, .. }) => bar.suspend(write),
            None => write(),
        }
    }

    /// Takes the line away for good.
    pub fn end(self) {
        if let Some(Shown { bar, working }) = self.shown {
            drop(working);
            bar.finish_and_clear();
        }
    }
}

impl Shown {
    /// A line that appears by itself after a while, since a single file may take long.
    fn new(count: usize, template: &str) -> Self {
        let bar = ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template(template);
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        let (working, done) = mpsc::channel();
        let waiting = bar.clone();
        thread::spawn(move || {
            if done.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                waiting.set_draw_target(ProgressDrawTarget::stderr());
                waiting.enable_steady_tick(Duration::from_millis(100));
            }
        });
        Shown { bar, working }
    }
}
