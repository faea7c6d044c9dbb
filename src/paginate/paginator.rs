//! The paginator and what `paginate()` gives.

use std::collections::VecDeque;

use crate::listing::{SavedJob, SavedListing};

use super::error::{ExpressionError, PaginateError};
use super::page::FullResult;
use super::pages::Pages;
use super::parameters::ListJobs;
use super::search::Search;

/// `ListJobs` has one result key.
const RESULT_KEYS: &[&str] = &["JobList"];

/// botocore's `Paginator` for `list_jobs`, over saved listings.
///
/// Several listings of one vault are taken as one, in the order given; the account `-` stands for
/// every account, so name the account where vaults of one name exist in several.
#[derive(Clone, Copy, Debug)]
pub struct Paginator<'l, 'd> {
    listings: &'l [SavedListing<'d>],
}

impl<'l, 'd> Paginator<'l, 'd> {
    /// A paginator over these listings.
    #[must_use]
    pub fn new(listings: &'l [SavedListing<'d>]) -> Self {
        Paginator { listings }
    }

    /// The pages of a listing. Nothing is looked for, and nothing fails, before they are iterated.
    #[must_use]
    pub fn paginate(&self, parameters: ListJobs) -> PageIterator<'l, 'd> {
        PageIterator { listings: self.listings, parameters }
    }

    /// The keys whose lists are joined in a full result.
    #[must_use]
    pub fn result_keys(&self) -> &'static [&'static str] {
        RESULT_KEYS
    }
}

/// What `paginate()` gives: like botocore's, not an iterator but something to iterate over, as often
/// as wanted, from the beginning each time.
#[derive(Clone, Debug)]
pub struct PageIterator<'l, 'd> {
    listings: &'l [SavedListing<'d>],
    parameters: ListJobs,
}

impl<'l, 'd> PageIterator<'l, 'd> {
    /// The pages, from the beginning.
    #[must_use]
    pub fn iter(&self) -> Pages<'l, 'd> {
        Pages::new(self.listings, self.parameters.clone())
    }

    /// All pages merged.
    ///
    /// # Errors
    /// With the first page that cannot be had.
    pub fn build_full_result(&self) -> Result<FullResult<'l, 'd>, PaginateError> {
        let mut pages = self.iter();
        let mut job_list = Vec::new();
        for page in &mut pages {
            job_list.extend(page?.into_jobs());
        }
        let next_token = pages.resume_token().map(str::to_owned);
        Ok(FullResult { job_list, next_token })
    }

    /// The token to go on with after the last page; [`Pages::resume_token`] tells it to those who
    /// have iterated anyway.
    ///
    /// # Errors
    /// With the first page that cannot be had.
    pub fn resume_token(&self) -> Result<Option<String>, PaginateError> {
        let mut pages = self.iter();
        for page in &mut pages {
            page?;
        }
        Ok(pages.resume_token().map(str::to_owned))
    }

    /// The keys whose lists are joined in a full result.
    #[must_use]
    pub fn result_keys(&self) -> &'static [&'static str] {
        RESULT_KEYS
    }

    /// For each of the [result keys](Self::result_keys), its elements on all pages.
    #[must_use]
    pub fn result_key_iters(&self) -> Vec<ResultKeyIterator<'l, 'd>> {
        let iterator = |result_key: &&'static str| ResultKeyIterator {
            result_key,
            pages: self.iter(),
            jobs: VecDeque::new(),
        };
        RESULT_KEYS.iter().map(iterator).collect()
    }

    /// What a JMESPath expression finds on each page: a list's elements one by one, anything else as
    /// it is, `null` included.
    ///
    /// # Errors
    /// Where the expression cannot be read.
    pub fn search(&self, expression: &str) -> Result<Search<'l, 'd>, ExpressionError> {
        Search::new(self.iter(), expression)
    }
}

impl<'l, 'd> IntoIterator for &PageIterator<'l, 'd> {
    type Item = <Pages<'l, 'd> as Iterator>::Item;
    type IntoIter = Pages<'l, 'd>;

    fn into_iter(self) -> Pages<'l, 'd> {
        self.iter()
    }
}

impl<'l, 'd> IntoIterator for PageIterator<'l, 'd> {
    type Item = <Pages<'l, 'd> as Iterator>::Item;
    type IntoIter = Pages<'l, 'd>;

    fn into_iter(self) -> Pages<'l, 'd> {
        Pages::new(self.listings, self.parameters)
    }
}

/// The elements of a result key on all pages: the jobs.
#[derive(Clone, Debug)]
pub struct ResultKeyIterator<'l, 'd> {
    result_key: &'static str,
    pages: Pages<'l, 'd>,
    jobs: VecDeque<&'l SavedJob<'d>>,
}

impl ResultKeyIterator<'_, '_> {
    /// The key.
    #[must_use]
    pub fn result_key(&self) -> &'static str {
        self.result_key
    }
}

impl<'l, 'd> Iterator for ResultKeyIterator<'l, 'd> {
    type Item = Result<&'l SavedJob<'d>, PaginateError>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.jobs.is_empty() {
            match self.pages.next()? {
                Ok(page) => self.jobs.extend(page.into_jobs()),
                Err(error) => return Some(Err(error)),
            }
        }
        self.jobs.pop_front().map(Ok)
    }
}
