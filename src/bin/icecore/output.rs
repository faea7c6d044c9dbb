//! Standard output: buffered, and coloured only for terminals that want it.

use std::io::{self, BufWriter, IsTerminal, Write};

use clap::ValueEnum;

/// How much is written at once.
const BUFFER: usize = 64 << 10;
/// Longer lines are hard to read on any terminal.
const WIDEST: usize = 120;

/// When to colour.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Standard output.
pub struct Output {
    writer: BufWriter<anstream::AutoStream<io::Stdout>>,
    /// Whether it goes on when nobody reads any longer.
    outlives_reader: bool,
}

impl Output {
    /// The width of what is written anywhere but to a terminal.
    pub const DEFAULT_WIDTH: usize = 100;

    pub fn new(color: Color) -> Self {
        let choice = match color {
            Color::Auto => anstream::AutoStream::choice(&io::stdout()),
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        };
        // Messages on standard error follow the same choice.
        choice.write_global();
        let stream = anstream::AutoStream::new(io::stdout(), choice);
        Output { writer: BufWriter::with_capacity(BUFFER, stream), outlives_reader: false }
    }

    /// Writes what follows as it is: for formats that have no styles which would have to be taken out,
    /// and whose every byte counts.
    pub fn verbatim(&mut self) -> io::Result<()> {
        self.writer.flush()?;
        let stream = anstream::AutoStream::always_ansi(io::stdout());
        self.writer = BufWriter::with_capacity(BUFFER, stream);
        Ok(())
    }

    /// Goes on when nobody reads any longer, for a run that also writes files.
    pub fn outlive_reader(&mut self) {
        self.outlives_reader = true;
    }

    /// What became of writing; that nobody reads is an error only for who need not go on.
    fn written<T>(&self, result: io::Result<T>, all: T) -> io::Result<T> {
        match result {
            Err(error) if self.outlives_reader && error.kind() == io::ErrorKind::BrokenPipe => {
                Ok(all)
            }
            result => result,
        }
    }

    /// The columns that text for people may have.
    pub fn width() -> usize {
        Self::terminal_width().unwrap_or(Self::DEFAULT_WIDTH)
    }

    /// The columns of the terminal, if standard output is one.
    pub fn terminal_width() -> Option<usize> {
        if !io::stdout().is_terminal() {
            return None;
        }
        let width = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        Some(width.map_or(Self::DEFAULT_WIDTH, |width| width.clamp(40, WIDEST)))
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.writer.write(bytes);
        self.written(result, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.writer.flush();
        self.written(result, ())
    }
}
