//! Every test that needs the whole program, in one binary: each binary links the engine once more.
#![expect(
    clippy::disallowed_methods,
    reason = "tests lay out broken inputs and measure their own time"
)]

mod broken;
mod canary;
mod cases;
mod check;
mod checks;
mod cli;
mod contrast;
mod determinism;
mod documents;
mod easy_read;
mod filling;
mod forecast;
mod goldens;
mod holds;
mod hostile;
mod inputs;
mod layering;
mod leaks;
mod long_pages;
mod look;
mod overlays;
mod pages;
mod pdf;
mod poppler;
mod print_file;
mod print_room;
mod reprint;
mod samples;
mod sharing;
mod stage;
mod stress;
mod tags;
mod verify;
mod verify_print;
mod watch;
mod window;
mod wording;
mod words;
