//! A finished folder is read back by a reader that is not the writer: what was changed, mixed up or
//! planted in it is found, without a person's word being told.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use lopdf::{Document, Object, Stream, dictionary, text_string};
use planpress::config::hex;
use planpress::verify::pdf::{Pdf, Place};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::stage::{Made, ROOT, SAMPLES, copy_of, empty_folder, none, on_two_threads};

/// What a carer told in confidence: withheld from every copy, their own too.
const TOLD: &str = "I feel frightened when he shouts. I have not told anyone else.";
const TOLD_BY: &str = "04-marguerite-carer.yaml";

/// Somebody else's record.
const OTHER: &str = "03-amara-complex.yaml";

/// What the program said.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub error: String,
}

impl Said {
    /// The disagreements, and the counts at the end.
    fn lines(&self) -> (Vec<Value>, Value) {
        let lines = self.out.lines();
        let mut lines: Vec<Value> =
            lines.map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
        let counts = lines.pop().expect("the counts are the last line");
        assert_eq!(counts["disagreements"], lines.len(), "{counts}");
        (lines, counts)
    }

    /// What does not agree beside the print files: those still have what was there before.
    fn beside_print(&self) -> Vec<Value> {
        let mut lines = self.lines().0;
        lines.retain(|line| !line["path"].as_str().expect("a path").starts_with("print/"));
        lines
    }

    /// What was compared where something beside the print files does not agree.
    fn checks(&self) -> BTreeSet<String> {
        let lines = self.beside_print();
        lines.iter().map(|line| line["check"].as_str().expect("a check").to_owned()).collect()
    }
}

/// Runs the program in the root of the repository.
pub fn planpress(arguments: &[&str]) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_planpress"));
    command.args(arguments).current_dir(ROOT).env("NO_COLOR", "1");
    let output = command.output().expect("the program can be started");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    let code = output.status.code().expect("an exit code");
    Said { code, out: text(output.stdout), error: text(output.stderr) }
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path of this test is UTF-8")
}

fn verify(folder: &Path) -> Said {
    planpress(&["verify", path(folder), "--json"])
}

fn verify_against_samples(folder: &Path) -> Said {
    planpress(&["verify", path(folder), "--json", "--against", "samples"])
}

/// The samples' run, in a folder of its own.
fn copy_of_run(name: &str) -> PathBuf {
    copy_of(&SAMPLES.run.out, name)
}

/// The first PDF of a sample.
fn first_of(file: &str) -> &'static Made {
    let made = SAMPLES.run.copies.iter().find(|copy| copy.file == file && is_pdf(copy));
    made.unwrap_or_else(|| panic!("nothing was made of {file}"))
}

fn is_pdf(copy: &Made) -> bool {
    path_of(copy).ends_with(".pdf")
}

fn path_of(copy: &Made) -> &str {
    copy.entry["path"].as_str().expect("a copy has a path")
}

/// Gives a file other bytes, and makes every list agree with them.
fn put(folder: &Path, path: &str, bytes: &[u8], pages: &Value) {
    fs::write(folder.join(path), bytes).expect("a file can be written");
    let hash = hex(&Sha256::digest(bytes));
    let mut run = json(folder);
    let copies = run["copies"].as_array_mut().expect("a list");
    let entry = copies.iter_mut().find(|copy| copy["path"] == path).expect("an entry");
    let before = entry["sha256"].as_str().expect("a hash").to_owned();
    entry["sha256"] = hash.as_str().into();
    entry["bytes"] = bytes.len().into();
    entry["pages"] = pages.clone();
    write_json(folder, &run);
    let lists = walkdir::WalkDir::new(folder).into_iter().map(|file| file.expect("a file"));
    let lists = lists.filter(|file| file.path().extension().is_some_and(|kind| kind == "csv"));
    for list in lists.map(walkdir::DirEntry::into_path) {
        let text = fs::read_to_string(&list).expect("a list");
        let mended = text.lines().map(|line| {
            if line.contains(path) { line.replace(&before, &hash) } else { line.to_owned() }
        });
        let mended: Vec<String> = mended.collect();
        fs::write(&list, mended.join("\n") + "\n").expect("a list");
    }
}

fn json(folder: &Path) -> Value {
    let text = fs::read_to_string(folder.join("run.json")).expect("run.json");
    serde_json::from_str(&text).expect("run.json is JSON")
}

fn write_json(folder: &Path, run: &Value) {
    fs::write(folder.join("run.json"), run.to_string()).expect("run.json can be written");
}

/// Promise: what a run made agrees with what should be there: 0.
#[test]
fn what_a_run_made_agrees() {
    let out = &SAMPLES.run.out;
    for said in [verify(out), verify_against_samples(out)] {
        assert_eq!((said.code, said.error.as_str()), (0, ""), "{}", said.out);
        let (_, counts) = said.lines();
        let documents = counts["documents"].as_u64().expect("a number");
        assert!(documents >= 20, "only {documents} documents were read");
    }
    let plain = planpress(&["verify", path(out)]);
    assert_eq!(plain.code, 0);
    assert!(plain.out.contains("all agrees"), "{}", plain.out);
    let quiet = planpress(&["verify", path(out), "--quiet"]);
    assert_eq!((quiet.code, quiet.out.as_str()), (0, ""));
}

/// The reader reads every letter that another reader of ours sees.
#[test]
fn every_letter_is_read() {
    let bare = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let copies: Vec<&Made> = SAMPLES.run.copies.iter().filter(|copy| is_pdf(copy)).collect();
    let problems = on_two_threads(&copies, |copy| {
        let pdf = Pdf::read(&copy.pdf).expect("a copy can be read");
        let mut problems = Vec::new();
        for (index, drawn) in copy.tags.drawn.iter().enumerate() {
            let place = Place::Page(index + 1);
            let mut pieces = pdf.pieces.iter().filter(|piece| piece.place == place);
            if !pieces.any(|piece| bare(&piece.text) == bare(drawn)) {
                problems.push(format!("{}: {place}", copy.name));
            }
        }
        problems.extend(pdf.unread.iter().map(|place| format!("{}: {place} unread", copy.name)));
        problems
    });
    none(&problems.concat(), "pages are read otherwise");
}

/// Promise: a changed byte, a missing file, a stranger, a count that doesn't add up, a list that is
/// cut off: 4, with the file's name.
#[test]
fn what_was_changed_is_found() {
    let copy = first_of(TOLD_BY);
    let file = path_of(copy);
    let stranger = "copies/00/Marguerite-plan.pdf";
    type Change<'a> = (&'a str, &'a str, &'a dyn Fn(&Path));
    let changes: &[Change<'_>] = &[
        ("hash", file, &|folder| {
            let mut bytes = copy.pdf.clone();
            let last = bytes.len() - 1;
            bytes[last] ^= 1;
            fs::write(folder.join(file), bytes).expect("a file");
        }),
        ("present", file, &|folder| fs::remove_file(folder.join(file)).expect("a file")),
        ("readable", file, &|folder| put(folder, file, b"%PDF-1.7\n", &1.into())),
        ("pages", file, &|folder| put(folder, file, &copy.pdf, &999.into())),
        ("listed", "copies/00/", &|folder| {
            fs::create_dir_all(folder.join("copies/00")).expect("a folder");
            fs::write(folder.join(stranger), "x").expect("a file");
        }),
        ("listed", file, &|folder| {
            let mut run = json(folder);
            let list = run["copies"].as_array_mut().expect("a list");
            list.push(copy.entry.clone());
            write_json(folder, &run);
        }),
        ("counts", "run.json", &|folder| {
            let mut run = json(folder);
            run["counts"]["made"] = 1.into();
            write_json(folder, &run);
        }),
        ("list", "audit/withheld.ndjson", &|folder| {
            let list = folder.join("audit/withheld.ndjson");
            let bytes = fs::read(&list).expect("a list");
            fs::write(list, &bytes[..bytes.len() - 9]).expect("a list");
        }),
        ("name", "../elsewhere.pdf", &|folder| {
            let text = json(folder).to_string().replace(file, "../elsewhere.pdf");
            fs::write(folder.join("run.json"), text).expect("run.json");
        }),
        ("language", file, &|folder| {
            let mut pdf = Document::load_mem(&copy.pdf).expect("a PDF");
            pdf.catalog_mut().expect("a catalog").set("Lang", text_string("fr-FR"));
            put(folder, file, &bytes(&mut pdf), &copy.entry["pages"]);
        }),
        ("tags", file, &|folder| {
            let mut pdf = Document::load_mem(&copy.pdf).expect("a PDF");
            pdf.catalog_mut().expect("a catalog").remove(b"StructTreeRoot");
            put(folder, file, &bytes(&mut pdf), &copy.entry["pages"]);
        }),
        ("revisions", file, &|folder| {
            let mut added = copy.pdf.clone();
            let again = copy.pdf[copy.pdf.len() - 40..].to_vec();
            added.extend_from_slice(b"\n");
            let start = again.windows(9).position(|part| part == b"startxref").expect("an end");
            added.extend_from_slice(&again[start..]);
            put(folder, file, &added, &copy.entry["pages"]);
        }),
    ];
    for (check, named, change) in changes {
        let folder = copy_of_run("verify-changed");
        change(&folder);
        let said = verify(&folder);
        assert_eq!(said.code, 4, "{check}: {} {}", said.out, said.error);
        let (lines, _) = said.lines();
        let found = lines.iter().any(|line| line["check"] == *check && line["path"] == *named);
        assert!(found, "{check} {named}: {}", said.out);
        assert!(!said.out.contains("Marguerite"), "a name is told: {}", said.out);
    }
}

fn bytes(pdf: &mut Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).expect("a PDF can be written");
    bytes
}

type Plant = fn(&mut Document, &str);

/// Each place of a PDF where words can hide, and how to put them there.
const PLACES: &[(&str, Plant)] = &[
    ("page 2", |pdf, words| {
        let page = pdf.page_iter().nth(1).expect("a second page");
        let font = pdf.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica",
            "Encoding" => "WinAnsiEncoding",
        });
        let resources = pdf.get_dictionary(page).expect("a page").get(b"Resources").cloned();
        let resources = resources.expect("resources");
        let mut resources = match resources {
            Object::Reference(id) => pdf.get_dictionary(id).expect("resources").clone(),
            other => other.as_dict().expect("resources").clone(),
        };
        let mut fonts =
            resources.get_deref(b"Font", pdf).and_then(Object::as_dict).expect("fonts").clone();
        fonts.set("Planted", font);
        resources.set("Font", fonts);
        pdf.get_dictionary_mut(page).expect("a page").set("Resources", resources);
        let half = words.len() / 2;
        let (one, other) = (&words[..half], &words[half..]);
        let content = format!("BT /Planted 9 Tf [({one}) -20 ({other})] TJ ET");
        pdf.add_page_contents(page, content.into_bytes()).expect("the page's content");
    }),
    ("the bookmarks", |pdf, words| {
        let title = |object: &Object| {
            object.as_dict().is_ok_and(|item| item.has(b"Title") && item.has(b"Parent"))
        };
        set(pdf, title, "Title", words);
    }),
    ("the alternative texts", |pdf, words| {
        let element =
            |object: &Object| object.as_dict().is_ok_and(|item| item.has_type(b"StructElem"));
        set(pdf, element, "Alt", words);
    }),
    ("the document information", |pdf, words| {
        let information = |object: &Object| object.as_dict().is_ok_and(|item| item.has(b"Creator"));
        set(pdf, information, "Subject", words);
    }),
    ("the XMP metadata", |pdf, words| {
        let mut objects = pdf.objects.values_mut();
        let metadata = objects.find_map(|object| {
            object.as_stream_mut().ok().filter(|stream| stream.dict.has_type(b"Metadata"))
        });
        let metadata = metadata.expect("metadata");
        let mut xmp = metadata.get_plain_content().expect("it can be unpacked");
        xmp.extend_from_slice(format!("<!-- {words} -->").as_bytes());
        metadata.set_plain_content(xmp);
    }),
    ("the objects", |pdf, words| {
        pdf.add_object(dictionary! { "Nobody" => text_string(words) });
    }),
    ("the attachments", |pdf, words| {
        let mut file = Stream::new(dictionary! { "Type" => "EmbeddedFile" }, words.into());
        file.compress().expect("it can be packed");
        pdf.add_object(file);
    }),
];

fn set(pdf: &mut Document, wanted: impl Fn(&Object) -> bool, key: &str, words: &str) {
    let object = pdf.objects.values_mut().find(|object| wanted(object)).expect("an object");
    object.as_dict_mut().expect("a dictionary").set(key, text_string(words));
}

/// Promise: words that were withheld are found wherever they hide, though every hash agrees: 4.
#[test]
fn planted_words_are_found_everywhere() {
    let folder = copy_of_run("verify-planted");
    // What she told in confidence is in her own copy; not in the one that she asked for somebody.
    let mut of_others = SAMPLES.run.copies.iter().filter(|copy| copy.entry["pack"] == "summary");
    let copy = of_others.find(|copy| copy.file == TOLD_BY).expect("a summary was made");
    // Without a plant the same way agrees: what is found is the plant.
    let mut pdf = Document::load_mem(&copy.pdf).expect("a PDF");
    put(&folder, path_of(copy), &bytes(&mut pdf), &copy.entry["pages"]);
    let said = verify_against_samples(&folder);
    assert!(said.beside_print().is_empty(), "{} {}", said.out, said.error);
    for (place, plant) in PLACES {
        let mut pdf = Document::load_mem(&copy.pdf).expect("a PDF");
        plant(&mut pdf, TOLD);
        put(&folder, path_of(copy), &bytes(&mut pdf), &copy.entry["pages"]);
        let said = verify_against_samples(&folder);
        assert_eq!(said.code, 4, "{place}: {}", said.error);
        let (lines, _) = said.lines();
        let leak = lines.iter().find(|line| line["check"] == "leak" && line["place"] == *place);
        let leak = leak.unwrap_or_else(|| panic!("{place}: {}", said.out));
        assert_eq!((&leak["kind"], &leak["path"]), (&"text".into(), &path_of(copy).into()));
        assert_eq!(leak["plan"], copy.entry["plan"], "whose words: {leak}");
        assert!(!said.out.contains("frightened") && !said.out.contains("shouts"), "{}", said.out);
    }
}

/// Promise: what tells who somebody else is is found, however it is written: 4.
#[test]
fn planted_values_are_found() {
    let text = fs::read_to_string(Path::new(ROOT).join("samples").join(OTHER)).expect("a sample");
    let record: serde_yaml::Value = serde_yaml::from_str(&text).expect("a sample is YAML");
    let parties = record["parties"].as_sequence().expect("parties");
    let subject = parties.iter().find(|party| party["is_subject"] == true).expect("a subject");
    let of = |value: &serde_yaml::Value| value.as_str().expect("a text").to_owned();
    let name = format!("{} {}", of(&subject["name"]["given"]), of(&subject["name"]["family"]));
    let number = of(&subject["nhs_number"]).replace(' ', "");
    let number = format!("{} {} {}", &number[..3], &number[3..6], &number[6..]);
    let phone = parties.iter().flat_map(|party| party["contact"].as_sequence()).flatten();
    let mut phone =
        phone.filter(|contact| contact["channel"] != "email").map(|contact| of(&contact["value"]));
    let phone = phone.next_back().expect("a telephone number").replace(' ', "-");
    let address = &subject["addresses"][0];
    let address = format!("{}; Anytown; {}", of(&address["lines"][0]), of(&address["postcode"]));
    let (_, plant) = PLACES[0];
    let folder = copy_of_run("verify-values");
    let copy = first_of(TOLD_BY);
    for (kind, value) in
        [("name", name), ("nhs_number", number), ("phone", phone), ("address", address)]
    {
        let mut pdf = Document::load_mem(&copy.pdf).expect("a PDF");
        plant(&mut pdf, &value);
        put(&folder, path_of(copy), &bytes(&mut pdf), &copy.entry["pages"]);
        let said = verify_against_samples(&folder);
        assert_eq!(said.code, 4, "{kind}: {}", said.error);
        assert_eq!(said.checks(), BTreeSet::from(["leak".to_owned()]), "{kind}: {}", said.out);
        let (lines, _) = said.lines();
        let found = lines.iter().any(|line| line["kind"] == kind && line["place"] == "page 2");
        assert!(found, "{kind}: {}", said.out);
        assert!(!said.out.contains(&value), "the value is told: {}", said.out);
    }
}

/// Promise: two copies that changed places are found, though every hash and count agrees: 4.
#[test]
fn copies_that_changed_places_are_found() {
    let pairs = swappable();
    assert!(pairs.len() >= 2, "only {} pairs", pairs.len());
    for (what, one, other) in pairs {
        let folder = copy_of_run("verify-swapped");
        put(&folder, path_of(one), &other.pdf, &other.entry["pages"]);
        put(&folder, path_of(other), &one.pdf, &one.entry["pages"]);
        let alone = verify(&folder);
        let agrees = alone.beside_print().is_empty();
        assert!(agrees, "{what}: the folder agrees with itself: {}", alone.out);
        assert_eq!(alone.code, 4, "{what}: what was printed is not what is there");
        let said = verify_against_samples(&folder);
        assert_eq!(said.code, 4, "{what}: {} and {}: {}", one.name, other.name, said.error);
        let (lines, _) = said.lines();
        for copy in [one, other] {
            let found = lines.iter().any(|line| line["path"] == path_of(copy));
            assert!(found, "{what}: {}: {}", copy.name, said.out);
        }
    }
}

/// Pairs of copies in the same language: of two plans, of one plan for two people, of one plan with
/// two contents.
fn swappable() -> Vec<(&'static str, &'static Made, &'static Made)> {
    let copies: Vec<&Made> = SAMPLES.run.copies.iter().filter(|copy| is_pdf(copy)).collect();
    let pair = |what, fits: &dyn Fn(&Made, &Made) -> bool| {
        copies.iter().enumerate().find_map(|(index, one)| {
            let other = copies[index + 1..].iter().find(|other| {
                one.entry["language"] == other.entry["language"] && fits(one, other)
            })?;
            Some((what, *one, *other))
        })
    };
    let same =
        |key: &'static str| move |one: &Made, other: &Made| one.entry[key] == other.entry[key];
    let (plan, pack, recipient) = (same("plan"), same("pack"), same("recipient"));
    let pairs = [
        pair("two plans", &|one, other| !plan(one, other) && pack(one, other)),
        pair("two people", &|one, other| plan(one, other) && !recipient(one, other)),
        pair("two contents", &|one, other| {
            plan(one, other) && recipient(one, other) && !pack(one, other)
        }),
    ];
    pairs.into_iter().flatten().collect()
}

/// Promise: 1 with a plain sentence when it can't be verified, 2 for wrong usage.
#[test]
fn what_cannot_be_verified_is_1() {
    let empty = empty_folder("verify-empty");
    let said = verify(&empty);
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert!(said.error.contains("run.json"), "{}", said.error);
    fs::write(empty.join("run.json"), "{}").expect("a file");
    assert_eq!(verify(&empty).code, 1);

    let out = &SAMPLES.run.out;
    for inputs in ["tests/records", "samples/01-desmond-minor-service.yaml", "no-such-folder"] {
        let said = planpress(&["verify", path(out), "--against", inputs]);
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{inputs}: {}", said.error);
        assert!(said.error.contains("inputs are not those of the run"), "{}", said.error);
    }
    let folder = copy_of_run("verify-look");
    let mut run = json(&folder);
    run["run"]["templates"] = "0".into();
    write_json(&folder, &run);
    let said = verify_against_samples(&folder);
    assert_eq!(said.code, 1, "{}", said.out);
    assert!(said.error.contains("templates"), "{}", said.error);
    assert_eq!(planpress(&["verify"]).code, 2);
    assert_eq!(planpress(&["verify", "x", "--config", "y"]).code, 2);
}

/// A copy that was damaged in any way is read as far as it goes, or refused.
#[test]
fn damaged_copies_never_stop_the_reader() {
    let copies = SAMPLES.run.copies.iter().filter(|copy| is_pdf(copy));
    let copy = copies.min_by_key(|copy| copy.pdf.len()).expect("a copy");
    let whole = &copy.pdf;
    let mut refused = 0;
    for step in 0..60 {
        let at = whole.len() * step / 60;
        refused += usize::from(Pdf::read(&whole[..at]).is_err());
        let mut flipped = whole.clone();
        for byte in flipped[at..].iter_mut().take(7) {
            *byte = byte.wrapping_mul(31).wrapping_add(7);
        }
        let _ = Pdf::read(&flipped);
    }
    assert!(refused > 0, "no cut was refused: this test can't fail");
}
