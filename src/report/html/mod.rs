//! `report --format html`: a page that shows what a listing says, to people who have no terminal open.
//!
//! It is one file that asks for nothing else: style, script and pictures stand in it, and its content security
//! policy lets a browser run just these ([`policy`]). A section of the page is a file here, which makes the
//! values, and a file in `templates/report/`, which lays them out. All that dumps say goes through [`text`], and
//! then through the template, which escapes whatever it is given.

mod chains;
mod comparison;
mod durations;
mod findings;
mod head;
mod jobs;
mod numbers;
mod overview;
mod page;
mod policy;
mod rules;
mod scale;
mod stacks;
mod svg;
mod text;
mod timeline;
mod verdicts;

pub use comparison::write_compare_html;
pub use findings::HtmlFindings;
pub use page::{HtmlReport, JOBS};
