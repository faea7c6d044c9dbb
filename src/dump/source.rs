//! Bytes of a dump: from memory, a file or a stream, decompressed by their magic.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::document::Documents;
use super::error::Error;
use super::fault::FaultKind;
use super::pages::Pages;
use super::spool::Spool;
use super::visitor::Visitor;

/// A saved response, or several.
///
/// ```
/// use icecore::dump::Dump;
///
/// let dump = Dump::from_slice(br#"{"JobList": [], "Marker": null}"#);
/// for page in dump.pages() {
///     assert!(page?.jobs().is_empty());
/// }
/// # Ok::<(), icecore::dump::Fault>(())
/// ```
#[derive(Clone, Debug)]
pub struct Dump<'a> {
    bytes: Cow<'a, [u8]>,
    broken: Option<FaultKind>,
}

impl<'a> Dump<'a> {
    /// The dump that these bytes are. They are borrowed, unless they are compressed.
    #[must_use]
    pub fn from_slice(bytes: &'a [u8]) -> Self {
        match Compression::of(bytes) {
            None => Dump { bytes: Cow::Borrowed(bytes), broken: None },
            Some(compression) => compression.decompress(bytes),
        }
    }

    /// The decompressed bytes, to which all offsets refer.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The decompressed bytes, for whoever wants to own them; they are copied only if they are borrowed.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes.into_owned()
    }

    /// Whether more should have been decompressed.
    pub(crate) fn is_broken(&self) -> bool {
        self.broken.is_some()
    }

    /// Lends every job, page and fault to a visitor, in the order of the dump.
    pub fn visit<'d>(&'d self, visitor: &mut dyn Visitor<'d>) {
        let mut documents = Documents::new(&self.bytes, self.broken.as_ref());
        while documents.step(visitor) {}
    }

    /// The pages, one after the other, each with all its jobs in memory.
    ///
    /// Jobs that stand alone, or in a bare array, or one a line, are a page together.
    #[must_use]
    pub fn pages(&self) -> Pages<'_> {
        Pages::new(Documents::new(&self.bytes, self.broken.as_ref()))
    }
}

impl Dump<'static> {
    /// Reads a file.
    ///
    /// # Errors
    /// [`Error`] if the file cannot be read. What its content is, is not judged yet.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let read = || -> io::Result<Self> { Self::read(File::open(path)?) };
        read().map_err(|error| Error::io(Some(path), error))
    }

    /// Reads a stream to its end.
    ///
    /// # Errors
    /// [`Error`] if the stream cannot be read.
    pub fn from_reader(reader: impl Read) -> Result<Self, Error> {
        Self::read(reader).map_err(|error| Error::io(None, error))
    }

    /// Reads what comes over a stream to its end.
    ///
    /// # Errors
    /// [`Error`] if the stream cannot be read.
    pub fn from_spool(spool: &Spool) -> Result<Self, Error> {
        Self::read(spool.reader()).map_err(|error| Error::io(spool.path(), error))
    }

    fn read(mut reader: impl Read) -> io::Result<Self> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes)?;
        Ok(match Compression::of(&bytes) {
            None => Dump { bytes: Cow::Owned(bytes), broken: None },
            Some(compression) => compression.decompress(&bytes),
        })
    }
}

#[derive(Clone, Copy)]
pub(super) enum Compression {
    Gzip,
    Zstd,
}

impl Compression {
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(&[0x1F, 0x8B]) {
            Some(Compression::Gzip)
        } else if bytes.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) {
            Some(Compression::Zstd)
        } else {
            None
        }
    }

    /// Decompresses as much as can be: what comes before a break is judged, too.
    fn decompress(self, bytes: &[u8]) -> Dump<'static> {
        let mut plain = Vec::new();
        let result = match self {
            Compression::Gzip => flate2::read::MultiGzDecoder::new(bytes).read_to_end(&mut plain),
            Compression::Zstd => zstd::stream::read::Decoder::new(bytes)
                .and_then(|mut decoder| decoder.read_to_end(&mut plain)),
        };
        let broken = result.err().map(|error| FaultKind::Compression {
            format: match self {
                Compression::Gzip => "gzip",
                Compression::Zstd => "zstd",
            },
            message: error.to_string(),
            cut_off: error.kind() == io::ErrorKind::UnexpectedEof,
        });
        Dump { bytes: Cow::Owned(plain), broken }
    }
}
