#![no_main]
//! `fuzz::history_queue` over the bytes of libFuzzer.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::history_queue(bytes));
