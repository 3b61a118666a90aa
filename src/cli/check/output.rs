//! Where findings go: standard output, for people or for programs, and a SARIF file.

use std::fs::{self, File};
use std::io::{self, BufWriter, Stdout, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::check::explain;
use crate::finding::{
    Finding, Severity, Terminal, sarif_head, sarif_result, sarif_tail, to_json, uri_of,
};

/// How findings are laid out.
#[derive(Clone, Copy)]
pub(super) struct Style {
    /// Whether findings are printed at all.
    pub(super) shown: bool,
    /// One JSON object a line.
    pub(super) json: bool,
    /// With colours.
    pub(super) colour: bool,
    /// With the lines of the records.
    pub(super) lines: bool,
    /// The least severity that is printed.
    pub(super) least: Severity,
    /// Whether a summary follows.
    pub(super) summary: bool,
    /// Whether there is a SARIF file too.
    pub(super) sarif: bool,
}

/// Findings, laid out.
#[derive(Default)]
pub(super) struct Printed {
    shown: String,
    sarif: Vec<String>,
}

impl Printed {
    /// Lays out one finding; `record` is its number within the run, from 0.
    pub(super) fn add(&mut self, finding: &Finding, record: Option<u32>, style: Style) {
        // The most severe is the least of them.
        if finding.severity > style.least {
            return;
        }
        if style.sarif {
            self.sarif.push(sarif_result(finding, &relative_uri));
        }
        if !style.shown {
            return;
        }
        if style.json {
            let mut json = to_json(finding);
            json["plan"] = record.map(|number| number + 1).into();
            self.shown.push_str(&json.to_string());
        } else {
            let terminal = Terminal { colour: style.colour, unicode: false };
            if style.lines {
                self.shown.push_str(&terminal.render(finding));
            } else {
                let bare = Finding { snippet: None, ..finding.clone() };
                self.shown.push_str(&terminal.render(&bare));
            }
        }
        self.shown.push('\n');
    }
}

/// Standard output, and the SARIF file.
pub(super) struct Output {
    style: Style,
    out: BufWriter<Stdout>,
    closed: bool,
    sarif: Option<SarifFile>,
}

impl Output {
    /// Opens what is written.
    ///
    /// # Errors
    /// When the SARIF file can't be begun.
    pub(super) fn open(style: Style, sarif: Option<&Path>) -> io::Result<Self> {
        let sarif = sarif.map(SarifFile::begin).transpose()?;
        Ok(Self { style, out: BufWriter::new(io::stdout()), closed: false, sarif })
    }

    pub(super) fn style(&self) -> Style {
        self.style
    }

    /// Writes text that is no finding.
    pub(super) fn say(&mut self, text: &str) {
        // A closed pipe is no error: somebody had enough.
        if !self.closed && self.out.write_all(text.as_bytes()).is_err() {
            self.closed = true;
        }
    }

    /// Writes findings; breaks off when nobody reads them any more.
    pub(super) fn write(&mut self, printed: &Printed) -> ControlFlow<()> {
        if let Some(sarif) = &mut self.sarif {
            sarif.add(&printed.sarif);
        }
        self.say(&printed.shown);
        if self.closed && self.sarif.is_none() {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    /// Ends the SARIF file and gives it its name.
    ///
    /// # Errors
    /// When it can't be written.
    pub(super) fn finish(mut self) -> io::Result<()> {
        let _ = self.out.flush();
        self.sarif.map_or(Ok(()), SarifFile::end)
    }
}

/// A SARIF file, written aside until it is whole.
struct SarifFile {
    path: PathBuf,
    aside: PathBuf,
    out: BufWriter<File>,
    first: bool,
    /// What went wrong, told at the end.
    failed: Option<io::Error>,
}

impl SarifFile {
    fn begin(path: &Path) -> io::Result<Self> {
        let mut aside = path.as_os_str().to_owned();
        aside.push(".part");
        let aside = PathBuf::from(aside);
        let mut out = BufWriter::new(File::create(&aside)?);
        out.write_all(sarif_head(&explain::why).as_bytes())?;
        Ok(Self { path: path.to_owned(), aside, out, first: true, failed: None })
    }

    fn add(&mut self, results: &[String]) {
        for result in results {
            let comma = if self.first { "" } else { "," };
            self.first = false;
            if let Err(error) = write!(self.out, "{comma}\n{result}") {
                self.failed.get_or_insert(error);
                return;
            }
        }
    }

    fn end(mut self) -> io::Result<()> {
        let written = match self.failed.take() {
            Some(error) => Err(error),
            None => self.out.write_all(sarif_tail().as_bytes()).and_then(|()| self.out.flush()),
        };
        let ended = written.and_then(|()| fs::rename(&self.aside, &self.path));
        if ended.is_err() {
            // What is not whole is of no use to anybody.
            let _ = fs::remove_file(&self.aside);
        }
        ended
    }
}

/// The reference of a file, from the folder that the program was started in where it lies within.
fn relative_uri(file: &str) -> String {
    let here = std::env::current_dir().ok();
    let within = here.and_then(|here| Path::new(file).strip_prefix(here).ok().map(Path::to_owned));
    within.map_or_else(|| uri_of(file), |within| uri_of(&within.to_string_lossy()))
}
