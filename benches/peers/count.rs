//! Each peer, as fast as it is meant to be used.

use std::hint::black_box;

use simd_json::Buffers;

use super::Shape;
use super::model::{Job, Page};

/// Whether a job is asked for.
type Asked = fn(&Job<'_>) -> bool;

/// The jobs that `serde_json` finds.
pub fn serde_json(dump: &[u8], shape: Shape, asked: Asked) -> usize {
    match shape {
        Shape::Page => of_page(&serde_json::from_slice(dump).expect(SOUND), asked),
        Shape::PageALine => lines(dump)
            .map(|line| of_page(&serde_json::from_slice(line).expect(SOUND), asked))
            .sum(),
        Shape::JobALine => {
            lines(dump).map(|line| of_job(&serde_json::from_slice(line).expect(SOUND), asked)).sum()
        }
    }
}

/// The jobs that `sonic-rs` finds.
pub fn sonic_rs(dump: &[u8], shape: Shape, asked: Asked) -> usize {
    match shape {
        Shape::Page => of_page(&sonic_rs::from_slice(dump).expect(SOUND), asked),
        Shape::PageALine => {
            lines(dump).map(|line| of_page(&sonic_rs::from_slice(line).expect(SOUND), asked)).sum()
        }
        Shape::JobALine => {
            lines(dump).map(|line| of_job(&sonic_rs::from_slice(line).expect(SOUND), asked)).sum()
        }
    }
}

/// The jobs that `simd-json` finds. It unescapes texts where they stand, so the dump is of no use afterwards.
pub fn simd_json(dump: &mut [u8], shape: Shape, asked: Asked) -> usize {
    // Kept from line to line, as its documentation advises.
    let mut buffers = Buffers::default();
    match shape {
        Shape::Page => of_page(&simd_json_from(dump, &mut buffers), asked),
        Shape::PageALine => {
            lines_mut(dump).map(|line| of_page(&simd_json_from(line, &mut buffers), asked)).sum()
        }
        Shape::JobALine => {
            lines_mut(dump).map(|line| of_job(&simd_json_from(line, &mut buffers), asked)).sum()
        }
    }
}

const SOUND: &str = "the generator writes sound JSON";

fn simd_json_from<'a, T: serde::Deserialize<'a>>(json: &'a mut [u8], buffers: &mut Buffers) -> T {
    simd_json::serde::from_slice_with_buffers(json, buffers).expect(SOUND)
}

fn of_page(page: &Page<'_>, asked: Asked) -> usize {
    black_box(page).job_list.iter().filter(|job| asked(job)).count()
}

fn of_job(job: &Job<'_>, asked: Asked) -> usize {
    usize::from(asked(black_box(job)))
}

/// The lines of a dump, found as fast as they can be.
fn lines(mut dump: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let (line, rest) = dump.split_at_checked(line_end(dump)?)?;
        dump = rest;
        Some(line)
    })
}

fn lines_mut(mut dump: &mut [u8]) -> impl Iterator<Item = &mut [u8]> {
    std::iter::from_fn(move || {
        let end = line_end(dump)?;
        dump.split_off_mut(..end)
    })
}

/// Where the first line ends, its newline included.
fn line_end(dump: &[u8]) -> Option<usize> {
    memchr::memchr(b'\n', dump).map(|newline| newline + 1)
}
