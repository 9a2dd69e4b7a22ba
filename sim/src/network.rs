//! What becomes of a message, by the faults of a scenario: the shim that both engines ask.
//!
//! A request opens a connection to the service when it leaves. If the service is down then, the
//! client is refused; if it is killed before it has answered, the client is reset. What is sent
//! while a client and the service are parted is gone. All of this follows from the scenario alone:
//! nothing here remembers, waits or draws.

use model::http::{Body, HttpResponse};

use crate::fault::Fault;
use crate::scenario::{Scenario, Step};

/// The link of whoever comes between a copy's two instants: nothing parts it from the service.
pub(crate) const RIVAL: usize = usize::MAX;

/// From this instant up to, and without, that one.
type Interval = (u64, u64);

/// The faults of a scenario, by whom they strike.
#[derive(Clone, Debug)]
pub(crate) struct Network {
    outages: Vec<Interval>,
    partitions: Vec<Vec<Interval>>,
}

/// What becomes of a request when it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Departure {
    /// The service is down; the client knows at this instant.
    Refused(u64),
    /// It is gone, and so is what would have been its second delivery.
    Cut,
    /// It is gone.
    Lost,
    /// It leaves then.
    Leaves(u64),
}

impl Network {
    /// The network of a scenario.
    pub(crate) fn of(scenario: &Scenario) -> Self {
        let mut outages = Vec::new();
        let mut partitions = Vec::new();
        for client in &scenario.clients {
            let mut parted = Vec::new();
            for step in &client.steps {
                for fault in &step.faults {
                    match fault {
                        Fault::Kill { after_ms, restart_ms } => {
                            let killed = step.at + after_ms;
                            outages.push((killed, killed + restart_ms));
                        }
                        Fault::Partition { after_ms, ms } => {
                            parted.push((step.at + after_ms, step.at + after_ms + ms));
                        }
                        _ => {}
                    }
                }
            }
            partitions.push(joined(parted));
        }
        Self { outages: joined(outages), partitions }
    }

    /// When the service is down.
    pub(crate) fn outages(&self) -> &[Interval] {
        &self.outages
    }

    /// When a client and the service are parted: for the engine that has links to cut.
    #[cfg(madsim)]
    pub(crate) fn partitions(&self, client: usize) -> &[Interval] {
        &self.partitions[client]
    }

    fn is_down(&self, at: u64) -> bool {
        self.outages.iter().any(|it| contains(*it, at))
    }

    /// Whether what is sent now between `client` and the service is gone.
    pub(crate) fn is_parted(&self, client: usize, at: u64) -> bool {
        let parted = self.partitions.get(client);
        parted.is_some_and(|it| it.iter().any(|it| contains(*it, at)))
    }

    /// What becomes of the request of a step.
    pub(crate) fn departure(&self, client: usize, latency: u64, step: &Step) -> Departure {
        let leaves = step.leaves();
        if self.is_parted(client, leaves) {
            Departure::Cut
        } else if self.is_down(leaves) {
            match leaves == step.at {
                true => Departure::Refused(step.at + 2 * latency),
                false => Departure::Cut,
            }
        } else if step.faults.contains(&Fault::LostRequest) {
            Departure::Lost
        } else {
            Departure::Leaves(leaves)
        }
    }

    /// The second deliveries that leave: when, and under which number.
    pub(crate) fn duplicates(&self, client: usize, latency: u64, step: &Step) -> Vec<(u64, u32)> {
        match self.departure(client, latency, step) {
            Departure::Refused(_) | Departure::Cut => Vec::new(),
            Departure::Lost | Departure::Leaves(_) => {
                let leave = |it: &(u64, u32)| !self.is_parted(client, it.0) && !self.is_down(it.0);
                step.duplicates().filter(leave).collect()
            }
        }
    }

    /// Whether the answer to a step, sent at `sent`, reaches its client.
    pub(crate) fn delivers_answer(&self, client: usize, step: &Step, sent: u64) -> bool {
        !step.faults.contains(&Fault::LostResponse) && !self.is_parted(client, sent)
    }

    /// What arrives of the answer to a step: all of it, or less where the connection breaks.
    pub(crate) fn arriving(step: &Step, mut response: HttpResponse) -> HttpResponse {
        let kept = step.faults.iter().find_map(|fault| match fault {
            Fault::Cut { keep } => Some(usize::try_from(*keep).unwrap_or(usize::MAX)),
            _ => None,
        });
        let last = response.body.bytes().and_then(|it| it.len().checked_sub(1));
        if let (Some(kept), Some(last), Some(bytes)) = (kept, last, response.body.bytes()) {
            let part = bytes[..kept.min(last)].into();
            (response.body, response.cut) = (Body::Bytes(part), true);
        }
        response
    }

    /// When the client learns that the service was killed while it worked for this step.
    pub(crate) fn reset(&self, client: usize, latency: u64, step: &Step) -> Option<u64> {
        let Departure::Leaves(leaves) = self.departure(client, latency, step) else { return None };
        let answered = step.answers(leaves + latency);
        let (killed, _) = *self.outages.iter().find(|(killed, _)| *killed > leaves)?;
        (killed < answered && !self.is_parted(client, killed)).then_some(killed + latency)
    }

    /// What ends the waiting for an answer that does not come: when, and whether it is a reset.
    pub(crate) fn end_of_waiting(&self, client: usize, latency: u64, step: &Step) -> (u64, bool) {
        let gives_up = step.gives_up();
        match self.reset(client, latency, step).filter(|it| *it < gives_up) {
            Some(reset) => (reset, true),
            None => (gives_up, false),
        }
    }
}

fn contains((from, to): Interval, at: u64) -> bool {
    from <= at && at < to
}

/// The same instants as intervals that neither meet nor overlap.
fn joined(mut intervals: Vec<Interval>) -> Vec<Interval> {
    intervals.sort_unstable();
    let mut joined: Vec<Interval> = Vec::new();
    for (from, to) in intervals {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outages_that_overlap_are_one() {
        let outages = joined(vec![(5, 9), (1, 3), (7, 12), (20, 21)]);
        assert_eq!(outages, [(1, 3), (5, 12), (20, 21)]);
    }
}
