//! Whatever was saved, reading it ends, and every place it names exists.
//!
//! A report underlines bytes, so a span past the end of the file would be a panic in front of the
//! user; and a job that only one way of reading sees would be a job that goes unjudged.

use icecore::dump::{Dump, Fault, JobSite, PageSite, Place, Visitor};
use icecore::model::{Job, Member, Oddity, PageFrame, View, Visit};
use icecore::span::Span;

/// Any bytes can be visited and paged through, both find the same jobs, and all spans lie within.
///
/// # Panics
/// If that does not hold for `bytes`.
pub fn dump_never_panics(bytes: &[u8]) {
    let dump = Dump::from_slice(bytes);
    let mut seen = Seen {
        bytes: dump.bytes(),
        jobs: 0,
        jobs_of_pages: 0,
    };
    dump.visit(&mut seen);
    assert_eq!(
        seen.jobs, seen.jobs_of_pages,
        "jobs handed on, and jobs said to be of a page"
    );
    assert_eq!(
        seen.jobs,
        jobs_over_pages(&dump),
        "jobs visited, and jobs over the pages"
    );
}

fn jobs_over_pages(dump: &Dump<'_>) -> usize {
    let mut jobs = 0;
    let mut pages = dump.pages();
    for page in pages.by_ref() {
        match page {
            Ok(page) => {
                check_frame(dump.bytes(), page.frame(), page.site());
                for (job, site) in page.jobs_and_sites() {
                    check_job(dump.bytes(), job, site);
                }
                jobs += page.jobs().len();
            }
            Err(fault) => check_fault(dump.bytes(), &fault),
        }
    }
    assert!(pages.next().is_none(), "a page after the last one");
    jobs
}

/// Looks at everything it is lent.
struct Seen<'d> {
    bytes: &'d [u8],
    jobs: usize,
    jobs_of_pages: usize,
}

impl<'d> Visitor<'d> for Seen<'_> {
    fn job(&mut self, job: Job<'d>, site: JobSite<'_>) {
        self.jobs += 1;
        check_job(self.bytes, &job, site);
        check_job(self.bytes, &job.into_owned(), site);
    }

    fn cut_job(&mut self, job: Job<'d>, site: JobSite<'_>) {
        check_job(self.bytes, &job, site);
    }

    fn page(&mut self, frame: PageFrame<'d>, jobs: usize, site: &PageSite) {
        self.jobs_of_pages += jobs;
        check_frame(self.bytes, &frame, site);
        check_frame(self.bytes, &frame.into_owned(), site);
    }

    fn cut_page(&mut self, frame: PageFrame<'d>, jobs: usize, site: &PageSite) {
        self.jobs_of_pages += jobs;
        check_frame(self.bytes, &frame, site);
    }

    fn fault(&mut self, fault: Fault) {
        check_fault(self.bytes, &fault);
    }
}

fn check_job(bytes: &[u8], job: &Job<'_>, site: JobSite<'_>) {
    check_view(bytes, job, job.span(), &|span, pointer| {
        site.place(span, pointer)
    });
}

fn check_frame(bytes: &[u8], frame: &PageFrame<'_>, site: &PageSite) {
    check_view(bytes, frame, frame.span(), &|span, pointer| {
        site.place(span, pointer)
    });
}

fn check_fault(bytes: &[u8], fault: &Fault) {
    assert!(!fault.to_string().is_empty());
    assert!(
        fault.unread <= bytes.len(),
        "{fault} hides {} bytes",
        fault.unread
    );
    assert_exists(bytes, &fault.place);
}

/// From a span and a pointer, both as seen from the view, to where that is in the file.
type PlaceOf<'p> = dyn Fn(Span, &str) -> Place + 'p;

fn check_view<'a>(bytes: &[u8], view: &impl View<'a>, span: Span, place_of: &PlaceOf<'_>) {
    assert_exists(bytes, &place_of(span, ""));
    view.visit(None, &mut Places { bytes, place_of });
}

/// Checks where each member and each oddity of a view stands.
struct Places<'p> {
    bytes: &'p [u8],
    place_of: &'p PlaceOf<'p>,
}

impl<'m, 'a> Visit<'m, 'a> for Places<'_> {
    fn member(&mut self, member: Member<'m, 'a>) {
        assert!(!format!("{:?}", member.state).is_empty());
        if let Some(span) = member.span {
            assert_exists(self.bytes, &(self.place_of)(span, &member.pointer));
        }
    }

    fn oddity(&mut self, oddity: &'m Oddity) {
        assert_exists(self.bytes, &(self.place_of)(oddity.span, &oddity.pointer));
    }
}

fn assert_exists(bytes: &[u8], place: &Place) {
    let Span { start, end } = place.span;
    assert!(
        bytes.get(start..end).is_some(),
        "{place:?} is not in {} bytes",
        bytes.len()
    );
}
