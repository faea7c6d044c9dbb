//! The rules: one a file, all in one table.
//!
//! The order of [`RULES`] is the catalogue's, and it is the order of precedence, too: types before
//! forms, forms before presence, ranges before hashes. A rule is silent about whatever a rule
//! before it has spoken of ([`Subject`](subject::Subject)), so that one fault gives one finding.

mod judge;
mod placeholder;
mod quote;
mod subject;
mod suggest;

// The document.
mod duplicate_key;
mod empty_value;
mod invalid_json;
mod missing_field;
mod not_a_job_listing;
mod unknown_field;
mod unknown_value;
mod wrong_type;

// One value.
mod archive_id_format;
mod byte_range_format;
mod csv_delimiters;
mod inventory_date_range;
mod inventory_limit;
mod job_description_format;
mod job_id_format;
mod output_location;
mod sns_topic_format;
mod timestamp_format;
mod tree_hash_format;
mod vault_arn_format;

// One job.
mod action_fields;
mod archive_fields_on_select;
mod archive_id_presence;
mod archive_size_presence;
mod archive_tree_hash_presence;
mod byte_range_alignment;
mod byte_range_presence;
mod byte_range_within_archive;
mod completion_before_creation;
mod completion_state;
mod created_in_future;
mod inventory_parameters_presence;
mod inventory_size_presence;
mod select_parameters_presence;
mod status_message;
mod tier_on_inventory;
mod tree_hash_equality;
mod tree_hash_in_progress;
mod tree_hash_of_part;
mod tree_hash_presence;

// The source.
mod default_for_null;
mod redacted_value;
mod simulated_response;

use crate::dump::Fault;
use crate::finding::{Drafts, RuleMeta, Spot};

pub use judge::Judge;
pub(crate) use judge::order;
pub use suggest::nearest;

use subject::{Marks, Subject};

/// A rule: what is written about it, and its code.
#[derive(Debug)]
pub struct Rule {
    /// What is written about it.
    pub meta: RuleMeta,
    check: Check,
}

/// The code of a rule, by what it looks at.
#[derive(Clone, Copy, Debug)]
enum Check {
    /// What could not be read.
    Fault(fn(&Fault) -> Option<Told>),
    /// A job or the frame of a page.
    Subject(fn(&Subject<'_, '_>, &mut Drafts)),
    /// A job.
    Job(fn(&Subject<'_, '_>, &mut Drafts)),
    /// Marks that were taken before any rule ran, counted over a file.
    Source(Source),
}

/// A message, and a help if the rule's own does not do.
type Told = (String, Option<String>);

/// A rule about the source: which marks it counts, and what it says of their number.
#[derive(Clone, Copy, Debug)]
struct Source {
    spots: fn(&Marks) -> &[Spot],
    message: fn(u64) -> String,
}

/// Every rule, in the order of the catalogue, which is the order of precedence.
pub static RULES: &[Rule] = &[
    invalid_json::RULE,
    not_a_job_listing::RULE,
    duplicate_key::RULE,
    unknown_field::RULE,
    wrong_type::RULE,
    missing_field::RULE,
    unknown_value::RULE,
    empty_value::RULE,
    job_id_format::RULE,
    archive_id_format::RULE,
    vault_arn_format::RULE,
    sns_topic_format::RULE,
    timestamp_format::RULE,
    tree_hash_format::RULE,
    byte_range_format::RULE,
    job_description_format::RULE,
    inventory_limit::RULE,
    inventory_date_range::RULE,
    csv_delimiters::RULE,
    output_location::RULE,
    completion_state::RULE,
    completion_before_creation::RULE,
    created_in_future::RULE,
    status_message::RULE,
    action_fields::RULE,
    archive_id_presence::RULE,
    archive_size_presence::RULE,
    archive_tree_hash_presence::RULE,
    byte_range_presence::RULE,
    inventory_size_presence::RULE,
    inventory_parameters_presence::RULE,
    select_parameters_presence::RULE,
    archive_fields_on_select::RULE,
    tier_on_inventory::RULE,
    byte_range_within_archive::RULE,
    byte_range_alignment::RULE,
    tree_hash_presence::RULE,
    tree_hash_in_progress::RULE,
    tree_hash_equality::RULE,
    tree_hash_of_part::RULE,
    simulated_response::RULE,
    redacted_value::RULE,
    default_for_null::RULE,
];

/// The rule of this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.meta.id == id)
}
