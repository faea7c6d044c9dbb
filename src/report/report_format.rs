//! The one table of the output formats of `report`: the command line and the documentation take their names from
//! here.

use std::path::Path;

/// An output format of `report`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReportFormat {
    /// `write_listing_human`, with the feature `cli`.
    #[cfg(feature = "cli")]
    Human,
    /// [`write_listing_json`](super::write_listing_json).
    Json,
    /// [`write_listing_markdown`](super::write_listing_markdown).
    Markdown,
    /// [`HtmlReport`](super::HtmlReport).
    Html,
}

impl ReportFormat {
    /// All of them.
    pub const ALL: &[ReportFormat] = &[
        #[cfg(feature = "cli")]
        ReportFormat::Human,
        ReportFormat::Json,
        ReportFormat::Markdown,
        ReportFormat::Html,
    ];

    /// The name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// What it is for, in one line.
    #[must_use]
    pub fn summary(self) -> &'static str {
        self.row().1
    }

    /// The format that a file's name ends like: `.json`, `.md` or `.html`.
    ///
    /// ```
    /// use icecore::report::ReportFormat;
    ///
    /// assert_eq!(ReportFormat::of_file("out/March.HTML".as_ref()), Some(ReportFormat::Html));
    /// assert_eq!(ReportFormat::of_file("March".as_ref()), None);
    /// ```
    #[must_use]
    pub fn of_file(path: &Path) -> Option<Self> {
        let extension = path.extension()?;
        let formats = ReportFormat::ALL.iter().copied();
        let mut formats = formats.filter(|format| !format.row().2.is_empty());
        formats.find(|format| extension.eq_ignore_ascii_case(format.row().2))
    }

    /// Whether a text begins as this format does, so that it may be an earlier report.
    #[must_use]
    pub fn begins(self, text: &str) -> bool {
        match self {
            #[cfg(feature = "cli")]
            ReportFormat::Human => {
                let first = text.lines().next().unwrap_or_default();
                let is_comparison = first.starts_with("OLD  ") && text.contains("\nNEW  ");
                let begins_with_count = first.starts_with(|first: char| first.is_ascii_digit());
                let counts = [" job", " in ", " page", " (", " file"];
                is_comparison || begins_with_count && counts.iter().all(|part| first.contains(part))
            }
            ReportFormat::Json => {
                let is_comparison = text.contains("\n  \"old\": {\n    \"files\": ");
                let is_report = text.contains("\n  \"as_of\": ") || is_comparison;
                text.starts_with("{\n  \"version\": ") && is_report
            }
            ReportFormat::Markdown => ["### icecore report: ", "### icecore: what happened "]
                .iter()
                .any(|begin| text.starts_with(begin)),
            ReportFormat::Html => {
                text.starts_with("<!DOCTYPE html>")
                    && text.contains("<meta name=\"generator\" content=\"icecore report\">")
            }
        }
    }

    /// Name, use, and what the names of files end with.
    fn row(self) -> (&'static str, &'static str, &'static str) {
        match self {
            #[cfg(feature = "cli")]
            ReportFormat::Human => ("human", "for people", ""),
            ReportFormat::Json => ("json", "for programs: all numbers", "json"),
            ReportFormat::Markdown => {
                ("markdown", "the same tables, for the summary of a job or a comment", "md")
            }
            ReportFormat::Html => {
                ("html", "a page with pictures, findings and jobs, in one file", "html")
            }
        }
    }
}
