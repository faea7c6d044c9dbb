//! Judges many files on several threads.
//!
//! Whoever is free takes the next window, of whatever file, and judges it apart from the others. The
//! calling thread puts the windows together in their order. What it says is the same for any number of
//! threads and any size of windows.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::audit::Audit;
use super::feed::{Content, Feed, Item, Source, WINDOW};
use super::held::Held;
use super::join::Join;
use super::pool::Pool;
use super::told::Told;
use super::worker::{Settings, Step, Worker};
use crate::ledger::Bars;

/// How many windows are read ahead of the one that is put in its place, for each thread.
const AHEAD: usize = 4;

/// No source.
const NONE: usize = usize::MAX;

/// A window that was judged.
type Worked<'s> = (Item<'s>, Vec<Step>);

impl Audit {
    /// Judges files, each with its name in findings, on so many threads; what happens is told in the
    /// order of the input, until whoever is told wants no more.
    pub fn files(
        &mut self,
        sources: &[(String, Source<'_>)],
        threads: usize,
        told: &mut dyn FnMut(Told<'_>) -> ControlFlow<()>,
    ) {
        let settings = self.settings.clone();
        let size = self.window.unwrap_or(WINDOW);
        let lost = AtomicUsize::new(NONE);
        let mut feed = Feed::new(sources, size);
        let bars = Bars::default();
        let mut order = InOrder::new(self, sources, &settings, (&lost, &bars), told);
        if threads <= 1 {
            let mut worker = Worker::new(&settings, &bars);
            let mut buffer = Vec::new();
            while let Some(item) =
                feed.next(buffer, &|source| lost.load(Ordering::Relaxed) == source)
            {
                let steps = steps(&mut worker, &item, sources);
                buffer = order.take((item, steps));
                if order.is_stopped {
                    break;
                }
            }
            return order.end();
        }
        let feed = Mutex::new(feed);
        let pool = Pool::of(threads * AHEAD);
        let (done, worked) = channel();
        thread::scope(|scope| {
            // Who hands over a window when this is gone finds that nobody is there any more.
            let worked = worked;
            let _closing = pool.closing();
            for _ in 0..threads {
                let done = done.clone();
                let (feed, pool, lost) = (&feed, &pool, &lost);
                let worker = Worker::new(&settings, &bars);
                scope.spawn(move || work(feed, pool, worker, sources, lost, &done));
            }
            drop(done);
            put_in_order(&worked, &pool, &mut order);
        });
        order.end();
    }
}

/// Judges windows until there are no more.
fn work<'s>(
    feed: &Mutex<Feed<'s>>,
    pool: &Pool,
    mut worker: Worker<'_>,
    sources: &[(String, Source<'_>)],
    lost: &AtomicUsize,
    done: &Sender<Worked<'s>>,
) {
    while let Some(buffer) = pool.take() {
        let is_lost = |source| lost.load(Ordering::Relaxed) == source;
        let item = feed.lock().unwrap_or_else(PoisonError::into_inner).next(buffer, &is_lost);
        let Some(item) = item else { return };
        let steps = steps(&mut worker, &item, sources);
        if done.send((item, steps)).is_err() {
            return;
        }
    }
}

fn steps(worker: &mut Worker<'_>, item: &Item<'_>, sources: &[(String, Source<'_>)]) -> Vec<Step> {
    worker.turn_to(&sources[item.source].0);
    match &item.content {
        Content::Window(window) => worker.steps(window, 0),
        Content::Closed(_) | Content::Broken => Vec::new(),
    }
}

/// Takes windows over as soon as those before them are there.
fn put_in_order(worked: &Receiver<Worked<'_>>, pool: &Pool, order: &mut InOrder<'_, '_>) {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for (item, steps) in worked {
        waiting.insert(item.number, (item, steps));
        while let Some(worked) = waiting.remove(&next) {
            next += 1;
            pool.give_back(order.take(worked));
            if order.is_stopped {
                return;
            }
        }
    }
}

/// Puts the windows of one file after the other together.
struct InOrder<'o, 't> {
    audit: &'o mut Audit,
    sources: &'o [(String, Source<'o>)],
    settings: &'o Settings,
    worker: Worker<'o>,
    lost: &'o AtomicUsize,
    bars: &'o Bars,
    told: &'o mut (dyn FnMut(Told<'_>) -> ControlFlow<()> + 't),
    file: Option<OpenFile>,
    /// How many sources were judged earlier.
    before: usize,
    /// Whether nobody wants to be told more.
    is_stopped: bool,
}

/// The file that is being put together.
struct OpenFile {
    source: usize,
    join: Join,
    bytes: usize,
    is_lost: bool,
    /// Whether reading it failed.
    is_unreadable: bool,
}

impl<'o, 't> InOrder<'o, 't> {
    fn new(
        audit: &'o mut Audit,
        sources: &'o [(String, Source<'o>)],
        settings: &'o Settings,
        (lost, bars): (&'o AtomicUsize, &'o Bars),
        told: &'o mut (dyn FnMut(Told<'_>) -> ControlFlow<()> + 't),
    ) -> Self {
        let worker = Worker::new(settings, bars);
        let before = audit.sources;
        audit.sources += sources.len();
        InOrder {
            audit,
            sources,
            settings,
            worker,
            lost,
            bars,
            told,
            file: None,
            before,
            is_stopped: false,
        }
    }

    /// Takes over the next window; gives back its buffer.
    fn take(&mut self, (item, steps): Worked<'_>) -> Vec<u8> {
        if self.file.as_ref().is_none_or(|file| file.source != item.source) {
            self.end_file();
            self.tell(Told::Begins(item.source));
            if let Content::Closed(error) = item.content {
                self.tell(Told::Failed(item.source, error));
                return Vec::new();
            }
            self.audit.begun.push((self.before + item.source, 0));
            self.worker.turn_to(&self.sources[item.source].0);
            let mut join = self.audit.begin_file(&self.sources[item.source].0);
            join.held = Held::written_by(self.settings.form);
            self.file = Some(OpenFile {
                source: item.source,
                join,
                bytes: 0,
                is_lost: false,
                is_unreadable: false,
            });
        }
        let Some(file) = &mut self.file else { return Vec::new() };
        let (name, source) = &self.sources[item.source];
        match item.content {
            Content::Window(window) => {
                file.bytes += window.bytes().len();
                if !file.is_lost
                    && file.join.window(&window, steps, &mut self.worker, source).is_err()
                {
                    file.is_lost = true;
                    self.lost.store(item.source, Ordering::Relaxed);
                }
                if let Some(ledger) = file.join.totals.ledger() {
                    ledger.set(self.bars);
                }
                let name = name.as_str().into();
                let (told, is_stopped) = (&mut *self.told, &mut self.is_stopped);
                file.join.held.tell_ready(&name, &mut |what| {
                    *is_stopped = *is_stopped || told(what).is_break();
                });
                window.into_buffer()
            }
            Content::Closed(_) | Content::Broken => {
                (file.is_lost, file.is_unreadable) = (true, true);
                Vec::new()
            }
        }
    }

    fn tell(&mut self, what: Told<'_>) {
        self.is_stopped = self.is_stopped || (self.told)(what).is_break();
    }

    /// Ends the last file.
    fn end(mut self) {
        if !self.is_stopped {
            self.end_file();
        }
    }

    fn end_file(&mut self) {
        let Some(OpenFile { source, mut join, mut bytes, is_lost, is_unreadable }) =
            self.file.take()
        else {
            return;
        };
        let (name, of) = &self.sources[source];
        let mut documents = 0;
        let is_lost = is_lost || join.end().map(|count| documents = count).is_err();
        let rest = match is_lost && !is_unreadable {
            true => join.rest(of, &mut self.worker),
            false => Ok(None),
        };
        let lent = match rest {
            Ok(Some(ended)) => {
                (documents, bytes) = (ended.documents, ended.bytes);
                Ok(())
            }
            Ok(None) if !is_lost => Ok(()),
            // Of what cannot be decompressed to its end, the whole has what can.
            Ok(None) | Err(_) => of.lend(&mut |dump| {
                bytes = dump.bytes().len();
                documents = join.whole(dump, self.settings, name);
            }),
        };
        if lent.is_err() {
            join.collector.forget_open_page();
        }
        let (told, is_stopped) = (&mut *self.told, &mut self.is_stopped);
        let found = &mut |what: Told<'_>| {
            *is_stopped = *is_stopped || told(what).is_break();
        };
        self.audit.end_file(name, bytes, documents, join, found);
        if let Err(error) = lent {
            self.tell(Told::Failed(source, error));
        }
    }
}
