//! The form that a recipient can read: formats, sizes and languages from their own record.

use serde::Serialize;

use crate::config::Policy;
use crate::finding::{Finding, Severity, Stops};
use crate::plan::{
    Access, ContactChannel, Contrast, EASY_READ_MOST_PAGES, Id, LanguageTag, Record, Regime,
    Spacing,
};
use crate::template::{Codes, Format, Layout, LeadsTo, Transcription};

/// Layout, format, size and language: what a template makes.
#[derive(Clone, Debug, Eq, Hash, PartialEq, Serialize)]
pub struct Edition {
    /// What kind of document.
    pub layout: Layout,
    /// In which form.
    pub format: Format,
    /// Points of the body text; nothing on the page is smaller.
    pub size_pt: u32,
    /// In which language.
    pub language: LanguageTag,
}

/// How a page has to look for its reader, beyond format and size.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Look {
    /// The contrast of text.
    pub contrast: Contrast,
    /// The face that they read best, as recorded.
    pub font: Option<String>,
    /// The spacing of lines and letters.
    pub spacing: Spacing,
}

impl Look {
    /// What a party's record asks for.
    pub fn of(access: &Access) -> Self {
        Self {
            contrast: access.contrast.unwrap_or_default(),
            font: access.font.clone(),
            spacing: access.spacing.unwrap_or_default(),
        }
    }
}

/// Pages of the longest booklet that a recipient can use: what their record says, or what easy read
/// has at most (FMT-05). A longer copy is cut into parts.
pub fn most_pages(record: &Record, recipient: &Id, format: Format) -> Option<usize> {
    let party = record.parties.iter().find(|party| party.party_id == *recipient);
    let own = party.and_then(|party| party.access.as_ref()?.max_pages_per_part);
    let own = own.and_then(|pages| usize::try_from(pages).ok());
    let usual = (format == Format::EasyRead).then_some(EASY_READ_MOST_PAGES);
    own.filter(|pages| *pages > 0).or(usual)
}

/// The way that a copy goes. Nothing is sent by a run: it makes the copy and lists it.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// By post, printed.
    #[default]
    Post,
    /// Printed, and collected by the recipient.
    Collect,
    /// Printed, and handed over by a worker.
    Hand,
    /// By e-mail, held for secure release.
    Email,
    /// On the council's portal.
    Portal,
    /// A reading text for a transcriber, who makes braille, audio and the like.
    Transcription,
    /// To the council's own file.
    File,
}

impl Way {
    /// The way of a channel that somebody asked for. What can only be talked over goes by post.
    pub fn of(channel: ContactChannel) -> Self {
        match channel {
            ContactChannel::Collect => Self::Collect,
            ContactChannel::Hand => Self::Hand,
            ContactChannel::Email => Self::Email,
            ContactChannel::Portal => Self::Portal,
            ContactChannel::Post
            | ContactChannel::Phone
            | ContactChannel::Mobile
            | ContactChannel::Sms
            | ContactChannel::Textphone => Self::Post,
        }
    }

    /// The way's name in lists and folders.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Collect => "collect",
            Self::Hand => "hand",
            Self::Email => "email",
            Self::Portal => "portal",
            Self::Transcription => "transcription",
            Self::File => "file",
        }
    }

    /// The way in the words of reports.
    pub fn words(self) -> &'static str {
        match self {
            Self::Post => "by post",
            Self::Collect => "to be collected",
            Self::Hand => "handed over by a worker",
            Self::Email => "by email",
            Self::Portal => "on the portal",
            Self::Transcription => "to a transcriber",
            Self::File => "to the file",
        }
    }

    /// Read on a screen.
    pub fn is_screen(self) -> bool {
        matches!(self, Self::Email | Self::Portal)
    }

    /// Printed on paper, and so with a cover where it goes by post.
    pub fn is_print(self) -> bool {
        matches!(self, Self::Post | Self::Collect | Self::Hand)
    }
}

/// The forms of one recipient's copies, and what stands in the way of others.
pub(super) struct Forms {
    /// Formats and sizes to be made as documents.
    pub(super) formats: Vec<(Format, u32)>,
    /// Forms that are made by hand from a reading text.
    pub(super) by_hand: Vec<Transcription>,
    pub(super) by_email: bool,
    pub(super) findings: Vec<Finding>,
}

/// Every form that the recipient's record asks for, several at once. `field` is where the party
/// stands; `also_print` asks for paper beside a form that is made by hand.
pub(super) fn forms(
    access: &Access,
    policy: &Policy,
    codes: &Codes,
    field: &str,
    also_print: bool,
) -> Forms {
    let mut easy_read = false;
    let mut size = None;
    let mut forms =
        Forms { formats: Vec::new(), by_hand: Vec::new(), by_email: false, findings: Vec::new() };
    let mut call = false;
    for (index, format) in access.information_formats.iter().enumerate() {
        let field = format!("{field}.access.information_formats[{index}]");
        size = size.max(format.min_point_size);
        for code in format.snomed.iter().chain(&format.local_code) {
            match codes.information_format(code) {
                Some(LeadsTo::Size(points)) => size = size.max(Some(*points)),
                Some(LeadsTo::LargePrint) => size = size.max(Some(policy.large_print_point_size)),
                Some(LeadsTo::EasyRead) => easy_read = true,
                Some(LeadsTo::Email | LeadsTo::Download) => forms.by_email = true,
                // Whoever reads it out needs the paper.
                Some(LeadsTo::Call) => call = true,
                Some(LeadsTo::Transcription(form)) => {
                    forms.by_hand.push(*form);
                    let message = format!("the copy is needed in {}", form.words());
                    let mut finding = Finding::new("FMT-01", message).at(field.clone()).help(
                        "its reading text is in `transcription/`: order it from the transcriber",
                    );
                    finding.severity = Severity::Warn;
                    finding.stops = Stops::Nothing;
                    forms.findings.push(finding);
                }
                Some(LeadsTo::Contact(_) | LeadsTo::Flag(_)) => {}
                None => {
                    forms.by_hand.push(Transcription::Unknown);
                    forms.findings.push(
                        Finding::new("FMT-01", "the format asked for is not in the table of codes")
                            .at(field.clone())
                            .help("correct the code, or make this copy by hand"),
                    );
                }
            }
        }
    }
    if call {
        let mut finding = Finding::new("FMT-01", "the copy is to be read out: somebody rings too")
            .at(format!("{field}.access.information_formats"))
            .help("the paper goes out; ring when it has arrived");
        finding.severity = Severity::Warn;
        finding.stops = Stops::Nothing;
        forms.findings.push(finding);
    }
    forms.by_hand.sort_unstable();
    forms.by_hand.dedup();
    let standard = policy.standard_point_size;
    let points = size.unwrap_or(standard).max(standard);
    // A form that is made by hand stands for print, unless a size or paper was asked for as well.
    let print_wanted = size.is_some() || forms.by_hand.is_empty() || also_print || call;
    if easy_read {
        forms.formats.push((Format::EasyRead, points.max(policy.easy_read_point_size)));
    }
    // Easy read is a shortened version: the whole document goes with it unless declined (FMT-04).
    if (easy_read && access.full_plan_declined != Some(true)) || (!easy_read && print_wanted) {
        forms.formats.push((super::print_format(points), points));
    }
    forms
}

/// The languages of the recipient's copies.
pub(super) fn languages(
    record: &Record,
    access: &Access,
    field: &str,
    own: bool,
) -> (Vec<LanguageTag>, Option<Finding>) {
    let mut languages: Vec<LanguageTag> = access.written_language.iter().cloned().collect();
    languages.extend(access.also_languages.iter().flatten().cloned());
    let mut finding = None;
    if languages.is_empty() {
        let wales = matches!(record.regime, Regime::WalesAdult | Regime::WalesCarer);
        // An organisation reads the record's language; a person is asked.
        if wales && own {
            finding = Some(
                Finding::new("WAL-08", "nobody recorded whether the person reads Welsh or English")
                    .at(format!("{field}.access.written_language"))
                    .help("ring the person today and ask; until then both languages go together"),
            );
            languages = vec![LanguageTag::cy(), LanguageTag::en()];
        } else {
            languages = vec![record.main_language()];
        }
    }
    let mut seen = Vec::new();
    languages.retain(|language| {
        let new = !seen.contains(language);
        seen.push(language.clone());
        new
    });
    (languages, finding)
}
