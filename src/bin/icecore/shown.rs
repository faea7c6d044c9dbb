//! What a page shows besides numbers: what was found, and what could not be read.

use std::path::{Path, PathBuf};

use icecore::audit::Located;
use icecore::finding::Level;
use icecore::policy::Root;
use icecore::report::HtmlFindings;

/// Findings and complaints for a page.
pub struct Shown {
    pub findings: HtmlFindings,
    /// Names, and why they could not be read.
    pub unreadable: Vec<(String, String)>,
    /// The folder of the page, which links count from.
    folder: Root,
    /// The file that the last finding was in, and the way there.
    last: (String, Option<String>),
}

impl Shown {
    /// For a page that is written to this file.
    pub fn on(page: Option<&Path>) -> Self {
        let working = std::env::current_dir().unwrap_or_default();
        let page: PathBuf = page.map_or_else(|| working.join("page"), |page| working.join(page));
        let folder = page.parent().unwrap_or(&working);
        Shown {
            findings: HtmlFindings::default(),
            unreadable: Vec::new(),
            folder: Root::new(folder, &working),
            last: Default::default(),
        }
    }

    /// Takes in a finding that is told at this level.
    pub fn found(&mut self, located: &Located, level: Level) {
        if *self.last.0 != *located.file {
            let is_file = Path::new(&*located.file).is_file();
            let path = is_file.then(|| self.folder.relative(&located.file));
            self.last = (located.file.to_string(), path);
        }
        self.findings.add(located, level, self.last.1.as_deref());
    }
}
