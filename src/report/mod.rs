//! What was found and counted, written out: one output format a file.
//!
//! Every format writes to any [`std::io::Write`], and streams: findings are written as they come,
//! the summary last. What people read (`Human…`) needs the feature `cli`.

mod archives_json;
mod archives_tables;
mod archives_text;
mod check_format;
mod check_github;
mod check_gitlab;
mod check_json;
mod check_junit;
mod check_markdown;
mod check_ndjson;
mod check_sarif;
mod compare_json;
mod compare_markdown;
mod compare_report;
mod costs_json;
mod costs_notes;
mod costs_tables;
mod figures;
mod format;
mod grid;
mod html;
mod json_finding;
mod json_object;
mod ledger_json;
mod ledger_tables;
mod list;
mod list_csv;
mod list_json;
mod list_ndjson;
mod listing_json;
mod listing_markdown;
mod listing_report;
mod listing_tables;
mod markdown;
mod order;
mod pages;
mod pages_json;
mod report_format;
mod sarif_result;
mod sarif_rules;
mod shortlist;
mod tables;
mod times;
mod verdict;

#[cfg(feature = "cli")]
mod catalogue;
#[cfg(feature = "cli")]
mod catalogue_json;
#[cfg(feature = "cli")]
mod catalogue_markdown;
#[cfg(feature = "cli")]
mod check_human;
#[cfg(feature = "cli")]
mod compare_human;
#[cfg(feature = "cli")]
mod explain;
#[cfg(feature = "cli")]
mod layout;
#[cfg(feature = "cli")]
mod list_table;
#[cfg(feature = "cli")]
mod listing_human;
#[cfg(feature = "cli")]
mod listing_table;
#[cfg(feature = "cli")]
mod pages_human;
#[cfg(feature = "cli")]
mod snippet;
#[cfg(feature = "cli")]
mod specimen;

pub use archives_text::{not_told, remarks, verdict as deleting, verdicts};
pub use check_format::{CheckFormat, Formatting};
pub use check_github::GithubCheck;
pub use check_gitlab::GitlabCheck;
pub use check_json::JsonCheck;
pub use check_junit::JunitCheck;
pub use check_markdown::MarkdownCheck;
pub use check_ndjson::NdjsonCheck;
pub use check_sarif::SarifCheck;
pub use compare_json::write_compare_json;
pub use compare_markdown::write_compare_markdown;
pub use compare_report::CompareReport;
pub use figures::{bytes, counted, grouped, money};
pub use format::{CheckReport, Counted, End};
pub use html::{HtmlFindings, HtmlReport, JOBS, write_compare_html};
pub use list::{ListFormat, ListOutput, write_list};
pub use listing_json::write_listing_json;
pub use listing_markdown::write_listing_markdown;
pub use listing_report::ListingReport;
pub use pages_json::write_pages_json;
pub use report_format::ReportFormat;

#[cfg(feature = "cli")]
pub use catalogue::write_catalogue;
#[cfg(feature = "cli")]
pub use catalogue_json::write_rules_json;
#[cfg(feature = "cli")]
pub use catalogue_markdown::{write_catalogue_markdown, write_rule_markdown};
#[cfg(feature = "cli")]
pub use check_human::HumanCheck;
#[cfg(feature = "cli")]
pub use compare_human::write_compare_human;
#[cfg(feature = "cli")]
pub use explain::explain;
#[cfg(feature = "cli")]
pub use layout::wrap;
#[cfg(feature = "cli")]
pub use listing_human::write_listing_human;
#[cfg(feature = "cli")]
pub use pages_human::write_pages_human;
