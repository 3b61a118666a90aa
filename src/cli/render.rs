//! `planpress render`: one copy.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::run::input_format;
use super::{DONE, FAILED, INCOMPLETE, settings, talk};
use crate::batch::{Choice, Kit, Single, one, write_whole};
use crate::disclose::{Pack, Setting};
use crate::plan::LanguageTag;
use crate::source::{Format as InputFormat, Inputs};
use crate::template::Format;

/// Make one copy, as a PDF or as pictures for a look.
///
/// Without --recipient nobody's right to it was checked, and every page begins with "Preview, not
/// for sending". With -o FILE.png the first page goes to FILE.png and the next to FILE-2.png.
///
/// Example: planpress render samples --plan BRK-000101 -o look.pdf
///
/// The letter in the window of its envelope, with its zones: planpress render samples --plan
/// BRK-000101 --cover --zones -o cover.png
#[derive(Args, Debug)]
pub(super) struct Render {
    /// Files, folders, or - for standard input.
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// The plan's id: `plan_id` of its record.
    #[arg(long)]
    plan: String,
    /// The party who is to have the copy: `party_id` of the record.
    #[arg(long)]
    recipient: Option<String>,
    /// Which content.
    #[arg(long, value_parser = pack_named)]
    pack: Option<Pack>,
    /// In which form.
    #[arg(long, value_enum)]
    format: Option<FormatName>,
    /// Points of the body text.
    #[arg(long, value_parser = clap::value_parser!(u32).range(12..=72))]
    size: Option<u32>,
    /// In which language, such as en or cy.
    #[arg(long)]
    language: Option<String>,
    /// The letter on top of the envelope, instead of a copy.
    #[arg(long)]
    cover: bool,
    /// The envelope that the letter is for, by its name under `print.envelopes` [default: the first].
    #[arg(long, requires = "cover")]
    envelope: Option<String>,
    /// The first page with what must stay free drawn over it: green where it is kept, red where it is
    /// not. Needs a name that ends in .png.
    #[arg(long)]
    zones: bool,
    /// Where it goes: a name that ends in .pdf or .png.
    #[arg(long, short)]
    output: PathBuf,
    /// The configuration [default: planpress.yaml beside the first input].
    #[arg(long)]
    config: Option<PathBuf>,
    /// What was decided about copies that wait [default: decisions.yaml beside the first input].
    #[arg(long)]
    decisions: Option<PathBuf>,
    /// The date, YYYY-MM-DD, against which a recipient's basis is judged.
    #[arg(long)]
    date: Option<Date>,
    /// A folder laid over the built-in templates, file by file.
    #[arg(long)]
    templates: Option<PathBuf>,
    /// The format of the input, where its name does not tell: yaml, json, ndjson.
    #[arg(long, value_parser = input_format)]
    input_format: Option<InputFormat>,
}

/// The pack of a name such as `provider_extract`.
pub(super) fn pack_named(name: &str) -> Result<Pack, String> {
    let names = || Pack::ALL.map(Pack::as_str).join(", ");
    Pack::named(&name.replace('-', "_")).ok_or_else(|| format!("the packs are {}", names()))
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FormatName {
    Standard,
    LargePrint,
    EasyRead,
}

impl Render {
    pub(super) fn execute(self) -> u8 {
        let kind = self.output.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
        let as_pictures = match kind {
            "pdf" => false,
            "png" => true,
            _ => {
                talk::error("the name after -o must end in .pdf or .png");
                return FAILED;
            }
        };
        if self.zones && !as_pictures {
            talk::error("with --zones the name after -o must end in .png");
            return FAILED;
        }
        let mut config = match settings::configuration(self.config.as_deref(), &self.inputs) {
            Ok(config) => config,
            Err(findings) => {
                talk::findings(&findings, usize::MAX);
                return FAILED;
            }
        };
        config.templates = self.templates.or(config.templates);
        let date = settings::date(self.date, &config);
        let choice = Choice {
            plan: self.plan,
            recipient: self.recipient,
            pack: self.pack,
            format: self.format.map(|format| match format {
                FormatName::Standard => Format::Standard,
                FormatName::LargePrint => Format::LargePrint,
                FormatName::EasyRead => Format::EasyRead,
            }),
            size_pt: self.size,
            language: self.language.map(LanguageTag),
            cover: self.cover,
            envelope: self.envelope,
            zones: self.zones,
        };
        let decisions = match settings::decisions(self.decisions.as_deref(), &self.inputs) {
            Ok(decisions) => decisions,
            Err(findings) => {
                talk::findings(&findings, usize::MAX);
                return FAILED;
            }
        };
        let inputs = Inputs::open(&self.inputs, self.input_format);
        let made = Kit::load(&config).and_then(|(kit, _)| {
            let setting = Setting {
                config: &kit.config,
                lists: kit.templates.lists(),
                decisions: &decisions,
                date,
                // One copy that somebody names is no bulk work.
                include_restricted: true,
            };
            one(&kit, &inputs, &choice, &setting, as_pictures)
        });
        match made {
            Ok(single) => write(&single, &self.output),
            Err(fatal) => {
                talk::fatal(&fatal);
                FAILED
            }
        }
    }
}

fn write(single: &Single, output: &Path) -> u8 {
    talk::findings(&single.findings, usize::MAX);
    let pictures =
        single.pictures.iter().enumerate().map(|(index, png)| (numbered(output, index + 1), png));
    let pdf = single.pdf.iter().map(|pdf| (output.to_owned(), pdf));
    let mut written = 0;
    for (path, bytes) in pdf.chain(pictures) {
        if let Err(error) = write_whole(&path, bytes) {
            talk::error(&format!("can't write {}: {error}", path.display()));
            return FAILED;
        }
        talk::say(&path.display().to_string());
        written += 1;
    }
    if written > 0 { DONE } else { INCOMPLETE }
}

/// `look.png`, `look-2.png`, `look-3.png` …
fn numbered(output: &Path, page: usize) -> PathBuf {
    if page == 1 {
        return output.to_owned();
    }
    let stem = output.file_stem().unwrap_or_default().to_string_lossy();
    output.with_file_name(format!("{stem}-{page}.png"))
}
