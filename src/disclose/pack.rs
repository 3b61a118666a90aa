//! The packs: which content each has, by section and by class of information. What stands in no
//! list is in no pack: a new section is withheld from everybody until it is added here, and a test
//! fails until it is.

use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::finding::Finding;
use crate::plan::Sensitivity;

/// Which content a copy has.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Pack {
    /// Everything about the subject: for the subject, and for who decides in their place.
    Full,
    /// The whole plan, for somebody for whom the person asked: s.25(9)(c), (10)(c).
    RequestedFull,
    /// What somebody who helps needs to know, or what the person limited a request to.
    CareCopy,
    /// Who does what, and when it is looked at again.
    Summary,
    /// What a provider needs to work safely.
    ProviderExtract,
    /// Money, and the services that a bill is checked against.
    Finance,
    /// Direct payments, and what they are for.
    DpExtract,
    /// What the person agreed to share.
    PublicSummary,
    /// What the person agreed to share, as far as the council needs it to sign off.
    SignOffSummary,
    /// The council's own file copy.
    FileCopy,
}

use Pack::{
    CareCopy, DpExtract, FileCopy, Finance, Full, ProviderExtract, PublicSummary, RequestedFull,
    SignOffSummary, Summary,
};

impl Pack {
    /// Every pack.
    pub const ALL: [Self; 10] = [
        Full,
        RequestedFull,
        CareCopy,
        Summary,
        ProviderExtract,
        Finance,
        DpExtract,
        PublicSummary,
        SignOffSummary,
        FileCopy,
    ];

    /// The pack's name in manifests, decisions and configurations.
    pub fn as_str(self) -> &'static str {
        match self {
            Full => "full",
            RequestedFull => "requested_full",
            CareCopy => "care_copy",
            Summary => "summary",
            ProviderExtract => "provider_extract",
            Finance => "finance",
            DpExtract => "dp_extract",
            PublicSummary => "public_summary",
            SignOffSummary => "sign_off_summary",
            FileCopy => "file_copy",
        }
    }

    /// The pack in the words of reports.
    pub fn words(self) -> &'static str {
        match self {
            Full => "the whole plan",
            RequestedFull => "the whole plan, as asked",
            CareCopy => "a copy for someone who helps",
            Summary => "a summary",
            ProviderExtract => "a copy for a provider",
            Finance => "a copy about money",
            DpExtract => "a copy about direct payments",
            PublicSummary => "my summary to share",
            SignOffSummary => "the summary for sign-off",
            FileCopy => "the file copy",
        }
    }

    /// The pack of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pack| pack.as_str() == name)
    }

    /// Only what was opted in, item by item.
    pub fn is_opt_in(self) -> bool {
        matches!(self, PublicSummary | SignOffSummary)
    }

    /// Its order and headings are the whole plan's.
    pub fn is_whole(self) -> bool {
        matches!(self, Full | RequestedFull | FileCopy)
    }

    /// The classes of information that the pack has. `own` is the subject's own copy.
    pub(super) fn classes(self, own: bool) -> &'static [Sensitivity] {
        use Sensitivity::{
            AddressProtected, Confidential, Finance as Money, Health, Normal, Safeguarding,
            ThirdParty,
        };
        match self {
            Full if own => &[Normal, Health, Money, ThirdParty, Safeguarding],
            Full | RequestedFull => &[Normal, Health, Money],
            CareCopy | Summary => &[Normal],
            ProviderExtract => &[Normal, Health],
            Finance | DpExtract | PublicSummary | SignOffSummary => &[Normal, Money],
            FileCopy => {
                &[Normal, Health, Money, ThirdParty, Safeguarding, Confidential, AddressProtected]
            }
        }
    }

    /// Whether the pack has a section, such as `supports`.
    pub(super) fn has_section(self, section: &str) -> bool {
        SECTIONS.iter().any(|(name, packs)| *name == section && packs.contains(&self))
    }
}

/// The sections, and the packs that have each.
const SECTIONS: &[(&str, &[Pack])] = &[
    ("about_me", &[Full, RequestedFull, CareCopy, ProviderExtract, PublicSummary, FileCopy]),
    // Capacity, best interests and deprivation of liberty: a provider works under them.
    ("assessment", &[Full, RequestedFull, ProviderExtract, FileCopy]),
    (
        "needs",
        &[
            Full,
            RequestedFull,
            CareCopy,
            Summary,
            ProviderExtract,
            DpExtract,
            PublicSummary,
            SignOffSummary,
            FileCopy,
        ],
    ),
    (
        "outcomes",
        &[
            Full,
            RequestedFull,
            CareCopy,
            Summary,
            ProviderExtract,
            PublicSummary,
            SignOffSummary,
            FileCopy,
        ],
    ),
    ("carer_wishes", &[Full, RequestedFull, PublicSummary, FileCopy]),
    (
        "supports",
        &[
            Full,
            RequestedFull,
            CareCopy,
            Summary,
            ProviderExtract,
            Finance,
            DpExtract,
            PublicSummary,
            SignOffSummary,
            FileCopy,
        ],
    ),
    ("informal_care", &[Full, RequestedFull, ProviderExtract, FileCopy]),
    ("personal_budget", &[Full, RequestedFull, Finance, PublicSummary, SignOffSummary, FileCopy]),
    ("direct_payments", &[Full, RequestedFull, Finance, DpExtract, FileCopy]),
    ("dp_discussion", &[Full, RequestedFull, FileCopy]),
    ("charges", &[Full, RequestedFull, Finance, PublicSummary, FileCopy]),
    ("independent_personal_budget", &[Full, RequestedFull, Finance, FileCopy]),
    ("nhs_funding", &[Full, RequestedFull, Finance, FileCopy]),
    ("information_advice", &[Full, RequestedFull, CareCopy, PublicSummary, FileCopy]),
    ("risks", &[Full, RequestedFull, ProviderExtract, PublicSummary, FileCopy]),
    (
        "contingency",
        &[Full, RequestedFull, CareCopy, Summary, ProviderExtract, PublicSummary, FileCopy],
    ),
    ("disagreements", &[Full, RequestedFull, FileCopy]),
    ("safeguarding_conclusion", &[Full, FileCopy]),
    ("safeguarding_note", &[Full, FileCopy]),
    ("protection_property", &[Full, RequestedFull, FileCopy]),
    ("involvement", &[Full, RequestedFull, FileCopy]),
    ("prepared_by", &[Full, RequestedFull, FileCopy]),
    ("advocacy", &[Full, RequestedFull, FileCopy]),
    ("agreement", &[Full, RequestedFull, FileCopy]),
    ("sign_off", &[Full, RequestedFull, FileCopy]),
    (
        "named_coordinator",
        &[Full, RequestedFull, CareCopy, Summary, ProviderExtract, Finance, DpExtract, FileCopy],
    ),
    ("responsible", &[Full, RequestedFull, CareCopy, ProviderExtract, FileCopy]),
    ("monitoring_arrangements", &[Full, RequestedFull, ProviderExtract, PublicSummary, FileCopy]),
    (
        "roles_and_responsibilities",
        &[Full, RequestedFull, ProviderExtract, PublicSummary, FileCopy],
    ),
    ("resources", &[Full, RequestedFull, PublicSummary, FileCopy]),
    ("other_plans_checked", &[Full, RequestedFull, FileCopy]),
    ("linked_plans", &[Full, RequestedFull, FileCopy]),
    ("lead_organisation", &[Full, RequestedFull, ProviderExtract, FileCopy]),
    ("lead_professional", &[Full, RequestedFull, ProviderExtract, FileCopy]),
    ("information_sharing_protocol_ref", &[FileCopy]),
    (
        "review_plan",
        &[Full, RequestedFull, CareCopy, Summary, ProviderExtract, Finance, DpExtract, FileCopy],
    ),
    ("review_record", &[Full, RequestedFull, FileCopy]),
    ("closure_statement", &[Full, RequestedFull, FileCopy]),
    ("decision_letter", &[Full, RequestedFull, FileCopy]),
    (
        "help",
        &[Full, RequestedFull, CareCopy, Summary, ProviderExtract, Finance, DpExtract, FileCopy],
    ),
    ("standard_text", &[Full, RequestedFull, PublicSummary, FileCopy]),
];

/// Whether a name is a section's.
pub fn is_section(name: &str) -> bool {
    SECTIONS.iter().any(|(section, _)| *section == name)
}

/// The packs and their sections as a table in Markdown: what `docs/sharing.md` shows.
pub fn table() -> String {
    use std::fmt::Write;
    let mut table = String::from("| section |");
    for pack in Pack::ALL {
        let _ = write!(table, " `{}` |", pack.as_str());
    }
    table.push_str("\n|---|");
    table.push_str(&":-:|".repeat(Pack::ALL.len()));
    table.push('\n');
    for (section, packs) in SECTIONS {
        let _ = write!(table, "| `{section}` |");
        for pack in Pack::ALL {
            table.push_str(if packs.contains(&pack) { " ● |" } else { "   |" });
        }
        table.push('\n');
    }
    table
}

/// CFG-01 for every pack, section or narrowing of the configuration that can't be.
pub fn refused(config: &Config) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (name, rule) in &config.packs.0 {
        let field = format!("packs.{name}");
        match Pack::named(name) {
            None => findings.push(
                Finding::new("CFG-01", "there is no such pack")
                    .at(field)
                    .help(format!("the packs are {}", Pack::ALL.map(Pack::as_str).join(", "))),
            ),
            // The person is owed the whole of their plan: s.25(9)(a), (10)(a); reg 8.
            Some(Full) => findings.push(
                Finding::new("CFG-01", "the person's own copy can't be narrowed by a setting")
                    .at(field)
                    .help("leave an item out by a decision in the record, with who and why"),
            ),
            Some(_) => {
                for (number, section) in rule.without_sections.iter().enumerate() {
                    if !is_section(section) {
                        findings.push(
                            Finding::new("CFG-01", "there is no such section")
                                .at(format!("packs.{name}.without_sections[{number}]")),
                        );
                    }
                }
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Content;

    #[test]
    fn every_section_of_a_record_is_decided_about() {
        let schema = serde_json::to_value(schemars::schema_for!(Content)).unwrap();
        let properties = schema["properties"].as_object().unwrap();
        for name in properties.keys() {
            assert!(is_section(name), "nobody decided which packs have `{name}`");
        }
        assert_eq!(properties.len(), SECTIONS.len());
    }

    #[test]
    fn packs_have_their_own_names() {
        for pack in Pack::ALL {
            assert_eq!(Pack::named(pack.as_str()), Some(pack));
        }
    }

    #[test]
    fn confidential_things_are_in_the_file_alone() {
        use Sensitivity::{AddressProtected, Confidential, NeverPrint, Safeguarding};
        for pack in Pack::ALL {
            for own in [false, true] {
                let classes = pack.classes(own);
                assert!(!classes.contains(&NeverPrint));
                let file = pack == FileCopy;
                assert_eq!(classes.contains(&Confidential), file, "{pack:?}");
                assert_eq!(classes.contains(&AddressProtected), file, "{pack:?}");
                assert_eq!(classes.contains(&Safeguarding), file || pack == Full && own);
            }
        }
    }

    #[test]
    fn a_setting_narrows_and_never_the_persons_own_copy() {
        let config: Config = serde_yaml::from_str(
            "packs: {full: {without_sections: [risks]}, summary: {without_sections: [needs, x]}, y: {}}",
        )
        .unwrap();
        let fields: Vec<String> = refused(&config).into_iter().map(|found| found.field).collect();
        assert_eq!(fields, ["packs.full", "packs.summary.without_sections[1]", "packs.y"]);
    }
}
