//! What Typst can see: the templates in memory, the fonts, and this job's data at one fixed path.
//! No disk, no network, no clock, no packages.
//!
//! A path would be interned for ever, so that the 65,536th record of a run would panic: every record
//! is served at the same one.

use std::collections::HashMap;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{DiagSpan, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, WorldExt};

use super::Request;
use crate::finding::{Place, Snippet};
use crate::template::Templates;

const DATA: &str = "/merge.json";

/// What every job shares, loaded once.
pub(super) struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: HashMap<FileId, Source>,
    /// What people call the sources.
    names: HashMap<FileId, String>,
    files: HashMap<FileId, Bytes>,
    data: FileId,
}

impl Shared {
    pub(super) fn new(templates: &Templates) -> Self {
        let fonts: Vec<Font> =
            templates.fonts().flat_map(|bytes| Font::iter(Bytes::new(bytes.to_vec()))).collect();
        let book = FontBook::from_fonts(&fonts);
        let (mut sources, mut names) = (HashMap::new(), HashMap::new());
        let mut files = HashMap::new();
        for (path, bytes) in templates.files() {
            let Some(id) = file_id(path) else { continue };
            if let (true, Ok(text)) = (path.ends_with(".typ"), std::str::from_utf8(bytes)) {
                sources.insert(id, Source::new(id, text.to_owned()));
                names.insert(id, templates.name(path));
            }
            files.insert(id, Bytes::new(bytes.to_vec()));
        }
        // Row headers of tables need this: without it there is no `pdf.header-cell`.
        let features = [Feature::A11yExtras].into_iter().collect();
        Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(book),
            fonts,
            sources,
            names,
            files,
            data: file_id(DATA).expect("the data's path is valid"),
        }
    }

    pub(super) fn has_fonts(&self) -> bool {
        !self.fonts.is_empty()
    }
}

/// One job's view.
pub(super) struct World<'a> {
    shared: &'a Shared,
    main: FileId,
    data: Bytes,
    photos: HashMap<FileId, Bytes>,
}

impl<'a> World<'a> {
    pub(super) fn new(shared: &'a Shared, request: &Request<'_>) -> Result<Self, String> {
        let Request { entry, data, photos, .. } = *request;
        let main = file_id(entry)
            .filter(|id| shared.sources.contains_key(id))
            .ok_or_else(|| format!("there is no edition file `{entry}`"))?;
        let photos = photos
            .iter()
            .filter_map(|photo| Some((file_id(&photo.path)?, Bytes::new(photo.jpeg.clone()))));
        Ok(Self { shared, main, data: Bytes::new(data.to_vec()), photos: photos.collect() })
    }

    /// Where in which template this is, and the line itself, which is the designer's.
    pub(super) fn place(&self, span: DiagSpan) -> Option<(Place, Snippet)> {
        let id = span.id()?;
        let range = self.range(span)?;
        let source = self.shared.sources.get(&id)?;
        let lines = source.lines();
        let (line, column) = lines.byte_to_line_column(range.start)?;
        let whole = lines.line_to_range(line)?;
        let text = source.text()[whole.clone()].trim_end();
        let within = |byte: usize| (byte - whole.start).min(text.len());
        let number = |index: usize| u32::try_from(index + 1).unwrap_or(u32::MAX);
        let file = self.shared.names.get(&id)?.as_str().into();
        let place = Place { file, line: number(line), column: number(column) };
        let mark = within(range.start)..within(range.end);
        Some((place, Snippet { line: text.to_owned(), mark }))
    }
}

impl typst::World for World<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.shared.sources.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.shared.data {
            return Ok(self.data.clone());
        }
        let own = || self.photos.get(&id);
        self.shared.files.get(&id).or_else(own).cloned().ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.get(index).cloned()
    }

    /// No clock: every date on a page comes from the record.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn file_id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn missing(id: FileId) -> FileError {
    match id.root() {
        VirtualRoot::Package(_) => {
            FileError::Other(Some("packages are not part of the templates".into()))
        }
        VirtualRoot::Project => FileError::NotFound(id.vpath().get_without_slash().into()),
    }
}
