//! Which copy, made from what, and where it goes: what `render` and `watch` are asked for.

use std::path::{Path, PathBuf};
use std::{fs, io};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::settings::{self, Settings, Source};
use crate::batch::{Choice, Fatal, Kit, Single, one, remove_half, write_whole};
use crate::config::Decisions;
use crate::disclose::{Pack, Setting};
use crate::finding::Finding;
use crate::plan::LanguageTag;
use crate::template::Format;

/// One copy.
#[derive(Args, Debug)]
pub(super) struct Wanted {
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
    pub(super) output: PathBuf,
    #[command(flatten)]
    pub(super) settings: Settings,
    /// The date, YYYY-MM-DD, against which a recipient's basis is judged.
    #[arg(long)]
    date: Option<Date>,
    #[command(flatten)]
    pub(super) source: Source,
}

/// The pack of a name such as `provider_extract`.
fn pack_named(name: &str) -> Result<Pack, String> {
    let names = || Pack::ALL.map(Pack::as_str).join(", ");
    Pack::named(&name.replace('-', "_")).ok_or_else(|| format!("the packs are {}", names()))
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FormatName {
    Standard,
    LargePrint,
    EasyRead,
}

/// What a copy is made as.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum MadeAs {
    Pdf,
    Pictures,
}

/// What a copy is made with.
pub(super) struct Loaded {
    kit: Kit,
    /// What to look at in the templates.
    findings: Vec<Finding>,
    decisions: Decisions,
    date: Date,
}

impl Wanted {
    /// As what the copy is wanted: by the ending of its name.
    ///
    /// # Errors
    /// When the name ends in neither, or not in what the zones need.
    pub(super) fn made_as(&self) -> Result<MadeAs, &'static str> {
        let kind = self.output.extension().and_then(|kind| kind.to_str());
        match kind.unwrap_or_default() {
            "png" => Ok(MadeAs::Pictures),
            "pdf" if self.zones => Err("with --zones the name after -o must end in .png"),
            "pdf" => Ok(MadeAs::Pdf),
            _ => Err("the name after -o must end in .pdf or .png"),
        }
    }

    /// Loads what the copy is made with.
    ///
    /// # Errors
    /// When configuration, decisions or templates can't be used.
    pub(super) fn load(&self) -> Result<Loaded, Fatal> {
        let settings = self.settings.read(&self.source.inputs);
        let (config, decisions) = settings.map_err(Fatal::Findings)?;
        let date = settings::date(self.date, &config);
        let (kit, findings) = Kit::load(&config)?;
        Ok(Loaded { kit, findings, decisions, date })
    }

    /// Makes the copy in memory.
    ///
    /// # Errors
    /// When the inputs can't be used.
    pub(super) fn make(&self, loaded: &Loaded, made_as: MadeAs) -> Result<Single, Fatal> {
        let Loaded { kit, findings, decisions, date } = loaded;
        let setting = Setting {
            config: &kit.config,
            lists: kit.templates.lists(),
            decisions,
            date: *date,
            // One copy that somebody names is no bulk work.
            include_restricted: true,
        };
        let choice = Choice {
            plan: self.plan.clone(),
            recipient: self.recipient.clone(),
            pack: self.pack,
            format: self.format.map(|format| match format {
                FormatName::Standard => Format::Standard,
                FormatName::LargePrint => Format::LargePrint,
                FormatName::EasyRead => Format::EasyRead,
            }),
            size_pt: self.size,
            language: self.language.clone().map(LanguageTag),
            cover: self.cover,
            envelope: self.envelope.clone(),
            zones: self.zones,
        };
        let mut single =
            one(kit, &self.source.open(), &choice, &setting, made_as == MadeAs::Pictures)?;
        single.findings.splice(..0, findings.iter().cloned());
        Ok(single)
    }

    /// Removes what was being written when Ctrl-C ended an earlier `watch`: the page after the last
    /// that is there, or one of those that are.
    pub(super) fn remove_halves(&self) {
        for page in 1.. {
            let path = numbered(&self.output, page);
            remove_half(&path);
            if !path.exists() {
                break;
            }
        }
    }

    /// Writes the PDF or the pictures, but for those that are there as they should be: a viewer has no
    /// need to show them anew. Gives their names.
    ///
    /// # Errors
    /// With a message for people, when one can't be written.
    pub(super) fn write(&self, single: &Single) -> Result<Vec<PathBuf>, String> {
        let pictures = single.pictures.iter().enumerate();
        let pictures = pictures.map(|(index, png)| (numbered(&self.output, index + 1), png));
        let pdf = single.pdf.iter().map(|pdf| (self.output.clone(), pdf));
        let write = |(path, bytes): (PathBuf, &Vec<u8>)| -> Result<PathBuf, String> {
            if fs::read(&path).is_ok_and(|there| there == *bytes) {
                return Ok(path);
            }
            let cannot = |error: io::Error| format!("can't write {}: {error}", path.display());
            write_whole(&path, bytes).map_err(cannot)?;
            Ok(path)
        };
        pdf.chain(pictures).map(write).collect()
    }
}

/// `look.png`, `look-2.png`, `look-3.png` …
pub(super) fn numbered(output: &Path, page: usize) -> PathBuf {
    if page == 1 {
        return output.to_owned();
    }
    let stem = output.file_stem().unwrap_or_default().to_string_lossy();
    output.with_file_name(format!("{stem}-{page}.png"))
}
