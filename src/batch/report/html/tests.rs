//! The page as a whole.

use jiff::civil::date;

use super::words::words_of;
use super::*;
use crate::batch::outcome::{Copy, RecordOutcome};
use crate::disclose::{Edition, Pack, Way};
use crate::finding::{Place, Snippet};
use crate::plan::Texts;
use crate::template::{Format, Layout};

const SECRET: &str = "Desmond lives at the refuge";

fn config() -> Config {
    let mut config = Config::default();
    let names = [("en", "Brackenholt Council"), ("cy", "Cyngor Brackenholt")];
    let names = names.map(|(language, name)| {
        (if language == "en" { LanguageTag::en() } else { LanguageTag::cy() }, name.to_string())
    });
    config.council.name = Texts::ByLanguage(names.into());
    config
}

fn finding(rule: &str, message: &str) -> Finding {
    let place = Place { file: "plans/a.yaml".into(), line: 12, column: 7 };
    let mut finding = Finding::new(rule, message).at("needs[0].text").placed(place).label(SECRET);
    finding.snippet = Some(Snippet { line: SECRET.into(), mark: 0..1 });
    finding
}

fn copy(state: State) -> Copy {
    let edition = Edition {
        layout: Layout::Plan,
        format: Format::EasyRead,
        size_pt: 24,
        language: LanguageTag::cy(),
    };
    Copy {
        recipient: Some(1),
        pack: Pack::Full,
        edition: Some(edition),
        way: Way::Post,
        by_hand: None,
        paper: "white",
        person: None,
        decided: Vec::new(),
        part: None,
        state,
        withheld: Vec::new(),
        estimated_pages: 3,
        checks: None,
        cover: None,
    }
}

fn made_copy(number: usize) -> Copy {
    copy(State::Made {
        path: format!("copies/ab/ab{number:014}-01.pdf"),
        sha256: String::new(),
        pages: 3,
        bytes: 9,
    })
}

fn record(number: u32, copies: Vec<Copy>) -> RecordOutcome {
    let file: std::sync::Arc<str> = "plans/a.yaml".into();
    RecordOutcome {
        number,
        file: file.clone(),
        place: Place { file, line: 1, column: 1 },
        quarantined: false,
        restricted: false,
        findings: Vec::new(),
        team: None,
        tasks: Vec::new(),
        copies,
    }
}

fn quarantined(number: u32) -> RecordOutcome {
    let findings = vec![finding("REC-01", "there is no key `sensitivty` here")];
    RecordOutcome { quarantined: true, findings, ..record(number, Vec::new()) }
}

fn report(findings: &[Finding], records: Vec<RecordOutcome>) -> String {
    let outcomes = [GroupOutcome { number: 0, records }];
    let inputs = crate::source::Inputs::default();
    let counts =
        super::super::count((&inputs, &config().print), findings, &outcomes, std::iter::empty());
    // As if all of them had been printed.
    let counts = Counts { printed: counts.made, ..counts };
    let page = page(
        (&config(), date(2026, 6, 1)),
        &counts,
        findings,
        &outcomes,
        (&Arranged::default(), &Accuracy::default()),
    );
    assert!(page.ends_with("</html>\n"), "{page}");
    assert!(!page.contains(SECRET) && !page.contains("{{"), "{page}");
    page
}

#[test]
fn a_run_with_nothing_wrong_says_so() {
    let page = report(&[], vec![record(0, vec![made_copy(1), made_copy(2)])]);
    assert!(page.contains("Nothing is wrong: all 2 copies were made, and nothing is waiting"));
    assert!(page.contains("Nothing is waiting."), "{page}");
    assert!(page.contains(
        "2 copies &#x3D; 2 printed + 0 by other ways + 0 waiting for a decision + 0 that must"
    ));
    assert!(page.contains("<title>Run report: Brackenholt Council"));
    assert!(page.contains(r#"<span lang="cy">Cyngor Brackenholt</span>"#));
}

#[test]
fn tasks_are_shown_by_team_with_their_days() {
    let mut first = record(0, vec![made_copy(1)]);
    first.team = Some("North team".into());
    first.tasks = vec![
        finding("ENG-01", "the plan records no need"),
        finding("ENG-08", "there is no advice"),
        finding("ENG-29", "fewer than two outcomes"),
    ];
    let mut second = record(1, vec![copy(State::Held(vec![finding("WAL-11", "no Welsh")]))]);
    // It waits already, and is no second task.
    second.tasks = vec![finding("WAL-11", "no Welsh"), finding("ENG-08", "there is no advice")];
    let page = report(&[], vec![first, second]);
    for words in [
        "3 tasks for the teams that wrote the plans, which stopped nothing",
        "North team",
        "2 tasks",
        "No team named",
        "The plan records no need.",
        "6 June 2026",
        "29 June 2026",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert!(!page.contains("Fewer than two outcomes"), "a note is no task");
    let page = report(&[], vec![record(0, vec![made_copy(1)])]);
    assert!(page.contains("None. The checks found nothing to put right."));
}

#[test]
fn every_state_is_counted_and_shown() {
    let held = copy(State::Held(vec![finding("FMT-04", "easy read is asked for")]));
    let suppressed = Copy {
        edition: None,
        ..copy(State::Suppressed(vec![finding("SHR-12", "the person has died")]))
    };
    let mut first = record(0, vec![made_copy(1), held]);
    first.findings.push(finding("WAL-08", "nobody recorded the language"));
    let unusable = finding("REC-09", "there is no such file or folder");
    let page = report(&[unusable], vec![first, record(1, vec![suppressed]), quarantined(2)]);
    for words in [
        "Some things need somebody to act",
        "1 input could not be used as a whole",
        "1 copy is waiting for a decision",
        "1 record can’t be used until fixed",
        "3 copies &#x3D; 1 printed + 0 by other ways + 1 waiting for a decision + 1 that must not be sent",
        "3 records &#x3D; 2 used + 1 to fix",
        "the whole plan, easy read 24 pt, Welsh",
        "Easy read is asked for.",
        "Have the easy-read rows written.",
        "Easy-read writers",
        "There is no key <code>sensitivty</code> here.",
        "There is no such file or folder.",
        "The person has died.",
        "Nobody recorded the language.",
        "Ring the person today and ask; both languages go together until then.",
        r#"href="copies/ab/ab00000000000001-01.pdf""#,
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert!(!page.contains("Nothing is waiting"));
}

#[test]
fn what_is_missing_in_many_places_of_a_copy_is_said_once() {
    let missing =
        (0..23).map(|number| finding("WAL-11", &format!("`needs[{number}]` has no text in `cy`")));
    let mut reasons: Vec<_> = missing.collect();
    reasons.push(finding("FMT-08", "page 2 has text outside the page"));
    let page = report(&[], vec![record(0, vec![copy(State::Held(reasons))])]);
    assert_eq!(page.matches("Have the text translated.").count(), 1);
    assert_eq!(page.matches("</code> has no text in <code>cy</code>.").count(), 10);
    assert!(
        page.contains("23 places") && page.contains("And 13 places more: see held/held.ndjson.")
    );
    assert!(page.contains("Translators; Communications"), "{page}");
    assert!(page.contains("Page 2 has text outside the page."));
}

#[test]
fn the_same_input_gives_the_same_page() {
    let page = || report(&[], vec![record(0, vec![made_copy(1)]), quarantined(1)]);
    assert_eq!(page(), page());
}

#[test]
fn names_of_files_never_become_markup() {
    let evil: std::sync::Arc<str> = "<script>alert(1)</script>\"'&.yaml".into();
    let place = Place { file: evil.clone(), line: 2, column: 1 };
    let placed = |rule| finding(rule, "<script>no</script> `<i>x</i>` here").placed(place.clone());
    let held = copy(State::Held(vec![placed("FMT-04")]));
    let suppressed = copy(State::Suppressed(vec![placed("STA-01")]));
    let mut first = record(0, vec![made_copy(1), held, suppressed]);
    first.findings.push(placed("REC-08"));
    let mut second = quarantined(1);
    second.findings.push(placed("REC-03"));
    for record in [&mut first, &mut second] {
        record.file = evil.clone();
        record.place = place.clone();
    }
    let page = report(&[placed("REC-09"), placed("TPL-01")], vec![first, second]);
    assert!(!page.contains("<script") && !page.contains("<i>"), "{page}");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&amp;.yaml"));
    assert!(page.contains("<code>&lt;i&gt;x&lt;/i&gt;</code>"));
}

#[test]
fn many_that_wait_are_grouped_by_rule() {
    let held = |rule| copy(State::Held(vec![finding(rule, "no easy-read text")]));
    let mut records: Vec<_> = (0..20).map(|number| record(number, vec![held("FMT-04")])).collect();
    let page = report(&[], std::mem::take(&mut records));
    assert!(page.contains("Plan 20: the whole plan") && !page.contains("No easy-read text <"));
    let records = (0..300)
        .map(|number| record(number, vec![held(if number < 250 { "FMT-04" } else { "LNG-01" })]));
    let page = report(&[], records.collect());
    assert!(
        page.contains("250 copies") && page.contains("And 50 copies more: see held/held.ndjson.")
    );
    assert!(page.contains("50 copies") && page.contains("Translators"), "{page}");
}

#[test]
fn long_lists_are_cut_and_counted() {
    let mut first = record(0, (0..501).map(made_copy).collect());
    first.findings = vec![finding("DAT-07", "no such picture"); 23];
    let page = report(&[], vec![first]);
    assert_eq!(page.matches("-01.pdf\"").count(), 500);
    assert!(page.contains("These are the first 500 of 501 copies. run.json holds all of them."));
    assert!(page.contains("And 3 places more: see run.json."));
    assert_eq!(page.matches("No such picture.").count(), 20);
    assert!(page.contains("1,503"), "pages");
}

#[test]
fn it_is_one_file_without_scripts() {
    let page = report(&[], vec![record(0, vec![made_copy(1)]), quarantined(1)]);
    for outside in ["<script", "<link", "@import", "url(", "http:", "https:", "src="] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert_eq!(page.matches("<h1").count(), 1);
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">"));
}

#[test]
fn a_run_of_nothing_is_no_success() {
    let page = report(&[], Vec::new());
    assert!(page.contains("No record was found, and nothing was made"));
    assert!(!page.contains("Nothing is wrong"));
}

#[test]
fn words_for_copies() {
    let large = |size_pt| Edition {
        layout: Layout::Review,
        format: Format::LargePrint,
        size_pt,
        language: LanguageTag::en(),
    };
    let mut copy = made_copy(1);
    copy.edition = Some(large(18));
    copy.way = Way::Email;
    assert_eq!(words_of(&copy), "the whole review, large print 18 pt, English, by email");
    copy.edition = Some(large(24));
    copy.pack = Pack::PublicSummary;
    copy.way = Way::Post;
    assert_eq!(words_of(&copy), "my summary to share, extra large print 24 pt, English");
    copy.edition = None;
    copy.pack = Pack::Full;
    assert_eq!(words_of(&copy), "the person’s own copy");
}

#[test]
fn numbers_and_sentences() {
    assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    assert_eq!(sentence("did you mean `a`?", "."), "Did you mean `a`?");
    assert_eq!(sentence("`born` is wrong", "."), "`born` is wrong.");
    assert_eq!(sentence("", "."), ".");
}
