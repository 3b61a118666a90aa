//! What is wrong with print files, their marks and their lists is found, whatever hashes say: each
//! fault is planted in a folder that agreed before.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream as Content};
use planpress::config::hex;
use planpress::print::{
    Batch, Part, Placed, Stream, Totals, batch_lists, sides, stream_lists, stream_summary,
};
use planpress::verify::{Disagreement, verify};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::print_room::run_over_generated;
use crate::stage::{configuration, copy_of, on_two_threads};

/// A run over a few generated plans.
static RUN: LazyLock<PathBuf> =
    LazyLock::new(|| run_over_generated("verify-print", 8, 11, &configuration()).0);

/// A fault, and what must be said of it.
struct Fault {
    name: &'static str,
    /// The checks that must not agree.
    checks: &'static [&'static str],
    /// A part of one of the messages.
    says: &'static str,
    plant: fn(&Planted),
}

/// A copy of the run, with the batch in which faults are planted: the first of some stream that has
/// three mailpieces, of which two have as many sheets.
struct Planted {
    out: PathBuf,
    streams: Vec<Stream>,
    /// The place of the stream.
    of: usize,
}

impl Planted {
    fn new(name: &str) -> Self {
        Self::of(&RUN, name)
    }

    /// A copy of another run.
    fn of(run: &Path, name: &str) -> Self {
        let out = copy_of(run, &format!("verify-print-{name}"));
        let run = json(&out.join("run.json"));
        let streams: Vec<Stream> = run["print"]
            .as_array()
            .expect("streams")
            .iter()
            .map(|stream| {
                let path = out.join(stream["manifest"].as_str().expect("a path"));
                serde_json::from_value(json(&path)).expect("a stream")
            })
            .collect();
        let of = streams.iter().position(|stream| stream.totals.mailpieces >= 3);
        Self { out, of: of.expect("a stream with three mailpieces"), streams }
    }

    fn stream(&self) -> &Stream {
        &self.streams[self.of]
    }

    fn batch(&self) -> &Batch {
        &self.stream().batches[0]
    }

    fn print_file(&self) -> PathBuf {
        self.out.join(&self.batch().file.as_ref().expect("a print file").path)
    }

    /// The front of a mailpiece's sheet (from 1) among the pages, from 0.
    fn front(&self, mailpiece: usize, sheet: usize) -> usize {
        let before = self.batch().mailpieces[..mailpiece].iter().map(|placed| placed.sheets);
        let cover = self.batch().file.as_ref().expect("a print file").cover_sheets;
        (cover + before.sum::<usize>() + sheet - 1) * sides(self.stream().kind.duplex)
    }

    /// Writes the manifest of the stream, and every list and sum that follows from it.
    fn relist(&self, change: impl Fn(&mut Stream)) {
        let mut streams = self.streams.clone();
        change(&mut streams[self.of]);
        let stream = &streams[self.of];
        for (path, bytes) in batch_lists(&streams).into_iter().chain(stream_lists(stream)) {
            let path = self.out.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
            fs::write(path, bytes).expect("a list");
        }
        self.edit_json("run.json", |run| run["print"][self.of] = stream_summary(stream));
    }

    fn edit_json(&self, path: &str, change: impl Fn(&mut Value)) {
        let path = self.out.join(path);
        let mut value = json(&path);
        change(&mut value);
        fs::write(path, value.to_string()).expect("it can be written");
    }

    /// Changes what `run.json` says of a copy.
    fn edit_copy(&self, path: &str, change: impl Fn(&mut Value)) {
        self.edit_json("run.json", |run| {
            let copies = run["copies"].as_array_mut().expect("copies");
            let mut copies = copies.iter_mut();
            change(copies.find(|copy| copy["path"] == path).expect("an entry"));
        });
    }

    fn edit_text(&self, path: &str, change: impl Fn(&str) -> String) {
        let path = self.out.join(path);
        let text = fs::read_to_string(&path).expect("a text");
        let changed = change(&text);
        assert_ne!(text, changed, "nothing was changed");
        fs::write(path, changed).expect("it can be written");
    }

    /// Changes the print file, and makes every hash and size agree with it.
    fn reprint(&self, change: impl Fn(&mut Document, &mut Vec<ObjectId>)) {
        let path = self.print_file();
        let mut pdf = Document::load(&path).expect("a print file");
        let mut pages: Vec<ObjectId> = pdf.page_iter().collect();
        change(&mut pdf, &mut pages);
        set_pages(&mut pdf, &pages);
        let mut bytes = Vec::new();
        pdf.save_to(&mut bytes).expect("memory can be written");
        self.replace(&bytes, pages.len());
    }

    fn replace(&self, bytes: &[u8], pages: usize) {
        fs::write(self.print_file(), bytes).expect("a print file");
        self.relist(|stream| {
            let file = stream.batches[0].file.as_mut().expect("a print file");
            file.sha256 = hex(&Sha256::digest(bytes));
            file.bytes = bytes.len() as u64;
            file.pages = pages;
        });
    }
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).expect("a file")).expect("JSON")
}

/// Makes these the pages, right below the root; one that is there twice stays one object.
fn set_pages(pdf: &mut Document, pages: &[ObjectId]) {
    let root = pdf.catalog().and_then(|root| root.get(b"Pages")).and_then(Object::as_reference);
    let root = root.expect("a tree of pages");
    for page in pages {
        pdf.get_dictionary_mut(*page).expect("a page").set("Parent", root);
    }
    let tree = pdf.get_dictionary_mut(root).expect("a tree of pages");
    tree.set("Kids", pages.iter().map(|page| Object::Reference(*page)).collect::<Vec<_>>());
    tree.set("Count", pages.len() as i64);
}

fn contents(pdf: &Document, page: ObjectId) -> Vec<Object> {
    let page = pdf.get_dictionary(page).expect("a page");
    page.get(b"Contents").and_then(Object::as_array).expect("a front has several").clone()
}

/// Gives a page another one's mark, which is the last of its contents.
fn mark_as(pdf: &mut Document, page: ObjectId, other: ObjectId) {
    let mut own = contents(pdf, page);
    let mark = contents(pdf, other).pop().expect("a mark");
    *own.last_mut().expect("a mark") = mark;
    pdf.get_dictionary_mut(page).expect("a page").set("Contents", own);
}

/// Gives a page another one's words, under its own mark.
fn fill_as(pdf: &mut Document, page: ObjectId, other: ObjectId) {
    let mark = contents(pdf, page).pop().expect("a mark");
    let mut words = contents(pdf, other);
    *words.last_mut().expect("a mark") = mark;
    let resources = pdf.get_dictionary(other).and_then(|page| page.get(b"Resources")).cloned();
    let page: &mut Dictionary = pdf.get_dictionary_mut(page).expect("a page");
    page.set("Contents", words);
    page.set("Resources", resources.expect("resources"));
}

/// Takes one rectangle out of a page's mark.
fn damage(pdf: &mut Document, page: ObjectId) {
    let mut own = contents(pdf, page);
    let mark = own.last().and_then(|mark| mark.as_reference().ok()).expect("a mark");
    let mark = pdf.get_object(mark).and_then(Object::as_stream).expect("a stream");
    let text = mark.get_plain_content().expect("a drawing");
    let text = String::from_utf8(text).expect("operators");
    let (before, after) = text.split_once(" re\n").expect("rectangles");
    let (before, _) = before.rsplit_once('\n').expect("a line before it");
    let drawing = Content::new(Dictionary::new(), format!("{before}\n{after}").into_bytes());
    let drawing = pdf.add_object(drawing);
    *own.last_mut().expect("a mark") = drawing.into();
    pdf.get_dictionary_mut(page).expect("a page").set("Contents", own);
}

/// The first copy of the batch that some mailpiece has, by its path.
fn a_copy(planted: &Planted) -> String {
    let mut documents = planted.batch().mailpieces[0].documents.iter();
    let copy = documents.find(|one| one.document.part == Part::Copy).expect("a copy");
    copy.document.path.clone()
}

const FAULTS: &[Fault] = &[
    Fault {
        name: "a front is missing",
        checks: &["pages", "sheets"],
        says: "mailpiece 2, sheet 1 of",
        plant: |planted| {
            planted.reprint(|_, pages| {
                pages.remove(planted.front(1, 1));
            });
        },
    },
    Fault {
        name: "a blank back is lost",
        checks: &["pages", "sheets"],
        says: "has lost its back",
        plant: |planted| {
            planted.reprint(|_, pages| {
                pages.remove(planted.front(1, 1) + 1);
            });
        },
    },
    Fault {
        name: "a back is filled",
        checks: &["words"],
        says: "should be blank, and is not",
        plant: |planted| {
            planted.reprint(|pdf, pages| {
                let (front, blank) = (pages[planted.front(1, 1)], pages[planted.front(1, 1) + 1]);
                let mut words = contents(pdf, front);
                words.pop();
                let from = pdf.get_dictionary(front).expect("a page");
                let resources = from.get(b"Resources").expect("resources").clone();
                let page = pdf.get_dictionary_mut(blank).expect("a page");
                page.set("Contents", words);
                page.set("Resources", resources);
            });
        },
    },
    Fault {
        name: "a back has a drawing without words",
        checks: &["words"],
        says: "should be blank, and is not",
        plant: |planted| {
            planted.reprint(|pdf, pages| {
                let blank = pages[planted.front(1, 1) + 1];
                let drawing = Content::new(Dictionary::new(), b"0 0 300 300 re f".to_vec());
                let drawing = pdf.add_object(drawing);
                pdf.get_dictionary_mut(blank).expect("a page").set("Contents", drawing);
            });
        },
    },
    Fault {
        name: "another person's page is the batch cover",
        checks: &["sheets"],
        says: "the batch cover of batch",
        plant: |planted| {
            planted.reprint(|pdf, pages| {
                let (cover, front) = (pages[0], pages[planted.front(1, 1)]);
                let mut words = contents(pdf, front);
                words.pop();
                let from = pdf.get_dictionary(front).expect("a page");
                let resources = from.get(b"Resources").expect("resources").clone();
                let page = pdf.get_dictionary_mut(cover).expect("a page");
                page.set("Contents", words);
                page.set("Resources", resources);
            });
        },
    },
    Fault {
        name: "two mailpieces are exchanged",
        checks: &["sheets"],
        says: "mailpiece 2, sheet 1 of",
        plant: |planted| {
            planted.reprint(|_, pages| {
                let (second, third) = (planted.front(1, 1), planted.front(2, 1));
                let end = third + planted.batch().mailpieces[2].sheets * 2;
                pages[second..end].rotate_left(third - second);
            });
        },
    },
    Fault {
        name: "a sheet lies in another mailpiece",
        checks: &["sheets"],
        says: "mailpiece 1, sheet 2 of",
        plant: |planted| {
            planted.reprint(|_, pages| {
                let (from, to) = (planted.front(0, 2), planted.front(2, 2));
                pages[from..to].rotate_left(2);
            });
        },
    },
    Fault {
        name: "a sheet is there twice",
        checks: &["pages", "sheets"],
        says: "mailpiece 2, sheet 1 of",
        plant: |planted| {
            planted.reprint(|_, pages| {
                let front = planted.front(1, 1);
                let sheet = [pages[front], pages[front + 1]];
                pages.splice(front..front, sheet);
            });
        },
    },
    Fault {
        name: "a mark is damaged",
        checks: &["mark", "sheets"],
        says: "damaged",
        plant: |planted| {
            planted.reprint(|pdf, pages| damage(pdf, pages[planted.front(1, 1)]));
        },
    },
    Fault {
        name: "a mark says another sheet",
        checks: &["sheets"],
        says: "is there twice",
        plant: |planted| {
            planted.reprint(|pdf, pages| {
                mark_as(pdf, pages[planted.front(1, 1)], pages[planted.front(2, 1)]);
            });
        },
    },
    Fault {
        name: "a page is another person's under the right mark",
        checks: &["words"],
        says: "has other words than the archive copy",
        plant: |planted| {
            planted.reprint(|pdf, pages| {
                fill_as(pdf, pages[planted.front(1, 1)], pages[planted.front(2, 1)]);
            });
        },
    },
    Fault {
        name: "a print file is another batch's",
        checks: &["mark", "pages", "sheets"],
        says: "which the manifest does not have",
        plant: |planted| {
            let other = planted.streams.iter().find(|one| one.name != planted.stream().name);
            let other = other.and_then(|one| one.batches[0].file.as_ref()).expect("another");
            let bytes = fs::read(planted.out.join(&other.path)).expect("a print file");
            planted.replace(&bytes, other.pages);
        },
    },
    Fault {
        name: "a print file was changed",
        checks: &["hash"],
        says: "it is not the file that the run wrote",
        plant: |planted| {
            let mut bytes = fs::read(planted.print_file()).expect("a print file");
            bytes.push(b'\n');
            fs::write(planted.print_file(), bytes).expect("a print file");
        },
    },
    Fault {
        name: "a print file of an earlier run is left",
        checks: &["listed"],
        says: "a file is here that `run.json` does not list",
        plant: |planted| {
            let to = planted.print_file().with_file_name("batch-0009.pdf");
            fs::copy(planted.print_file(), to).expect("it can be copied");
        },
    },
    Fault {
        name: "a copy was made again after it was printed",
        checks: &["hash", "list", "sheets"],
        says: "it is stale, do not post it",
        plant: |planted| {
            let path = a_copy(planted);
            let file = planted.out.join(&path);
            let mut pdf = Document::load(&file).expect("a copy");
            let mut bytes = Vec::new();
            pdf.save_to(&mut bytes).expect("memory can be written");
            fs::write(file, &bytes).expect("a copy");
            planted.edit_copy(&path, |entry| {
                entry["sha256"] = hex(&Sha256::digest(&bytes)).into();
                entry["bytes"] = bytes.len().into();
            });
        },
    },
    Fault {
        name: "a copy lies under another person's cover",
        checks: &["counts", "listed", "mark", "sheets"],
        says: "lies under another cover than its own",
        plant: |planted| {
            planted.relist(|stream| {
                let pieces = &mut stream.batches[0].mailpieces;
                let (one, other) = pieces.split_at_mut(1);
                let (one, other) = (&mut one[0].documents, &mut other[0].documents);
                let last = (one.len() - 1, other.len() - 1);
                std::mem::swap(&mut one[last.0], &mut other[last.1]);
            });
        },
    },
    Fault {
        name: "two people's papers lie in one envelope",
        checks: &["counts", "listed", "mark", "sheets"],
        says: "has papers of two plans, and the council wants an envelope for each",
        plant: |planted| {
            planted.relist(|stream| {
                let batch = &mut stream.batches[0];
                let plan = |placed: &Placed| placed.documents[0].document.plan;
                let own = plan(&batch.mailpieces[0]);
                let other = batch.mailpieces.iter().position(|placed| plan(placed) != own);
                let other = batch.mailpieces.remove(other.expect("a mailpiece of another plan"));
                let first = &mut batch.mailpieces[0];
                for mut one in other.documents {
                    one.first_sheet += first.sheets;
                    first.documents.push(one);
                }
                first.sheets += other.sheets;
                first.pages += other.pages;
                batch.totals = Totals::of(&batch.mailpieces);
                stream.totals = stream.batches.iter().map(|batch| batch.totals).sum();
            });
        },
    },
    Fault {
        name: "two readers of one plan share an envelope",
        checks: &["sheets"],
        says: "has papers of two readers of one plan",
        plant: |planted| {
            planted.relist(|stream| {
                let documents = &mut stream.batches[0].mailpieces[0].documents;
                documents[0].document.recipient = Some(99);
            });
        },
    },
    Fault {
        name: "a mailpiece lies in an envelope with another window",
        checks: &["sheets"],
        says: "lies in `c3`, and its cover was laid out for",
        plant: |planted| {
            planted.relist(|stream| {
                stream.batches[0].mailpieces[0].envelope = "c3".into();
            });
        },
    },
    Fault {
        name: "a cover was laid out for another envelope",
        checks: &["sheets"],
        says: "its cover was laid out for `parcel`",
        plant: |planted| {
            let path = a_copy(planted);
            planted.edit_copy(&path, |entry| entry["cover"]["envelope"] = Value::Null);
        },
    },
    Fault {
        name: "a copy that goes by e-mail was printed",
        checks: &["sheets"],
        says: "which is to be sent another way",
        plant: |planted| {
            let path = a_copy(planted);
            planted.edit_copy(&path, |entry| entry["channel"] = "email".into());
        },
    },
    Fault {
        name: "a copy is listed in another language",
        checks: &["language", "sheets"],
        says: "whose `language` is not that of `run.json`",
        plant: |planted| {
            let path = a_copy(planted);
            planted.edit_copy(&path, |entry| entry["language"] = "pl".into());
        },
    },
    Fault {
        name: "restricted papers lie among others",
        checks: &["sheets"],
        says: "which is not restricted, among papers that are otherwise",
        plant: |planted| {
            let restrict = |stream: &mut Stream| {
                stream.kind.restricted = true;
                let folder = stream.folder();
                for batch in &mut stream.batches {
                    let file = batch.file.as_mut().expect("a print file");
                    file.path = format!("{folder}/batch-{:04}.pdf", batch.number);
                }
            };
            let mut moved = planted.stream().clone();
            restrict(&mut moved);
            let (from, to) = (planted.stream().folder(), planted.out.join(moved.folder()));
            fs::create_dir_all(to.parent().expect("a folder")).expect("a folder can be made");
            fs::rename(planted.out.join(from), to).expect("it can be moved");
            planted.relist(restrict);
        },
    },
    Fault {
        name: "the ledger is gone",
        checks: &["present"],
        says: "nobody can tell which mailpieces are void",
        plant: |planted| fs::remove_file(planted.out.join("ledger.db")).expect("a ledger"),
    },
    Fault {
        name: "a copy is in no mailpiece",
        checks: &["counts", "listed", "mark", "pages"],
        says: "the copy is in no mailpiece",
        plant: |planted| {
            planted.relist(|stream| drop(stream.batches[0].mailpieces.pop()));
        },
    },
    Fault {
        name: "a copy would be sent twice",
        checks: &["counts", "listed", "pages", "sheets"],
        says: "the copy would be sent 2 times",
        plant: |planted| {
            planted.relist(|stream| {
                let pieces = &mut stream.batches[0].mailpieces;
                pieces.push(pieces[0].clone());
            });
        },
    },
    Fault {
        name: "a mailpiece is void and nowhere again",
        checks: &["counts", "listed", "sheets"],
        says: "is void, and batch c9-0001 does not have it again",
        plant: |planted| {
            planted.relist(|stream| {
                stream.batches[0].mailpieces[0].void_for = Some("c9-0001".into());
            });
        },
    },
    Fault {
        name: "a row of manifest.csv was edited",
        checks: &["list"],
        says: "this row is not the one that `manifest.json` gives",
        plant: |planted| {
            let path = format!("{}/manifest.csv", planted.stream().folder());
            planted.edit_text(&path, |text| text.replacen(",live,", ",void,", 1));
        },
    },
    Fault {
        name: "a row of documents.csv is gone",
        checks: &["list"],
        says: "this row is not the one that `manifest.json` gives",
        plant: |planted| {
            let path = format!("{}/documents.csv", planted.stream().folder());
            planted.edit_text(&path, |text| {
                let mut lines: Vec<&str> = text.lines().collect();
                lines.remove(1);
                lines.join("\n") + "\n"
            });
        },
    },
    Fault {
        name: "a row of batches.csv was edited",
        checks: &["list"],
        says: "this row is not the one that `manifest.json` gives",
        plant: |planted| {
            planted.edit_text("print/batches.csv", |text| text.replacen(",white,", ",cream,", 1));
        },
    },
    Fault {
        name: "the sheets of manifest.json were edited",
        checks: &["counts", "list", "mark", "sheets"],
        says: "sheets are said, and its documents have",
        plant: |planted| {
            let path = format!("{}/manifest.json", planted.stream().folder());
            planted.edit_json(&path, |stream| {
                let sheets = &mut stream["batches"][0]["mailpieces"][0]["sheets"];
                *sheets = (sheets.as_u64().expect("a number") + 1).into();
            });
        },
    },
    Fault {
        name: "manifest.json is cut off",
        checks: &["list"],
        says: "print nothing of it",
        plant: |planted| {
            let path = format!("{}/manifest.json", planted.stream().folder());
            planted.edit_text(&path, |text| text[..text.len() / 2].to_owned());
        },
    },
    Fault {
        name: "the run says another number of sheets",
        checks: &["counts"],
        says: "`counts.sheets` is not the",
        plant: |planted| {
            planted.edit_json("run.json", |run| {
                let sheets = &mut run["counts"]["sheets"];
                *sheets = (sheets.as_u64().expect("a number") + 1).into();
            });
        },
    },
    Fault {
        name: "a copy went no way at all",
        checks: &["counts"],
        says: "are not all copies",
        plant: |planted| {
            planted.edit_json("run.json", |run| run["counts"]["other_channels"] = 7.into());
        },
    },
    Fault {
        name: "the ledger has a mailpiece as void",
        checks: &["listed"],
        says: "is not what the ledger has as live",
        plant: |planted| {
            let ledger = rusqlite::Connection::open(planted.out.join("ledger.db"));
            let ledger = ledger.expect("a ledger");
            let sql = "UPDATE mailpiece SET state = 'void' WHERE id = 1";
            assert_eq!(ledger.execute(sql, []).expect("a ledger"), 1);
        },
    },
    Fault {
        name: "somebody put notes among the print files",
        checks: &["listed"],
        says: "a file is here that no manifest names",
        plant: |planted| {
            let folder = planted.out.join(planted.stream().folder());
            fs::write(folder.join("Maisie Probert.txt"), "ring her").expect("a file");
        },
    },
];

fn found(out: &Path) -> Vec<Disagreement> {
    verify(out, None).expect("the folder can be read").disagreements
}

/// Promise: what the press made agrees, and each planted fault is found by the check that is for it.
#[test]
fn planted_faults_are_found() {
    let untouched = found(&Planted::new("untouched").out);
    assert!(untouched.is_empty(), "{untouched:?}");
    let problems =
        on_two_threads(&FAULTS.iter().enumerate().collect::<Vec<_>>(), |(number, fault)| {
            let planted = Planted::new(&number.to_string());
            (fault.plant)(&planted);
            let found = found(&planted.out);
            let checks: BTreeSet<String> = found.iter().map(check).collect();
            let wanted: BTreeSet<String> = fault.checks.iter().map(|&check| check.into()).collect();
            let says = found.iter().any(|one| one.to_string().contains(fault.says));
            assert!(!found.iter().any(|one| one.to_string().contains("Maisie")), "{}", fault.name);
            (checks != wanted || !says).then(|| {
                let lines = found.iter().take(8).map(|one| format!("  [{}] {one}", check(one)));
                let lines: Vec<String> = lines.collect();
                format!("{}, {checks:?}, {says}:\n{}", fault.name, lines.join("\n"))
            })
        });
    let problems: Vec<String> = problems.into_iter().flatten().collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

fn check(one: &Disagreement) -> String {
    let value = serde_json::to_value(one.check).expect("a check");
    value.as_str().expect("a word").to_owned()
}

/// Promise: what lies between mailpieces is read too, though no mark names it.
#[test]
fn exchanged_separators_are_found() {
    let mut config = configuration();
    config.print.separators = true;
    let run = run_over_generated("verify-print-separators", 8, 11, &config).0;
    let planted = Planted::of(&run, "separators");
    assert_eq!(found(&planted.out), []);
    planted.reprint(|_, pages| {
        let first = planted.front(0, 1);
        let second = planted.front(1, 1) + sides(planted.stream().kind.duplex);
        pages.swap(first, second);
    });
    let found: Vec<String> = found(&planted.out).iter().map(ToString::to_string).collect();
    let id = &planted.batch().id;
    let says = |number: u32| {
        let message = format!("the separator before mailpiece {number} of batch {id} is not here");
        found.iter().any(|one| one.contains(&message))
    };
    assert!(says(1) && says(2) && found.len() == 2, "{found:?}");
}

/// Promise: exit code 4, and a line that a person at the printer understands.
#[test]
fn a_missing_sheet_ends_with_4() {
    let planted = Planted::new("command");
    planted.reprint(|_, pages| {
        let front = planted.front(1, 1);
        pages.drain(front..front + 2);
    });
    let said = crate::verify::planpress(&["verify", planted.out.to_str().expect("UTF-8")]);
    assert_eq!(said.code, 4, "{}", said.out);
    let batch = &planted.batch().id;
    assert!(said.out.contains(&format!("no page says that it is batch {batch}, mailpiece 2")));
}
