//! A file as a stream of bytes, decompressed by its magic.
//!
//! What is compressed is decompressed ahead, on a thread of its own, so that reading it costs whoever
//! judges it no time.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use super::error::Error;
use super::source::Compression;
use super::spool::Spool;

/// How many bytes are decompressed at a time.
const CHUNK: usize = 256 << 10;

/// How many of these may be ready before somebody asks for them.
const AHEAD: usize = 4;

/// The bytes of a file, decompressed.
pub struct Stream<'s> {
    reader: Reader<'s>,
}

enum Reader<'s> {
    /// A file that is not compressed.
    File(File),
    Other(Box<dyn Read + Send + 's>),
}

impl<'s> Stream<'s> {
    /// Opens a file.
    ///
    /// # Errors
    /// [`Error`] if it cannot be read.
    pub fn open(path: &Path) -> Result<Self, Error> {
        Self::of(path).map_err(|error| Error::io(Some(path), error))
    }

    /// What comes over a stream.
    ///
    /// # Errors
    /// [`Error`] if it cannot be read.
    pub fn of_spool(spool: &Spool) -> Result<Self, Error> {
        Self::decompressed(spool.reader()).map_err(|error| Error::io(spool.path(), error))
    }

    fn of(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        // Elsewhere there is no way back to the start.
        if file.metadata()?.is_file() {
            let is_compressed = is_compressed(&file);
            file.rewind()?;
            if !is_compressed {
                return Ok(Stream { reader: Reader::File(file) });
            }
        }
        Self::decompressed(file)
    }

    fn decompressed(mut file: impl Read + Send + 'static) -> io::Result<Self> {
        let mut magic = Vec::new();
        file.by_ref().take(4).read_to_end(&mut magic)?;
        let compression = Compression::of(&magic);
        let whole = Cursor::new(magic).chain(file);
        let reader: Box<dyn Read + Send> = match compression {
            None => Box::new(whole),
            Some(Compression::Gzip) => {
                Box::new(Ahead::of(flate2::bufread::MultiGzDecoder::new(BufReader::new(whole))))
            }
            Some(Compression::Zstd) => {
                Box::new(Ahead::of(zstd::stream::read::Decoder::new(whole)?))
            }
        };
        Ok(Stream { reader: Reader::Other(reader) })
    }

    /// The bytes of a dump in memory.
    #[must_use]
    pub fn of_bytes(bytes: &'s [u8]) -> Self {
        Stream { reader: Reader::Other(Box::new(bytes)) }
    }

    /// Passes so many bytes, or those that there are.
    ///
    /// # Errors
    /// Where they cannot be read; that there are fewer is no error.
    pub fn pass(&mut self, bytes: u64) -> io::Result<()> {
        match (&mut self.reader, i64::try_from(bytes)) {
            (Reader::File(file), Ok(bytes)) => file.seek(SeekFrom::Current(bytes)).map(drop),
            _ => io::copy(&mut self.by_ref().take(bytes), &mut io::sink()).map(drop),
        }
    }
}

impl Read for Stream<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.reader {
            Reader::File(file) => file.read(buffer),
            Reader::Other(reader) => reader.read(buffer),
        }
    }
}

/// Whether what a reader gives is compressed; it is read on.
pub fn is_compressed(reader: impl Read) -> bool {
    let mut magic = Vec::new();
    reader.take(4).read_to_end(&mut magic).is_ok() && Compression::of(&magic).is_some()
}

/// Reads ahead on another thread, which ends when nobody wants more.
struct Ahead {
    chunks: Receiver<io::Result<Vec<u8>>>,
    chunk: Cursor<Vec<u8>>,
}

impl Ahead {
    fn of(mut reader: impl Read + Send + 'static) -> Self {
        let (sender, chunks) = sync_channel(AHEAD);
        thread::spawn(move || {
            loop {
                let mut chunk = Vec::with_capacity(CHUNK);
                let read = reader.by_ref().take(CHUNK as u64).read_to_end(&mut chunk);
                // What came before an error is good.
                let is_wanted = chunk.is_empty() || sender.send(Ok(chunk)).is_ok();
                match read {
                    Ok(1..) if is_wanted => {}
                    Ok(_) => break,
                    Err(error) => {
                        // Where nobody wants to know, nobody is told.
                        let _ = sender.send(Err(error));
                        break;
                    }
                }
            }
        });
        Ahead { chunks, chunk: Cursor::default() }
    }
}

impl Read for Ahead {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.chunk.read(buffer)?;
        if read > 0 || buffer.is_empty() {
            return Ok(read);
        }
        match self.chunks.recv() {
            Ok(chunk) => self.chunk = Cursor::new(chunk?),
            // The thread ends after the last chunk.
            Err(_) => return Ok(0),
        }
        self.chunk.read(buffer)
    }
}
