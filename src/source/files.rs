//! The inputs as the user gave them: files, folders and standard input, in a stable order.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Deserialize;
use walkdir::{DirEntry, WalkDir};

use crate::finding::{Finding, Place, Severity};

/// Files of these names beside the records hold no records.
const NO_RECORDS: [&str; 4] =
    ["planpress.yaml", "planpress.yml", "decisions.yaml", "decisions.yml"];

/// How records are written in a file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Format {
    /// YAML, one record a document; documents are parted by `---`.
    Yaml,
    /// One JSON object, or a list of them.
    Json,
    /// One JSON object a line.
    Ndjson,
}

impl Format {
    /// The format that a file's extension names.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "yaml" | "yml" => Some(Self::Yaml),
            "json" => Some(Self::Json),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            _ => None,
        }
    }

    /// The format that a text looks like, for standard input.
    fn of_text(start: &[u8]) -> Self {
        let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
        match text.first() {
            Some(b'[') => Self::Json,
            Some(b'{') => {
                let mut lines = text.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii);
                let is_whole = |line: &[u8]| line.starts_with(b"{") && line.ends_with(b"}");
                let first_is_whole = lines.next().is_some_and(is_whole);
                let second = lines.find(|line| !line.is_empty());
                if first_is_whole && second.is_none_or(|line| line.starts_with(b"{")) {
                    Self::Ndjson
                } else {
                    Self::Json
                }
            }
            _ => Self::Yaml,
        }
    }
}

/// One file to read.
#[derive(Clone, Debug)]
pub struct Input {
    /// As the user named it, or `-` for standard input.
    pub name: Arc<str>,
    /// How it is written.
    pub format: Format,
    store: Store,
}

/// Where an input's bytes are.
#[derive(Clone, Debug)]
enum Store {
    Path(PathBuf),
    /// Standard input or a pipe, kept in a file without a name, which leaves nothing behind.
    Spool(Arc<Mutex<File>>),
}

/// Everything that the user asked to be read.
#[derive(Debug, Default)]
pub struct Inputs {
    /// The files, folder by folder, in the order of their names.
    pub files: Vec<Input>,
    /// What can't be opened.
    pub findings: Vec<Finding>,
}

impl Inputs {
    /// Finds the files behind these paths; `-` is standard input. A format that is given holds
    /// for every file that is named itself, whatever its extension.
    pub fn open<P: AsRef<Path>>(paths: &[P], format: Option<Format>) -> Self {
        Self::open_with(paths, format, &mut io::stdin())
    }

    /// The same, with another standard input.
    pub fn open_with<P: AsRef<Path>>(
        paths: &[P],
        format: Option<Format>,
        stdin: &mut dyn Read,
    ) -> Self {
        let mut search = Search { inputs: Self::default(), format, seen: HashSet::new() };
        // With one path nothing can be named twice.
        search.seen.reserve(paths.len().saturating_sub(1));
        for path in paths {
            search.path(path.as_ref(), stdin);
        }
        search.inputs
    }
}

struct Search {
    inputs: Inputs,
    format: Option<Format>,
    /// What is listed already, so that a file named twice isn't two records.
    seen: HashSet<PathBuf>,
}

impl Search {
    fn path(&mut self, path: &Path, stdin: &mut dyn Read) {
        if path == Path::new("-") {
            if self.seen.insert(path.to_owned()) {
                self.spool(path, stdin);
            }
            return;
        }
        match fs::metadata(path) {
            Err(error) => self.cannot(path, &error),
            Ok(metadata) if metadata.is_dir() => self.folder(path),
            Ok(metadata) if metadata.is_file() => match self.format.or(Format::of_path(path)) {
                Some(format) => self.add(path, format),
                None => self.unknown(path),
            },
            // A pipe, such as the shell's `<(…)`, can be read only once.
            Ok(_) => match File::open(path) {
                Ok(mut pipe) => self.spool(path, &mut pipe),
                Err(error) => self.cannot(path, &error),
            },
        }
    }

    fn folder(&mut self, folder: &Path) {
        let hidden = |entry: &DirEntry| {
            entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".")
        };
        let mut looks = HashSet::new();
        let walk = WalkDir::new(folder).sort_by_file_name().into_iter();
        let records = |entry: &DirEntry| {
            if hidden(entry) || looks.contains(entry.path()) {
                return false;
            }
            if entry.file_type().is_dir() {
                looks.extend(looks_of(entry.path()));
            }
            true
        };
        for entry in walk.filter_entry(records) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    self.cannot(&path, &error.into());
                    continue;
                }
            };
            let Some(format) = Format::of_path(entry.path()) else {
                continue;
            };
            if entry.file_type().is_symlink() {
                self.link(entry.path());
            } else if entry.file_type().is_file() && !is_no_record(entry.file_name()) {
                self.add(entry.path(), format);
            }
        }
    }

    fn add(&mut self, path: &Path, format: Format) {
        let same = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if self.seen.insert(same) {
            let store = Store::Path(path.to_owned());
            self.inputs.files.push(Input { name: name(path), format, store });
        }
    }

    fn spool(&mut self, path: &Path, from: &mut dyn Read) {
        match spool(from) {
            Ok((file, start)) => {
                let format = self.format.or(Format::of_path(path));
                let format = format.unwrap_or_else(|| Format::of_text(&start));
                let store = Store::Spool(Arc::new(Mutex::new(file)));
                self.inputs.files.push(Input { name: name(path), format, store });
            }
            Err(error) => self.cannot(path, &error),
        }
    }

    fn cannot(&mut self, path: &Path, error: &io::Error) {
        self.inputs.findings.push(cannot_open(name(path), error));
    }

    fn unknown(&mut self, path: &Path) {
        let message = "a file whose name doesn't say how it is written";
        let finding = Finding::new("REC-09", message)
            .placed(whole(name(path)))
            .help("name it .yaml, .json or .ndjson, or say which with --format");
        self.inputs.findings.push(finding);
    }

    fn link(&mut self, path: &Path) {
        let mut finding = Finding::new("REC-09", "a link in a folder, which isn't followed")
            .placed(whole(name(path)))
            .help("name the file itself, or copy it into the folder");
        finding.severity = Severity::Warn;
        self.inputs.findings.push(finding);
    }
}

impl Input {
    /// A file of one's own, for tests and for files that aren't records.
    pub(crate) fn at(path: &Path, format: Format) -> Self {
        Self { name: name(path), format, store: Store::Path(path.to_owned()) }
    }

    /// Reads the input from its beginning.
    pub(crate) fn reader(&self) -> io::Result<Box<dyn Read>> {
        Ok(match &self.store {
            Store::Path(path) => Box::new(File::open(path)?),
            Store::Spool(file) => Box::new(SpoolReader { file: Arc::clone(file), at: 0 }),
        })
    }

    /// Reads a part of the input; less where it has become shorter.
    pub(crate) fn read_part(&self, offset: u64, length: u32) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(length as usize);
        match &self.store {
            Store::Path(path) => {
                let mut file = File::open(path)?;
                file.seek(SeekFrom::Start(offset))?;
                file.take(u64::from(length)).read_to_end(&mut bytes)?;
            }
            Store::Spool(file) => {
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                file.seek(SeekFrom::Start(offset))?;
                (&mut *file).take(u64::from(length)).read_to_end(&mut bytes)?;
            }
        }
        Ok(bytes)
    }
}

/// Reads a spool that others read too.
struct SpoolReader {
    file: Arc<Mutex<File>>,
    at: u64,
}

impl Read for SpoolReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.at))?;
        let read = file.read(buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

/// Copies a stream to a file without a name; gives its first bytes too.
fn spool(from: &mut dyn Read) -> io::Result<(File, Vec<u8>)> {
    let mut file = tempfile::tempfile()?;
    io::copy(from, &mut file)?;
    file.seek(SeekFrom::Start(0))?;
    let mut start = Vec::new();
    (&mut file).take(1 << 16).read_to_end(&mut start)?;
    Ok((file, start))
}

/// The finding for an input that can't be read.
pub(crate) fn cannot_open(name: Arc<str>, error: &io::Error) -> Finding {
    let (message, help) = match error.kind() {
        io::ErrorKind::NotFound => ("there is no such file or folder", "check the path"),
        io::ErrorKind::PermissionDenied => {
            ("the file or folder may not be read", "check who may read it")
        }
        io::ErrorKind::IsADirectory => ("a folder where a file is read", "name a file"),
        _ => ("the file or folder can't be read", "check the path and who may read it"),
    };
    Finding::new("REC-09", message).placed(whole(name)).help(help)
}

/// The beginning of a file.
fn whole(file: Arc<str>) -> Place {
    Place { file, line: 1, column: 1 }
}

fn name(path: &Path) -> Arc<str> {
    path.to_string_lossy().into()
}

/// The folders within this one that its `planpress.yaml` names as templates and fonts: they hold no
/// records.
fn looks_of(folder: &Path) -> Vec<PathBuf> {
    #[derive(Default, Deserialize)]
    struct Looks {
        templates: Option<PathBuf>,
        fonts: Option<PathBuf>,
    }
    let text = fs::read_to_string(folder.join(NO_RECORDS[0])).unwrap_or_default();
    // A configuration that can't be read is told where it is used.
    let Looks { templates, fonts } = serde_yaml::from_str(&text).unwrap_or_default();
    [templates, fonts].into_iter().flatten().map(|look| folder.join(look)).collect()
}

fn is_no_record(name: &OsStr) -> bool {
    NO_RECORDS.iter().any(|no_record| name == *no_record)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test's own files need not be whole")]
mod tests {
    use super::*;

    fn names(inputs: &Inputs, folder: &Path) -> Vec<String> {
        let prefix = folder.to_string_lossy().into_owned();
        inputs.files.iter().map(|file| file.name.replace(&prefix, "")).collect()
    }

    #[test]
    fn a_folder_is_read_in_order_and_without_what_holds_no_records() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        fs::create_dir_all(path.join("b")).unwrap();
        fs::create_dir_all(path.join(".git")).unwrap();
        let files = [
            "b/2.yaml",
            "b/1.YML",
            "c.json",
            "a.ndjson",
            "a.txt",
            ".hidden.yaml",
            ".git/x.yaml",
            "planpress.yaml",
            "decisions.yaml",
            "b/x.jsonl",
        ];
        for file in files {
            fs::write(path.join(file), "").unwrap();
        }
        let inputs = Inputs::open(&[path], None);
        let expected = ["/a.ndjson", "/b/1.YML", "/b/2.yaml", "/b/x.jsonl", "/c.json"];
        assert_eq!(names(&inputs, path), expected);
        assert!(inputs.findings.is_empty());
        // Named twice, listed once.
        let inputs =
            Inputs::open(&[path.join("c.json"), path.to_owned(), path.join("c.json")], None);
        assert_eq!(inputs.files.len(), 5);
        assert!(inputs.files[0].name.ends_with("c.json"));
    }

    #[test]
    fn what_cannot_be_opened_is_a_finding() {
        let folder = tempfile::tempdir().unwrap();
        let text = folder.path().join("a.txt");
        fs::write(&text, "").unwrap();
        let inputs = Inputs::open(&[folder.path().join("no.yaml"), text.clone()], None);
        let ids: Vec<&str> = inputs.findings.iter().map(|finding| finding.rule.id).collect();
        assert_eq!(ids, ["REC-09", "REC-09"]);
        assert_eq!(inputs.findings[0].message, "there is no such file or folder");
        assert!(inputs.findings[1].help.as_deref().unwrap().contains("--format"));
        assert_eq!(Inputs::open(&[text], Some(Format::Yaml)).files.len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn links_in_folders_are_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let other = tempfile::tempdir().unwrap();
        fs::write(other.path().join("x.yaml"), "a: 1").unwrap();
        std::os::unix::fs::symlink(other.path().join("x.yaml"), folder.path().join("l.yaml"))
            .unwrap();
        std::os::unix::fs::symlink(other.path(), folder.path().join("d")).unwrap();
        let inputs = Inputs::open(&[folder.path()], None);
        assert!(inputs.files.is_empty());
        assert_eq!(inputs.findings.len(), 1);
        assert_eq!(inputs.findings[0].severity, Severity::Warn);
        // A link that is named itself is what the user asked for.
        assert_eq!(Inputs::open(&[folder.path().join("l.yaml")], None).files.len(), 1);
    }

    #[test]
    fn standard_input_is_spooled_and_recognised() {
        let read = |text: &str| {
            let inputs = Inputs::open_with(&["-", "-"], None, &mut text.as_bytes());
            assert_eq!((inputs.files.len(), &*inputs.files[0].name), (1, "-"));
            let mut all = String::new();
            inputs.files[0].reader().unwrap().read_to_string(&mut all).unwrap();
            assert_eq!(all, text);
            assert_eq!(inputs.files[0].read_part(1, 3).unwrap(), text.as_bytes()[1..4]);
            inputs.files[0].format
        };
        assert_eq!(read("plan_id: 1\n"), Format::Yaml);
        assert_eq!(read(" [{}, {}]"), Format::Json);
        assert_eq!(read("{\"a\": 1}\n{\"a\": 2}\n"), Format::Ndjson);
        assert_eq!(read("{\n\"a\": 1}\n"), Format::Json);
        assert_eq!(read("{\"a\": 1}\n"), Format::Ndjson);
    }

    #[test]
    fn the_templates_beside_a_configuration_are_no_records() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("a.yaml", "");
        write("town/planpress.yaml", "council: {}\ntemplates: ./our-look\nfonts: type\n");
        write("town/our-look/wording/en.yaml", "");
        write("town/type/index.json", "");
        write("town/templates/b.yaml", "");
        let found = Inputs::open(&[folder.path()], None);
        assert_eq!(names(&found, folder.path()), ["/a.yaml", "/town/templates/b.yaml"]);
    }
}
