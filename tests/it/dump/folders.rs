//! Which files are read.

use std::fs;
use std::path::Path;

use icecore::dump::{Input, Inputs};
use tempfile::TempDir;

fn folder(files: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "{}").unwrap();
    }
    folder
}

fn names(inputs: &Inputs, root: &Path) -> Vec<String> {
    let name = |input: &Input| match input {
        Input::File(path) => path.strip_prefix(root).unwrap().display().to_string(),
        Input::Stdin => "-".to_owned(),
    };
    inputs.inputs.iter().map(name).collect()
}

#[test]
fn a_folder_is_walked_in_natural_order() {
    let folder =
        folder(&["page-10.json", "page-2.json", "b/1.ndjson", "a.JSONL", "page-1.json.gz"]);
    let inputs = Inputs::find([folder.path()]);
    let expected = ["a.JSONL", "b/1.ndjson", "page-1.json.gz", "page-2.json", "page-10.json"];
    assert_eq!(names(&inputs, folder.path()), expected);
}

#[test]
fn hidden_and_other_files_are_skipped_and_counted() {
    let folder = folder(&[
        "x.json",
        "y.jsonl.zst",
        ".hidden.json",
        ".git/a.json",
        ".git/b.json",
        "c.txt",
        "d.gz",
        "json",
    ]);
    let inputs = Inputs::find([folder.path()]);
    assert_eq!(names(&inputs, folder.path()), ["x.json", "y.jsonl.zst"]);
    // A hidden folder counts as one: nobody looks into it.
    assert_eq!((inputs.skipped.hidden, inputs.skipped.other), (2, 3));
}

#[test]
fn a_file_that_is_named_is_read_whatever_its_name() {
    let folder = folder(&[".hidden", "notes.txt"]);
    let inputs = Inputs::find([folder.path().join(".hidden"), folder.path().join("notes.txt")]);
    assert_eq!(inputs.inputs.len(), 2);
    assert_eq!((inputs.skipped.hidden, inputs.skipped.other), (0, 0));
}

#[test]
fn a_path_that_leads_nowhere_and_a_folder_without_dumps_are_errors() {
    let folder = folder(&["sub/readme.md"]);
    let inputs = Inputs::find([folder.path().join("none.json"), folder.path().to_owned()]);
    let errors: Vec<String> = inputs.errors.iter().map(ToString::to_string).collect();
    assert!(errors[0].ends_with("there is no such file or folder"), "{errors:?}");
    assert!(errors[1].contains("holds no dumps"), "{errors:?}");
}

#[cfg(unix)]
#[test]
fn a_link_to_the_folder_itself_ends() {
    let folder = folder(&["a.json"]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("a.json"), folder.path().join("b.json")).unwrap();
    let inputs = Inputs::find([folder.path()]);
    assert_eq!(names(&inputs, folder.path()), ["a.json", "b.json"]);
}
