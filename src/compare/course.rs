//! What became of a job between two snapshots.

use super::status::Status;

/// What became of a job between two snapshots. Each job has exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Course {
    /// It is only in the new one.
    New,
    /// It was in progress, and has succeeded.
    Finished,
    /// It was in progress, and has failed.
    Failed,
    /// It is still in progress.
    InProgress,
    /// It had ended, and is as it was.
    Unchanged,
    /// It had ended, and has the same status, but something else about it contradicts what it was.
    Altered,
    /// It has a status that cannot follow the one that it had: no job that has ended goes on.
    Impossible,
    /// Its status cannot be read in one of them, or not how it ended.
    Unclear,
    /// It is only in the old one.
    Vanished,
}

impl Course {
    /// Each of them, in the order in which they are told.
    pub const ALL: [Course; 9] = [
        Course::New,
        Course::Finished,
        Course::Failed,
        Course::InProgress,
        Course::Unchanged,
        Course::Altered,
        Course::Impossible,
        Course::Unclear,
        Course::Vanished,
    ];

    /// That of a job which both have.
    pub(super) fn between(old: Status, new: Status, contradicts: bool) -> Self {
        match (old, new) {
            (Status::Unknown, _) | (_, Status::Unknown) => Course::Unclear,
            (Status::InProgress, Status::InProgress) => Course::InProgress,
            (Status::InProgress, Status::Succeeded) => Course::Finished,
            (Status::InProgress, Status::Failed) => Course::Failed,
            (_, Status::InProgress) => Course::Impossible,
            (old, new) if old == new => match contradicts {
                true => Course::Altered,
                false => Course::Unchanged,
            },
            (_, Status::Ended) | (Status::Ended, _) => Course::Unclear,
            _ => Course::Impossible,
        }
    }

    /// The name, as it is written for programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Course::New => "new",
            Course::Finished => "finished",
            Course::Failed => "failed",
            Course::InProgress => "in_progress",
            Course::Unchanged => "unchanged",
            Course::Altered => "altered",
            Course::Impossible => "impossible",
            Course::Unclear => "unclear",
            Course::Vanished => "vanished",
        }
    }

    /// What became of such jobs, in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Course::New => "new",
            Course::Finished => "finished: in progress before, succeeded now",
            Course::Failed => "failed: in progress before, failed now",
            Course::InProgress => "still in progress",
            Course::Unchanged => "unchanged: ended before, and as they were",
            Course::Altered => "altered, though they had ended before",
            Course::Impossible => "with a status that cannot follow the one before",
            Course::Unclear => "unclear: a status cannot be read",
            Course::Vanished => "vanished: no longer listed",
        }
    }
}

/// How many jobs took which course.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    by_course: [u64; Course::ALL.len()],
    /// New jobs by their status, and vanished ones by the last that is known.
    new: [u64; Status::ALL.len()],
    vanished: [u64; Status::ALL.len()],
    pub(super) contradicting: u64,
}

impl Counts {
    pub(super) fn add(&mut self, course: Course, status: Status) {
        self.by_course[course as usize] += 1;
        match course {
            Course::New => self.new[status as usize] += 1,
            Course::Vanished => self.vanished[status as usize] += 1,
            _ => {}
        }
    }

    /// How many took this course.
    #[must_use]
    pub fn of(&self, course: Course) -> u64 {
        self.by_course[course as usize]
    }

    /// How many new jobs have this status.
    #[must_use]
    pub fn new_with(&self, status: Status) -> u64 {
        self.new[status as usize]
    }

    /// How many vanished jobs had this status.
    #[must_use]
    pub fn vanished_with(&self, status: Status) -> u64 {
        self.vanished[status as usize]
    }

    /// How many jobs contradict what they were, whatever their course.
    #[must_use]
    pub fn contradicting(&self) -> u64 {
        self.contradicting
    }
}
