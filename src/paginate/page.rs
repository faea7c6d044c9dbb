//! One page, and all of them together.

use serde_json::{Map, Value, json};

use crate::listing::SavedJob;

/// One page as botocore yields it: after `MaxItems` and the starting token have been applied.
#[derive(Clone, Debug)]
pub struct ResponsePage<'l, 'd> {
    jobs: Vec<&'l SavedJob<'d>>,
    marker: Option<String>,
}

impl<'l, 'd> ResponsePage<'l, 'd> {
    pub(super) fn new(jobs: Vec<&'l SavedJob<'d>>, marker: Option<String>) -> Self {
        ResponsePage { jobs, marker }
    }

    /// `JobList`.
    #[must_use]
    pub fn jobs(&self) -> &[&'l SavedJob<'d>] {
        &self.jobs
    }

    /// `Marker`: the service's token of the next page; `None` on the last one. A page that `MaxItems`
    /// cut keeps it, so following it skips the jobs that were cut off; the resume token does not.
    #[must_use]
    pub fn marker(&self) -> Option<&str> {
        self.marker.as_deref().filter(|marker| !marker.is_empty())
    }

    /// The page as botocore gives it, its `ResponseMetadata` aside: without what is null. A last page
    /// that was saved with an empty `Marker` has it here, too.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let mut page = object(&self.jobs);
        if let Some(marker) = &self.marker {
            page.insert("Marker".to_owned(), json!(marker));
        }
        Value::Object(page)
    }

    pub(super) fn into_jobs(self) -> Vec<&'l SavedJob<'d>> {
        self.jobs
    }
}

/// What botocore's `build_full_result()` gives, and the AWS CLI prints.
#[derive(Clone, Debug)]
pub struct FullResult<'l, 'd> {
    /// `JobList`: the jobs of all pages.
    pub job_list: Vec<&'l SavedJob<'d>>,
    /// `NextToken`: where to go on; `None` at the end of the listing.
    pub next_token: Option<String>,
}

impl FullResult<'_, '_> {
    /// The result as botocore gives it: without what is null.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let mut result = object(&self.job_list);
        if let Some(token) = &self.next_token {
            result.insert("NextToken".to_owned(), json!(token));
        }
        Value::Object(result)
    }
}

fn object(jobs: &[&SavedJob<'_>]) -> Map<String, Value> {
    let jobs = jobs.iter().map(|job| job.to_value()).collect();
    Map::from_iter([("JobList".to_owned(), Value::Array(jobs))])
}
