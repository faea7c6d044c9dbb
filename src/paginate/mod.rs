//! botocore's paginator for `ListJobs`, over saved listings instead of the network.
//!
//! Programs that page through Glacier's jobs are written against
//! `client.get_paginator("list_jobs").paginate(…)`, and the tokens they keep are botocore's. So this
//! is that paginator, and beneath it a service that answers from what was saved. What botocore does
//! is kept even where it surprises (a negative `MaxItems` slices as Python slices), because a token
//! or a page count that differs from botocore's would be worth nothing as a reference.
//!
//! ```
//! use icecore::listing::{SavedJob, SavedListing, SavedPage};
//! use icecore::paginate::{ListJobs, Paginator};
//!
//! let job = |id: &str| SavedJob::new(format!(r#"{{"JobId": "{id}"}}"#).into_bytes());
//! let photos = SavedListing {
//!     vault_name: Some("photos".to_owned()),
//!     pages: vec![
//!         SavedPage { jobs: vec![job("A")?, job("B")?], marker: Some("C".to_owned()), fetched_at: None },
//!         SavedPage { jobs: vec![job("C")?], ..SavedPage::default() },
//!     ],
//!     ..SavedListing::default()
//! };
//! let listings = [photos];
//! let paginator = Paginator::new(&listings);
//!
//! // The saved pages, with their Markers.
//! let pages = paginator.paginate(ListJobs::of_vault("photos"));
//! for page in &pages {
//!     assert!(!page?.jobs().is_empty());
//! }
//!
//! // One job at most, and the token to go on with.
//! let first = paginator.paginate(ListJobs::of_vault("photos").max_items(1)).build_full_result()?;
//! let token = first.next_token.expect("there are more jobs");
//! let rest = ListJobs::of_vault("photos").starting_token(token);
//! let rest = paginator.paginate(rest).build_full_result()?;
//! assert_eq!(rest.to_value(), serde_json::json!({"JobList": [{"JobId": "B"}, {"JobId": "C"}]}));
//!
//! // JMESPath, flattened page by page.
//! let ids: Result<Vec<_>, _> = pages.search("JobList[].JobId")?.collect();
//! assert_eq!(ids?, ["A", "B", "C"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Where the pages come from
//! Without `PageSize`, `statuscode` and `completed`, the saved pages and their Markers stand. With
//! one of these the service would have cut other pages, so they are cut anew, from the first job or
//! from the token's: at most `PageSize` jobs each, and never more than 50, of those that pass. The
//! Marker of such a page is the `JobId` of the next page's first job (or, where that job has no
//! `JobId` of its own, `#` and its place in the listing).
//!
//! A listing that goes on after its last saved job ends with the token that leads there; resuming at
//! it is [`PaginateError::NotSaved`].
//!
//! # Where it is not botocore
//! - Iterating a [`PageIterator`] again starts from the beginning; botocore's second loop starts at
//!   the last page of the first one.
//! - Markers that form a circle end with the error of a repeated token; botocore notices a repetition
//!   only in two pages in a row, and otherwise asks forever.
//! - A token that is base64 of JSON, but not of an object (`MTIz`), is a service's own; botocore
//!   crashes over a number. One with `boto_encoded_keys` names an unknown parameter; botocore would
//!   decode bytes, which no `ListJobs` token holds.
//! - What Glacier itself would refuse (an unknown vault or marker, a `PageSize` below 1, a
//!   `statuscode` or `completed` that does not exist) is [`PaginateError::Service`], in the form of
//!   botocore's `ClientError`. A `PageSize` above 50 is taken as 50.
//! - Objects that a JMESPath expression finds have their keys in alphabetical order. Comparing the
//!   order of a string and a number gives `null`; Python's library crashes.

mod collection;
mod error;
mod expression;
mod ordering;
mod page;
mod pages;
mod paginator;
mod parameters;
mod python;
mod request;
mod search;
mod service;
mod start;

pub use error::{ExpressionError, PaginateError};
pub use expression::Expression;
pub use page::{FullResult, ResponsePage};
pub use pages::Pages;
pub use paginator::{PageIterator, Paginator, ResultKeyIterator};
pub use parameters::ListJobs;
pub use search::Search;
