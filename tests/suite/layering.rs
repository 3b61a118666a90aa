//! The rooms of `src` use one another strictly downwards. The code is parsed, so that inline paths,
//! re-exports and the words inside macros count.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use syn::visit::Visit;
use syn::{Attribute, Item, ItemMod, ItemUse, Macro, UseTree};

use crate::stage::{ROOT, none};

/// Every room from bottom to top, and what it may use. Each may use only rooms that stand above its
/// own line, so the table has no circle.
const ROOMS: &[(&str, &[&str])] = &[
    ("finding", &[]),
    ("plan", &["finding"]),
    // The council signs every document: its type is the plan's.
    ("config", &["finding", "plan"]),
    ("source", &["finding", "plan", "config"]),
    // A council's own files are read as records are: every mistake has its line.
    ("template", &["finding", "plan", "config", "source"]),
    // Code tables and word lists are the templates' data.
    ("check", &["finding", "plan", "config", "template"]),
    ("sample", &["plan", "config"]),
    ("disclose", &["finding", "plan", "config", "template"]),
    // Money, periods and languages are the plan's types.
    ("wording", &["finding", "plan", "template"]),
    // Where an envelope's window shows the page: `config::Window`.
    ("merge", &["finding", "plan", "config", "template", "disclose", "wording"]),
    ("render", &["finding", "config", "template", "merge"]),
    ("ledger", &["finding"]),
    // Finished PDFs and numbers: no engine, no record.
    ("print", &["finding", "config", "ledger"]),
    (
        "verify",
        &[
            "finding", "plan", "config", "source", "check", "template", "disclose", "wording",
            "merge", "ledger", "print",
        ],
    ),
    (
        "batch",
        &[
            "finding", "plan", "config", "source", "check", "template", "disclose", "wording",
            "merge", "render", "ledger", "print", "verify",
        ],
    ),
    (
        "cli",
        &[
            "finding", "plan", "config", "source", "check", "template", "sample", "disclose",
            "wording", "merge", "render", "ledger", "print", "verify", "batch",
        ],
    ),
];

/// Rooms that get a `Disclosure` and must not be able to name a whole record.
const NEVER_A_RECORD: &[&str] = &["merge", "render", "ledger", "print"];

/// The engine's crates, and the one room that may name them.
const ENGINE: &[&str] = &[
    "typst",
    "typst_layout",
    "typst_library",
    "typst_pdf",
    "typst_render",
    "typst_syntax",
    "comemo",
];
const ENGINE_ROOM: &str = "render";

/// Each runs a queued document on the stack of one that waits: see `render/mod.rs`.
const NESTING: &[&str] = &["par_iter", "into_par_iter", "par_iter_mut", "par_chunks", "par_extend"];

/// Names that say nothing.
const EMPTY_NAMES: &[&str] =
    &["utils", "util", "helpers", "helper", "common", "manager", "types", "misc"];

/// What one file names.
#[derive(Debug, Default)]
struct Names {
    /// Where its modules are, such as `["merge", "plan"]`.
    module: Vec<String>,
    /// What its first words stand for, such as `Record` for `crate::plan::Record`.
    imports: BTreeMap<String, Vec<String>>,
    /// Every path, resolved from the root where it leads into the crate.
    paths: BTreeSet<Vec<String>>,
    /// Every path as it is written.
    words: BTreeSet<String>,
    /// Modules that it declares.
    modules: Vec<String>,
    /// Modules that are there for its own tests only.
    for_tests: Vec<String>,
}

impl Names {
    fn of(text: &str, module: Vec<String>) -> Self {
        let file = syn::parse_file(text).expect("the file is Rust");
        let mut names = Self { module, ..Self::default() };
        names.visit_file(&file);
        let imports = names.imports.clone();
        let found = names.paths.clone();
        for path in found {
            if let Some(start) = imports.get(&path[0]) {
                let whole = start.iter().chain(&path[1..]).cloned().collect();
                names.paths.insert(whole);
            }
        }
        names
    }

    /// The path from the root of the crate, where it is one of the crate's.
    fn resolve(&self, path: &[String]) -> Vec<String> {
        let mut around = self.module.clone();
        let mut rest = path;
        match rest.first().map(String::as_str) {
            Some("crate" | "planpress") => {
                return path[1..].iter().fold(vec!["crate".into()], with);
            }
            Some("self") => rest = &rest[1..],
            Some("super") => {}
            _ => return path.to_vec(),
        }
        while rest.first().is_some_and(|word| word == "super") {
            around.pop();
            rest = &rest[1..];
        }
        around.iter().chain(rest).fold(vec!["crate".into()], with)
    }

    fn path(&mut self, path: &[String]) {
        self.words.extend(path.iter().cloned());
        let resolved = self.resolve(path);
        self.paths.insert(resolved);
    }

    fn tree(&mut self, tree: &UseTree, before: &[String]) {
        let joined = |name: String| before.iter().chain([&name]).cloned().collect::<Vec<_>>();
        let (path, name) = match tree {
            UseTree::Path(path) => return self.tree(&path.tree, &joined(path.ident.to_string())),
            UseTree::Group(group) => {
                return group.items.iter().for_each(|item| self.tree(item, before));
            }
            UseTree::Name(name) if name.ident == "self" => {
                (before.to_vec(), before.last().cloned())
            }
            UseTree::Name(name) => (joined(name.ident.to_string()), Some(name.ident.to_string())),
            UseTree::Rename(name) => {
                (joined(name.ident.to_string()), Some(name.rename.to_string()))
            }
            UseTree::Glob(_) => (joined("*".into()), None),
        };
        self.path(&path);
        if let Some(name) = name {
            let resolved = self.resolve(&path);
            self.imports.insert(name, resolved);
        }
    }

    /// Paths among the words of a macro or an attribute, which are not parsed.
    fn loose(&mut self, words: &str) {
        let words = words.replace(" :: ", "::").replace(":: ", "::").replace(" ::", "::");
        for word in words.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')) {
            let path: Vec<String> =
                word.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect();
            if !path.is_empty() {
                self.path(&path);
            }
        }
    }
}

fn with(mut path: Vec<String>, word: impl AsRef<str>) -> Vec<String> {
    path.push(word.as_ref().to_owned());
    path
}

fn for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Ident>().is_ok_and(|what| what == "test")
    })
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item(&mut self, item: &'ast Item) {
        syn::visit::visit_item(self, item);
    }

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        let name = module.ident.to_string();
        self.modules.push(name.clone());
        if for_tests(&module.attrs) {
            self.for_tests.push(name);
            return;
        }
        if module.content.is_some() {
            self.module.push(name);
            syn::visit::visit_item_mod(self, module);
            self.module.pop();
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.tree(&item.tree, &[]);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let words: Vec<String> = path.segments.iter().map(|part| part.ident.to_string()).collect();
        self.path(&words);
        syn::visit::visit_path(self, path);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.words.insert(call.method.to_string());
        syn::visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, found: &'ast Macro) {
        self.loose(&found.tokens.to_string());
        syn::visit::visit_macro(self, found);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        // Of documentation, only code counts.
        if let (false, syn::Meta::List(list)) = (attribute.path().is_ident("doc"), &attribute.meta)
        {
            self.loose(&list.tokens.to_string());
        }
    }
}

/// The rooms that a file uses besides its own.
fn rooms_used(names: &Names) -> BTreeSet<String> {
    let own = names.module.first();
    let rooms = names.paths.iter().filter(|path| path[0] == "crate").filter_map(|path| path.get(1));
    let known = |room: &&String| ROOMS.iter().any(|(name, _)| name == room);
    rooms.filter(known).filter(|room| Some(*room) != own).cloned().collect()
}

/// All that a file does against the rules.
fn violations(file: &str, text: &str, module: Vec<String>) -> Vec<String> {
    let mut found = Vec::new();
    if !text.starts_with("//!") {
        found.push(format!("{file}: the file doesn't open with `//!`"));
    }
    let names = Names::of(text, module);
    let room = names.module.first().cloned().unwrap_or_default();
    let all_rooms: Vec<&str> = ROOMS.iter().map(|(name, _)| *name).collect();
    let allowed = match ROOMS.iter().find(|(name, _)| *name == room) {
        Some((_, allowed)) => allowed.to_vec(),
        // `lib.rs` and `main.rs` stand over all rooms.
        None if room.is_empty() => all_rooms,
        None => {
            found.push(format!("{file}: the room `{room}` is not in the table of rooms"));
            Vec::new()
        }
    };
    for used in rooms_used(&names) {
        if !allowed.contains(&used.as_str()) {
            found.push(format!("{file}: `{room}` uses `{used}`"));
        }
    }
    if NEVER_A_RECORD.contains(&room.as_str()) && names.words.contains("Record") {
        found.push(format!("{file}: `{room}` names `Record`"));
    }
    let everything =
        |path: &Vec<String>| path.starts_with(&["crate".into(), "plan".into(), "*".into()]);
    if NEVER_A_RECORD.contains(&room.as_str()) && names.paths.iter().any(everything) {
        found.push(format!("{file}: `{room}` imports all of `plan`, `Record` too"));
    }
    for engine in
        ENGINE.iter().filter(|engine| room != ENGINE_ROOM && names.words.contains(**engine))
    {
        found.push(format!("{file}: `{room}` names `{engine}`"));
    }
    for nesting in NESTING.iter().filter(|nesting| names.words.contains(**nesting)) {
        found.push(format!("{file}: `{nesting}`"));
    }
    for name in names.modules.iter().chain(names.module.last()) {
        if EMPTY_NAMES.contains(&name.as_str()) {
            found.push(format!("{file}: a module `{name}`"));
        }
    }
    found
}

/// Every file of `src` with its module; files of tests only are left out.
fn source_files() -> Vec<(String, String, Vec<String>)> {
    let src = Path::new(ROOT).join("src");
    let mut files = Vec::new();
    let mut for_tests = BTreeSet::new();
    for entry in walkdir::WalkDir::new(&src).sort_by_file_name() {
        let entry = entry.expect("src can be walked");
        let within = entry
            .path()
            .strip_prefix(&src)
            .expect("inside src")
            .to_string_lossy()
            .replace('\\', "/");
        let Some(stem) = within.strip_suffix(".rs") else { continue };
        let mut module: Vec<String> = stem.split('/').map(str::to_owned).collect();
        let last = module.last().cloned().unwrap_or_default();
        if last == "mod" || (module.len() == 1 && matches!(last.as_str(), "lib" | "main")) {
            module.pop();
        }
        let text = fs::read_to_string(entry.path()).expect("a file of src");
        for name in Names::of(&text, module.clone()).for_tests {
            for_tests.insert(with(module.clone(), &name));
        }
        files.push((within, text, module));
    }
    let is_for_tests = |module: &[String]| for_tests.iter().any(|tests| module.starts_with(tests));
    files.retain(|(_, _, module)| !is_for_tests(module));
    files
}

/// Promise: a room uses only what is below it; merge, render and the ledger can't name a record; the
/// engine stands in one room; nothing renders under `par_iter`; every file says what it is for.
#[test]
fn rooms_are_used_downwards() {
    let files = source_files();
    assert!(files.len() > 80, "only {} files were found", files.len());
    let found: Vec<String> = files
        .into_iter()
        .flat_map(|(file, text, module)| violations(&file, &text, module))
        .collect();
    none(&found, "files break the architecture");
}

/// Promise: the table of rooms has no circle, neither has the code.
#[test]
fn there_is_no_circle() {
    for (number, (room, allowed)) in ROOMS.iter().enumerate() {
        for used in *allowed {
            let below = ROOMS[..number].iter().any(|(name, _)| name == used);
            assert!(below, "the table lets `{room}` use `{used}`, which is not below it");
        }
    }
    let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, text, module) in source_files() {
        let names = Names::of(&text, module);
        let Some(room) = names.module.first() else { continue };
        edges.entry(room.clone()).or_default().extend(rooms_used(&names));
    }
    assert!(edges.len() >= 10, "only the rooms {:?} were found", edges.keys());
    // Rooms that use none of those that are left can be taken away, until none is left.
    while !edges.is_empty() {
        let left: BTreeSet<String> = edges.keys().cloned().collect();
        let before = edges.len();
        edges.retain(|_, used| used.iter().any(|room| left.contains(room)));
        assert!(edges.len() < before, "a circle among {left:?}");
    }
}

/// The checker finds what is planted, in every disguise.
#[test]
fn a_planted_violation_is_found() {
    let merge = || vec!["merge".to_owned(), "plan".to_owned()];
    let planted: &[(&str, &str, &str)] = &[
        ("an import", "use crate::batch::Kit;", "uses `batch`"),
        ("a group", "use crate::{finding::Finding, ledger::{self, Ledger}};", "uses `ledger`"),
        ("an inline path", "fn f() { crate::render::draw(); }", "uses `render`"),
        ("a chain of supers", "use super::super::cli::main;", "uses `cli`"),
        ("a type", "fn f(_: &crate::source::Inputs) {}", "uses `source`"),
        ("a re-export", "pub use crate::check::Check;", "uses `check`"),
        ("a macro", "fn f() { println!(\"{}\", crate::ledger::FILE_NAME); }", "uses `ledger`"),
        (
            "an attribute",
            "#[serde(default = \"x\", with = crate::source::x)] struct S;",
            "uses `source`",
        ),
        ("a module inside", "mod inner { use super::super::super::batch::run; }", "uses `batch`"),
        ("a record", "use crate::plan::Record;", "names `Record`"),
        ("a record by a path", "use crate::plan;\nfn f(_: plan::Record) {}", "names `Record`"),
        ("a record renamed", "use crate::plan::Record as R;", "names `Record`"),
        ("a record among all", "use crate::plan::*;", "imports all"),
        ("the engine", "fn f() { typst::compile(); }", "names `typst`"),
        ("its cache", "use comemo::evict;", "names `comemo`"),
        ("nesting", "fn f(v: Vec<u8>) { v.par_iter().count(); }", "`par_iter`"),
        ("an empty name", "mod helpers;", "a module `helpers`"),
    ];
    for (what, code, expected) in planted {
        let text = format!("//! Planted.\n{code}\n");
        let found = violations("planted.rs", &text, merge());
        assert!(found.iter().any(|found| found.contains(expected)), "{what}: found {found:?}");
    }
    let bare = violations("planted.rs", "fn f() {}\n", merge());
    assert!(bare.iter().any(|found| found.contains("//!")), "no heading: found {bare:?}");
    let sound = "//! Sound.\nuse crate::plan::{Item, Note};\nuse crate::wording::Wording;\nuse super::page;\n";
    assert_eq!(violations("sound.rs", sound, merge()), Vec::<String>::new());
}
