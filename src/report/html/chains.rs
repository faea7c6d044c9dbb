//! A map of each listing: its pages in a row, as wide as they have jobs, coloured by what joins them to the page
//! before; and what is missing, with the command that fetches it.

use super::scale::float;
use super::svg::{Rect, Svg};
use super::text::shown;
use crate::listing::{Chain, End, Evidence, Joint, Link, Listing, Start};
use crate::report::figures::{counted, grouped};
use crate::report::listing_tables::name;

/// So many listings are drawn: first those that lack something.
const LISTINGS: usize = 40;
/// In longer chains, pages that are joined by the same evidence are drawn as one.
const SINGLE: usize = 80;
/// So many segments of a chain have room; what follows them is drawn as one.
const SEGMENTS: usize = 120;
/// So many segments are told to who cannot see them.
const TOLD: usize = 20;
/// So many gaps of a chain are told one by one.
const GAPS: usize = 20;

const WIDTH: f64 = 920.0;
const HEIGHT: f64 = 34.0;
/// What is there shows, however little it is.
const NARROWEST: f64 = 2.0;
const GAP: f64 = 14.0;

/// All maps.
#[derive(Clone, Debug)]
pub(super) struct Maps {
    /// Those that lack something, and those that do not.
    pub lacking: Vec<Map>,
    pub whole: Vec<Map>,
    pub legend: Vec<(&'static str, &'static str)>,
    pub more: Option<String>,
}

/// A listing.
#[derive(Clone, Debug)]
pub(super) struct Map {
    pub name: String,
    pub told: String,
    pub is_complete: bool,
    pub svg: String,
    pub start: &'static str,
    pub end: &'static str,
    pub gaps: Vec<Missing>,
    pub more: Option<String>,
}

/// What is missing somewhere.
#[derive(Clone, Debug)]
pub(super) struct Missing {
    pub what: String,
    /// What fetches it.
    pub command: Option<String>,
}

pub(super) fn maps(listing: &Listing) -> Maps {
    let chains = listing.chains();
    let (whole, lacking): (Vec<_>, Vec<_>) = chains.iter().partition(|chain| chain.is_complete());
    let left = LISTINGS.saturating_sub(lacking.len());
    let mut numbers = 0..;
    let mut draw = |chains: &[&Chain], most: usize| -> Vec<Map> {
        let shown = chains.iter().take(most).zip(&mut numbers);
        shown.map(|(chain, number)| map(listing, chain, number)).collect()
    };
    let (drawn, whole) = (draw(&lacking, LISTINGS), draw(&whole, left));
    let more = chains.len().saturating_sub(LISTINGS) as u64;
    let more = (more > 0).then(|| {
        let lacking = lacking.len().saturating_sub(LISTINGS);
        format!(
            "{} not drawn, {} of them incomplete; icecore pages shows all.",
            counted(more, "more listing"),
            grouped(lacking)
        )
    });
    Maps { lacking: drawn, whole, legend: legend(chains), more }
}

/// What the colours mean that occur.
fn legend(chains: &[Chain]) -> Vec<(&'static str, &'static str)> {
    const MEANING: [(&str, &str); 8] = [
        ("first", "first page, or the first after a gap"),
        ("recorded", "recorded: the request was kept"),
        ("token", "token: a client's token leads there"),
        ("marker-is-job", "marker-is-job: the Marker is its first JobId"),
        ("dates", "dates: they go on there, and only there"),
        ("sequence", "sequence: so they stand in one file, or are numbered"),
        ("assumed", "assumed: the order of the input"),
        ("gap", "gap: pages are missing"),
    ];
    let occurs = |class: &str| {
        chains.iter().flat_map(|chain| &chain.links).any(|link| class_of(link) == class)
    };
    MEANING
        .into_iter()
        .filter(|(class, _)| occurs(class) || *class == "gap" && occurs("gap"))
        .collect()
}

fn map(listing: &Listing, chain: &Chain, number: usize) -> Map {
    let pages = counted(chain.links.len() as u64, "page");
    let file = shown(&listing.file_of(chain.first()).name);
    let told =
        format!("{} on {pages}, the first in {file}", counted(listing.count_jobs(chain), "job"));
    let name = shown(&name(listing, chain));
    let (segments, folded) = segments(listing, chain);
    let missing = missing(listing, chain);
    let gaps = missing.len().saturating_sub(GAPS) as u64;
    let more = (gaps > 0).then(|| format!("and {} more places", grouped(gaps)));
    Map {
        svg: draw(&format!("chain-{number}"), &format!("{name}: {told}"), &segments),
        is_complete: chain.is_complete(),
        start: start(chain),
        end: end(chain),
        gaps: missing.into_iter().take(GAPS).collect(),
        more: [folded, more].into_iter().flatten().reduce(|one, other| format!("{one}; {other}")),
        name,
        told,
    }
}

/// Pages that are drawn as one, or a gap.
struct Segment {
    class: &'static str,
    jobs: u64,
    tip: String,
}

/// The segments of a chain, and what is folded up at its end.
fn segments(listing: &Listing, chain: &Chain) -> (Vec<Segment>, Option<String>) {
    let is_single = chain.links.len() <= SINGLE;
    let mut segments = Vec::new();
    let numbered: Vec<(usize, &Link)> = (1..).zip(&chain.links).collect();
    let runs = numbered.chunk_by(|(_, one), (_, other)| {
        !is_single && class_of(one) == class_of(other) && class_of(other) != "gap"
    });
    for run in runs {
        let (first, last) = (&run[0], &run[run.len() - 1]);
        if segments.len() >= SEGMENTS {
            let rest = &numbered[first.0 - 1..];
            let gaps = rest.iter().filter(|(_, link)| link.joint == Some(Joint::Gap)).count();
            let pages = counted(rest.len() as u64, "page");
            let folded =
                format!("the last {pages} are drawn as one, with {}", counted(gaps as u64, "gap"));
            segments.push(Segment {
                class: "rest",
                jobs: jobs(listing, rest),
                tip: folded.clone(),
            });
            return (segments, Some(folded));
        }
        let class = class_of(first.1);
        if class == "gap" {
            let tip = format!("pages are missing after page {}", grouped(first.0 - 1));
            segments.push(Segment { class, jobs: 0, tip });
        }
        let class = if class == "gap" { "first" } else { class };
        let jobs = jobs(listing, run);
        let pages = match run.len() {
            1 => format!("page {}", grouped(first.0)),
            count => {
                let (first, last) = (grouped(first.0), grouped(last.0));
                format!("pages {first} to {last} ({})", grouped(count))
            }
        };
        let tip = format!("{pages}: {}, {}", counted(jobs, "job"), joined(first.1));
        segments.push(Segment { class, jobs, tip });
    }
    (segments, None)
}

fn jobs(listing: &Listing, links: &[(usize, &Link)]) -> u64 {
    let jobs = |link: &Link| u64::from(listing.page(link.page).jobs.saturating_sub(link.overlap));
    links.iter().map(|(_, link)| jobs(link)).sum()
}

/// The class of what joins a page to the one before it.
fn class_of(link: &Link) -> &'static str {
    match link.joint {
        None => "first",
        Some(Joint::Gap) => "gap",
        Some(Joint::Follows(evidence)) => evidence.as_str(),
    }
}

fn joined(link: &Link) -> String {
    match link.joint {
        None => "the first".to_owned(),
        Some(Joint::Gap) => "after a gap".to_owned(),
        Some(Joint::Follows(Evidence::Assumed)) => "joined by nothing but order".to_owned(),
        Some(Joint::Follows(evidence)) => format!("joined by {evidence}"),
    }
}

/// Segments share what room gaps leave, by their jobs.
fn draw(id: &str, title: &str, segments: &[Segment]) -> String {
    let told: Vec<&str> = segments.iter().take(TOLD).map(|segment| segment.tip.as_str()).collect();
    let mut svg = Svg::new(id, (WIDTH, HEIGHT), title, &told.join("; "));
    let is_gap = |segment: &&Segment| segment.class == "gap";
    let gaps = segments.iter().filter(is_gap).count() as u128;
    let pages = segments.len() as u128 - gaps;
    let jobs: u64 = segments.iter().map(|segment| segment.jobs).sum();
    let room = (WIDTH - GAP * float(gaps) - NARROWEST * float(pages)).max(0.0);
    let (mut x, squeeze) = (0.0, squeeze(gaps, pages));
    for segment in segments {
        let share = match jobs {
            0 => 1.0 / float(pages.max(1)),
            jobs => float(segment.jobs.into()) / float(jobs.into()),
        };
        let (width, inset) = match segment.class {
            "gap" => (GAP * squeeze, 0.0),
            _ => ((NARROWEST * squeeze) + room * share, 5.0),
        };
        let rect =
            Rect { x, y: inset, width: (width - 0.6).max(0.4), height: HEIGHT - 2.0 * inset };
        svg.rect(&format!("mark joint-{}", segment.class), rect, &segment.tip);
        x += width;
    }
    svg.end()
}

/// How much of their least width segments have, where they are so many that it does not suffice.
fn squeeze(gaps: u128, pages: u128) -> f64 {
    (WIDTH / (GAP * float(gaps) + NARROWEST * float(pages)).max(1.0)).min(1.0)
}

fn start(chain: &Chain) -> &'static str {
    match chain.start {
        Start::Recorded => "recorded: its request had no marker",
        Start::Token => "proven by a token that counts just the jobs from there",
        Start::Assumed => "assumed: nothing shows that page 1 is the first",
        Start::Later => "missing: page 1 is not the first of its listing",
    }
}

fn end(chain: &Chain) -> &'static str {
    match chain.end {
        End::Listed => "the last page has no token",
        End::Assumed => "assumed: such a list keeps no token",
        End::Broken => "the JSON breaks off",
        End::Token if chain.ends_in_circle() => "the token leads back",
        End::Token => "it goes on after the last page",
    }
}

/// What a listing lacks, and what would fetch it.
fn missing(listing: &Listing, chain: &Chain) -> Vec<Missing> {
    let mut missing = Vec::new();
    if chain.start == Start::Later {
        let what = "The first page is not the first of the listing.".to_owned();
        missing.push(Missing {
            what,
            command: Some(shown(&listing.command_from_start(chain.first()))),
        });
    }
    let mut before: Option<&Link> = None;
    for (number, link) in (1..).zip(&chain.links) {
        if let (Some(Joint::Gap), Some(before)) = (link.joint, before) {
            let leads_back = before.back.is_some();
            let why = if leads_back { ", whose token leads back" } else { "" };
            let command = listing.command_after(before.page).filter(|_| !leads_back);
            missing.push(Missing {
                what: format!(
                    "At least one page is missing after page {}{why}.",
                    grouped(number - 1)
                ),
                command: command.as_deref().map(shown),
            });
        } else if let (Some(back), None | Some(Joint::Follows(_))) = (link.back, link.joint) {
            let pages = counted(back.distance.into(), "page");
            let what = format!("The token of page {} leads {pages} back.", grouped(number));
            missing.push(Missing { what, command: None });
        }
        if link.is_doubtful {
            let what = format!(
                "Page {} ends an array of pages, and may have been cut by MaxItems.",
                grouped(number)
            );
            missing.push(Missing { what, command: None });
        }
        before = Some(link);
    }
    missing.extend(missing_at_end(listing, chain));
    missing
}

fn missing_at_end(listing: &Listing, chain: &Chain) -> Option<Missing> {
    let command = || listing.command_after(chain.last()).as_deref().map(shown);
    match chain.end {
        End::Token if !chain.ends_in_circle() => {
            let what = "The listing goes on after its last page.".to_owned();
            Some(Missing { what, command: command() })
        }
        End::Broken => {
            Some(Missing { what: "The last page breaks off.".to_owned(), command: None })
        }
        End::Token | End::Listed | End::Assumed => None,
    }
}
