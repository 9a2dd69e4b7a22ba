//! The binary `copyspec`: hands arguments and streams to the command line, and nothing else.

use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::process::ExitCode;

use sim::cli::{self, Console};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The columns of a terminal that does not tell.
const USUAL_WIDTH: u16 = 100;

fn main() -> ExitCode {
    let width = io::stdout().is_terminal().then(|| {
        terminal_size::terminal_size().map_or(USUAL_WIDTH, |(terminal_size::Width(it), _)| it)
    });
    // A person reads line by line; a file or a pipe is filled block by block.
    let output: Box<dyn Write> = match io::stdout().is_terminal() {
        true => Box::new(io::stdout()),
        false => Box::new(BufWriter::with_capacity(1 << 16, io::stdout())),
    };
    let mut console = Console::new(io::stdin().lock(), output, io::stderr());
    console.width = width;
    console.shows_progress = io::stderr().is_terminal();
    cli::run(std::env::args_os(), &mut console).into()
}
