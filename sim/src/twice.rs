//! Running a scenario twice, to see that nothing of a run hangs on anything but its scenario.
//!
//! It compares what is written, byte by byte, and says where two runs part. It judges nothing.

use serde::{Deserialize, Serialize};

use crate::drive::{Run, RunError};
use crate::scenario::Scenario;

/// Where two runs of one scenario part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The line of the trace, the header's being 1.
    pub line: u64,
    /// What the first run wrote there; nothing where it had ended.
    pub first: Option<String>,
    /// What the second one wrote there.
    pub second: Option<String>,
}

/// Draws and runs a scenario twice: the first run, and where the second one differs.
///
/// # Errors
///
/// Those of `run`.
pub fn run_twice(
    mut draw: impl FnMut() -> Scenario,
    mut run: impl FnMut(&Scenario) -> Result<Run, RunError>,
) -> Result<(Run, Option<Difference>), RunError> {
    let (first, second) = (run(&draw())?, run(&draw())?);
    let difference = first_difference(&first.bytes(), &second.bytes());
    Ok((first, difference))
}

/// The first line in which two traces differ.
pub fn first_difference(first: &[u8], second: &[u8]) -> Option<Difference> {
    if first == second {
        return None;
    }
    let lines = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes);
        text.split_inclusive('\n').map(str::to_owned).collect::<Vec<_>>()
    };
    let (first, second) = (lines(first), lines(second));
    let at = (0..first.len().max(second.len())).find(|at| first.get(*at) != second.get(*at))?;
    let shown = |lines: &[String]| lines.get(at).map(|it| it.trim_end_matches('\n').to_owned());
    Some(Difference { line: at as u64 + 1, first: shown(&first), second: shown(&second) })
}

#[cfg(test)]
mod tests {
    use model::dialect::Dialect;

    use super::*;
    use crate::drive::{Engine, run};
    use crate::scenario::Options;

    #[test]
    fn two_hundred_scenarios_run_twice_write_the_same_bytes() {
        let options = Options { clients: 3, steps: 12, ..Options::default() };
        let dialects = Dialect::all().iter().cycle();
        for (seed, dialect) in (0..200).zip(dialects) {
            let draw = || Scenario::draw(dialect, seed, &options);
            let twice = run_twice(draw, |it| run(it, Engine::Queue)).unwrap();
            assert_eq!(twice.1, None, "{dialect}, seed {seed}");
        }
    }

    #[test]
    fn a_run_that_is_not_repeated_is_noticed_where_it_parts() {
        let dialect = &Dialect::all()[0];
        let mut runs = 0;
        let draw = || Scenario::draw(dialect, 1, &Options::default());
        let differing = |scenario: &Scenario| {
            let mut run = run(scenario, Engine::Queue)?;
            runs += 1;
            if runs == 2 {
                run.trace.events[3].value.at = run.trace.events[4].value.at;
            }
            Ok(run)
        };
        let (first, difference) = run_twice(draw, differing).unwrap();
        let difference = difference.unwrap();
        assert_eq!(difference.line, first.trace.events[3].line);
        assert_ne!(difference.first, difference.second);
    }

    #[test]
    fn a_trace_that_ends_early_parts_where_it_ends() {
        let ended = first_difference(b"a\nb\n", b"a\n").unwrap();
        assert_eq!((ended.line, ended.first.as_deref(), ended.second), (2, Some("b"), None));
        assert_eq!(first_difference(b"a\n", b"a\n"), None);
    }
}
