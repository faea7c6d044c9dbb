//! Where the file is.

use std::path::Path;

use icecore::policy::Root;

use super::form::Config;
use crate::complaint::complain;
use crate::toml_file;

/// The name of the file.
const NAME: &str = "icecore.toml";

/// Reads the file that is named, or else the nearest one; `None` where it is broken, which has been said.
pub fn load(named: Option<&Path>, without: bool) -> Option<Config> {
    let working = match std::env::current_dir() {
        Ok(working) => working,
        Err(error) => {
            complain(&format!("the working directory cannot be told: {error}"));
            return None;
        }
    };
    let nearest =
        || working.ancestors().map(|folder| folder.join(NAME)).find(|file| file.is_file());
    let file = match named {
        Some(file) => Some(file.to_owned()),
        None if without => None,
        None => nearest(),
    };
    match file {
        None => Some(Config::none(Root::new(&working, &working))),
        Some(file) => read(&file, &working, named.is_some()),
    }
}

fn read(file: &Path, working: &Path, is_named: bool) -> Option<Config> {
    let shown = file.strip_prefix(working).unwrap_or(file);
    let text = toml_file::read(file, shown, "the configuration")?;
    // A file that is named may lie anywhere; what it says is about where the command is started.
    let folder = if is_named { working } else { file.parent().unwrap_or(working) };
    let root = Root::new(folder, working);
    match Config::read(&text, shown, folder, root) {
        Ok(config) => Some(config),
        Err(error) => {
            toml_file::tell(&error, shown, &text);
            None
        }
    }
}
