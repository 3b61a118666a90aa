//! The nine steps: a table of pieces and audiences with the step that decides each, and the proof
//! that the table holds the steps: without any one of them, or with two of them in another order,
//! at least one piece of the table comes out differently.

use std::sync::LazyLock;

use jiff::civil::date;
use serde_json::{Value, json};

use super::*;

/// Everybody of the table, by id.
static CAST: LazyLock<Vec<Party>> = LazyLock::new(|| {
    let cast = json!([
        {"party_id": "jo", "is_subject": true, "roles": ["subject"], "name": {"given": "Jo"}},
        {"party_id": "fay", "roles": ["friend", "carer"], "name": {"given": "Fay"}},
        {"party_id": "neil", "roles": ["friend"], "name": {"given": "Neil"}},
        {"party_id": "home", "roles": ["provider"], "name": {"full": "Home Help"}},
        {"party_id": "dan", "roles": ["family", "person_of_concern"], "name": {"given": "Dan"}},
    ]);
    serde_json::from_value(cast).unwrap()
});

static CONSENTS: LazyLock<Vec<Consent>> = LazyLock::new(|| {
    let consents = json!([
        {"giver": "cal", "recipient": "jo"},
        {"giver": "eve", "recipient": "jo", "withdrawn_on": "2026-01-01"},
        {"giver": "ali", "about": "bob", "recipient": "jo"},
    ]);
    serde_json::from_value(consents).unwrap()
});

fn party(id: &str) -> &'static Party {
    CAST.iter().find(|party| party.party_id.as_str() == id).unwrap()
}

/// A copy for a party, with a basis unless it is the subject's own.
fn copy(id: &str, pack: Pack) -> Audience<'static> {
    let recipient = party(id);
    Audience {
        recipient: Some(recipient),
        subject: &party("jo").party_id,
        pack,
        sections: None,
        basis: Some(if recipient.is_subject { Basis::Duty } else { Basis::SubjectRequest }),
        unsafe_for_subject: recipient.roles.contains(&Role::PersonOfConcern),
        consents: &CONSENTS,
        narrowed: None,
        held: Vec::new(),
        class: Sensitivity::Normal,
        date: date(2026, 6, 1),
    }
}

fn own() -> Audience<'static> {
    copy("jo", Pack::Full)
}

fn friends() -> Audience<'static> {
    copy("fay", Pack::RequestedFull)
}

fn without_basis(audience: Audience<'static>) -> Audience<'static> {
    Audience { basis: None, ..audience }
}

fn envelope(fields: Value) -> Envelope {
    serde_json::from_value(fields).unwrap()
}

fn allow(audience: &str) -> Value {
    json!({"audience": audience, "basis": "override", "decided_by": "team manager",
        "decided_on": "2026-05-01"})
}

fn deny(audience: &str) -> Value {
    json!({"audience": audience, "reason_code": "harm"})
}

/// A piece of the table: what it is, for whom, where it stands, its envelope, and what decides it.
struct Case(&'static str, Audience<'static>, &'static str, Value, Option<Step>);

#[rustfmt::skip]
fn cases() -> Vec<Case> {
    use Step::{
        ItemDeny, NeverPrint, NoBasis, NotOptedIn, Scope, Sensitivity, ThirdParty, UnsafeRecipient,
    };
    let danger = || copy("dan", Pack::CareCopy);
    let care = || copy("fay", Pack::CareCopy);
    let all = json!({"allow": [allow("fay"), allow("dan"), allow("subject")]});
    let both = json!({"allow": [allow("fay"), allow("dan")], "deny": [deny("fay"), deny("dan")]});
    let denied = json!({"deny": [deny("all_but_file")]});
    vec![
        // One step alone.
        Case("never on paper, even for the person", own(), "needs", json!({"sensitivity": "never_print"}), Some(NeverPrint)),
        Case("a person of concern sees nothing", danger(), "needs", json!({}), Some(UnsafeRecipient)),
        Case("a denial of the person", own(), "needs", json!({"share": {"deny": [deny("subject")]}}), Some(ItemDeny)),
        Case("a denial of a role", friends(), "needs", json!({"share": {"deny": [deny("carer")]}}), Some(ItemDeny)),
        Case("a denial of a pack", friends(), "needs", json!({"share": {"deny": [deny("requested_full")]}}), Some(ItemDeny)),
        Case("a denial of everybody", own(), "needs", json!({"share": denied}), Some(ItemDeny)),
        Case("a denial of somebody else is nothing", own(), "needs", json!({"share": {"deny": [deny("fay")]}}), None),
        Case("nobody without a basis", without_basis(friends()), "needs", json!({}), Some(NoBasis)),
        Case("the person needs none", without_basis(own()), "needs", json!({}), None),
        Case("about somebody else", own(), "needs", json!({"about": ["neil"]}), Some(ThirdParty)),
        Case("about the reader", friends(), "needs", json!({"about": ["fay"]}), None),
        Case("about the reader and another", friends(), "needs", json!({"about": ["fay", "neil"]}), Some(ThirdParty)),
        Case("about another, given by the reader", friends(), "needs", json!({"about": ["neil"], "source_party": "fay"}), None),
        Case("about another, given by the person, for a friend", friends(), "needs", json!({"about": ["neil"], "source_party": "jo"}), Some(ThirdParty)),
        Case("that person consented", own(), "needs", json!({"about": ["cal"]}), None),
        Case("to the person, not to the friend", friends(), "needs", json!({"about": ["cal"]}), Some(ThirdParty)),
        Case("that consent was taken back", own(), "needs", json!({"about": ["eve"]}), Some(ThirdParty)),
        Case("nobody consents for another", own(), "needs", json!({"about": ["bob"]}), Some(ThirdParty)),
        Case("a decision about this item", friends(), "needs", json!({"about": ["neil"], "share": all}), None),
        Case("a decision that nobody made", own(), "needs", json!({"sensitivity": "confidential", "share": {"allow": [{"audience": "subject", "basis": "consent"}]}}), Some(Sensitivity)),
        Case("a decision that has ended", own(), "needs", json!({"sensitivity": "confidential", "share": {"allow": [{"audience": "subject", "basis": "consent", "decided_by": "x", "decided_on": "2026-01-01", "expires_on": "2026-05-31"}]}}), Some(Sensitivity)),
        Case("a decision of the time to come", own(), "needs", json!({"sensitivity": "confidential", "share": {"allow": [{"audience": "subject", "basis": "consent", "decided_by": "x", "decided_on": "2026-06-02"}]}}), Some(Sensitivity)),
        Case("confidential, for its giver", own(), "needs", json!({"sensitivity": "confidential", "source_party": "jo"}), None),
        Case("confidential, for another", friends(), "needs", json!({"sensitivity": "confidential", "source_party": "jo"}), Some(Sensitivity)),
        Case("confidential, in a part of the plan", care(), "needs", json!({"sensitivity": "confidential", "source_party": "fay"}), Some(Sensitivity)),
        Case("what another told, given by the person", own(), "needs", json!({"sensitivity": "third_party", "source_party": "jo"}), None),
        Case("what another told, given by nobody knows whom", own(), "needs", json!({"sensitivity": "third_party"}), Some(Sensitivity)),
        Case("what an enquiry found, for the person", own(), "safeguarding_note", json!({"sensitivity": "safeguarding"}), None),
        Case("what an enquiry found, for a friend", friends(), "needs", json!({"sensitivity": "safeguarding"}), Some(Sensitivity)),
        Case("an address that is protected", own(), "needs", json!({"sensitivity": "address_protected"}), Some(Sensitivity)),
        Case("health, for who helps", care(), "needs", json!({"sensitivity": "health"}), Some(Sensitivity)),
        Case("health, for a provider", copy("home", Pack::ProviderExtract), "needs", json!({"sensitivity": "health"}), None),
        Case("money, for a provider", copy("home", Pack::ProviderExtract), "needs", json!({"sensitivity": "finance"}), Some(Sensitivity)),
        Case("a section that the pack lacks", care(), "disagreements", json!({}), Some(Scope)),
        Case("a section that nobody knows", own(), "brand_new", json!({}), Some(Scope)),
        Case("not chosen for the summary", copy("jo", Pack::PublicSummary), "needs", json!({}), Some(NotOptedIn)),
        Case("chosen for the summary", copy("jo", Pack::PublicSummary), "needs", json!({"share": {"public_summary": true}}), None),
        Case("chosen, and about another", copy("jo", Pack::PublicSummary), "needs", json!({"about": ["cal"], "source_party": "jo", "share": {"public_summary": true}}), Some(ThirdParty)),
        Case("chosen, and of a section that no summary has", copy("jo", Pack::PublicSummary), "disagreements", json!({"share": {"public_summary": true}}), Some(Scope)),
        Case("a decision opens no summary", copy("jo", Pack::PublicSummary), "needs", json!({"share": {"allow": [allow("subject"), allow("public_summary"), allow("jo")]}}), Some(NotOptedIn)),
        Case("what the pack is for", friends(), "needs", json!({}), None),
        // 1 before the others.
        Case("1 before 2", danger(), "needs", json!({"sensitivity": "never_print"}), Some(NeverPrint)),
        Case("1 before 3", own(), "needs", json!({"sensitivity": "never_print", "share": denied}), Some(NeverPrint)),
        Case("1 before 4", without_basis(friends()), "needs", json!({"sensitivity": "never_print"}), Some(NeverPrint)),
        Case("1 before 5", own(), "needs", json!({"sensitivity": "never_print", "about": ["neil"]}), Some(NeverPrint)),
        Case("1 before 6", own(), "needs", json!({"sensitivity": "never_print", "share": all}), Some(NeverPrint)),
        Case("1 before 7 and 8", care(), "disagreements", json!({"sensitivity": "never_print"}), Some(NeverPrint)),
        // 2 before the others.
        Case("2 before 3", danger(), "needs", json!({"share": denied}), Some(UnsafeRecipient)),
        Case("2 before 4", without_basis(danger()), "needs", json!({}), Some(UnsafeRecipient)),
        Case("2 before 5", danger(), "needs", json!({"about": ["neil"]}), Some(UnsafeRecipient)),
        Case("2 before 6", danger(), "needs", json!({"share": all}), Some(UnsafeRecipient)),
        Case("2 before 7 and 8", danger(), "disagreements", json!({"sensitivity": "health"}), Some(UnsafeRecipient)),
        // 3 before the others.
        Case("3 before 4", without_basis(friends()), "needs", json!({"share": denied}), Some(ItemDeny)),
        Case("3 before 5", own(), "needs", json!({"about": ["neil"], "share": denied}), Some(ItemDeny)),
        Case("3 before 6", friends(), "needs", json!({"share": both}), Some(ItemDeny)),
        Case("3 before 7 and 8", care(), "disagreements", json!({"sensitivity": "health", "share": denied}), Some(ItemDeny)),
        // 4 before the others.
        Case("4 before 5", without_basis(friends()), "needs", json!({"about": ["neil"]}), Some(NoBasis)),
        Case("4 before 6", without_basis(friends()), "needs", json!({"share": all}), Some(NoBasis)),
        Case("4 before 7 and 8", without_basis(care()), "disagreements", json!({"sensitivity": "health"}), Some(NoBasis)),
        // 5 before the others.
        Case("5 before 7 and 8", care(), "disagreements", json!({"sensitivity": "health", "about": ["neil"]}), Some(ThirdParty)),
        // 6 before the others.
        Case("6 before 7", care(), "needs", json!({"sensitivity": "safeguarding", "share": all}), None),
        Case("6 before 8", care(), "disagreements", json!({"share": all}), None),
        // 7 before 8.
        Case("7 before 8", care(), "disagreements", json!({"sensitivity": "health"}), Some(Sensitivity)),
    ]
}

/// What a list of steps says of a piece.
fn judged(steps: &[StepOf], Case(_, audience, section, fields, _): &Case) -> Option<Step> {
    at(audience, section, fields, |piece| first_that_fits(steps, piece))
}

/// Does something with the piece of a case.
fn at<T>(
    audience: &Audience<'_>,
    section: &str,
    fields: &Value,
    ask: impl FnOnce(&Piece<'_, '_>) -> T,
) -> T {
    let envelope = envelope(fields.clone());
    let mut judge = Judge::new(audience, "P-1");
    judge.inside(section, |judge| {
        ask(&Piece { judge, envelope: &envelope, class: envelope.sensitivity })
    })
}

#[test]
fn every_piece_is_decided_by_its_step() {
    for case in cases() {
        assert_eq!(judged(&STEPS, &case), case.4, "{}", case.0);
        // The judge itself says the same, and writes down what it withholds.
        let mut judge = Judge::new(&case.1, "P-1");
        let kept = judge.inside(case.2, |judge| judge.keeps(None, &envelope(case.3.clone())));
        assert_eq!(kept, case.4.is_none(), "{}", case.0);
        let steps: Vec<Step> = judge.withheld().iter().map(|left| left.step).collect();
        assert_eq!(steps, case.4.into_iter().collect::<Vec<_>>(), "{}", case.0);
    }
}

/// Steps 5 and 6 never fit one piece: a decision about the item that stands is what step 6 fits on,
/// and is itself the recorded third-party decision that keeps step 5 from fitting. Their order can't
/// be observed. Every other pair has a piece on which both fit, and the first decides.
const NEVER_BOTH: (usize, usize) = (4, 5);

#[test]
fn of_any_two_steps_that_fit_the_first_decides() {
    let cases = cases();
    let fits = |case: &Case| -> Vec<bool> {
        let Case(_, audience, section, fields, _) = case;
        STEPS
            .iter()
            .map(|step| at(audience, section, fields, |piece| step(piece).is_some()))
            .collect()
    };
    let all: Vec<Vec<bool>> = cases.iter().map(fits).collect();
    for first in 0..STEPS.len() {
        assert!(
            all.iter().any(|fits| fits.iter().position(|fits| *fits) == Some(first)),
            "step {} decides no piece of the table",
            first + 1
        );
        for second in first + 1..STEPS.len() {
            let met = all
                .iter()
                .any(|fits| fits[second] && fits.iter().position(|fits| *fits) == Some(first));
            assert_eq!(met, (first, second) != NEVER_BOTH, "{} and {}", first + 1, second + 1);
        }
    }
    assert!(all.iter().all(|fits| !(fits[NEVER_BOTH.0] && fits[NEVER_BOTH.1])));
}

/// Whether any piece of the table comes out differently.
fn is_noticed(steps: &[StepOf]) -> bool {
    cases().iter().any(|case| judged(steps, case) != case.4)
}

#[test]
fn no_step_can_be_left_out() {
    assert!(!is_noticed(&STEPS));
    for left_out in 0..STEPS.len() {
        let mut steps = STEPS.to_vec();
        steps.remove(left_out);
        assert!(is_noticed(&steps), "nobody notices that step {} is missing", left_out + 1);
    }
}

#[test]
fn no_two_steps_can_change_places() {
    for first in 0..STEPS.len() {
        for second in first + 1..STEPS.len() {
            let mut steps = STEPS.to_vec();
            steps.swap(first, second);
            let noticed = is_noticed(&steps);
            let equal = (first, second) == NEVER_BOTH;
            assert_eq!(noticed, !equal, "{} and {} swapped", first + 1, second + 1);
        }
    }
}

#[test]
fn without_any_step_nothing_is_shown() {
    for case in cases() {
        assert_eq!(judged(&[], &case), Some(Step::Scope), "{}", case.0);
    }
}

#[test]
fn the_file_has_all_that_may_be_on_paper() {
    let file = Audience { recipient: None, ..copy("jo", Pack::FileCopy) };
    for Case(name, _, section, fields, _) in cases() {
        let mut judge = Judge::new(&file, "P-1");
        let envelope = envelope(fields);
        let kept = judge.inside(section, |judge| judge.keeps(None, &envelope));
        assert_eq!(kept, envelope.sensitivity != Sensitivity::NeverPrint, "{name}");
    }
}

#[test]
fn what_a_check_holds_is_in_no_copy() {
    for pack in Pack::ALL {
        let held = vec!["needs[1].wellbeing_impact.text.en"];
        let audience = Audience { held, ..copy("jo", pack) };
        let chosen = envelope(json!({"share": {"public_summary": true}}));
        let mut judge = Judge::new(&audience, "P-1");
        let mut keeps = |number: usize, field: &str| {
            judge.inside("needs", |judge| {
                judge.inside_item(number, |judge| {
                    judge.inside(field, |judge| judge.keeps(None, &chosen))
                })
            })
        };
        assert!(!keeps(1, "wellbeing_impact"), "{pack:?}");
        // Neither another field of the same need, nor one whose number begins alike.
        let has = pack.has_section("needs");
        assert_eq!(keeps(1, "wellbeing"), has, "{pack:?}");
        assert_eq!(keeps(10, "wellbeing_impact"), has, "{pack:?}");
    }
}

#[test]
fn a_setting_narrows_and_a_decision_about_an_item_widens() {
    let rule = PackRule {
        without_sections: vec!["outcomes".into()],
        without_sensitivities: vec![Sensitivity::Health],
    };
    let audience = Audience { narrowed: Some(&rule), ..friends() };
    let allowed = json!({"allow": [allow("fay")]});
    let cases = [
        ("needs", json!({}), None),
        ("outcomes", json!({}), Some(Step::Scope)),
        ("outcomes", json!({"share": allowed}), None),
        ("needs", json!({"sensitivity": "health"}), Some(Step::Sensitivity)),
        ("needs", json!({"sensitivity": "health", "share": allowed}), None),
        ("needs", json!({"sensitivity": "finance"}), None),
    ];
    for (section, fields, expected) in cases {
        let step = at(&audience, section, &fields, |piece| first_that_fits(&STEPS, piece));
        assert_eq!(step, expected, "{section} {fields}");
    }
}

#[test]
fn asked_sections_are_of_the_whole_plan_and_no_wider() {
    let asked: Vec<String> =
        ["supports", "charges", "safeguarding_conclusion"].map(str::to_owned).into();
    let audience = Audience { sections: Some(&asked), ..copy("fay", Pack::CareCopy) };
    let cases = [
        ("supports", "normal", None),
        ("supports", "health", Some(Step::Sensitivity)),
        ("charges", "finance", None),
        ("help", "normal", None),
        ("needs", "normal", Some(Step::Scope)),
        ("safeguarding_conclusion", "safeguarding", Some(Step::Sensitivity)),
        ("safeguarding_conclusion", "normal", Some(Step::Scope)),
    ];
    for (section, class, expected) in cases {
        let fields = json!({"sensitivity": class});
        let step = at(&audience, section, &fields, |piece| first_that_fits(&STEPS, piece));
        assert_eq!(step, expected, "{section} {class}");
    }
}

#[test]
fn a_section_has_the_class_of_what_says_none() {
    let audience = copy("fay", Pack::CareCopy);
    let mut judge = Judge::new(&audience, "P-1");
    let plain = Envelope::default();
    assert!(judge.inside("needs", |judge| judge.keeps(None, &plain)));
    let kept = judge.inside("needs", |judge| {
        judge.with_class(Sensitivity::Health, |judge| judge.keeps(None, &plain))
    });
    assert!(!kept);
    // The class holds inside alone.
    assert!(judge.inside("needs", |judge| judge.keeps(None, &plain)));
}

#[test]
fn steps_have_their_numbers_in_order() {
    let steps = [
        Step::HeldByCheck,
        Step::NeverPrint,
        Step::UnsafeRecipient,
        Step::ItemDeny,
        Step::NoBasis,
        Step::ThirdParty,
        Step::Sensitivity,
        Step::Scope,
        Step::NotOptedIn,
    ];
    assert!(steps.is_sorted_by_key(|step| step.number()) && steps.is_sorted());
}

#[test]
fn steps_name_the_rules_behind_them() {
    let rules = [
        (Step::HeldByCheck, "DAT-05"),
        (Step::UnsafeRecipient, "SHR-04"),
        (Step::NoBasis, "SHR-01"),
        (Step::ThirdParty, "SHR-02"),
        (Step::NeverPrint, "SHR-03"),
        (Step::Sensitivity, "SHR-03"),
    ];
    for (step, rule) in rules {
        assert_eq!(step.rule(), Some(rule));
        assert!(crate::finding::rule(rule).is_some());
    }
    assert_eq!(Step::Scope.rule(), None);
}
