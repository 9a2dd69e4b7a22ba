//! What a verb reads from and writes to, so that tests can hold it in memory.
//!
//! The first failure to write is kept and silences what comes after it, so that verbs need not pass
//! it on; a reader that has gone away (`| head`) is no failure. Nothing here decides what is said.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, Read, Write};

use indicatif::{ProgressBar, ProgressStyle};

/// The streams of a run.
pub struct Console {
    /// Standard input.
    input: Box<dyn BufRead>,
    /// Where results go.
    output: Box<dyn Write>,
    /// Where messages go.
    errors: Box<dyn Write>,
    /// The columns of the terminal that shows the output; `None` where no terminal does.
    pub width: Option<u16>,
    /// Whether a person looks at the messages while the work goes on.
    pub shows_progress: bool,
    /// The bar that is drawn below the messages.
    progress: Option<ProgressBar>,
    /// Why nothing more is written.
    failure: Option<io::Error>,
}

impl fmt::Debug for Console {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Console").field("width", &self.width).finish_non_exhaustive()
    }
}

impl Console {
    /// A run that reads `input` and writes to the others, with no person in front of it.
    pub fn new(
        input: impl BufRead + 'static,
        output: impl Write + 'static,
        errors: impl Write + 'static,
    ) -> Self {
        Self {
            input: Box::new(input),
            output: Box::new(output),
            errors: Box::new(errors),
            width: None,
            shows_progress: false,
            progress: None,
            failure: None,
        }
    }

    /// Writes a line of results.
    pub(super) fn say(&mut self, line: impl fmt::Display) {
        if self.failure.is_some() {
            return;
        }
        let output = &mut self.output;
        let written = match &self.progress {
            // The bar stands on the same screen.
            Some(bar) if self.width.is_some() => bar.suspend(|| writeln!(output, "{line}")),
            _ => writeln!(output, "{line}"),
        };
        self.failure = written.err();
    }

    /// Writes a line of results and all before it at once, so that it is there whatever comes.
    pub(super) fn say_now(&mut self, line: impl fmt::Display) {
        self.say(line);
        if self.failure.is_none() {
            self.failure = self.output.flush().err();
        }
    }

    /// Writes a message. Where that fails there is nobody to tell.
    pub(super) fn complain(&mut self, line: impl fmt::Display) {
        let errors = &mut self.errors;
        let _ = match &self.progress {
            Some(bar) => bar.suspend(|| writeln!(errors, "{line}")),
            None => writeln!(errors, "{line}"),
        };
    }

    /// Whether nobody reads the results any more, so that the work may stop.
    pub(super) fn is_closed(&self) -> bool {
        self.failure.is_some()
    }

    /// Ends the run: what is buffered is written. The failure to write results, if it is one.
    pub(super) fn close(&mut self) -> Option<io::Error> {
        self.finish();
        if self.failure.is_none() {
            self.failure = self.output.flush().err();
        }
        self.failure.take().filter(|it| it.kind() != io::ErrorKind::BrokenPipe)
    }

    /// Shows a bar of `length` steps, called `what`, if somebody looks.
    pub(super) fn start(&mut self, length: u64, what: &'static str) {
        if !self.shows_progress {
            return;
        }
        let bar = ProgressBar::new(length);
        let style = ProgressStyle::with_template("{msg} {wide_bar} {percent:>3}% {eta:>4}");
        bar.set_style(style.expect("the template is a valid one"));
        bar.set_message(what);
        self.progress = Some(bar);
    }

    /// `file`, which moves the bar as it is read.
    pub(super) fn watch(&self, file: File) -> Box<dyn Read> {
        match &self.progress {
            Some(bar) => Box::new(bar.wrap_read(file)),
            None => Box::new(file),
        }
    }

    /// Writes results that have line feeds of their own.
    pub(super) fn say_all(&mut self, text: &str) {
        if let Some(text) = text.strip_suffix('\n') {
            self.say(text);
        }
    }

    /// Standard input, which can be read once.
    pub(super) fn take_input(&mut self) -> Box<dyn BufRead> {
        std::mem::replace(&mut self.input, Box::new(io::empty()))
    }

    /// Moves the bar to `position`.
    pub(super) fn reach(&self, position: u64) {
        if let Some(bar) = &self.progress {
            bar.set_position(position);
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&mut self) {
        if let Some(bar) = self.progress.take() {
            bar.finish_and_clear();
        }
    }
}
