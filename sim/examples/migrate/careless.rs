//! The tool as it is often written. It has three faults, none of which a quiet day shows: it trusts
//! a status without reading the body behind it, it starts a move all over again although half of
//! it may have happened, and it moves an object onto itself.

use sim::embed::Connection;

use crate::trial::{Done, Job};

/// Moves each object in turn.
pub(crate) async fn migrate(service: Connection, jobs: &[Job]) -> Vec<Done> {
    let mut done = Vec::new();
    for job in jobs {
        done.push(moved(&service, job).await);
    }
    done
}

async fn moved(service: &Connection, job: &Job) -> Done {
    for _ in 0..5 {
        // With new metadata, so that no service takes it for a copy that changes nothing.
        let copy = service
            .copy(job.source, job.target)
            .header(&service.vendor("metadata-directive"), "REPLACE")
            .header(&service.vendor("meta-moved"), "yes");
        match copy.send().await {
            Ok(answer) if answer.status == 200 => {}
            Ok(answer) if answer.status == 404 => {
                // Nothing to move: whatever the tries before may have left is cleared away.
                drop(service.request("DELETE", job.target.0, Some(job.target.1)).send().await);
                return Done::Kept;
            }
            _ => continue,
        }
        let delete = service.request("DELETE", job.source.0, Some(job.source.1));
        if delete.send().await.is_ok_and(|it| it.status < 300) {
            return Done::Moved;
        }
    }
    Done::Kept
}
