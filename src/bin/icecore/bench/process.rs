//! Starts this program again, to do one run.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use super::once::Once;
use super::work::Row;

/// Does runs, each in a process of its own.
pub struct Runner<'p> {
    program: PathBuf,
    paths: &'p [PathBuf],
    /// What came over standard input, for each process to have it again.
    stdin: Option<Vec<u8>>,
}

impl<'p> Runner<'p> {
    /// Prepares runs over these paths; `stdin` is what came over standard input, if a path is `-`.
    ///
    /// # Errors
    /// If the system does not tell where this program is.
    pub fn new(paths: &'p [PathBuf], stdin: Option<Vec<u8>>) -> Result<Self, String> {
        let program = std::env::current_exe().map_err(|error| {
            format!("cannot find itself to start the runs, each a process of its own: {error}")
        })?;
        Ok(Runner { program, paths, stdin })
    }

    /// Does one run.
    ///
    /// # Errors
    /// If it does not come to its end; the process has then said why, unless it was killed.
    pub fn once(&self, row: Row) -> Result<Once, String> {
        let ended = |how: String| {
            let name = row.work.name();
            format!(
                "the run of `{name}` {how}; --only leaves rows out, such as those that hold dumps in memory"
            )
        };
        let output = self.spawn(row).and_then(|child| self.wait(child));
        let output = output.map_err(|error| ended(format!("cannot be started: {error}")))?;
        if !output.status.success() {
            return Err(ended(format!("ended early ({})", output.status)));
        }
        serde_json::from_slice(&output.stdout)
            .map_err(|error| ended(format!("gave no result: {error}")))
    }

    fn spawn(&self, row: Row) -> io::Result<Child> {
        let stdin = if self.stdin.is_some() { Stdio::piped() } else { Stdio::null() };
        Command::new(&self.program)
            .args(["bench", "--once", row.work.name()])
            .args(["--threads", &row.threads.to_string(), "--"])
            .args(self.paths)
            .stdin(stdin)
            .stdout(Stdio::piped())
            .spawn()
    }

    /// Gives the process what came over standard input; it answers only when it has read all of that.
    fn wait(&self, mut child: Child) -> io::Result<Output> {
        if let (Some(mut pipe), Some(bytes)) = (child.stdin.take(), &self.stdin) {
            // One that ends before it has read all says by its status what is wrong.
            let _ = pipe.write_all(bytes);
        }
        child.wait_with_output()
    }
}
