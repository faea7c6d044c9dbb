//! What comes over a stream, kept so that it can be read again.
//!
//! A pipe can be read only once, but a finding about a listing needs the bytes a second time. So a
//! thread of its own reads the stream as fast as it comes and keeps it: a little in memory, more of it
//! in a temporary file that has no name, and so is gone with the process, however that ends. Whoever
//! reads what is kept need not wait for the end of the stream.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::error::Error;

/// How many bytes are kept in memory.
const IN_MEMORY: usize = 8 << 20;

/// How many bytes are read at a time.
const CHUNK: usize = 256 << 10;

/// A stream that can be read again from its start.
///
/// ```
/// use std::io::Read;
///
/// use icecore::dump::Spool;
///
/// let spool = Spool::new(&b"[]"[..]);
/// for _ in 0..2 {
///     let mut text = String::new();
///     spool.reader().read_to_string(&mut text)?;
///     assert_eq!(text, "[]");
/// }
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Spool {
    path: Option<PathBuf>,
    kept: Arc<Kept>,
}

/// Reads what a [`Spool`] keeps, from its start on; waits where the stream has not come so far yet.
#[derive(Debug)]
pub struct SpoolReader {
    kept: Arc<Kept>,
    offset: u64,
}

#[derive(Debug)]
struct Kept {
    state: Mutex<State>,
    grown: Condvar,
}

#[derive(Debug)]
struct State {
    bytes: Bytes,
    length: u64,
    /// How the stream has ended, if it has.
    end: Option<Result<(), (io::ErrorKind, String)>>,
}

#[derive(Debug)]
enum Bytes {
    Memory(Vec<u8>),
    File(File),
}

impl Spool {
    /// Keeps what this reader gives; it is read at once, on a thread of its own.
    #[must_use]
    pub fn new(reader: impl Read + Send + 'static) -> Self {
        Spool { path: None, kept: Kept::of(reader, IN_MEMORY) }
    }

    /// Keeps what comes over a named pipe, or out of any other file that can be read only once.
    ///
    /// # Errors
    /// [`Error`] if it cannot be opened.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let file = File::open(path).map_err(|error| Error::io(Some(path), error))?;
        Ok(Spool { path: Some(path.to_owned()), kept: Kept::of(file, IN_MEMORY) })
    }

    /// Reads from the start.
    #[must_use]
    pub fn reader(&self) -> SpoolReader {
        SpoolReader { kept: self.kept.clone(), offset: 0 }
    }

    /// The path, if it has one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }
}

impl Kept {
    fn of(mut reader: impl Read + Send + 'static, in_memory: usize) -> Arc<Self> {
        let state = State { bytes: Bytes::Memory(Vec::new()), length: 0, end: None };
        let kept = Arc::new(Kept { state: Mutex::new(state), grown: Condvar::new() });
        let own = kept.clone();
        thread::spawn(move || {
            let end = own.fill(&mut reader, in_memory);
            let end = end.map_err(|error| (error.kind(), error.to_string()));
            own.state().end = Some(end);
            own.grown.notify_all();
        });
        kept
    }

    fn fill(&self, reader: &mut impl Read, in_memory: usize) -> io::Result<()> {
        let mut chunk = vec![0; CHUNK];
        loop {
            let read = match reader.read(&mut chunk) {
                Ok(0) => return Ok(()),
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            self.state().keep(&chunk[..read], in_memory).map_err(|error| {
                let place = std::env::temp_dir();
                let message = format!("it cannot be kept in {}: {error}", place.display());
                io::Error::new(error.kind(), message)
            })?;
            self.grown.notify_all();
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn keep(&mut self, chunk: &[u8], in_memory: usize) -> io::Result<()> {
        if let Bytes::Memory(bytes) = &mut self.bytes
            && bytes.len() + chunk.len() > in_memory
        {
            let mut file = tempfile::tempfile()?;
            file.write_all(bytes)?;
            self.bytes = Bytes::File(file);
        }
        match &mut self.bytes {
            Bytes::Memory(bytes) => bytes.extend_from_slice(chunk),
            Bytes::File(file) => {
                file.seek(SeekFrom::Start(self.length))?;
                file.write_all(chunk)?;
            }
        }
        self.length += chunk.len() as u64;
        Ok(())
    }

    /// Reads at an offset, up to which the stream has come.
    fn read(&mut self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.bytes {
            Bytes::Memory(bytes) => {
                let start = usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len());
                (&bytes[start..]).read(buffer)
            }
            Bytes::File(file) => {
                file.seek(SeekFrom::Start(offset))?;
                file.read(buffer)
            }
        }
    }
}

impl Read for SpoolReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut state = self.kept.state();
        while state.length == self.offset {
            match &state.end {
                None => {
                    let grown = self.kept.grown.wait(state);
                    state = grown.unwrap_or_else(PoisonError::into_inner);
                }
                Some(Ok(())) => return Ok(0),
                Some(Err((kind, message))) => return Err(io::Error::new(*kind, message.clone())),
            }
        }
        let read = state.read(self.offset, buffer)?;
        self.offset += read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a few bytes at a time, and then fails, or not.
    struct Drops {
        left: Vec<u8>,
        fails: bool,
    }

    impl Read for Drops {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            thread::yield_now();
            let count = self.left.len().min(buffer.len()).min(7);
            if count == 0 && self.fails {
                return Err(io::Error::new(io::ErrorKind::ConnectionReset, "gone"));
            }
            buffer[..count].copy_from_slice(&self.left[..count]);
            self.left.drain(..count);
            Ok(count)
        }
    }

    fn spool(length: usize, fails: bool, in_memory: usize) -> (Vec<u8>, Spool) {
        let left: Vec<u8> = (0..length).map(|at| u8::try_from(at % 251).unwrap_or(0)).collect();
        let kept = Kept::of(Drops { left: left.clone(), fails }, in_memory);
        (left, Spool { path: None, kept })
    }

    #[test]
    fn readers_at_different_places_read_the_same() {
        for (length, in_memory) in [(0, 10), (10, 10), (11, 10), (5000, 10), (5000, 6000)] {
            let (expected, spool) = spool(length, false, in_memory);
            let (mut one, mut other) = (Vec::new(), Vec::new());
            let mut ahead = spool.reader();
            ahead.by_ref().take(3).read_to_end(&mut one).expect("it can be read");
            spool.reader().read_to_end(&mut other).expect("it can be read");
            ahead.read_to_end(&mut one).expect("it can be read");
            assert_eq!((one, other), (expected.clone(), expected), "{length} bytes");
        }
    }

    #[test]
    fn what_came_before_an_error_is_read_and_then_every_reader_is_told() {
        let (expected, spool) = spool(100, true, 10);
        for _ in 0..2 {
            let mut read = Vec::new();
            let error = spool.reader().read_to_end(&mut read).expect_err("the stream breaks");
            assert_eq!(
                (error.kind(), error.to_string().as_str()),
                (io::ErrorKind::ConnectionReset, "gone")
            );
            assert_eq!(read, expected);
        }
    }
}
