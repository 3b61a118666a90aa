//! planpress turns care and support plans, in bulk, into the copies that people are entitled to, in
//! a form that they can read.
//!
//! # One group's way
//!
//! ```text
//! inputs ─source, pass 1─▶ keys only ⇒ groups of linked records
//!        ─source, pass 2─▶ the records of a group, every value with its line and column
//!        ─check─▶ findings; each stops what its rule says: an item, a copy, or nothing but a task
//!        ─disclose─▶ one Job a copy {recipient, pack, edition, way}, or a Hold with its reason
//!        ─disclose─▶ Disclosure (the only way out of a Record) + what was withheld, by which step
//!        ─merge─▶ MergeData, reading text ─render─▶ laid-out pages ─inspect─▶ PDF
//!        ─batch─▶ written whole, with a cover an envelope ─ledger─▶ recorded
//!        ─report─▶ report.html, run.json, manifest ─verify─▶ read again by another reader
//! ```
//!
//! `batch::run` is that diagram in code.
//!
//! # The rooms, bottom to top
//!
//! | layer | room | purpose |
//! |---|---|---|
//! | 0 | [`finding`] | What is wrong, where, and what to do; the catalogue of every rule; its printers. |
//! | 0 | [`plan`] | The plan record as the law names it; pure data. |
//! | 0 | [`config`] | The council's configuration; pure data with defaults. |
//! | 1 | [`source`] | Finds files, reads each format, knows where every value came from; forms groups. |
//! | 1 | [`template`] | Templates, wording, pictures, fonts: embedded, overlaid file by file. |
//! | 1 | [`check`] | Judges a record: completeness in law, data, form; each rule explains itself. |
//! | 1 | [`sample`] | The generator of fictional records. |
//! | 2 | [`disclose`] | Decides who gets a copy, in which form, and what it may show; keeps only that. |
//! | 2 | [`wording`] | The fixed phrases of each language. |
//! | 3 | [`merge`] | Joins a disclosure with its wording into the data that a template reads. |
//! | 4 | `render` | Turns merge data into a tagged PDF; the only room that names Typst. |
//! | 4 | [`ledger`] | What was made from what, in which state. |
//! | 5 | [`mod@print`] | Mailpieces, streams, batches, sheet marks, print files, their manifest. |
//! | 6 | [`verify`] | Reads a finished folder back and compares it with what should be there. |
//! | 7 | `batch` | The conductor, and its report. |
//! | 8 | `cli` | Arguments, terminal, exit codes. |
//!
//! Imports go downwards only. `render`, `batch` and `cli` need the feature `engine`; everything
//! below builds and tests without it in seconds.
//!
//! # Words
//!
//! A **record** is one structured plan, review or letter. A **group** is the records that are
//! decided together. A **party** is named in a record; the **subject** is the one it is about. An
//! **item** is the smallest piece that can be shared or withheld. A **pack** says which content, an
//! **edition** (layout, format, size, language) which form, a **way** how it goes. A **copy** is one document for one
//! recipient. A **finding** is what a check found, and stops no more than it says. Copies are
//! **made**, **held** (wait for a decision) or **suppressed** (must not be sent); records are used
//! or **quarantined**.
//!
//! # Promises, and the tests that hold them (`tests/suite/`)
//!
//! | promise | test |
//! |---|---|
//! | Each rule finds what it is for, and its own example of a sound record passes. | `check::tests` |
//! | Nobody has a copy without a ground that stands; no step of the decision can be left out. | `cases`, `disclose::judge::tests` |
//! | Nothing withheld is in the data, the bytes of a copy, a name or a list. | `canary`, `leaks` |
//! | A copy mixed up with another, or a planted leak, is found. | `verify` |
//! | What can't be made in the form that is needed is held, never replaced. | `holds` |
//! | Every PDF is PDF/UA-1 and PDF/A-2a, with language, title, headings, alt text. | `pdf`, veraPDF in `.ci/run` |
//! | No type is smaller than promised; lines are at most 75 characters. | `pages` |
//! | Every word that is to be read is in the tag tree. | `words` |
//! | Text of a record is text: it can't become markup. | `hostile` |
//! | A print file has every tag and word of its copies, and says every sheet. | `print_file`, `print_room` |
//! | What is wrong with a print file, a mark or a list is found, whatever hashes say. | `verify_print` |
//! | What is printed again is whole, and what was there before is void. | `reprint` |
//! | Poppler extracts what was laid out, letter by letter. | `poppler` |
//! | Each check of the pages can fail, and tells the fault that is there. | `checks::controls` |
//! | A designer sees each change, and every mistake at its line. | `watch`, `cli::watch::tests` |
//! | What the documentation names is there. | `documents` |
//! | A dry run decides what the run decides, and writes nothing. | `forecast` |
//! | The address is in the window, and nothing else is. | `window` |
//! | The same input gives the same bytes. | `determinism` |
//! | Every record and copy is accounted for; one bad record stops nothing. | `samples`, `holds`, `stress` |
//! | A council's own look is judged when it is loaded, and does what the documentation says. | `overlays` |
//! | Rooms import downwards only. | `layering` |

#[cfg(feature = "engine")]
pub mod batch;
pub mod check;
#[cfg(feature = "engine")]
pub mod cli;
pub mod config;
pub mod disclose;
pub mod finding;
pub mod ledger;
pub mod merge;
pub mod plan;
pub mod print;
#[cfg(feature = "engine")]
pub mod render;
pub mod sample;
pub mod source;
pub mod template;
pub mod verify;
pub mod wording;
