//! Claims about the writer, most of them by what the reader makes of its lines.

use std::io;

use crate::http::{Body, Headers, HttpRequest, HttpResponse};
use crate::name::{Md5, Timestamp};
use crate::store::Principal;
use crate::trace::tests::{EXCHANGE, HEADER, accepted, lines, refused_lines, written};
use crate::trace::{
    Credentials, Event, EventKind, LONGEST_LINE, Located, Sent, Trace, Why, write_event,
};

#[test]
fn what_is_absent_by_default_is_not_written() {
    let text = lines(&[HEADER, EXCHANGE]);
    assert_eq!(written(&accepted(&text)), text);
    let spelled_out = EXCHANGE
        .replace(r#""request""#, r#""credentials":"valid","request""#)
        .replace(r#""body":"ab""#, r#""body":"ab","cut":false"#)
        .replace(r#"=0-1"]]"#, r#"=0-1"]],"body":"""#);
    assert_eq!(written(&accepted(lines(&[HEADER, &spelled_out]))), text);
}

#[test]
fn what_random_events_say_survives_writing_and_reading() {
    for seed in 0..200 {
        let trace = Draw(seed).trace();
        let text = written(&trace);
        assert_eq!(accepted(&text), trace, "seed {seed}");
        assert_eq!(written(&accepted(&text)), text, "seed {seed}");
    }
}

#[test]
fn a_line_may_have_16_mib_and_no_byte_more() {
    let frame = EXCHANGE.replace(r#""body":"ab""#, r#""body":"""#);
    let room = "x".repeat(LONGEST_LINE - frame.len());
    let longest = frame.replace(r#""body":"""#, &format!(r#""body":"{room}""#));
    let trace = accepted(lines(&[HEADER, &longest]));
    assert_eq!(written(&trace), lines(&[HEADER, &longest]));
    let longer = longest.replace(r#""body":"x"#, r#""body":"xx"#);
    assert_eq!(
        refused_lines(&[HEADER, &longer]),
        "t.jsonl:2:1: the line has more than 16 MiB; expected a shorter one"
    );

    let mut event = trace.events[0].value.clone();
    if let EventKind::Exchange { sent, .. } = &mut event.kind {
        sent.client.push('x');
    }
    let mut output = Vec::new();
    let error = write_event(&event, &mut output).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
    assert!(output.is_empty());
}

/// Draws traces: the same number draws the same trace.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn text(&mut self) -> String {
        let alphabet: Vec<char> = "ab/%\"\\\n\r\t\u{0}\u{7f}\u{2028}é𝄞 ".chars().collect();
        (0..self.below(6)).map(|_| alphabet[self.below(alphabet.len() as u64) as usize]).collect()
    }

    fn headers(&mut self) -> Headers {
        Headers((0..self.below(4)).map(|_| (self.text(), self.text())).collect())
    }

    fn body(&mut self) -> Body {
        match self.below(5) {
            0 => Body::empty(),
            1 => Body::Unknown,
            2 => Body::from(self.text().as_str()),
            3 => Body::Bytes((0..self.below(6)).map(|_| self.below(256) as u8).collect()),
            _ => Body::Digest { size: self.below(9), md5: Some(Md5::of(&[1])), sha256: None },
        }
    }

    fn sent(&mut self) -> Sent {
        let principals = [Principal::Anonymous, Principal::Account("owner".into())];
        let credentials = [Credentials::Valid, Credentials::UnknownKey, Credentials::BadSignature];
        Sent {
            client: self.text(),
            principal: principals[self.below(2) as usize].clone(),
            credentials: credentials[self.below(3) as usize],
            request: HttpRequest {
                method: self.text(),
                target: self.text(),
                headers: self.headers(),
                body: self.body(),
            },
        }
    }

    fn response(&mut self) -> HttpResponse {
        HttpResponse {
            status: 100 + self.below(900) as u16,
            reason: (self.below(2) == 0).then(|| self.text()),
            headers: self.headers(),
            body: self.body(),
            cut: self.below(4) == 0,
        }
    }

    fn trace(&mut self) -> Trace {
        let header = accepted(lines(&[HEADER])).header;
        let (mut events, mut open) = (Vec::new(), Vec::new());
        for line in 2..12 {
            let kind = match (self.below(4), open.pop()) {
                (0, Some(number)) => EventKind::Return { number, response: self.response() },
                (1, Some(number)) => EventKind::Lost { number, why: Why::Refused },
                (2, last) => {
                    open.extend(last);
                    open.push(line);
                    EventKind::Call { number: line, sent: self.sent() }
                }
                (_, last) => {
                    open.extend(last);
                    EventKind::Exchange { sent: self.sent(), response: self.response() }
                }
            };
            let at = Timestamp(1_700_000_000_000 + i64::try_from(line).unwrap() / 2);
            events.push(Located { line, value: Event { at, kind } });
        }
        Trace { header, events }
    }
}
