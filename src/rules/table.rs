//! The one table of all rules.

use super::rule::Rule;
use super::{
    action_fields, archive_fields_on_select, archive_id_format, archive_id_presence,
    archive_size_presence, archive_tree_hash_presence, byte_range_alignment, byte_range_format,
    byte_range_presence, byte_range_within_archive, completion_before_creation, completion_state,
    created_in_future, csv_delimiters, default_for_null, duplicate_key, empty_value, invalid_json,
    inventory_date_range, inventory_limit, inventory_parameters_presence, inventory_size_presence,
    job_description_format, job_id_format, missing_field, not_a_job_listing, output_location,
    redacted_value, select_parameters_presence, simulated_response, sns_topic_format,
    status_message, tier_on_inventory, timestamp_format, tree_hash_equality, tree_hash_format,
    tree_hash_in_progress, tree_hash_of_part, tree_hash_presence, unknown_field, unknown_value,
    vault_arn_format, wrong_type,
};

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
