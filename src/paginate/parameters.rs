//! What `paginate()` is called with.

/// The parameters of `paginate()` for `ListJobs`; the last three are botocore's `PaginationConfig`.
///
/// Only the vault's name is required, and it is missed when the first page is asked for, as in
/// botocore.
///
/// ```
/// use icecore::paginate::ListJobs;
///
/// let parameters = ListJobs::of_vault("photos").completed("true").max_items(100);
/// assert_eq!(parameters.max_items, Some(100));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListJobs {
    /// `accountId`; `-`, which is the default, stands for every account.
    pub account_id: Option<String>,
    /// `vaultName`.
    pub vault_name: Option<String>,
    /// `statuscode`: `InProgress`, `Succeeded` or `Failed`.
    pub statuscode: Option<String>,
    /// `completed`: `true` or `false`.
    pub completed: Option<String>,
    /// `MaxItems`: how many jobs are delivered in all. The AWS CLI warns of values below 1; 0 gives
    /// no job, and a negative number what Python's slices give.
    pub max_items: Option<i64>,
    /// `PageSize`: how many jobs a page may hold, 1 to 50.
    pub page_size: Option<i64>,
    /// `StartingToken`: the `NextToken` of an earlier result, or a Marker.
    pub starting_token: Option<String>,
}

impl ListJobs {
    /// All jobs of the vault of this name.
    #[must_use]
    pub fn of_vault(vault_name: impl Into<String>) -> Self {
        ListJobs { vault_name: Some(vault_name.into()), ..ListJobs::default() }
    }

    /// Of this account only.
    #[must_use]
    pub fn account_id(mut self, account_id: impl Into<String>) -> Self {
        self.account_id = Some(account_id.into());
        self
    }

    /// Only jobs with this `StatusCode`.
    #[must_use]
    pub fn statuscode(mut self, statuscode: impl Into<String>) -> Self {
        self.statuscode = Some(statuscode.into());
        self
    }

    /// Only jobs that are completed (`true`), or that are not (`false`).
    #[must_use]
    pub fn completed(mut self, completed: impl Into<String>) -> Self {
        self.completed = Some(completed.into());
        self
    }

    /// At most so many jobs.
    #[must_use]
    pub fn max_items(mut self, max_items: i64) -> Self {
        self.max_items = Some(max_items);
        self
    }

    /// At most so many jobs a page.
    #[must_use]
    pub fn page_size(mut self, page_size: i64) -> Self {
        self.page_size = Some(page_size);
        self
    }

    /// Going on at this token.
    #[must_use]
    pub fn starting_token(mut self, starting_token: impl Into<String>) -> Self {
        self.starting_token = Some(starting_token.into());
        self
    }
}
