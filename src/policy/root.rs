//! The folder that paths count from: in patterns, in baselines, and in what a forge is told.

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};

/// A folder, usually that of `icecore.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    folder: PathBuf,
    /// What relative paths on the command line count from.
    working: PathBuf,
}

impl Root {
    /// The folder, seen from the working directory; both are absolute.
    #[must_use]
    pub fn new(folder: &Path, working: &Path) -> Self {
        Root { folder: plain(folder), working: plain(working) }
    }

    /// The folder itself.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether two paths are the same by their text, whatever is there.
    #[must_use]
    pub fn is_same(&self, one: &Path, other: &Path) -> bool {
        plain(&self.working.join(one)) == plain(&self.working.join(other))
    }

    /// The path of a file as it is named in findings, seen from the root, with `/` between its parts.
    ///
    /// ```
    /// use std::path::Path;
    /// use icecore::policy::Root;
    ///
    /// let root = Root::new(Path::new("/team"), Path::new("/team/dumps"));
    /// assert_eq!(root.relative("./page.json"), "dumps/page.json");
    /// assert_eq!(root.relative("/team/page.json"), "page.json");
    /// assert_eq!(root.relative("/other/page.json"), "../other/page.json");
    /// assert_eq!(root.relative("<stdin>"), "<stdin>");
    /// ```
    #[must_use]
    pub fn relative(&self, file: &str) -> String {
        if file.starts_with('<') && file.ends_with('>') {
            return file.to_owned();
        }
        let (folder, file) = self.meet(plain(&self.working.join(file)));
        let shared = folder.components().zip(file.components());
        let shared = shared.take_while(|(one, other)| one == other).count();
        let up = folder.components().skip(shared).map(|_| "..".into());
        let down = file.components().skip(shared).map(|part| part.as_os_str().to_string_lossy());
        up.chain(down).collect::<Vec<_>>().join("/")
    }

    /// The folder and a file, without links where the file would seem to be outside of the folder.
    fn meet(&self, file: PathBuf) -> (Cow<'_, Path>, PathBuf) {
        let lent = Cow::Borrowed(self.folder.as_path());
        if file.starts_with(&self.folder) {
            return (lent, file);
        }
        match (self.folder.canonicalize(), file.canonicalize()) {
            (Ok(folder), Ok(file)) => (Cow::Owned(folder), file),
            _ => (lent, file),
        }
    }
}

/// A path without `.` and `..`, by its text alone: a link stays what it is called.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    plain
}
