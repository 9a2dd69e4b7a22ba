//! The tool as it should be: it believes what it has read back, and nothing else. It deletes a
//! source only after the target was seen to hold the same bytes when no copy can be under way any
//! more, and what it does twice does no more than once.

use model::http::HttpResponse;
use sim::embed::Connection;

use crate::trial::{Done, Job, Place};

/// How often anything is tried.
const TRIES: u64 = 8;

/// For how long a copy that the network delivers late, or a second time, may be under way, in
/// milliseconds. Were its source deleted then, it could leave half an object.
const UNDER_WAY: u64 = 2000;

/// Moves each object in turn.
pub(crate) async fn migrate(service: Connection, jobs: &[Job]) -> Vec<Done> {
    let mut done = Vec::new();
    for job in jobs {
        done.push(moved(&service, job).await);
    }
    done
}

async fn moved(service: &Connection, job: &Job) -> Done {
    // An object that is where it should be has nowhere to go.
    if job.source == job.target {
        return Done::Kept;
    }
    let Some(original) = read(service, job.source).await else { return Done::Kept };
    for attempt in 0..TRIES {
        // Its answer is a hint at best: a 200 may be followed by an error, a lost one by an effect.
        let answer = service.copy(job.source, job.target).send().await;
        let says_so = answer.is_ok_and(|it| is_whole(&it) && has_tag(&it));
        if is_there(service, job.target, &original).await {
            service.pause(UNDER_WAY).await;
            if is_there(service, job.target, &original).await {
                return deleted(service, job.source).await;
            }
        }
        if !says_so {
            service.pause(100 << attempt).await;
        }
    }
    Done::Kept
}

async fn is_there(service: &Connection, place: Place, original: &[u8]) -> bool {
    read(service, place).await.is_some_and(|it| it == original)
}

/// The bytes of an object, as soon as they arrive as a whole. `None` where there is no such object,
/// or the service has nothing to say.
async fn read(service: &Connection, place: Place) -> Option<Vec<u8>> {
    for attempt in 0..TRIES {
        match service.request("GET", place.0, Some(place.1)).send().await {
            Ok(answer) if answer.status == 200 && is_whole(&answer) => {
                return answer.body.bytes().map(<[u8]>::to_vec);
            }
            Ok(answer) if answer.status == 404 => return None,
            _ => service.pause(100 << attempt).await,
        }
    }
    None
}

/// Deletes a source whose target is safe. That may be said twice, so it is said until it is heard.
async fn deleted(service: &Connection, source: Place) -> Done {
    for attempt in 0..TRIES {
        let delete = service.request("DELETE", source.0, Some(source.1)).send().await;
        if delete.is_ok_and(|it| matches!(it.status, 200..300 | 404)) {
            return Done::Moved;
        }
        service.pause(100 << attempt).await;
    }
    Done::Kept
}

fn is_whole(answer: &HttpResponse) -> bool {
    !answer.cut
}

/// Whether the body of a copy's answer says that there is a target.
fn has_tag(answer: &HttpResponse) -> bool {
    answer.body.text().is_some_and(|it| it.contains("<ETag>"))
}
