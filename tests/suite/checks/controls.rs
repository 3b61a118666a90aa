//! Negative controls: sound documents, each with one fault put in on purpose, and the checks that tell
//! it, these and no others. Where the program itself refuses to make the document, its rule stands
//! there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use lopdf::{Document, Object, ObjectId, dictionary};
use planpress::merge::{Block, MergeData, Run, Words};
use planpress::render::{Inspection, Renderer};
use planpress::template::{Format, Layout, Templates};

use super::matrix::{CASES, Case};
use super::pages::{NUMBERS, order_of_digits};
use super::subject::Subject;
use super::{CHECKS, judge};
use crate::broken::{catalog, change, in_metadata, is, without};
use crate::stage::{DESCRIBED_STEPS, SAMPLES, empty_folder, none, on_two_threads};

/// A fault, the document that it is put into, and who tells it.
struct Control {
    fault: &'static str,
    start: Start,
    place: Place,
    told: &'static [&'static str],
}

/// The sound documents.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Start {
    /// A plan in standard print, with tables and links.
    Tables,
    /// A plan in Welsh.
    Welsh,
    /// A long plan in large print.
    Large,
    /// Easy read.
    Easy,
    /// Easy read for somebody who is to hear what the pictures show.
    Described,
}

/// Where the fault is put in.
enum Place {
    /// A file of the templates: what stands there, and what stands there instead.
    Template(&'static str, &'static str, &'static str),
    /// The data that the template reads.
    Data(fn(&mut MergeData)),
    /// The pages, as they were laid out.
    Pages(fn(&mut Inspection)),
    /// The finished file.
    File(fn(&mut Document)),
}

use Place::{Data, File, Pages, Template};

const fn control(
    fault: &'static str,
    start: Start,
    place: Place,
    told: &'static [&'static str],
) -> Control {
    Control { fault, start, place, told }
}

const END: &str = "parts/end-line.typ";
const END_WORDS: &str = "par(words(theme, runs))";
const DOCUMENT: &str = "theme/document.typ";
const TOKENS: &str = "theme/tokens.typ";
const WEEK: &str = "parts/week.typ";
const HEADER: &str = "table.header(..(\"day\", \"time\", \"what\").enumerate().map(((x, key)) => {
      par(plain-words(cell-theme(x), it.headings.at(key)))
    })),";
const PLAIN_HEADER: &str = "..(\"day\", \"time\", \"what\").enumerate().map(((x, key)) => {
      par(plain-words(cell-theme(x), it.headings.at(key)))
    }),";

const CONTROLS: &[Control] = &[
    // The files, parsed and written again, are as sound as before.
    control("nothing", Start::Tables, File(|_| ()), &[]),
    control("nothing", Start::Described, File(|_| ()), &[]),
    control(
        "the mark of PDF/UA is gone",
        Start::Tables,
        File(|pdf| in_metadata(pdf, "pdfuaid:part", "pdfuaid:trap")),
        &["1"],
    ),
    control(
        "another title",
        Start::Tables,
        Template(DOCUMENT, "title: document-data.title", "title: \"Plan\""),
        &["3"],
    ),
    control(
        "no language of the document",
        Start::Welsh,
        Template(DOCUMENT, "lang: theme.language,", ""),
        &["3"],
    ),
    control(
        "no region of the language",
        Start::Tables,
        Template(DOCUMENT, "region: theme.region,", ""),
        &["3"],
    ),
    control(
        "the language tag is gone from the file",
        Start::Tables,
        File(|pdf| drop(catalog(pdf).remove(b"Lang"))),
        &["1", "3"],
    ),
    control(
        "pages that turn the other way",
        Start::Tables,
        File(|pdf| {
            let preferences = dictionary! { "DisplayDocTitle" => true, "Direction" => Object::Name(b"R2L".to_vec()) };
            catalog(pdf).set("ViewerPreferences", preferences);
        }),
        &["3"],
    ),
    control(
        "words outside a paragraph",
        Start::Tables,
        Template(END, END_WORDS, "words(theme, runs)"),
        &["4"],
    ),
    control(
        "headings without bookmarks",
        Start::Tables,
        Template("parts/heading.typ", "bookmarked: true", "bookmarked: false"),
        &["5"],
    ),
    control(
        "headings that are bold words alone",
        Start::Tables,
        Template(
            "parts/sections.typ",
            "let body = heading(level: level, plain-words(theme, runs, size: theme.headings.first()))",
            "let body = par(strong(plain-words(theme, runs)))",
        ),
        &["FMT-06"],
    ),
    control(
        "a level is left out",
        Start::Tables,
        File(|pdf| change(pdf, is("H1"), |heading| heading.set("S", Object::Name(b"H3".to_vec())))),
        &["1", "5"],
    ),
    control(
        "headings alone at the foot of a page",
        Start::Tables,
        Template(
            "parts/sections.typ",
            "let source = it.at(\"source\", default: none)",
            "pagebreak(); let source = it.at(\"source\", default: none)",
        ),
        &["5a"],
    ),
    control("a table without headers", Start::Tables, Template(WEEK, HEADER, PLAIN_HEADER), &["6"]),
    control(
        "headers without their scope",
        Start::Tables,
        File(|pdf| {
            change(pdf, is("TH"), |header| without(header, &[b"Scope"]));
            change(pdf, is("TD"), |cell| without(cell, &[b"Headers"]));
        }),
        &["1", "6"],
    ),
    control(
        "headers that are plain cells",
        Start::Tables,
        File(|pdf| change(pdf, is("TH"), |cell| cell.set("S", Object::Name(b"TD".to_vec())))),
        &["6"],
    ),
    control(
        "no words for a picture",
        Start::Described,
        File(|pdf| change(pdf, is("Figure"), |figure| drop(figure.remove(b"Alt")))),
        &["1", "7", "9b"],
    ),
    control(
        "a file's name for a picture",
        Start::Described,
        Data(|data| first_row(data, |row| *row.1 = Some("drink.svg".into()))),
        &["7"],
    ),
    control(
        "a whole story for a picture",
        Start::Described,
        Data(|data| first_row(data, |row| *row.1 = Some("A person with a cup of tea. ".repeat(6)))),
        &["7"],
    ),
    control(
        "letters that stand for others",
        Start::Tables,
        File(swap_letters),
        &["5", "8", "9a", "9b"],
    ),
    control(
        "a letter that is read twice",
        Start::Tables,
        File(double_letters),
        &["5", "8", "9a", "9b"],
    ),
    control(
        "an artifact round real words",
        Start::Tables,
        Template(END, END_WORDS, "pdf.artifact(par(words(theme, runs)))"),
        &["9a", "9b"],
    ),
    control(
        "words that are shown and never read",
        Start::Tables,
        Template(END, END_WORDS, "{ par(words(theme, runs)); pdf.artifact[Not for sharing] }"),
        &["9a"],
    ),
    control(
        "a paragraph is gone from the tag tree",
        Start::Tables,
        File(drop_a_paragraph),
        &["9a", "9b"],
    ),
    control("words that are not shown", Start::Tables, Template(END, END_WORDS, "par[.]"), &["9b"]),
    control(
        "a list from its end to its beginning",
        Start::Tables,
        Template("parts/list.typ", "it.items.map(", "it.items.rev().map("),
        &["9b"],
    ),
    control(
        "the tag tree from its end to its beginning",
        Start::Tables,
        File(reverse_order),
        &["5", "9b"],
    ),
    control(
        "smaller labels",
        Start::Tables,
        Template("theme/tables.typ", "(y: 0): set text(", "(y: 0): set text(size: 0.8em, "),
        &["10"],
    ),
    control(
        "smaller page numbers",
        Start::Tables,
        Template("parts/page-lines.typ", "whose, which)", "whose, text(size: 10pt, which))"),
        &["FMT-15"],
    ),
    control(
        "lines too close together",
        Start::Tables,
        Template(TOKENS, "if not compact { 1.5 }", "if not compact { 1.3 }"),
        &["11"],
    ),
    control(
        "lines too long",
        Start::Tables,
        Template(TOKENS, "between(points, 14, 3cm, 18, 2cm)", "2.3cm"),
        &["12"],
    ),
    control(
        "grey words",
        Start::Tables,
        Template(END, END_WORDS, "par(text(fill: luma(100), words(theme, runs)))"),
        &["FMT-13"],
    ),
    control("grey words", Start::Tables, Pages(|pages| pages.text[3].contrast = 6.9), &["13"]),
    control(
        "a frame that nobody sees",
        Start::Tables,
        Template(END, "1.5pt + theme.colours.accent", "1.5pt + luma(200)"),
        &["FMT-13"],
    ),
    control(
        "a frame that nobody sees",
        Start::Tables,
        Pages(|pages| pages.least_rule_contrast = Some(2.9)),
        &["13a"],
    ),
    control(
        "italics",
        Start::Tables,
        Template(END, END_WORDS, "par(emph(words(theme, runs)))"),
        &["14"],
    ),
    control(
        "underlined words",
        Start::Tables,
        Template(END, END_WORDS, "par(underline(words(theme, runs)))"),
        &["14"],
    ),
    control(
        "capitals",
        Start::Tables,
        Template(END, END_WORDS, "par(upper(words(theme, runs)))"),
        &["9b", "14"],
    ),
    control(
        "even right edges",
        Start::Large,
        Template(DOCUMENT, "justify: false", "justify: true"),
        &["14"],
    ),
    control(
        "divided words",
        Start::Tables,
        Template(
            END,
            END_WORDS,
            "par(words(theme, runs)) + block(width: 3cm, par(text(hyphenate: true)[Administration of \
             representatives]))",
        ),
        &["14"],
    ),
    control(
        "no page numbers",
        Start::Tables,
        Template("parts/page-lines.typ", "whose, which)", "whose, none)"),
        &["FMT-15"],
    ),
    control(
        "a page without its number",
        Start::Tables,
        Pages(|pages| {
            let footer = planpress::render::Role::Footer;
            pages.text.retain(|text| text.page != 2 || text.role != footer);
        }),
        &["8", "15"],
    ),
    control(
        "the paper of another country",
        Start::Tables,
        Template(DOCUMENT, "paper: \"a4\"", "paper: \"us-letter\""),
        // It is wider, and so are its lines.
        &["FMT-12", "FMT-15"],
    ),
    control(
        "a page on its side",
        Start::Tables,
        Pages(|pages| pages.pages_pt[0] = (841.89, 595.28)),
        &["15"],
    ),
    control(
        "a long sentence",
        Start::Easy,
        Data(|data| {
            say(data, "You can go to the shop with Jo and buy bread and milk and tea on a Friday.");
        }),
        &["16"],
    ),
    control(
        "a sentence over the end of a page",
        Start::Easy,
        Template(
            END,
            "= block(\n",
            "= pagebreak() + block(height: 100% - 3 * theme.line) + par(text(costs: (orphan: 0%, widow: \
             0%), 12 * \"You can ask for help with it \")) + block(\n",
        ),
        &["16a"],
    ),
    control(
        "a row without a picture",
        Start::Easy,
        Data(|data| first_row(data, |row| *row.0 = None)),
        &["16b"],
    ),
    control(
        "more pages than a booklet may have",
        Start::Easy,
        Data(|data| {
            let sections = data.sections.clone();
            data.sections = std::iter::repeat_n(sections, 4).flatten().collect();
        }),
        &["16c"],
    ),
    control(
        "a hard word that nobody explains",
        Start::Easy,
        Data(|data| say(data, "You have a safeguarding plan.")),
        &["16d"],
    ),
    control(
        "a hard word in a heading",
        Start::Easy,
        Data(|data| data.sections[0].heading = vec![run("Safeguarding")]),
        &["16d"],
    ),
    control(
        "a hard word on the first page",
        Start::Easy,
        Data(|data| {
            let row = data.opening.blocks.iter_mut().find_map(|block| match block {
                Block::PictureRow { words, .. } => Some(words),
                _ => None,
            });
            row.expect("the first page has a row").push(vec![run("We talked about safeguarding.")]);
        }),
        &["16d"],
    ),
    control(
        "long words",
        Start::Easy,
        Data(|data| {
            let hard = "Organisational accessibility considerations necessitate collaboration.";
            each_row(data, &mut |row| *row.2 = vec![vec![run(hard)]]);
        }),
        &["17"],
    ),
    control(
        "the time of a timetable",
        Start::Easy,
        Data(|data| say(data, "Jo comes at 14:30.")),
        &["18"],
    ),
    control("a percentage", Start::Easy, Data(|data| say(data, "You pay 20% of it.")), &["18"]),
    control(
        "numbers that any line may divide",
        Start::Large,
        Template(
            "parts/words.typ",
            "pieces(string, size, theme.width)",
            "pieces(string.replace(\"\\u{a0}\", \" \"), size, theme.width)",
        ),
        &["19"],
    ),
    control(
        "digits the other way round",
        Start::Tables,
        Pages(|pages| {
            for text in &mut pages.text {
                let turned =
                    |found: &regex::Captures<'_>| found[0].chars().rev().collect::<String>();
                text.text = NUMBERS.replace_all(&text.text, turned).into_owned();
            }
        }),
        &["8", "20"],
    ),
    control("a page too many in the file", Start::Tables, File(add_a_page), &["21"]),
    control(
        "a page with nothing to read",
        Start::Tables,
        Template(END, "block(\n", "pagebreak() + pagebreak() + block(\n"),
        &["FMT-10"],
    ),
];

fn run(text: &str) -> Run {
    Run { text: text.to_owned(), ..Run::default() }
}

/// A picture row: its picture, what the picture shows, its sentences.
type Row<'a> = (&'a mut Option<String>, &'a mut Option<String>, &'a mut Vec<Words>);

/// Changes each picture row of a document's sections.
fn each_row(data: &mut MergeData, change: &mut dyn FnMut(Row<'_>)) {
    let blocks = data.sections.iter_mut().flat_map(|section| &mut section.blocks);
    for block in blocks {
        if let Block::PictureRow { picture, alt, words, .. } = block {
            change((picture, alt, words));
        }
    }
}

fn first_row(data: &mut MergeData, change: fn(Row<'_>)) {
    let mut rows = 0;
    each_row(data, &mut |row| {
        if rows == 0 {
            change(row);
        }
        rows += 1;
    });
    assert!(rows > 0, "the document has no row");
}

/// The first row says something else.
fn say(data: &mut MergeData, sentence: &str) {
    let mut sentence = Some(vec![vec![run(sentence)]]);
    each_row(data, &mut |row| {
        if let Some(sentence) = sentence.take() {
            *row.2 = sentence;
        }
    });
    assert!(sentence.is_none(), "the document has no row");
}

/// Changes the table of each font that says which letters its glyphs are.
fn change_letters(pdf: &mut Document, change: fn(&str) -> String) {
    let fonts = pdf.objects.values().filter_map(|object| object.as_dict().ok());
    let tables: Vec<ObjectId> = fonts
        .filter_map(|font| font.get(b"ToUnicode").and_then(Object::as_reference).ok())
        .collect();
    assert!(!tables.is_empty(), "no font has a table of letters");
    for id in tables {
        let Ok(Object::Stream(table)) = pdf.get_object_mut(id) else { panic!("a stream") };
        let text = table.get_plain_content().expect("a table of letters");
        let changed = change(&String::from_utf8(text).expect("UTF-8"));
        table.set_plain_content(changed.into_bytes());
    }
}

/// Each `a` is read as an `o`, as a broken font has it.
fn swap_letters(pdf: &mut Document) {
    change_letters(pdf, |table| table.replace("<0061>", "<006F>"));
}

/// Each `a` is read twice, as some scripts are by some engines.
fn double_letters(pdf: &mut Document) {
    change_letters(pdf, |table| table.replace("<0061>", "<00610061>"));
}

/// The last paragraph is drawn as before, and no element of the tree holds it.
fn drop_a_paragraph(pdf: &mut Document) {
    let (paragraph, _) = pdf
        .objects
        .iter()
        .rfind(|(_, object)| object.as_dict().is_ok_and(is("P")))
        .expect("a paragraph");
    let paragraph = *paragraph;
    let mut dropped = 0;
    for object in pdf.objects.values_mut() {
        let Ok(kids) = object.as_dict_mut().and_then(|dict| dict.get_mut(b"K")) else { continue };
        let Ok(kids) = kids.as_array_mut() else { continue };
        let before = kids.len();
        kids.retain(|kid| kid.as_reference().ok() != Some(paragraph));
        dropped += before - kids.len();
    }
    assert_eq!(dropped, 1, "the paragraph has one place");
}

fn reverse_order(pdf: &mut Document) {
    change(pdf, is("Document"), |root| {
        let kids = root.get_mut(b"K").and_then(Object::as_array_mut).expect("elements");
        assert!(kids.len() > 2, "nothing to reverse");
        kids.reverse();
    });
}

/// An empty page at the end.
fn add_a_page(pdf: &mut Document) {
    let last = pdf.page_iter().last().expect("a page");
    let mut page = pdf.get_dictionary(last).expect("a page").clone();
    let empty = pdf.add_object(lopdf::Stream::new(lopdf::Dictionary::new(), Vec::new()));
    page.set("Contents", empty);
    page.remove(b"StructParents");
    let root = page.get(b"Parent").and_then(Object::as_reference).expect("a page has a parent");
    let page = pdf.add_object(page);
    let root = pdf.get_dictionary_mut(root).expect("the root of the pages");
    let count = root.get(b"Count").and_then(Object::as_i64).expect("a count");
    root.set("Count", count + 1);
    let kids = root.get_mut(b"Kids").and_then(Object::as_array_mut).expect("pages");
    kids.push(page.into());
}

impl Start {
    /// The smallest document of its kind, or the longest: see there.
    pub fn subject(self) -> Subject {
        let found = |wanted: &dyn Fn(&Case) -> bool| {
            CASES
                .iter()
                .filter(|case| case.edition.layout == Layout::Plan && wanted(case))
                .collect::<Vec<&Case>>()
        };
        let is = |case: &Case, format: Format, language: &str| {
            case.edition.format == format && case.edition.language.as_str() == language
        };
        let length = |case: &&Case| serde_json::to_string(&case.data).map_or(0, |data| data.len());
        let smallest = |cases: Vec<&'static Case>| cases.into_iter().min_by_key(length);
        let longest = |cases: Vec<&'static Case>| cases.into_iter().max_by_key(length);
        let case = match self {
            Self::Tables => smallest(found(&|case| {
                is(case, Format::Standard, "en") && has_table(case) && !case.data.document.compact
            })),
            Self::Welsh => smallest(found(&|case| is(case, Format::Standard, "cy"))),
            Self::Large => longest(found(&|case| is(case, Format::LargePrint, "en"))),
            Self::Easy => {
                // In its usual size it has room for what a control adds.
                smallest(found(&|case| {
                    is(case, Format::EasyRead, "en")
                        && case.edition.size_pt == 17
                        && has_pictures(case)
                }))
            }
            Self::Described => {
                return rendered(&DESCRIBED_STEPS.job.edition, &DESCRIBED_STEPS.data);
            }
        };
        let case = case.unwrap_or_else(|| panic!("no sample for {self:?}"));
        rendered(&case.edition, &case.data)
    }
}

/// Somebody asked for easy read without any.
fn has_pictures(case: &Case) -> bool {
    let json = serde_json::to_string(&case.data).expect("merge data is plain data");
    json.contains("\"picture\":\"")
}

fn has_table(case: &Case) -> bool {
    let json = serde_json::to_string(&case.data).expect("merge data is plain data");
    let has = |kind: &str| json.contains(&format!("\"kind\":\"{kind}\""));
    has("week") && has("list") && json.contains('@')
}

fn rendered(edition: &planpress::disclose::Edition, data: &MergeData) -> Subject {
    let kit = &SAMPLES.kit;
    let subject = Subject::render(&kit.renderer, kit.templates.manifest(), edition, data, None);
    subject.unwrap_or_else(|findings| panic!("{findings:?}"))
}

/// The built-in templates with one place of one file changed.
fn overlaid(number: usize, path: &str, from: &str, to: &str) -> (Templates, Renderer) {
    let text = SAMPLES.kit.templates.text(path).expect("a template");
    assert_eq!(text.matches(from).count(), 1, "{path} has not one `{from}`");
    let folder = empty_folder(&format!("controls-{number}"));
    let file = folder.join(path);
    fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
    fs::write(&file, text.replace(from, to)).expect("a template can be written");
    let (templates, _) = Templates::load(Some(&folder), None).expect("the overlay loads");
    let renderer = Renderer::new(&templates).expect("the engine");
    (templates, renderer)
}

impl Control {
    /// The sound document with the fault.
    ///
    /// # Errors
    /// The rules by which the program refuses it.
    fn faulty(&self, number: usize, sound: &Subject) -> Result<Subject, BTreeSet<&'static str>> {
        let rendered = match self.place {
            Template(path, from, to) => {
                let (templates, renderer) = overlaid(number, path, from, to);
                Subject::render(&renderer, templates.manifest(), &sound.edition, &sound.data, None)
            }
            Data(change) => {
                let mut data = sound.data.clone();
                change(&mut data);
                let kit = &SAMPLES.kit;
                Subject::render(
                    &kit.renderer,
                    kit.templates.manifest(),
                    &sound.edition,
                    &data,
                    None,
                )
            }
            Pages(change) => {
                let mut pages = sound.inspection.clone();
                change(&mut pages);
                Ok(sound.with_pages(pages))
            }
            File(change) => {
                let mut pdf = Document::load_mem(&sound.pdf).expect("the PDF can be parsed");
                change(&mut pdf);
                let mut changed = Vec::new();
                pdf.save_to(&mut changed).expect("a PDF can be written to memory");
                Ok(sound.with_file(changed))
            }
        };
        rendered.map_err(|findings| findings.iter().map(|finding| finding.rule.id).collect())
    }
}

/// The checks that a document fails.
fn failed(subject: &Subject) -> BTreeSet<&'static str> {
    let judged = judge(subject).into_iter();
    judged
        .filter(|(_, judged)| !judged.problems.is_empty())
        .map(|(check, _)| check.number)
        .collect()
}

/// Promise: each fault is told by the checks that are there for it, and by no other; and without a
/// fault the same documents pass.
#[test]
fn each_fault_is_told_alone() {
    let starts: BTreeSet<Start> = CONTROLS.iter().map(|control| control.start).collect();
    let starts: Vec<Start> = starts.into_iter().collect();
    let sound: BTreeMap<Start, Subject> =
        starts.iter().copied().zip(on_two_threads(&starts, |start| start.subject())).collect();
    let mut problems: Vec<String> = sound
        .iter()
        .filter(|(_, subject)| !failed(subject).is_empty())
        .map(|(start, subject)| format!("{start:?} is not sound: {:?}", failed(subject)))
        .collect();
    let controls: Vec<(usize, &Control)> = CONTROLS.iter().enumerate().collect();
    let told = on_two_threads(&controls, |(number, control)| {
        let faulty = control.faulty(*number, &sound[&control.start]);
        faulty.map_or_else(|rules| rules, |subject| failed(&subject))
    });
    for (control, told) in CONTROLS.iter().zip(told) {
        let expected: BTreeSet<&str> = control.told.iter().copied().collect();
        if told != expected {
            let Control { fault, .. } = control;
            problems.push(format!("{fault}: told by {told:?}, not by {expected:?}"));
        }
    }
    none(&problems, "faults are not told as they should be");
}

/// Promise: no check without a document that fails it.
#[test]
fn every_check_has_a_control() {
    let told: BTreeSet<&str> = CONTROLS.iter().flat_map(|control| control.told).copied().collect();
    let without = CHECKS.iter().filter(|check| !told.contains(check.number));
    let without: Vec<String> = without.map(|check| format!("check {}", check.number)).collect();
    none(&without, "checks could never fail");
}

/// Promise: where a language runs from right to left, the digits of a number stand in the order in
/// which they were written; bound by no more than a space, they would not.
#[test]
fn digits_keep_their_order_from_right_to_left() {
    let sound = Start::Tables.subject();
    let turned = |number: &str| {
        let mut data = sound.data.clone();
        data.document.direction = "rtl".into();
        // Beside letters from the left, digits follow these.
        let alone = Block::Paragraph { words: vec![run(number)] };
        data.sections.first_mut().expect("a section").blocks.push(alone);
        order_of_digits(&rendered(&sound.edition, &data)).expect("it has numbers").problems
    };
    assert_eq!(turned("01632\u{a0}960\u{a0}977"), Vec::<String>::new());
    assert_eq!(turned("01632 960 977"), ["01632 960 977 is not on the page"]);
}
