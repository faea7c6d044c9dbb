//! The filters that commands share, in Glacier's own words.
//!
//! `list` has to know two of them apart: `statuscode` and `completed` are the service's, which fills
//! its pages with what passes, and so are the account and the vault; the others are ours, for what
//! the pages hold.

use clap::Args;
use icecore::filter::{Filter, FilterBuilder};
use icecore::model::{Action, StatusCode, Tier, Timestamp};

use crate::values::{account_id, action, size, status_code, tier, time, vault_name};

/// Where the help lists them.
const FILTERS: &str = "Filters (a job has to pass all that are given)";

#[derive(Clone, Debug, Default, Args)]
pub struct Filtering {
    /// Jobs of the vault with this name; several, separated by commas or repeated, mean any of them
    #[arg(long, help_heading = FILTERS, value_name = "NAME", value_delimiter = ',', value_parser = vault_name)]
    vault_name: Vec<String>,
    /// Jobs of this account; `-` means every account
    #[arg(long, help_heading = FILTERS, value_name = "ID", value_parser = account_id)]
    account_id: Option<String>,
    /// InProgress, Succeeded or Failed; or any of several
    #[arg(long, help_heading = FILTERS, value_name = "STATUS", value_delimiter = ',', value_parser = status_code)]
    statuscode: Vec<StatusCode>,
    /// Jobs that have ended, well or not (true), or have not (false)
    #[arg(long, help_heading = FILTERS, value_name = "BOOL")]
    completed: Option<bool>,
    /// ArchiveRetrieval, InventoryRetrieval or Select; or any of several
    #[arg(long, help_heading = FILTERS, value_name = "ACTION", value_delimiter = ',', value_parser = action)]
    action: Vec<Action>,
    /// Expedited, Standard (also of retrievals that name none) or Bulk; or any of several
    #[arg(long, help_heading = FILTERS, value_name = "TIER", value_delimiter = ',', value_parser = tier)]
    tier: Vec<Tier>,
    /// The job with this JobId; or any of several
    #[arg(long, help_heading = FILTERS, value_name = "ID", value_delimiter = ',', allow_hyphen_values = true)]
    job_id: Vec<String>,
    /// Jobs created at this time or later (2024-03-08 or 2024-03-08T09:00:00Z, in UTC)
    #[arg(long, help_heading = FILTERS, value_name = "TIME", value_parser = time)]
    created_after: Option<Timestamp>,
    /// Jobs created before this time, not at it
    #[arg(long, help_heading = FILTERS, value_name = "TIME", value_parser = time)]
    created_before: Option<Timestamp>,
    /// Jobs that ended at this time or later
    #[arg(long, help_heading = FILTERS, value_name = "TIME", value_parser = time)]
    completed_after: Option<Timestamp>,
    /// Jobs that ended before this time, not at it
    #[arg(long, help_heading = FILTERS, value_name = "TIME", value_parser = time)]
    completed_before: Option<Timestamp>,
    /// Jobs about an archive, or giving an inventory, of at least this size (1048576 or 1MiB)
    #[arg(long, help_heading = FILTERS, value_name = "SIZE", value_parser = size)]
    min_size: Option<u64>,
    /// The same, of at most this size
    #[arg(long, help_heading = FILTERS, value_name = "SIZE", value_parser = size)]
    max_size: Option<u64>,
    /// Jobs whose JobDescription contains this text, in the same upper and lower case
    #[arg(long, help_heading = FILTERS, value_name = "TEXT")]
    description: Option<String>,
}

impl Filtering {
    /// All that was asked for.
    pub fn to_filter(&self) -> Filter {
        let filter = Filter::builder();
        let filter = add(filter, self.vault_name.iter(), FilterBuilder::vault_name);
        let filter = add(filter, self.account_id.as_ref(), FilterBuilder::account_id);
        let filter = add(filter, self.statuscode.iter().copied(), FilterBuilder::statuscode);
        let filter = add(filter, self.completed, FilterBuilder::completed);
        let filter = add(filter, self.action.iter().copied(), FilterBuilder::action);
        let filter = add(filter, self.tier.iter().copied(), FilterBuilder::tier);
        let filter = add(filter, self.job_id.iter(), FilterBuilder::job_id);
        let filter = add(filter, self.created_after, FilterBuilder::created_after);
        let filter = add(filter, self.created_before, FilterBuilder::created_before);
        let filter = add(filter, self.completed_after, FilterBuilder::completed_after);
        let filter = add(filter, self.completed_before, FilterBuilder::completed_before);
        let filter = add(filter, self.min_size, FilterBuilder::min_size);
        let filter = add(filter, self.max_size, FilterBuilder::max_size);
        add(filter, self.description.as_ref(), FilterBuilder::description).build()
    }
}

/// What a request to the service can say, and what is left of the filters then.
impl Filtering {
    /// The vault, if it is one.
    pub fn vault_name(&self) -> Option<&str> {
        only(&self.vault_name).map(String::as_str)
    }

    /// The account, or `-`.
    pub fn account_id(&self) -> Option<&str> {
        self.account_id.as_deref()
    }

    /// The status, if it is one: the service knows no "any of several".
    pub fn statuscode(&self) -> Option<&'static str> {
        only(&self.statuscode).map(|status| status.as_str())
    }

    /// Whether jobs have to have ended.
    pub fn completed(&self) -> Option<bool> {
        self.completed
    }

    /// What the service has not seen to, if it was asked for everything above.
    pub fn to_filter_after_paging(&self) -> Filter {
        let mut rest = Filtering { account_id: None, completed: None, ..self.clone() };
        if self.vault_name().is_some() {
            rest.vault_name.clear();
        }
        if self.statuscode().is_some() {
            rest.statuscode.clear();
        }
        rest.to_filter()
    }

    /// Whether nothing was asked for.
    pub fn is_empty(&self) -> bool {
        self.to_filter().is_empty()
    }
}

fn only<T>(values: &[T]) -> Option<&T> {
    match values {
        [value] => Some(value),
        _ => None,
    }
}

/// Adds a test for each value that was given.
fn add<T>(
    filter: FilterBuilder,
    values: impl IntoIterator<Item = T>,
    test: impl Fn(FilterBuilder, T) -> FilterBuilder,
) -> FilterBuilder {
    values.into_iter().fold(filter, test)
}
