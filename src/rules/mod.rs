//! The rules: one a file, all in one table.
//!
//! The order of [`RULES`] is the catalogue's, and it is the order of precedence, too: types before
//! forms, forms before presence, ranges before hashes. A rule is silent about whatever a rule
//! before it has spoken of (`subject.rs`), so that one fault gives one finding.

mod accept;
mod active;
mod judge;
mod listing_draft;
mod listing_judge;
mod marks;
mod quote;
mod rule;
mod rule_set;
mod spoken;
mod subject;
mod suggest;
mod table;

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

// The listing.
mod conflicting_archive;
mod conflicting_job;
mod cyclic_tokens;
mod duplicate_job;
mod duplicate_page;
mod filter_ignored;
mod forked_chain;
mod incomplete_listing;
mod listing_order;
mod missing_page;
mod mixed_vaults;
mod page_over_limit;
mod repeated_token;
mod status_went_back;
mod unproven_start;

// The source.
mod default_for_null;
mod redacted_value;
mod simulated_response;

pub use judge::{Judge, Tally, order};
pub use listing_draft::{ListingDraft, Spot as ListingSpot};
pub use listing_judge::{Drafted, judge_listing};
pub use rule::Rule;
pub use rule_set::RuleSet;
pub use suggest::nearest;
pub use table::{RULES, find};
