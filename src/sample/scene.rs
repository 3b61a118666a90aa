//! Decides what kind of record it is before a word of it is written: which law, which document, how
//! large, in which form and language, about whom.

use jiff::Span;
use jiff::civil::{Date, Weekday, date};

use super::bank::BANK;
use super::dice::{Dice, Stream};
use super::identity::{Household, Identity};
use super::words::Words;
use crate::plan::{
    Access, Document, InformationFormat, LanguageTag, LinkedKind, Regime, ReviewDecision, Scale,
};

/// What is known of a record before its content.
pub struct Scene {
    pub number: u32,
    pub plan_id: String,
    pub regime: Regime,
    pub document: Document,
    /// What a review decided, where the record is one.
    pub decision: Option<ReviewDecision>,
    pub scale: Scale,
    pub plan_date: Date,
    pub subject: Identity,
    pub access: Access,
    pub partner: Option<Partner>,
    /// The person agreed to a public summary.
    pub public: bool,
    pub words: Words,
    pub dice: Dice,
}

/// The other one of a couple, who has a plan of their own.
pub struct Partner {
    pub identity: Identity,
    pub plan_id: String,
    pub kind: LinkedKind,
    /// Both plans were made as one.
    pub combined: bool,
}

impl Scene {
    /// Sets the scene of one record.
    pub fn of(seed: u64, number: u32) -> Self {
        let home = Household::of(seed, number);
        let mut dice = Dice::new(seed, number, Stream::Scene);
        let carer = is_carer(seed, number, &home);
        let regime = match (home.wales, carer) {
            (false, false) => Regime::EnglandAdult,
            (false, true) => Regime::EnglandCarer,
            (true, false) => Regime::WalesAdult,
            (true, true) => Regime::WalesCarer,
        };
        let document = document(&mut dice, &home);
        let decision = decision(&mut dice, document);
        let scale =
            dice.weighted(&[(25, Scale::Minor), (50, Scale::Standard), (25, Scale::Complex)]);
        let subject = Identity::of(seed, number, carer);
        let access = access(&mut dice, home.wales);
        let easy_read = access.information_formats.iter().any(|format| {
            format.snomed.as_deref() == Some(BANK.people.formats["easy_read"].as_str())
        });
        let welsh = access.written_language == Some(LanguageTag::cy());
        let languages = if welsh {
            vec![LanguageTag::cy(), LanguageTag::en()]
        } else {
            vec![LanguageTag::en()]
        };
        let mut words = Words::new(languages, easy_read);
        words.set("area", home.town(), home.town());
        words.set_pair("hobby", dice.pick(&BANK.people.hobbies));
        words.set_pair("meal", dice.pick(&BANK.people.meals));
        words.set_pair("place", dice.pick(&BANK.people.places));
        let partner = home.partner.map(|other| Partner::of(seed, other, carer));
        Self {
            number,
            plan_id: plan_id(seed, number),
            regime,
            document,
            decision,
            scale,
            plan_date: working_day(later(date(2026, 1, 5), home.shared_day())),
            subject,
            access,
            partner,
            public: dice.chance(20),
            words,
            dice: Dice::new(seed, number, Stream::Content),
        }
    }
}

impl Partner {
    fn of(seed: u64, other: u32, carer: bool) -> Self {
        let home = Household::of(seed, other);
        let other_is_carer = is_carer(seed, other, &home);
        Self {
            identity: Identity::of(seed, other, other_is_carer),
            plan_id: plan_id(seed, other),
            kind: if other_is_carer && !carer { LinkedKind::Carer } else { LinkedKind::Spouse },
            combined: (seed ^ u64::from(other.div_ceil(2))).is_multiple_of(3),
        }
    }
}

/// A day so many days after another.
pub fn later(day: Date, days: i64) -> Date {
    day.saturating_add(Span::new().days(days))
}

/// Nobody signs at the weekend.
fn working_day(day: Date) -> Date {
    match day.weekday() {
        Weekday::Saturday | Weekday::Sunday => later(day, 2),
        _ => day,
    }
}

fn plan_id(seed: u64, number: u32) -> String {
    format!("CSP-{seed}-{number:06}")
}

/// Every fifth plan is a carer's; of a couple, only the second can be.
fn is_carer(seed: u64, number: u32, home: &Household) -> bool {
    let mut dice = Dice::new(seed, number, Stream::Carer);
    if home.partner.is_some() { !home.first && dice.chance(60) } else { dice.chance(20) }
}

fn document(dice: &mut Dice, home: &Household) -> Document {
    if home.partner.is_some() {
        return Document::Plan;
    }
    if home.wales {
        dice.weighted(&[
            (81, Document::Plan),
            (6, Document::Review),
            (3, Document::DecisionLetter),
            (5, Document::Closure),
            (5, Document::Confirmation),
        ])
    } else {
        dice.weighted(&[(91, Document::Plan), (6, Document::Review), (3, Document::DecisionLetter)])
    }
}

fn decision(dice: &mut Dice, document: Document) -> Option<ReviewDecision> {
    match document {
        Document::Review => {
            Some(dice.weighted(&[(50, ReviewDecision::Continue), (50, ReviewDecision::Revise)]))
        }
        Document::Confirmation => Some(ReviewDecision::Confirm),
        Document::Closure => Some(ReviewDecision::Close),
        _ => None,
    }
}

fn access(dice: &mut Dice, wales: bool) -> Access {
    let codes = &BANK.people.formats;
    let snomed = |name: &str| InformationFormat {
        snomed: Some(codes[name].clone()),
        ..InformationFormat::default()
    };
    let local = |size: u32| InformationFormat {
        local_code: Some(format!("local:lp{size}")),
        min_point_size: Some(size),
        ..InformationFormat::default()
    };
    let information_formats = match dice.weighted(&[(73, 0), (21, 1), (4, 2), (2, 3)]) {
        1 => vec![
            dice.pick(&[
                local(16),
                local(18),
                snomed("large_20"),
                snomed("large_24"),
                snomed("large_28"),
            ])
            .clone(),
        ],
        2 => vec![snomed("easy_read")],
        3 => vec![snomed("easy_read"), snomed("large_24")],
        _ => Vec::new(),
    };
    let language = if wales && dice.chance(50) { LanguageTag::cy() } else { LanguageTag::en() };
    Access {
        information_formats,
        contact_methods: vec!["936721000000107".into()],
        written_language: Some(language.clone()),
        spoken_language: Some(language),
        consent_to_share_needs: Some(dice.chance(85)),
        last_checked_on: Some(later(date(2025, 10, 1), dice.between(0, 90))),
        ..Access::default()
    }
}
