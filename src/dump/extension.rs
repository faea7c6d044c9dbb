//! Which files of a folder are taken for dumps.

use std::path::Path;

/// The extensions of files that are read in folders; each may be followed by `.gz` or `.zst`.
pub const EXTENSIONS: [&str; 4] = ["json", "ndjson", "jsonl", "har"];

/// Whether a file of this name is read in a folder.
pub(super) fn is_dump(path: &Path) -> bool {
    let extension = |path: &Path| {
        path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase)
    };
    let last = match extension(path).as_deref() {
        Some("gz" | "zst") => extension(Path::new(path.file_stem().unwrap_or_default())),
        other => other.map(str::to_owned),
    };
    last.is_some_and(|last| EXTENSIONS.contains(&last.as_str()))
}
