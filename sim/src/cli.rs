//! The command line: what the verbs are called, what they take, and how a run ends.
//!
//! A verb reads and writes by its [`Console`], so that a test can run it; it never ends the
//! process. What a verb shows is decided in the file of its name below, what is permitted in the
//! model: nothing here judges anything.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use model::dialect::NAMES;

mod assume;
mod console;
mod divergence;
mod history;
mod input;
mod judging;
mod machine;
mod merge;
mod minimise;
mod nearest;
mod places;
mod replay;
mod rules;
mod show;
mod simulate;
mod statement;
mod sweep;
mod table;
mod witness;
mod workers;

pub use console::Console;

/// How a run ends, the better end first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// All that was looked at conforms.
    Conforming,
    /// A search ended before its verdict.
    Inconclusive,
    /// Something was seen that no document permits.
    Forbidden,
    /// Bad input, or a command line that asks for nothing that there is.
    Refused,
}

impl Exit {
    /// The exit code of the process.
    pub fn code(self) -> u8 {
        match self {
            Self::Conforming => 0,
            Self::Inconclusive => 3,
            Self::Forbidden => 1,
            Self::Refused => 2,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// What object copy may do, by the documents: judges recorded traces and explains the verdicts.
#[derive(Debug, Parser)]
#[command(name = "copyspec", version, max_term_width = 100, after_help = EXIT_CODES)]
struct CommandLine {
    #[command(subcommand)]
    verb: Verb,
}

const EXIT_CODES: &str = "Exit code, the worst of: 2 bad input or usage, 1 something is forbidden, \
                          3 a search gave up, 0 all conforms.";

#[derive(Debug, Subcommand)]
enum Verb {
    Replay(replay::Replay),
    Show(show::Show),
    Rules(rules::Rules),
    Simulate(Box<simulate::Simulate>),
    Minimise(minimise::Minimise),
    Merge(merge::Merge),
}

/// What every verb that reads traces takes.
#[derive(Clone, Debug, Args)]
struct Judge {
    /// Judge by this dialect in place of the one the trace names
    #[arg(long, value_name = "DIALECT", value_parser = PossibleValuesParser::new(NAMES))]
    dialect: Option<String>,
    /// Steps of search that one event may cost before its verdict is given up
    #[arg(long, value_name = "STEPS", default_value_t = default_budget())]
    budget: u64,
    /// How far the service's clock may be from the recorder's
    #[arg(long, value_name = "MILLISECONDS", default_value_t = default_skew(),
          value_parser = clap::value_parser!(i64).range(0..=LONGEST_SKEW))]
    skew: i64,
    /// A reading that holds for this service; several of one question leave it open among them
    #[arg(long, value_name = "QUESTION=READING", value_parser = assume::parse)]
    assume: Vec<(String, String)>,
}

impl Default for Judge {
    fn default() -> Self {
        Self { dialect: None, budget: default_budget(), skew: default_skew(), assume: Vec::new() }
    }
}

/// A century: more is a slip, and sums with it must not overflow.
const LONGEST_SKEW: i64 = 100 * 366 * 24 * 3600 * 1000;

fn default_budget() -> u64 {
    model::oracle::Limits::default().budget
}

fn default_skew() -> i64 {
    model::oracle::Limits::default().skew
}

/// For whom results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a person
    Text,
    /// For a program: one JSON object per line
    Json,
}

/// Does what `arguments` ask for, the first of them being the program's name.
pub fn run(arguments: impl IntoIterator<Item = OsString>, console: &mut Console) -> Exit {
    let exit = match CommandLine::try_parse_from(arguments) {
        Ok(CommandLine { verb }) => match verb {
            Verb::Replay(verb) => verb.run(console),
            Verb::Show(verb) => verb.run(console),
            Verb::Rules(verb) => verb.run(console),
            Verb::Simulate(verb) => verb.run(console),
            Verb::Minimise(verb) => verb.run(console),
            Verb::Merge(verb) => verb.run(console),
        },
        Err(error) if error.use_stderr() => {
            console.complain(error.render().to_string().trim_end());
            Exit::Refused
        }
        Err(help) => {
            console.say(help.render().to_string().trim_end());
            Exit::Conforming
        }
    };
    match console.close() {
        None => exit,
        Some(error) => {
            console.complain(format_args!("copyspec: the results cannot be written ({error})"));
            Exit::Refused
        }
    }
}

#[cfg(test)]
mod tests;
