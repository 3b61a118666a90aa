//! The files of the templates: built in, and a council's own laid over them. Most are replaced whole.
//! The wording, the colours and the index of the pictures are laid over key by key, so that a
//! council's file holds what is its own, and a phrase that a later version brings is not missed.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use include_dir::{Dir, include_dir};
use serde_yaml::Value;

use crate::finding::{Finding, Place};
use crate::source::{Limits, Node, Origin, RawFinding, Text, parse};

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static FONTS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/fonts");

/// The largest file that an overlay may bring.
const OVERLAY_FILE_LIMIT: u64 = 16 * 1024 * 1024;

/// One file.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub(super) bytes: Cow<'static, [u8]>,
    /// The council's own text, as it was written, where it has one of this path.
    own: Option<Text>,
}

/// Every file, by its path within the templates, such as `theme/tokens.typ`.
#[derive(Debug, Default)]
pub(super) struct Files(BTreeMap<String, File>);

/// The built-in files, by path.
pub(super) fn built_in() -> BTreeMap<String, Cow<'static, [u8]>> {
    let mut files = BTreeMap::new();
    embedded(&BUILT_IN, &mut files);
    files
}

/// A font file by its path.
pub(super) type FontFile = (String, Cow<'static, [u8]>);

/// The built-in fonts and those of a folder, by path.
pub(super) fn fonts(folder: Option<&Path>) -> Result<Vec<FontFile>, Finding> {
    let mut fonts = BTreeMap::new();
    embedded(&FONTS, &mut fonts);
    if let Some(folder) = folder {
        fonts.extend(folder_files(folder)?.into_iter().map(|(path, bytes)| (path, bytes.into())));
    }
    let is_font = |path: &str| matches!(path.rsplit_once('.'), Some((_, "ttf" | "otf" | "ttc")));
    Ok(fonts.into_iter().filter(|(path, _)| is_font(path)).collect())
}

impl Files {
    /// The built-in files.
    pub(super) fn built_in() -> Self {
        let file = |(path, bytes)| (path, File { bytes, own: None });
        Self(built_in().into_iter().map(file).collect())
    }

    /// Lays the files of a folder over these, with what is odd or wrong about them.
    pub(super) fn lay_over(&mut self, folder: &Path) -> Result<Vec<Finding>, Finding> {
        let mut findings = Vec::new();
        for (path, bytes) in folder_files(folder)? {
            if !self.0.contains_key(&path) && !is_addition(&path) {
                findings.push(
                    Finding::new(
                        "TPL-01",
                        format!("`{path}` replaces nothing and is used by nothing"),
                    )
                    .help(nearest_path(&path, self.0.keys().map(String::as_str))),
                );
                continue;
            }
            let name = folder.join(&path).display().to_string();
            let own =
                std::str::from_utf8(&bytes).ok().map(|text| Text::new(Origin::start(name), text));
            let mut file = File { bytes: bytes.into(), own };
            if let Some(below) = self.0.get(&path).filter(|_| is_laid_over_by_key(&path)) {
                match file.over(below, &path) {
                    Ok(both) => file.bytes = Cow::Owned(both.into_bytes()),
                    Err(broken) => {
                        findings.extend(broken);
                        continue;
                    }
                }
            }
            self.0.insert(path, file);
        }
        findings.extend(self.unused());
        Ok(findings)
    }

    /// Templates of the council's own that no other file imports: most often a misspelt name.
    fn unused(&self) -> Vec<Finding> {
        let own = self.0.iter().filter(|(path, file)| {
            file.own.is_some() && path.ends_with(".typ") && BUILT_IN.get_file(path).is_none()
        });
        let manifest = self.text("typst.toml").unwrap_or_default();
        let used = |path: &str| {
            let name = path.rsplit('/').next().unwrap_or(path);
            let entry = path.strip_prefix("editions/").and_then(|name| name.strip_suffix(".typ"));
            entry.is_some_and(|entry| manifest.contains(&format!("\"{entry}\"")))
                || self.0.keys().filter(|other| *other != path && other.ends_with(".typ")).any(
                    |other| self.text(other).is_ok_and(|text| text.contains(&format!("{name}\""))),
                )
        };
        own.filter(|(path, _)| !used(path))
            .map(|(path, _)| {
                let finding =
                    Finding::new("TPL-01", format!("`{path}` is imported by no template"));
                self.placed(finding, path, "").help(nearest_path(
                    path,
                    self.0.keys().map(String::as_str).filter(|other| *other != path),
                ))
            })
            .collect()
    }

    pub(super) fn get(&self, path: &str) -> Option<&[u8]> {
        self.0.get(path).map(|file| file.bytes.as_ref())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(path, file)| (path.as_str(), file.bytes.as_ref()))
    }

    /// A text file.
    pub(super) fn text(&self, path: &str) -> Result<&str, Finding> {
        let bytes = self.get(path).ok_or_else(|| self.broken(path, "there is no such file"))?;
        std::str::from_utf8(bytes).map_err(|_| self.broken(path, "this is not UTF-8 text"))
    }

    /// That a file can't be used (TPL-05).
    pub(super) fn broken(&self, path: &str, message: &str) -> Finding {
        self.placed(Finding::new("TPL-05", format!("{path}: {message}")), path, "")
    }

    /// That a file of YAML can't be used, where its reader says.
    pub(super) fn broken_yaml(&self, path: &str, error: &serde_yaml::Error) -> Finding {
        let mut finding = self.broken(path, &error.to_string());
        // What is laid over by key was written anew: its reader's lines are nobody's.
        let (true, Some(place), Some(at)) =
            (!is_laid_over_by_key(path), &mut finding.place, error.location())
        else {
            return finding;
        };
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        (place.line, place.column) = (number(at.line()), number(at.column()));
        finding
    }

    /// What people call a file: the council's own by where it is.
    pub(super) fn name(&self, path: &str) -> String {
        let own = self.0.get(path).and_then(|file| file.own.as_ref());
        own.map_or_else(|| path.to_owned(), |own| own.origin().file.to_string())
    }

    /// The finding at a key such as `colours.accent` of a file: in the council's own text, where it
    /// has the key, else in the built-in one.
    pub(super) fn placed(&self, mut finding: Finding, path: &str, key: &str) -> Finding {
        let own = self.0.get(path).and_then(|file| file.own.clone());
        let span_of = |text: &Text| span(&parse(text.as_str(), &Limits::default()).root?, key);
        let built_in = || {
            let text = BUILT_IN.get_file(path)?.contents_utf8()?;
            let text = Text::new(Origin::start(path), text);
            let span = span_of(&text)?;
            Some((text, span))
        };
        let in_own = own
            .as_ref()
            .filter(|_| !key.is_empty())
            .and_then(|own| Some((own.clone(), span_of(own)?)));
        match in_own.or_else(built_in) {
            Some((text, span)) if !key.is_empty() => {
                finding.place = Some(text.place(span.start));
                finding.snippet = Some(text.snippet(&span));
            }
            _ => {
                let file = self.name(path).into();
                finding.place = Some(Place { file, line: 1, column: 1 });
            }
        }
        finding
    }
}

impl File {
    /// This file's keys over those of another.
    fn over(&self, below: &File, path: &str) -> Result<String, Vec<Finding>> {
        let broken = |message: &str| vec![Finding::new("TPL-05", format!("{path}: {message}"))];
        let own = self.own.as_ref().ok_or_else(|| broken("this is not UTF-8 text"))?;
        let said = own.as_str();
        // A file in which all is commented out changes nothing.
        if said.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
            return Ok(String::from_utf8_lossy(&below.bytes).into_owned());
        }
        let tree = parse(said, &Limits::default());
        if !tree.findings.is_empty() {
            return Err(tree
                .findings
                .into_iter()
                .map(|raw| own.finding(in_template(raw, path)))
                .collect());
        }
        let read = |text: &str| serde_yaml::from_str::<Value>(text);
        let below = read(&String::from_utf8_lossy(&below.bytes))
            .map_err(|error| broken(&error.to_string()))?;
        let over = read(said).map_err(|error| broken(&error.to_string()))?;
        let both = merged(below, over);
        serde_yaml::to_string(&both).map_err(|error| broken(&error.to_string()))
    }
}

/// What the reader of YAML found in a file of the templates, as a finding about templates.
fn in_template(raw: RawFinding, path: &str) -> RawFinding {
    RawFinding { rule: "TPL-05", message: format!("{path}: {}", raw.message), ..raw }
}

fn merged(below: Value, over: Value) -> Value {
    match (below, over) {
        (Value::Mapping(mut below), Value::Mapping(over)) => {
            for (key, value) in over {
                let value = match below.remove(&key) {
                    Some(was) => merged(was, value),
                    None => value,
                };
                below.insert(key, value);
            }
            Value::Mapping(below)
        }
        (_, over) => over,
    }
}

/// The bytes of a key such as `end.line`; of the nearest key around it that is there, none where not
/// even the first is.
fn span(root: &Node, key: &str) -> Option<std::ops::Range<u32>> {
    let mut node = root;
    let mut found = None;
    for step in key.split(['.', '[']).filter(|step| !step.is_empty()) {
        match step.strip_suffix(']').and_then(|number| number.parse::<usize>().ok()) {
            Some(number) => match node.items().get(number) {
                Some(item) => (node, found) = (item, Some(item.span.clone())),
                None => break,
            },
            None => match node.entry(step) {
                Some(entry) => (node, found) = (&entry.value, Some(entry.key.span.clone())),
                None => break,
            },
        }
    }
    found
}

/// Whether a file's keys are laid over the built-in ones one by one.
fn is_laid_over_by_key(path: &str) -> bool {
    path == "theme/colours.yaml"
        || path == "pictures/index.yaml"
        || (path.starts_with("wording/") && path.ends_with(".yaml"))
}

/// What to do about a file of a name that means nothing.
fn nearest_path<'a>(path: &str, known: impl Iterator<Item = &'a str>) -> String {
    let distance = |other: &str| strsim::damerau_levenshtein(path, other);
    let nearest = known.map(|other| (distance(other), other)).min();
    match nearest.filter(|(far, _)| *far <= 3) {
        Some((_, nearest)) => format!("did you mean `{nearest}`?"),
        None => "check the name against `planpress templates DIR`".into(),
    }
}

fn embedded(dir: &Dir<'static>, files: &mut BTreeMap<String, Cow<'static, [u8]>>) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        files.insert(path, Cow::Borrowed(file.contents()));
    }
    for inside in dir.dirs() {
        embedded(inside, files);
    }
}

/// A file that an overlay may add without replacing one: a picture, a logo, a new language, a part
/// that a changed edition imports.
fn is_addition(path: &str) -> bool {
    let folders = ["lists/", "pictures/", "wording/", "parts/", "theme/", "editions/"];
    let kinds = ["svg", "png", "jpg", "jpeg", "yaml", "typ"];
    folders.iter().any(|folder| path.starts_with(folder))
        && path.rsplit_once('.').is_some_and(|(_, kind)| kinds.contains(&kind))
}

fn folder_files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Finding> {
    let cannot = |path: &Path, why: &dyn std::fmt::Display| {
        let name = path.display().to_string();
        Finding::new("TPL-05", format!("can't read {name}: {why}")).placed(Place {
            file: name.into(),
            line: 1,
            column: 1,
        })
    };
    // In plain words: the whole error has numbers of the system.
    let unreadable = |path: &Path, error: std::io::Error| {
        let why = match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
            kind => kind.to_string(),
        };
        cannot(path, &why).help("check the path and who may read it")
    };
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| unreadable(folder, error.into()))?;
        let hidden = entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
        // Links are not followed: an overlay brings its own files or none.
        if hidden || !entry.file_type().is_file() {
            continue;
        }
        let path = entry.path();
        let length = entry.metadata().map_err(|error| unreadable(path, error.into()))?.len();
        if length > OVERLAY_FILE_LIMIT {
            return Err(cannot(path, &"it is larger than 16 MB"));
        }
        let bytes = std::fs::read(path).map_err(|error| unreadable(path, error))?;
        let within = path.strip_prefix(folder).unwrap_or(path);
        files.push((within.to_string_lossy().replace('\\', "/"), bytes));
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn why_a_look_cannot_be_read_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder_files(&folder.path().join("none")).unwrap_err();
        assert!(missing.message.ends_with("there is no such file or folder"), "{missing:?}");
        let big = std::fs::File::create(folder.path().join("big.typ")).unwrap();
        big.set_len(OVERLAY_FILE_LIMIT + 1).unwrap();
        let big = folder_files(folder.path()).unwrap_err();
        assert!(big.message.ends_with("it is larger than 16 MB"), "{big:?}");
    }

    #[test]
    fn keys_are_laid_over_one_by_one() {
        let (below, over) = ("a: {b: one, c: two}\nd: three\n", "a: {c: 2 of ours, e: more}\n");
        let both =
            merged(serde_yaml::from_str(below).unwrap(), serde_yaml::from_str(over).unwrap());
        let expected = "a: {b: one, c: 2 of ours, e: more}\nd: three\n";
        assert_eq!(both, serde_yaml::from_str::<Value>(expected).unwrap());
        let files = built_in();
        assert!(files.keys().any(|path| is_laid_over_by_key(path)));
        assert!(
            !is_laid_over_by_key("lists/plain-words.yaml") && !is_laid_over_by_key("typst.toml")
        );
    }

    #[test]
    fn the_place_of_a_key_is_found() {
        let text = "a:\n  b: one\n  c:\n    - x\n    - y: 2\n";
        let root = parse(text, &Limits::default()).root.unwrap();
        let at = |key: &str| span(&root, key).map(|span| span.start);
        assert_eq!(at("a.b"), Some(5));
        assert_eq!(at("a.c[1].y"), text.find("y: 2").map(|at| u32::try_from(at).unwrap()));
        assert_eq!(at("a.missing"), Some(0));
        assert_eq!(at("z"), None);
    }

    #[test]
    fn a_misspelt_name_is_told_with_the_right_one() {
        let known = ["theme/tokens.typ", "lib.typ"];
        assert_eq!(
            nearest_path("theme/token.typ", known.into_iter()),
            "did you mean `theme/tokens.typ`?"
        );
        assert!(nearest_path("notes.txt", known.into_iter()).contains("planpress templates"));
    }
}
