//! Arguments, terminal output, exit codes; one file per command. Data goes to standard output, talk
//! to standard error.

mod check;
mod copies;
mod decide;
mod progress;
mod render;
mod reprint;
mod run;
mod sample;
mod schema;
mod settings;
mod talk;
mod templates;
mod verify;
mod wanted;
mod watch;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Everything was made.
const DONE: u8 = 0;
/// The run could not start: unreadable input, bad configuration, no space.
const FAILED: u8 = 1;
/// Finished; something is held, quarantined or failed.
const INCOMPLETE: u8 = 3;
/// A leak, a mix-up, a count that doesn't add up.
const INTEGRITY: u8 = 4;

/// Turns councils' care and support plans, in bulk, into the copies that each person is entitled
/// to, in a form that they can read.
#[derive(Debug, Parser)]
#[command(name = "planpress", version, propagate_version = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Run(run::Run),
    Check(check::Check),
    Copies(copies::Copies),
    Decide(decide::Decide),
    Render(render::Render),
    Reprint(reprint::Reprint),
    Sample(sample::Sample),
    Schema(schema::Schema),
    Templates(templates::Templates),
    Verify(verify::Verify),
    Watch(watch::Watch),
}

/// Reads the arguments, does what they say, and gives the exit code.
pub fn main() -> ExitCode {
    // What a panic says may hold a person's words: only its place is told.
    std::panic::set_hook(Box::new(|panic| {
        if let Some(place) = panic.location() {
            talk::note(&format!(
                "planpress failed on one item at {}:{}",
                place.file(),
                place.line()
            ));
        }
    }));
    let arguments = Arguments::parse();
    let code = match arguments.command {
        Command::Run(command) => command.execute(),
        Command::Check(command) => command.execute(),
        Command::Copies(command) => command.execute(),
        Command::Decide(command) => command.execute(),
        Command::Render(command) => command.execute(),
        Command::Reprint(command) => command.execute(),
        Command::Sample(command) => command.execute(),
        Command::Schema(command) => command.execute(),
        Command::Templates(command) => command.execute(),
        Command::Verify(command) => command.execute(),
        Command::Watch(command) => command.execute(),
    };
    ExitCode::from(code)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_sound() {
        super::Arguments::command().debug_assert();
    }
}
