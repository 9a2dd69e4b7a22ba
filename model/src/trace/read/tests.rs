//! Claims about lines, and about what ties one to those before it.

use std::io::{self, BufRead, Read};

use crate::trace::tests::{
    A_HEADER, AN_EVENT, CALL_1, EXCHANGE, HEADER, KNOWN, RETURN_1, accepted, lines, refused,
    refused_exchange, refused_lines,
};
use crate::trace::{LONGEST_LINE, Trace};

#[test]
fn the_header_comes_first_and_once() {
    assert_eq!(refused(""), [format!("t.jsonl:1:1: there is no line; {A_HEADER}")]);
    assert_eq!(
        refused_lines(&[CALL_1, HEADER]),
        format!("t.jsonl:1:1: the first line has no `trace`; {A_HEADER}")
    );
    assert_eq!(
        refused_lines(&[HEADER, HEADER]),
        format!("t.jsonl:2:1: a second header; {AN_EVENT}")
    );
    assert_eq!(accepted(lines(&[HEADER])).header.origin, "by hand");
}

#[test]
fn another_version_of_the_format_is_refused_before_its_keys_are() {
    for (format, shown) in [("2", "2"), ("1.0", "1.0"), ("\"1\"", "\"1\""), ("null", "null")] {
        let header = format!(r#"{{"trace":{format},"newer":true}}"#);
        let expected = format!("t.jsonl:1:1: unknown `trace` {shown}; expected 1");
        assert_eq!(refused_lines(&[&header]), expected);
    }
}

#[test]
fn an_unknown_key_is_refused_anywhere_but_in_notes() {
    let cases = [
        (
            HEADER.replace('}', r#","note":{}}"#),
            "1:52: unknown field `note`; expected one of `trace`, `dialect`, `origin`, \
             `rules`, `assume`, `endpoint`, `setup`, `notes`",
        ),
        (
            HEADER.replace('}', r#","setup":{"bucket":[]}}"#),
            "1:63: unknown field `bucket`; expected one of `accounts`, `keys`, `buckets`",
        ),
        (
            HEADER.replace('}', r#","setup":{"accounts":[{"nom":"x"}]}}"#),
            "1:73: unknown field `nom`; expected one of `name`, `access_key`, `id`",
        ),
    ];
    for (header, error) in cases {
        assert_eq!(refused_lines(&[&header]), format!("t.jsonl:{error}"));
    }
    accepted(lines(&[&HEADER.replace('}', r#","notes":{"note":{"setup":[1]}}}"#)]));
    assert_eq!(
        refused_exchange(r#""method""#, r#""verb""#),
        "t.jsonl:2:82: unknown field `verb`; expected one of `method`, `target`, `headers`, `body`"
    );
    assert_eq!(
        refused_lines(&[HEADER, &CALL_1.replace(r#""client""#, r#""response":{},"client""#)]),
        "t.jsonl:2:52: unknown field `response`; expected one of `at`, `call`, `client`, \
         `account`, `credentials`, `request`"
    );
}

#[test]
fn a_line_tells_what_it_is() {
    let line = r#"{"at":"2026-01-01T00:00:00.000Z","client":"c1"}"#;
    assert_eq!(
        refused_lines(&[HEADER, line]),
        format!("t.jsonl:2:1: no key tells what this line is; {AN_EVENT}")
    );
    assert_eq!(
        refused_lines(&[HEADER, &EXCHANGE.replace(r#""client":"c1","#, "")]),
        "t.jsonl:2:239: missing field `client`; expected a call with its answer: \
         `at`, `client`, `request`, `response`"
    );
    assert_eq!(
        refused_lines(&[HEADER, r#"{"at":"2026-01-01T00:00:00.000Z","lost":1,"why":"bored"}"#]),
        "t.jsonl:2:55: unknown variant `bored`; expected one of `timeout`, `reset`, `refused`"
    );
}

#[test]
fn a_line_holds_one_object_and_nothing_else() {
    let cases = [
        ("", format!("1: the line is empty; {AN_EVENT}")),
        (" \t", format!("1: the line is empty; {AN_EVENT}")),
        ("[1]", "1: invalid type: sequence; expected an object".to_owned()),
        ("{} {}", format!("4: trailing characters; {AN_EVENT}")),
        (r#"{"at" 1}"#, "7: this is not JSON; expected `:` here".to_owned()),
        (r#"{"at":"x"#, format!("8: the line ends inside a string; {AN_EVENT}")),
        (r#"{"call":1,"call":2}"#, format!("16: duplicate field `call`; {AN_EVENT}")),
    ];
    for (line, error) in cases {
        assert_eq!(refused_lines(&[HEADER, line, EXCHANGE]), format!("t.jsonl:2:{error}"));
    }
    accepted(lines(&[HEADER, &format!(" {EXCHANGE}\t\r")]));
}

#[test]
fn a_list_of_values_does_not_pass_for_an_object() {
    assert_eq!(
        refused_lines(&[
            HEADER,
            r#"{"at":"2026-01-01T00:00:00.000Z","return":1,"response":[200,null,[],"x",false]}"#
        ]),
        "t.jsonl:2:55: invalid type: sequence; expected an object"
    );
}

#[test]
fn a_last_line_without_its_line_feed_is_whole_or_refused() {
    let text = lines(&[HEADER, EXCHANGE]);
    assert_eq!(accepted(text.trim_end()), accepted(&text));
    let end = HEADER.len() + 1;
    for length in end + 1..text.len() - 1 {
        let column = length - end;
        let error = format!(
            "t.jsonl:2:{column}: the file ends inside this line; \
             expected the rest of it and a line feed"
        );
        assert_eq!(refused(&text[..length]), [error]);
    }
    let character = lines(&[HEADER, "\"é\""]).into_bytes();
    assert_eq!(
        refused(&character[..HEADER.len() + 3]),
        ["t.jsonl:2:2: the file ends inside this line; expected the rest of it and a line feed"]
    );
}

#[test]
fn a_byte_that_is_no_utf8_is_refused_at_its_column() {
    let mut text = lines(&[HEADER, EXCHANGE]).into_bytes();
    let place = HEADER.len() + 1 + 20;
    text[place] = 0xff;
    assert_eq!(refused(&text), ["t.jsonl:2:21: a byte is no UTF-8; expected UTF-8"]);
}

#[test]
fn deep_nesting_is_refused_and_harmless() {
    let deep = "[".repeat(100_000);
    let header = HEADER.replace('}', &format!(r#","notes":{{"x":{deep}"#));
    assert_eq!(
        refused_lines(&[&header]),
        format!("t.jsonl:1:100059: the line ends inside a list; {A_HEADER}")
    );
    let closed = format!("{header}{}}}}}", "]".repeat(100_000));
    assert_eq!(
        refused_lines(&[&closed]),
        format!("t.jsonl:1:185: recursion limit exceeded; {A_HEADER}")
    );
    assert_eq!(
        refused_lines(&[HEADER, &deep]),
        "t.jsonl:2:1: invalid type: sequence; expected an object"
    );
    let shallow = format!("{}{}", "[".repeat(100), "]".repeat(100));
    accepted(lines(&[&HEADER.replace('}', &format!(r#","notes":{{"x":{shallow}}}}}"#))]));
}

/// A header, then a line that never ends; it counts what is taken of it.
struct Endless {
    header: io::Cursor<Vec<u8>>,
    taken: usize,
}

impl Read for Endless {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        unreachable!("a reader of lines takes what is buffered")
    }
}

impl BufRead for Endless {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        assert!(self.taken < 100 << 20, "the whole line was read");
        let rest = self.header.position() as usize;
        match &self.header.get_ref()[rest..] {
            [] => Ok(&[b'x'; 4096]),
            rest => Ok(rest),
        }
    }

    fn consume(&mut self, amount: usize) {
        if self.header.position() < self.header.get_ref().len() as u64 {
            self.header.set_position(self.header.position() + amount as u64);
        } else {
            self.taken += amount;
        }
    }
}

#[test]
fn a_line_of_100_mib_is_refused_without_being_held() {
    let header = io::Cursor::new(lines(&[HEADER]).into_bytes());
    let mut input = Endless { header, taken: 0 };
    let errors = Trace::read("t.jsonl", &mut input, &KNOWN).expect_err("it is too long");
    let errors: Vec<_> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(errors, ["t.jsonl:2:1: the line has more than 16 MiB; expected a shorter one"]);
    assert_eq!(input.taken, LONGEST_LINE);
}

#[test]
fn input_that_fails_is_an_error_where_it_fails() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("unplugged"))
        }
    }
    let header = lines(&[HEADER]);
    let input = io::BufReader::new(header.as_bytes().chain(Broken));
    let errors = Trace::read("t.jsonl", input, &KNOWN).unwrap_err();
    let errors: Vec<_> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(
        errors,
        ["t.jsonl:2:1: the input cannot be read (unplugged); expected input to its end"]
    );
}

#[test]
fn time_stands_still_or_goes_on() {
    let at = |time: &str| EXCHANGE.replace("2026-01-01T00:00:02.000Z", time);
    accepted(lines(&[HEADER, EXCHANGE, EXCHANGE, &at("2026-01-01T00:00:02.001Z")]));
    assert_eq!(
        refused_lines(&[HEADER, EXCHANGE, &at("2026-01-01T00:00:01.999Z"), EXCHANGE]),
        "t.jsonl:3:1: the time goes back to 2026-01-01T00:00:01.999Z; \
         expected 2026-01-01T00:00:02.000Z or later"
    );
}

#[test]
fn a_call_is_sent_once_and_settled_once() {
    let lost = r#"{"at":"2026-01-01T00:00:01.000Z","lost":1,"why":"reset"}"#;
    let open = "expected the number of an open call";
    accepted(lines(&[HEADER, CALL_1, RETURN_1]));
    accepted(lines(&[HEADER, CALL_1, lost]));
    accepted(lines(&[HEADER, CALL_1]));
    assert_eq!(
        refused_lines(&[HEADER, CALL_1, CALL_1]),
        "t.jsonl:3:1: call 1 is sent twice; expected a number that no other call has"
    );
    assert_eq!(
        refused_lines(&[HEADER, RETURN_1]),
        format!("t.jsonl:2:1: call 1 was never sent; {open}")
    );
    for again in [RETURN_1, lost] {
        assert_eq!(
            refused_lines(&[HEADER, CALL_1, RETURN_1, again]),
            format!("t.jsonl:4:1: call 1 is already answered or lost; {open}")
        );
    }
}

#[test]
fn call_numbers_may_come_in_any_order() {
    let numbers = [5, 3, 4, u64::MAX, 0, 9, 1, 2, u64::MAX - 1];
    let call = |number: &u64| CALL_1.replace(r#""call":1"#, &format!(r#""call":{number}"#));
    let calls: Vec<_> = numbers.iter().map(call).collect();
    let mut text = lines(&[HEADER]);
    text.extend(calls.iter().map(|it| format!("{it}\n")));
    accepted(&text);
    for (index, number) in numbers.iter().enumerate() {
        let error = format!(
            "t.jsonl:11:1: call {number} is sent twice; expected a number that no other call has"
        );
        assert_eq!(refused(format!("{text}{}\n", calls[index])), [error]);
    }
}

#[test]
fn every_error_of_a_file_is_found_and_none_follows_from_another() {
    let text = lines(&[
        HEADER,
        &CALL_1.replace("PUT\",", "PUT\""),
        RETURN_1,
        &EXCHANGE.replace("\"owner\"", "\"mallory\""),
        &EXCHANGE.replace("206", "6"),
        EXCHANGE,
    ]);
    assert_eq!(
        refused(text),
        [
            "t.jsonl:2:82: this is not JSON; expected `,` or `}` here",
            "t.jsonl:4:1: unknown account `mallory`; expected one of `owner`",
            "t.jsonl:5:1: 6 is no status code; expected three digits",
        ]
    );
}

#[test]
fn a_file_that_is_no_trace_at_all_does_not_fill_memory_with_errors() {
    assert_eq!(refused(format!("{HEADER}\n{}", "\n".repeat(5000))).len(), 100);
}

#[test]
fn an_error_is_one_line_of_moderate_length() {
    let key = format!("a\n\u{1b}[31m{}", "x".repeat(1_000_000)).replace('\n', "\\n");
    let key = key.replace('\u{1b}', "\\u001b");
    let error = refused_lines(&[&HEADER.replace('}', &format!(r#","{key}":1}}"#))]);
    assert!(error.contains(r": unknown field `a\n\u{1b}[31mxxx"), "{error}");
    assert!(error.len() < 900 && !error.contains('\n'), "{error}");
}
