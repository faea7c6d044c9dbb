//! The engines that icecore is timed against: serde_json and simd-json, both into the owned model.
//!
//! Each document is read, its jobs are counted, and it is dropped, all while the clock runs, as a program
//! does that goes through a dump. Nothing is judged.

use std::hint::black_box;

use icecore::model::{JobDescription, ListJobsOutput};
use serde::de::DeserializeOwned;
use simd_json::Buffers;

use super::documents::{Document, Shape};

/// Reads JSON into a type, as an engine does.
pub trait Engine {
    /// Reads a document; its bytes may be of no use afterwards.
    fn read<T: DeserializeOwned>(&mut self, json: &mut [u8]) -> Result<T, String>;
}

/// How many jobs an engine finds in these documents.
///
/// # Errors
/// What it says of the first document that it cannot read.
pub fn count(
    engine: &mut impl Engine,
    bytes: &mut [u8],
    documents: &[Document],
) -> Result<u64, String> {
    let mut jobs = 0;
    for Document { shape, bytes: place } in documents {
        let json = &mut bytes[place.clone()];
        let found = match shape {
            Shape::Page => engine.read(json).map(|page: ListJobsOutput| in_page(&page)),
            Shape::Pages => {
                engine.read(json).map(|pages: Vec<ListJobsOutput>| pages.iter().map(in_page).sum())
            }
            Shape::Job => engine.read(json).map(|job: JobDescription| {
                black_box(&job);
                1
            }),
            Shape::Jobs => {
                engine.read(json).map(|jobs: Vec<JobDescription>| black_box(&jobs).len())
            }
        };
        jobs +=
            found.map_err(|error| format!("in the document at byte {}, {error}", place.start))?;
    }
    Ok(jobs as u64)
}

fn in_page(page: &ListJobsOutput) -> usize {
    black_box(page).job_list.len()
}

/// serde_json.
#[derive(Default)]
pub struct Serde;

impl Engine for Serde {
    fn read<T: DeserializeOwned>(&mut self, json: &mut [u8]) -> Result<T, String> {
        serde_json::from_slice(json).map_err(|error| error.to_string())
    }
}

/// simd-json, with buffers that are kept from document to document, as its documentation advises.
#[derive(Default)]
pub struct SimdJson {
    buffers: Buffers,
}

impl Engine for SimdJson {
    fn read<T: DeserializeOwned>(&mut self, json: &mut [u8]) -> Result<T, String> {
        simd_json::serde::from_slice_with_buffers(json, &mut self.buffers)
            .map_err(|error| error.to_string())
    }
}
