//! A page: one response, or what a client made of several.

use super::declare::view;
use super::field::Field;
use super::member::Kind;
use super::timestamp::Timestamp;

view! {
    /// Everything of a page but its jobs.
    ///
    /// `Marker` is Glacier's own paging token; `NextToken` is written by botocore and the AWS CLI.
    /// A bare array of jobs, or a lone job, is a page without either.
    PageFrame at "" {
        /// `Marker`: where the listing goes on; null or absent on its last page.
        marker: "Marker" text = Kind::Marker,
        /// `NextToken`: where a client's listing was cut by `MaxItems`.
        next_token: "NextToken" text = Kind::Marker,
        /// `ResponseMetadata`, as boto3 adds it.
        response_metadata: "ResponseMetadata" metadata = Kind::Object,
        /// `$metadata`, as the AWS SDK for JavaScript adds it.
        metadata: "$metadata" metadata = Kind::Object,
        /// `JobList`: the list; its jobs are kept apart from the frame.
        job_list: "JobList" opaque = Kind::List,
    }
}

impl<'a> PageFrame<'a> {
    /// Whether an SDK's metadata was saved with the page, so that it is one response of the service.
    #[must_use]
    pub fn has_metadata(&self) -> bool {
        !self.response_metadata.is_absent() || !self.metadata.is_absent()
    }

    /// The identifier of the request, where an SDK kept it.
    #[must_use]
    pub fn request_id(&self) -> Option<String> {
        [&self.response_metadata, &self.metadata]
            .into_iter()
            .find_map(|it| it.value()?.request_id())
    }

    /// When the response was sent, where an SDK kept its headers.
    #[must_use]
    pub fn recorded_at(&self) -> Option<Timestamp> {
        [&self.response_metadata, &self.metadata].into_iter().find_map(|it| it.value()?.date())
    }

    /// Notes what `JobList` is.
    pub(crate) fn set_job_list(&mut self, job_list: Field<'a, ()>) {
        self.job_list = job_list;
    }
}
