//! Which dumps are meant: files as named, folders as walked, `-` for standard input.

use std::cmp::Ordering;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::error::Error;
use super::extension::is_dump;

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

/// What was found at the paths that were named.
#[derive(Debug, Default)]
pub struct Inputs {
    /// What is to be read, in order.
    pub inputs: Vec<Input>,
    /// What folders hold besides.
    pub skipped: Skipped,
    /// Paths that lead nowhere.
    pub errors: Vec<Error>,
}

/// Files that were found in folders but are not read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Skipped {
    /// Files and folders whose name begins with a dot.
    pub hidden: u64,
    /// Files with another extension than the known ones.
    pub other: u64,
}

impl Inputs {
    /// Finds the dumps at these paths: a file is taken as it is, a folder is walked through in
    /// natural order (`page-2` before `page-10`), and `-` is standard input.
    pub fn find<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Self {
        let mut found = Inputs::default();
        for path in paths {
            let path = path.as_ref();
            if path == Path::new("-") {
                found.inputs.push(Input::Stdin);
                continue;
            }
            match path.metadata() {
                Ok(metadata) if metadata.is_dir() => found.walk(path),
                Ok(_) => found.inputs.push(Input::File(path.to_owned())),
                Err(error) => found.errors.push(Error::io(Some(path), error)),
            }
        }
        found
    }

    fn walk(&mut self, folder: &Path) {
        let before = (self.inputs.len(), self.errors.len());
        let hidden = std::sync::Arc::new(std::sync::atomic::AtomicU64::new(0));
        let counter = hidden.clone();
        let walk = WalkBuilder::new(folder)
            .standard_filters(false)
            .sort_by_file_name(|a, b| natural_order(a.as_ref(), b.as_ref()))
            .filter_entry(move |entry| {
                let skip = entry.depth() > 0 && is_hidden(entry.path());
                counter.fetch_add(u64::from(skip), std::sync::atomic::Ordering::Relaxed);
                !skip
            })
            .build();
        for entry in walk {
            match entry {
                Err(error) => self.errors.push(Error::walk(folder, error)),
                Ok(entry) if entry.path().is_dir() => {}
                Ok(entry) if is_dump(entry.path()) => {
                    self.inputs.push(Input::File(entry.into_path()));
                }
                Ok(_) => self.skipped.other += 1,
            }
        }
        self.skipped.hidden += hidden.load(std::sync::atomic::Ordering::Relaxed);
        if before == (self.inputs.len(), self.errors.len()) {
            self.errors.push(Error::no_dumps(folder));
        }
    }
}

fn natural_order(a: &Path, b: &Path) -> Ordering {
    alphanumeric_sort::compare_path(a, b)
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}
