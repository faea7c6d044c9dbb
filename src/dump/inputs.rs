//! Which dumps are meant: files as named, folders as walked, `-` for standard input.

use std::cmp::Ordering;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use ignore::{DirEntry, WalkBuilder};

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
    /// What was found, but is not read.
    pub skipped: Skipped,
    /// Paths that lead nowhere.
    pub errors: Vec<Error>,
}

/// Files and folders that were found but are not read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Skipped {
    /// Files and folders whose name begins with a dot.
    pub hidden: u64,
    /// Files with another extension than the known ones.
    pub other: u64,
    /// Files and folders that a `.gitignore` leaves out.
    #[serde(skip_serializing_if = "is_zero")]
    pub ignored: u64,
    /// Links to folders, which are not followed.
    #[serde(skip_serializing_if = "is_zero")]
    pub linked: u64,
    /// Files and folders that [`Search::exclude`] leaves out.
    #[serde(skip_serializing_if = "is_zero")]
    pub excluded: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields so")]
fn is_zero(count: &u64) -> bool {
    *count == 0
}

/// How paths are searched for dumps.
#[derive(Clone, Default)]
pub struct Search {
    with_ignored: bool,
    exclude: Option<Exclude>,
    excludes_named: bool,
    own: Option<Own>,
    stdin_name: Option<PathBuf>,
}

/// Tells whether a path is left out, and is told whether it is a folder.
type Exclude = Arc<dyn Fn(&Path, bool) -> bool + Send + Sync>;

/// Tells whether a file is no dump, but one of the program that asks.
type Own = Arc<dyn Fn(&Path) -> bool + Send + Sync>;

impl Inputs {
    /// Finds the dumps at these paths, in folders without what git ignores.
    pub fn find<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Self {
        Search::default().find(paths)
    }
}

impl Search {
    /// Finds in folders also what a `.gitignore` or `.ignore` leaves out.
    #[must_use]
    pub fn with_ignored(mut self) -> Self {
        self.with_ignored = true;
        self
    }

    /// Leaves out paths in folders for which this holds; it is told whether a path is a folder.
    #[must_use]
    pub fn exclude(
        mut self,
        is_excluded: impl Fn(&Path, bool) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.exclude = Some(Arc::new(is_excluded));
        self
    }

    /// Leaves such paths out even where they are named outright.
    #[must_use]
    pub fn exclude_named(mut self) -> Self {
        self.excludes_named = true;
        self
    }

    /// Takes standard input for a file of this name.
    #[must_use]
    pub fn stdin_name(mut self, name: impl Into<PathBuf>) -> Self {
        self.stdin_name = Some(name.into());
        self
    }

    /// Passes over files in folders that are those of the program, such as an earlier report; they are not
    /// counted.
    #[must_use]
    pub fn pass_over(mut self, is_own: impl Fn(&Path) -> bool + Send + Sync + 'static) -> Self {
        self.own = Some(Arc::new(is_own));
        self
    }

    /// Finds the dumps at these paths: a file is taken as it is, a folder is walked through in
    /// natural order (`page-2` before `page-10`), and `-` is standard input.
    pub fn find<P: AsRef<Path>>(&self, paths: impl IntoIterator<Item = P>) -> Inputs {
        let mut found = Inputs::default();
        for path in paths {
            let path = path.as_ref();
            if path == Path::new("-") {
                self.standard_input(&mut found);
                continue;
            }
            match path.metadata() {
                Ok(_) if self.excludes_named && self.passes_over(path) => {}
                Ok(metadata) if self.excludes_named && self.leaves_out(path, metadata.is_dir()) => {
                    found.skipped.excluded += 1;
                }
                Ok(metadata) if metadata.is_dir() => self.walk(path, &mut found),
                Ok(_) => found.inputs.push(Input::File(path.to_owned())),
                Err(error) => found.errors.push(Error::io(Some(path), error)),
            }
        }
        found
    }

    fn standard_input(&self, found: &mut Inputs) {
        match &self.stdin_name {
            Some(name) if self.excludes_named && self.leaves_out(name, false) => {
                found.skipped.excluded += 1;
            }
            _ => found.inputs.push(Input::Stdin),
        }
    }

    fn leaves_out(&self, path: &Path, is_folder: bool) -> bool {
        self.exclude.as_ref().is_some_and(|exclude| exclude(path, is_folder))
    }

    fn passes_over(&self, path: &Path) -> bool {
        self.own.as_ref().is_some_and(|own| own(path))
    }

    fn walk(&self, folder: &Path, found: &mut Inputs) {
        let before = (found.inputs.len(), found.errors.len());
        let mut counts = Counts::default();
        for entry in self.walker(folder, counts.left_out.clone()) {
            match entry {
                Err(error) => found.errors.push(Error::walk(folder, error)),
                Ok(entry) => {
                    counts.saw(&entry);
                    match entry.path() {
                        path if path.is_dir() => {
                            let is_linked = entry.depth() > 0 && entry.path_is_symlink();
                            found.skipped.linked += u64::from(is_linked);
                        }
                        path if is_dump(path) => found.inputs.push(Input::File(entry.into_path())),
                        _ => found.skipped.other += 1,
                    }
                }
            }
        }
        let ignored = counts.ignored();
        found.skipped.hidden += counts.left_out.hidden.load(Relaxed);
        found.skipped.excluded += counts.left_out.excluded.load(Relaxed);
        found.skipped.ignored += ignored;
        if before == (found.inputs.len(), found.errors.len()) {
            let excluded = counts.left_out.excluded.load(Relaxed);
            found.errors.push(Error::no_dumps(folder, ignored > 0, excluded > 0));
        }
    }

    fn walker(&self, folder: &Path, left_out: Arc<LeftOut>) -> ignore::Walk {
        let search = self.clone();
        WalkBuilder::new(folder)
            .standard_filters(!self.with_ignored)
            // Hidden files are left out and counted below.
            .hidden(false)
            .sort_by_file_name(|a, b| natural_order(a.as_ref(), b.as_ref()))
            .filter_entry(move |entry| !left_out.takes(entry, &search))
            .build()
    }
}

impl fmt::Debug for Search {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Search")
            .field("with_ignored", &self.with_ignored)
            .field("excludes", &self.exclude.is_some())
            .field("excludes_named", &self.excludes_named)
            .finish_non_exhaustive()
    }
}

/// What is left out of a folder, on sight.
#[derive(Debug, Default)]
struct LeftOut {
    hidden: AtomicU64,
    excluded: AtomicU64,
    own: AtomicU64,
}

impl LeftOut {
    /// Whether an entry is left out; counts it then.
    fn takes(&self, entry: &DirEntry, search: &Search) -> bool {
        if entry.depth() == 0 {
            return false;
        }
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        let count = match entry.path() {
            path if is_hidden(path) => &self.hidden,
            path if !is_folder && search.passes_over(path) => &self.own,
            path if search.leaves_out(path, is_folder) => &self.excluded,
            _ => return false,
        };
        count.fetch_add(1, Relaxed);
        true
    }
}

/// Counts what git ignores: the walk does not tell of that, but folders hold more than it shows.
#[derive(Debug, Default)]
struct Counts {
    left_out: Arc<LeftOut>,
    shown: u64,
    held: u64,
}

impl Counts {
    fn saw(&mut self, entry: &DirEntry) {
        self.shown += u64::from(entry.depth() > 0);
        if entry.depth() == 0 || entry.file_type().is_some_and(|kind| kind.is_dir()) {
            // A folder that cannot be read is told of by the walk.
            self.held += std::fs::read_dir(entry.path()).map_or(0, |held| held.count() as u64);
        }
    }

    fn ignored(&self) -> u64 {
        let LeftOut { hidden, excluded, own } = &*self.left_out;
        let left_out = [hidden, excluded, own].map(|count| count.load(Relaxed));
        self.held.saturating_sub(self.shown + left_out.iter().sum::<u64>())
    }
}

fn natural_order(a: &Path, b: &Path) -> Ordering {
    alphanumeric_sort::compare_path(a, b)
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}
