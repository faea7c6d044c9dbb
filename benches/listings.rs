//! What listings cost to decode, check, stitch and filter, and what parsing alone costs others.
//!
//! A group is a question about a style of dump; its benchmarks are who answers. The throughput is that of the
//! bytes of the dump, so within a group the times compare as the throughputs do. See `benches/README.md`.

mod peers;

use std::hint::black_box;
use std::ops::ControlFlow;
use std::time::Duration;

use criterion::measurement::WallTime;
use criterion::{
    BatchSize, BenchmarkGroup, Criterion, SamplingMode, Throughput, criterion_group, criterion_main,
};
use icecore::audit::{Audit, Source};
use icecore::decode::Taken;
use icecore::decode::fast::{JobReader, Row, RowSink};
use icecore::dump::{
    Dump, Entry, Fault, JobSite, ListKind, PageSite, Slices, Visitor, last_document, list_start,
    read_documents, read_list,
};
use icecore::filter::Filter;
use icecore::finding::Profile;
use icecore::generate::{Generator, Style};
use icecore::listing::{Collector, Scope};
use icecore::model::{Job, PageFrame, StatusCode};

/// Enough that a dump is larger than the caches, and that what is learned from it costs nothing. Unoptimised,
/// this is but a test that the benchmarks run.
const JOBS: u64 = if cfg!(debug_assertions) { 600 } else { 600_000 };

/// The most that the service puts on a page.
const PAGE_SIZE: u64 = 50;

criterion_group! {
    name = listings;
    config = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(3));
    targets = each_style, stitch
}
criterion_main!(listings);

/// A dump in memory.
struct Saved {
    style: Style,
    json: Vec<u8>,
}

impl Saved {
    fn new(style: Style) -> Self {
        let mut json = Vec::new();
        generator(style).write(&mut json).expect("a vector takes everything");
        Saved { style, json }
    }

    fn json(&self) -> &[u8] {
        &self.json
    }
}

fn generator(style: Style) -> Generator {
    Generator::new(1).jobs(JOBS).page_size(PAGE_SIZE).style(style)
}

fn each_style(criterion: &mut Criterion) {
    for style in Style::ALL {
        let saved = Saved::new(style);
        decode(criterion, &saved);
        check(criterion, &saved);
        filter(criterion, &saved);
    }
}

/// Every field of every job.
fn decode(criterion: &mut Criterion, saved: &Saved) {
    let mut group = group(criterion, &format!("decode/{}", saved.style), saved.json().len());
    let all = usize::try_from(JOBS).expect("a small number");
    assert_eq!(read_all(saved.json()), all);
    group.bench_function("icecore", |bencher| {
        bencher.iter(|| read_all(black_box(saved.json())));
    });
    let dump = Dump::from_slice(saved.json());
    assert_eq!(count(&dump, &Filter::default()), all);
    group.bench_function("icecore-plain", |bencher| {
        bencher.iter(|| count(black_box(&dump), &Filter::default()));
    });
    parse(&mut group, saved, |_| true, all);
}

/// Whether every job, page and listing is possible; the peers only parse.
fn check(criterion: &mut Criterion, saved: &Saved) {
    let mut group = group(criterion, &format!("check/{}", saved.style), saved.json().len());
    let dump = Dump::from_slice(saved.json());
    assert_eq!(audit(&dump, Filter::default()), (JOBS, None));
    group.bench_function("icecore", |bencher| {
        bencher.iter(|| audit(black_box(&dump), Filter::default()));
    });
    let all = usize::try_from(JOBS).expect("a small number");
    parse(&mut group, saved, |_| true, all);
}

/// The failed jobs: checked, or counted by the plain reader and the peers.
fn filter(criterion: &mut Criterion, saved: &Saved) {
    let mut group = group(criterion, &format!("filter/{}", saved.style), saved.json().len());
    let dump = Dump::from_slice(saved.json());
    let filter = Filter::builder().statuscode(StatusCode::Failed).build();
    let failed = count(&dump, &filter);
    assert_eq!(audit(&dump, filter.clone()), (JOBS, Some(failed as u64)));
    group.bench_function("icecore", |bencher| {
        bencher.iter(|| audit(black_box(&dump), filter.clone()));
    });
    group.bench_function("icecore-plain", |bencher| {
        bencher.iter(|| count(black_box(&dump), &filter));
    });
    parse(&mut group, saved, |job| job.status_code == Some("Failed"), failed);
}

/// The peers, which have to find so many jobs.
fn parse(
    group: &mut BenchmarkGroup<'_, WallTime>,
    saved: &Saved,
    asked: fn(&peers::Job<'_>) -> bool,
    found: usize,
) {
    let (json, shape) = (saved.json(), saved.style.into());
    assert_eq!(peers::serde_json(json, shape, asked), found);
    group.bench_function("serde_json", |bencher| {
        bencher.iter(|| peers::serde_json(black_box(json), shape, asked));
    });
    assert_eq!(peers::simd_json(&mut json.to_vec(), shape, asked), found);
    group.bench_function("simd-json", |bencher| {
        // A fresh copy each time, as it writes into what it reads; the copying is not measured.
        bencher.iter_batched_ref(
            || json.to_vec(),
            |copy| peers::simd_json(black_box(copy), shape, asked),
            BatchSize::PerIteration,
        );
    });
    assert_eq!(peers::sonic_rs(json, shape, asked), found);
    group.bench_function("sonic-rs", |bencher| {
        bencher.iter(|| peers::sonic_rs(black_box(json), shape, asked));
    });
}

/// Putting pages together, without reading them: all in one file, and each in its own.
fn stitch(criterion: &mut Criterion) {
    let files = [("one file", one_file()), ("many files", many_files())];
    for (name, files) in files {
        let mut group = group(criterion, "stitch", files.iter().map(Vec::len).sum());
        let listing = collect(&files).stitch();
        assert_eq!(listing.keys().len() as u64, JOBS);
        assert!(listing.is_complete());
        group.bench_function(name, |bencher| {
            // Stitching takes what was collected, so it is collected anew each time; that is not measured.
            bencher.iter_batched(|| collect(&files), Collector::stitch, BatchSize::PerIteration);
        });
    }
}

fn one_file() -> Vec<Vec<u8>> {
    let mut bytes = Vec::new();
    generator(Style::Boto).write(&mut bytes).expect("a vector takes everything");
    vec![bytes]
}

fn many_files() -> Vec<Vec<u8>> {
    let generator = generator(Style::Boto);
    let pages = generator.pages().expect("every style has pages in files");
    pages
        .map(|page| {
            let mut bytes = Vec::new();
            page.write(&mut bytes).expect("a vector takes everything");
            bytes
        })
        .collect()
}

fn collect(files: &[Vec<u8>]) -> Collector {
    let mut collector = Collector::new(Scope::Folder);
    for (number, bytes) in files.iter().enumerate() {
        collector.dump(&format!("page-{number:06}.json"), &Dump::from_slice(bytes));
    }
    collector
}

fn group<'c>(
    criterion: &'c mut Criterion,
    name: &str,
    bytes: usize,
) -> BenchmarkGroup<'c, WallTime> {
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Bytes(bytes as u64));
    // An iteration takes long, so each sample gets as many as the other.
    group.sampling_mode(SamplingMode::Flat);
    group
}

/// Reads every job and counts them, in windows as the audit does: the fast way, or the plain way where a job is
/// left to it.
fn read_all(bytes: &[u8]) -> usize {
    let mut rows = Rows { reader: JobReader::new(), jobs: 0 };
    for window in Slices::new(bytes, WINDOW) {
        let bytes = window.bytes();
        let goes_on = window.next == Some(Entry::List);
        let whole = match window.entry {
            Entry::List => 0,
            Entry::Document if goes_on => last_document(bytes).unwrap_or(0),
            Entry::Document => bytes.len(),
        };
        read_documents(&bytes[..whole], window.base == 0, &mut rows);
        let list = match window.entry {
            Entry::List => Some(0),
            Entry::Document => list_start(&bytes[whole..]).map(|(at, _)| whole + at),
        };
        if let Some(list) = list {
            read_list(&bytes[list..], ListKind::JobList.depth(), &mut rows);
        }
    }
    rows.jobs
}

/// The bytes of a window, as the audit has them.
const WINDOW: usize = 1 << 20;

struct Rows {
    reader: JobReader,
    jobs: usize,
}

impl<'a> Visitor<'a> for Rows {
    fn take_jobs(&mut self, bytes: &[u8], start: usize, site: JobSite<'_>) -> Option<Taken> {
        let taken = match site.page().is_row_of_documents() {
            true => self.reader.read_documents(bytes, start, &mut Keep),
            false => self.reader.read_list(bytes, start, &mut Keep),
        };
        self.jobs += taken.jobs;
        (taken.jobs > 0).then_some(taken)
    }

    fn job(&mut self, job: Job<'a>, _: JobSite<'_>) {
        black_box(job);
        self.jobs += 1;
    }

    fn page(&mut self, _: PageFrame<'a>, _: usize, _: &PageSite) {}

    fn fault(&mut self, fault: Fault) {
        panic!("the generator writes sound JSON: {fault:?}");
    }
}

/// Lets no row be optimised away.
struct Keep;

impl RowSink for Keep {
    #[inline(always)]
    fn take(&mut self, row: &Row) -> bool {
        black_box(row);
        true
    }
}

/// Reads every job the plain way and counts those that match.
fn count(dump: &Dump<'_>, filter: &Filter) -> usize {
    let mut count = Count { filter, jobs: 0 };
    dump.visit(&mut count);
    count.jobs
}

struct Count<'f> {
    filter: &'f Filter,
    jobs: usize,
}

impl<'a> Visitor<'a> for Count<'_> {
    fn job(&mut self, job: Job<'a>, _: JobSite<'_>) {
        self.jobs += usize::from(self.filter.matches(black_box(&job)));
    }

    fn page(&mut self, _: PageFrame<'a>, _: usize, _: &PageSite) {}

    fn fault(&mut self, fault: Fault) {
        panic!("the generator writes sound JSON: {fault:?}");
    }
}

/// Audits a dump in full on one thread; how many jobs it has, and how many of them match.
fn audit(dump: &Dump<'_>, filter: Filter) -> (u64, Option<u64>) {
    let sources = [("dump.json".to_owned(), Source::Dump(dump))];
    let mut audit = Audit::new(Profile::Observed).filter(filter);
    audit.files(&sources, 1, &mut |told| {
        black_box(told);
        ControlFlow::Continue(())
    });
    let audited = audit.finish_files(&sources);
    let summary = audited.totals.summary();
    (summary.jobs, summary.matched)
}
