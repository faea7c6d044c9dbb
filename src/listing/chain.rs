//! Chains: pages in the order of their listing, and what joins them.

use super::evidence::Evidence;
use super::page::PageId;

/// Pages that follow each other, of one vault and one set of filters.
#[derive(Clone, Debug)]
pub struct Chain {
    /// The pages, with what joins each to the one before it.
    pub links: Vec<Link>,
    /// The number of its vault: that of the first page whose jobs tell it.
    pub vault: Option<u32>,
    /// How the first page is known to be the first.
    pub start: Start,
    /// How the chain ends.
    pub end: End,
}

/// A page of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The page.
    pub page: PageId,
    /// What joins it to the page before it; `None` for the first page.
    pub joint: Option<Joint>,
    /// How many of its first jobs are the last ones of the page before it, too.
    pub overlap: u32,
    /// Where its token leads back to, if it does.
    pub back: Option<Return>,
    /// Whether jobs may have been dropped before its `Marker`: it is the last of an array of pages,
    /// where a cut by MaxItems leaves no trace, and goes on in another dump.
    pub is_doubtful: bool,
}

/// What stands between a page and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// Nothing is missing, as this shows.
    Follows(Evidence),
    /// At least one page is missing.
    Gap,
}

/// How a chain's first page is known to be the listing's first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// Its request had no marker.
    Recorded,
    /// The amount of a token is the number of its jobs, or of a copy's, and its marker is null.
    Token,
    /// Nothing says that it is not.
    Assumed,
    /// It is not: its request had a marker, or its token tells of jobs before it.
    Later,
}

/// How a chain ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With a page that has no token: the end of the listing.
    Listed,
    /// With jobs saved without a page: no token could have been kept.
    Assumed,
    /// With a token that leads to no saved page.
    Token,
    /// With a page in which the JSON breaks.
    Broken,
}

/// A token that leads back to where the chain has been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Return {
    /// The page that it leads back to.
    pub to: PageId,
    /// How many pages back: 1 is the page itself.
    pub distance: u32,
}

/// A page that holds nothing that a chain does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copied {
    /// The page.
    pub page: PageId,
    /// The page of a chain that holds its first job.
    pub of: PageId,
    /// Whether the other holds more jobs.
    pub is_cut: bool,
    /// How many jobs its Marker would pass over: a cut by MaxItems may leave a Marker from further on.
    pub skips: u32,
}

/// Two pages that one token leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fork {
    /// The page that bears the token.
    pub from: PageId,
    /// The page that follows it in its chain.
    pub taken: PageId,
    /// The other page.
    pub other: PageId,
}

impl Start {
    /// The name, as it is written in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Start::Recorded => "recorded",
            Start::Token => "token",
            Start::Assumed => "assumed",
            Start::Later => "later",
        }
    }
}

impl End {
    /// The name, as it is written in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            End::Listed => "listed",
            End::Assumed => "assumed",
            End::Token => "token",
            End::Broken => "broken",
        }
    }
}

impl Chain {
    /// Whether the chain is the whole listing: it starts at the first page, recorded or assumed, ends
    /// at a page without a token, and lacks nothing between.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let is_sound = |link: &Link| {
            link.joint != Some(Joint::Gap) && link.back.is_none() && !link.is_doubtful
        };
        self.links.iter().all(is_sound)
            && self.start != Start::Later
            && matches!(self.end, End::Listed | End::Assumed)
    }

    /// The first page.
    #[must_use]
    pub fn first(&self) -> PageId {
        self.links.first().map_or(0, |link| link.page)
    }

    /// The last page.
    #[must_use]
    pub fn last(&self) -> PageId {
        self.links.last().map_or(0, |link| link.page)
    }

    /// Whether the token at its end leads back.
    #[must_use]
    pub fn ends_in_circle(&self) -> bool {
        self.links.last().is_some_and(|link| link.back.is_some())
    }
}
