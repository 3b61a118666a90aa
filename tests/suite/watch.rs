//! `planpress watch` as a designer has it: it runs beside the editor until Ctrl-C.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::stage::{ROOT, empty_folder};

/// A change is on the page well under a second later; this is what a busy machine may add.
const MOST: Duration = Duration::from_secs(20);

/// The program, which must not outlive a test that fails.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Promise: each change gives one line and a new page, a broken file does not end it, Ctrl-C does, and
/// leaves nothing half-written.
#[cfg(unix)]
#[test]
fn a_designer_sees_each_change_until_ctrl_c() {
    let folder = empty_folder("watch");
    let look = folder.join("look");
    fs::create_dir_all(look.join("wording")).expect("a folder");
    let phrase = look.join("wording/en.yaml");
    let page = folder.join("page.pdf");
    let program = Command::new(env!("CARGO_BIN_EXE_planpress"))
        .arg("watch")
        .arg(Path::new(ROOT).join("samples/01-desmond-minor-service.yaml"))
        .args(["--plan", "BH-2026-0141", "--templates"])
        .arg(&look)
        .arg("-o")
        .arg(&page)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program can be started");
    let mut program = Running(program);
    let mut lines = BufReader::new(program.0.stdout.take().expect("its output")).lines();
    let mut said = || lines.next().expect("a line").expect("text");

    let first = said();
    assert!(first.contains(" ms, ") && first.ends_with("page.pdf"), "{first}");
    let before = fs::read(&page).expect("a page");
    let changed = Instant::now();
    fs::write(&phrase, "end: {line: That was all of it.}\n").expect("a phrase");
    let second = said();
    assert!(changed.elapsed() < MOST, "{:?}", changed.elapsed());
    assert!(second.contains("en.yaml changed: "), "{second}");
    let after = fs::read(&page).expect("a page");
    assert!(after != before, "the new phrase is not on the page");
    fs::write(&phrase, "end: {line: \"That w").expect("half a phrase");
    assert!(said().contains("not made; the last copy stays"));
    assert!(fs::read(&page).expect("a page") == after, "the last good page is gone");
    fs::remove_file(&phrase).expect("the phrase can be taken back");
    said();
    assert!(fs::read(&page).expect("a page") == before, "the page is not as it was");

    // A runner in the background hands it down that INT is to be ignored; TERM ends it as well.
    for signal in ["-INT", "-TERM"] {
        let told = Command::new("kill").args([signal, &program.0.id().to_string()]).status();
        assert!(told.is_ok(), "there is no `kill`");
    }
    program.0.wait().expect("it ends");
    let left: Vec<_> = fs::read_dir(&folder).expect("the folder").collect();
    assert_eq!(left.len(), 2, "the look and the page alone are left: {left:?}");
}
