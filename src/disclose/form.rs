//! The form that a recipient can read: formats, sizes and languages from their own record.

use serde::Serialize;

use crate::config::Config;
use crate::finding::Finding;
use crate::plan::{Access, LanguageTag, Record, Regime};
use crate::template::{Format, Layout};

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

/// The way that a copy goes. Nothing is sent by a run: it makes the copy and lists it.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// By post, printed.
    #[default]
    Post,
    /// By e-mail, held for secure release.
    Email,
}

/// What the SNOMED CT and local codes of information formats lead to.
///
/// Source: NHS England value set `England-FlagCodeRA` 0.1.0; sizes 16 and 18 have no code there.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Lead {
    Size(u32),
    LargePrint,
    EasyRead,
    Email,
    Transcription(&'static str),
    CallAsWell,
}

fn lead(code: &str) -> Option<Lead> {
    let code = code.trim();
    Some(match code {
        "796161000000101" | "local:easy_read" | "requiresinformationineasyread" => Lead::EasyRead,
        "957331000000109" | "local:lp20" => Lead::Size(20),
        "957351000000102" | "local:lp24" => Lead::Size(24),
        "957371000000106" | "local:lp28" => Lead::Size(28),
        "local:lp16" => Lead::Size(16),
        "local:lp18" => Lead::Size(18),
        // UK Core PreferredWrittenCommunicationFormat.
        "11" | "local:large_print" => Lead::LargePrint,
        "12" | "936661000000109" | "936681000000100" => Lead::Transcription("braille"),
        "13" | "936601000000105" | "795801000000104" | "795731000000104" | "795691000000105"
        | "945691000000105" | "719758004" => Lead::Transcription("audio"),
        "936621000000101" => Lead::Transcription("Moon"),
        "936641000000108" => Lead::Transcription("Makaton"),
        "415803005" | "520471000000105" | "local:bsl" => Lead::Transcription("BSL"),
        "945751000000106" | "936581000000101" => Lead::Email,
        "367741000000102" | "985021000000106" => Lead::CallAsWell,
        _ => return None,
    })
}

/// The forms of one recipient's copies, and what stands in the way of others.
pub(super) struct Forms {
    pub(super) formats: Vec<(Format, u32)>,
    pub(super) way: Way,
    pub(super) findings: Vec<Finding>,
}

/// Every form that the recipient's record asks for, several at once.
pub(super) fn forms(access: &Access, config: &Config) -> Forms {
    let mut easy_read = false;
    let mut other_form = false;
    let mut size = None;
    let mut way = Way::Post;
    let mut findings = Vec::new();
    for (index, format) in access.information_formats.iter().enumerate() {
        let field = format!("access.information_formats[{index}]");
        size = size.max(format.min_point_size);
        for code in format.snomed.iter().chain(&format.local_code) {
            match lead(code) {
                Some(Lead::Size(points)) => size = size.max(Some(points)),
                Some(Lead::LargePrint) => {
                    size = size.max(Some(config.policy.large_print_point_size));
                }
                Some(Lead::EasyRead) => easy_read = true,
                Some(Lead::Email) => way = Way::Email,
                Some(Lead::CallAsWell) => {}
                Some(Lead::Transcription(form)) => {
                    other_form = true;
                    findings.push(
                        Finding::new("FMT-01", format!("the copy is needed in {form}, which is made by hand"))
                            .at(field.clone())
                            .help("order it from the transcriber; the printed copy is not sent in its place"),
                    );
                }
                None => {
                    other_form = true;
                    findings.push(
                        Finding::new(
                            "FMT-01",
                            "the format asked for is not one that this program knows",
                        )
                        .at(field.clone())
                        .help("correct the code, or make this copy by hand"),
                    );
                }
            }
        }
    }
    let standard = config.policy.standard_point_size;
    let points = size.unwrap_or(standard).max(standard);
    let mut formats = Vec::new();
    let print_wanted = size.is_some() || !other_form;
    if easy_read {
        formats.push((Format::EasyRead, points.max(config.policy.easy_read_point_size)));
    }
    // Easy read is a shortened version: the whole document goes with it unless declined (FMT-04).
    if (easy_read && access.full_plan_declined != Some(true)) || (!easy_read && print_wanted) {
        formats.push((super::print_format(points), points));
    }
    Forms { formats, way, findings }
}

/// The languages of the recipient's copies.
pub(super) fn languages(record: &Record, access: &Access) -> (Vec<LanguageTag>, Option<Finding>) {
    let mut languages: Vec<LanguageTag> = access.written_language.iter().cloned().collect();
    languages.extend(access.also_languages.iter().flatten().cloned());
    let mut finding = None;
    if languages.is_empty() {
        let wales = matches!(record.regime, Regime::WalesAdult | Regime::WalesCarer);
        if wales {
            finding = Some(
                Finding::new("WAL-08", "nobody recorded whether the person reads Welsh or English")
                    .at("access.written_language")
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
