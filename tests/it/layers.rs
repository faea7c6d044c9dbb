//! The layers that `ARCHITECTURE.md` draws are the layers that the code has.
//!
//! The table there is read, and so is every `use` and every path that names a module of the crate.
//! An import of a higher layer, of a sibling in the same layer, of a folder's own `mod.rs` from
//! below, or a circle among the files of one folder fails here.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const SRC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
const PICTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/ARCHITECTURE.md");

/// Module → layer, as the table says: rows like ``| 3 | `src/decode/` | … |``.
fn layers() -> BTreeMap<String, u32> {
    let picture = fs::read_to_string(PICTURE).expect("ARCHITECTURE.md is there");
    let mut layers = BTreeMap::new();
    for line in picture.lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, layer, places, ..] = cells.as_slice() else { continue };
        let Ok(layer) = layer.parse() else { continue };
        for place in places.split(',').map(|place| place.trim().trim_matches('`')) {
            let module = place.trim_start_matches("src/").trim_end_matches('/');
            layers.insert(module.trim_end_matches(".rs").to_owned(), layer);
        }
    }
    layers
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn all_files() -> Vec<(String, String)> {
    let mut files = Vec::new();
    rust_files(Path::new(SRC), &mut files);
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(SRC).expect("it is below src").display().to_string();
            (name, code_of(&fs::read_to_string(&path).expect("the file can be read")))
        })
        .collect()
}

/// The code without its comments, in which modules are named freely, and without its unit tests.
fn code_of(text: &str) -> String {
    let code: Vec<&str> = text
        .lines()
        .take_while(|line| line.trim() != "#[cfg(test)]")
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    code.join("\n")
}

/// The module that a file belongs to: its first folder, or itself.
fn module_of(file: &str) -> String {
    let first = file.split('/').next().unwrap_or(file);
    if first == "bin" { "bin/icecore".to_owned() } else { first.trim_end_matches(".rs").to_owned() }
}

/// The names that follow each occurrence of `prefix`, braces and all: `prefix::{a, b::c}` → a, b.
fn named_after(code: &str, prefix: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices(prefix) {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        let rest = &code[at + prefix.len()..];
        match rest.strip_prefix('{') {
            None => drop(names.insert(identifier(rest))),
            Some(group) => names.extend(group_heads(group)),
        }
    }
    names.remove("");
    names
}

fn identifier(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The first names of the members of a `{…}` group, nested groups left out.
fn group_heads(group: &str) -> Vec<String> {
    let mut heads = Vec::new();
    let mut depth = 0;
    let mut fresh = true;
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            c if fresh && !c.is_whitespace() => {
                heads.push(identifier(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
    }
    heads
}

/// The modules of the crate that a file names.
fn imports(code: &str, layers: &BTreeMap<String, u32>) -> BTreeSet<String> {
    ["crate::", "$crate::", "icecore::"]
        .iter()
        .flat_map(|prefix| named_after(code, prefix))
        .filter(|name| layers.contains_key(name))
        .collect()
}

#[test]
fn every_module_has_a_layer() {
    let layers = layers();
    assert!(layers.len() >= 10, "the table in ARCHITECTURE.md was not found");
    for (file, _) in all_files() {
        let module = module_of(&file);
        assert!(module == "lib" || layers.contains_key(&module), "{file} is in no layer");
    }
}

#[test]
fn no_module_imports_from_its_own_layer_or_above() {
    let layers = layers();
    for (file, code) in all_files() {
        let module = module_of(&file);
        let Some(layer) = layers.get(&module) else { continue };
        for import in imports(&code, &layers) {
            assert!(
                import == module || layers[&import] < *layer,
                "{file} (layer {layer}) imports {import} (layer {})",
                layers[&import],
            );
        }
    }
}

/// `super::name` and, in folders, `crate::folder::name`: which file of the folder is meant.
fn siblings(file: &str, code: &str, files: &BTreeSet<String>) -> BTreeSet<String> {
    let Some((folder, own)) = file.rsplit_once('/') else { return BTreeSet::new() };
    if own == "mod.rs" || own == "main.rs" {
        return BTreeSet::new();
    }
    let mut names = named_after(code, "super::");
    names.extend(named_after(code, &format!("crate::{}::", folder.replace('/', "::"))));
    if folder == "bin/icecore" {
        names.extend(named_after(code, "crate::"));
    }
    names
        .into_iter()
        .map(|name| format!("{folder}/{name}.rs"))
        .filter(|sibling| files.contains(sibling) && sibling != file)
        .collect()
}

#[test]
fn the_files_of_a_folder_form_no_circle() {
    let files = all_files();
    let names: BTreeSet<String> = files.iter().map(|(file, _)| file.clone()).collect();
    let graph: BTreeMap<&str, BTreeSet<String>> =
        files.iter().map(|(file, code)| (file.as_str(), siblings(file, code, &names))).collect();
    for start in graph.keys() {
        let mut reached = BTreeSet::new();
        let mut open: Vec<String> = graph[start].iter().cloned().collect();
        while let Some(next) = open.pop() {
            assert!(next != *start, "{start} imports itself, through others of its folder");
            if reached.insert(next.clone()) {
                open.extend(graph[next.as_str()].iter().cloned());
            }
        }
    }
}

#[test]
fn no_file_of_a_folder_imports_through_its_mod_rs() {
    let files = all_files();
    let names: BTreeSet<String> = files.iter().map(|(file, _)| file.clone()).collect();
    for (file, code) in &files {
        let Some((folder, own)) = file.rsplit_once('/') else { continue };
        if own == "mod.rs" {
            continue;
        }
        for name in named_after(code, "super::") {
            let sibling = format!("{folder}/{name}.rs");
            assert!(names.contains(&sibling), "{file} imports {name} through {folder}/mod.rs");
        }
    }
}

#[test]
fn the_reader_of_imports_sees_what_is_imported() {
    let code = "use crate::json::{Error, Reader};\nuse crate::{span::Span, rules::{RULES, Judge}};\nfn f() { crate::dump::open() }";
    let found = named_after(code, "crate::");
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["dump", "json", "rules", "span"]);
}
