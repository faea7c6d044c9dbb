//! Two things done at once, where there are jobs enough.

/// So many jobs are gone over before another thread has even begun.
const FEW: usize = 50_000;

/// Does both, beside each other if they go over many jobs.
pub(crate) fn beside<A: Send, B: Send>(
    jobs: usize,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    match jobs {
        ..=FEW => (one(), other()),
        _ => rayon::join(one, other),
    }
}
