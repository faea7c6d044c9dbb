//! Files of a run are kept from each other, and from dumps.

use std::path::{Path, PathBuf};

use icecore::policy::Root;

/// Makes sure that each has a file of its own; what is no file, such as `/dev/null`, may be shared.
pub fn check_apart(files: &[(&str, &Path)], root: &Root) -> Result<(), String> {
    for (index, (one, path)) in files.iter().enumerate() {
        let is_same = |other: &Path| whole(other) == whole(path) || root.is_same(other, path);
        let same = files[..index].iter().find(|(_, other)| is_same(other));
        let is_special = path.metadata().is_ok_and(|metadata| !metadata.is_file());
        if let (Some((other, _)), false) = (same, is_special) {
            let path = path.display();
            return Err(format!("{path} cannot hold both {other} and {one}; name a file for each"));
        }
    }
    Ok(())
}

/// A path by which a file is known, whether it is there already or not.
fn whole(path: &Path) -> PathBuf {
    let folder =
        || path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let in_folder = || Some(folder().canonicalize().ok()?.join(path.file_name()?));
    path.canonicalize().ok().or_else(in_folder).unwrap_or_else(|| path.to_owned())
}

/// Makes sure that no file which a run writes or goes by is also named as a dump.
pub fn check_no_dump(files: &[&Path], dumps: &[PathBuf]) -> Result<(), String> {
    match named_as_dump(files, dumps) {
        None => Ok(()),
        Some(path) => Err(format!(
            "{}: this run writes that file, or goes by it; it cannot be judged, too",
            path.display()
        )),
    }
}

/// The first of these files that is also named as a dump, by whatever name, and whether it is there or not.
fn named_as_dump<'f>(files: &[&'f Path], dumps: &[PathBuf]) -> Option<&'f Path> {
    let dumps: Vec<PathBuf> = dumps.iter().map(|dump| whole(dump)).collect();
    files.iter().copied().find(|file| dumps.contains(&whole(file)))
}
