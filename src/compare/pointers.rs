//! Numbers for JSON pointers of members, so that a job need not hold them.
//!
//! Those that the service model has are numbered alike in all snapshots, in its order. What stands in lists
//! and maps of the user's own has as many as there are, and each snapshot numbers them as they come.

use std::borrow::Cow;
use std::sync::LazyLock;

use rapidhash::RapidHashMap;

use crate::model::{Job, Kind, Member, Oddity, Slot, View, Visit};

/// The number of a pointer.
pub(super) type PointerId = u32;

/// The pointers of a snapshot.
#[derive(Debug, Default)]
pub(super) struct Pointers {
    others: Vec<(String, Kind)>,
    ids: RapidHashMap<String, PointerId>,
}

impl Pointers {
    /// The number of a pointer, which it may get now; its values are of this kind.
    pub fn id(&mut self, pointer: &str, kind: Kind) -> PointerId {
        if let Some(id) = id_in_model(pointer).or_else(|| self.ids.get(pointer).copied()) {
            return id;
        }
        let id = number(of_model() + self.others.len());
        self.others.push((pointer.to_owned(), kind));
        self.ids.insert(pointer.to_owned(), id);
        id
    }

    /// The pointer of this number.
    pub fn pointer(&self, id: PointerId) -> &str {
        let known = MODEL.pointers.get(id as usize).map(|(pointer, _)| &**pointer);
        known.or_else(|| Some(&*self.other(id)?.0)).unwrap_or_default()
    }

    /// Of which kind the values of this number are.
    pub fn kind(&self, id: PointerId) -> Kind {
        let known = MODEL.pointers.get(id as usize).map(|(_, kind)| *kind);
        known.or_else(|| Some(self.other(id)?.1)).unwrap_or(Kind::FreeText)
    }

    /// Whether numbers mean the same in both.
    pub fn are_alike(&self, other: &Pointers) -> bool {
        self.others == other.others
    }

    fn other(&self, id: PointerId) -> Option<&(String, Kind)> {
        self.others.get((id as usize).checked_sub(of_model())?)
    }
}

/// How many pointers the service model has.
pub(super) fn of_model() -> usize {
    MODEL.pointers.len()
}

/// The number of a pointer that the service model has.
pub(super) fn id_in_model(pointer: &str) -> Option<PointerId> {
    MODEL.ids.get(pointer).copied()
}

struct Model {
    pointers: Vec<(Cow<'static, str>, Kind)>,
    ids: RapidHashMap<Cow<'static, str>, PointerId>,
}

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let mut job = Job::default();
    begin_objects(&mut job);
    let mut collected = Collected(Vec::new());
    job.visit(None, &mut collected);
    let pointers = collected.0;
    let ids = pointers.iter().map(|(pointer, _)| pointer.clone()).zip(0..).collect();
    Model { pointers, ids }
});

fn number(length: usize) -> PointerId {
    PointerId::try_from(length).unwrap_or(PointerId::MAX)
}

/// Makes every nested object exist, so that its members are walked over.
fn begin_objects(view: &mut dyn View<'_>) {
    for key in view.keys() {
        if let Some(Slot::Object(nested)) = view.slot(key) {
            begin_objects(nested.begin());
        }
    }
}

struct Collected(Vec<(Cow<'static, str>, Kind)>);

impl<'m, 'a> Visit<'m, 'a> for Collected {
    fn member(&mut self, member: Member<'m, 'a>) {
        self.0.push((member.pointer, member.kind));
    }

    fn oddity(&mut self, _: &'m Oddity) {}
}
