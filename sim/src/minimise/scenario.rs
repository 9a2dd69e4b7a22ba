//! The parts of a scenario. What is left out moves nothing else: every instant stays.

use model::generate::Fill;

use super::{Parts, Visit};
use crate::scenario::{Scenario, Step};

/// What may be left out of a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A client with all its calls.
    Client,
    /// A call.
    Step,
    /// A fault.
    Fault,
    /// A header of a request.
    Header,
    /// A parameter of a request, the version that a copy source names, or the bucket in the host.
    Detail,
    /// A character of a body.
    Character,
    /// A bucket from the start.
    Bucket,
    /// An account.
    Account,
    /// A reading, in whose place the default stands.
    Reading,
}

impl Parts for Scenario {
    type Kind = Kind;

    const KINDS: &'static [Kind] = &[
        Kind::Client,
        Kind::Step,
        Kind::Fault,
        Kind::Header,
        Kind::Detail,
        Kind::Character,
        Kind::Bucket,
        Kind::Account,
        Kind::Reading,
    ];

    fn leave_out(&mut self, kind: Kind, visit: &mut Visit) {
        let steps = self.clients.iter_mut().map(|it| &mut it.steps);
        match kind {
            Kind::Client => self.clients.retain(|_| visit.keeps()),
            Kind::Step => steps.for_each(|it| it.retain(|_| visit.keeps())),
            Kind::Fault => {
                steps.flatten().for_each(|it| it.faults.retain(|_| visit.keeps()));
            }
            Kind::Header => {
                steps.flatten().for_each(|it| it.request.headers.retain(|_| visit.keeps()));
            }
            Kind::Detail => steps.flatten().for_each(|it| leave_out_details(it, visit)),
            Kind::Character => {
                steps.flatten().for_each(|it| it.request.body.retain(|_| visit.keeps()));
            }
            Kind::Bucket => self.buckets.retain(|_| visit.keeps()),
            Kind::Account => self.accounts.retain(|_| visit.keeps()),
            Kind::Reading => self.nature.retain(|_, _| visit.keeps()),
        }
    }

    fn is_sound(&self, _: Kind) -> bool {
        self.check().is_ok()
    }
}

fn leave_out_details(step: &mut Step, visit: &mut Visit) {
    step.request.query.retain(|_| visit.keeps());
    if step.request.virtual_host {
        step.request.virtual_host = visit.keeps();
    }
    for (_, fill) in &mut step.request.headers {
        if let Fill::Source { version, .. } = fill {
            version.take_if(|_| !visit.keeps());
        }
    }
}
