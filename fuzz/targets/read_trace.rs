#![no_main]
//! `fuzz::read_trace` over the bytes of libFuzzer.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::read_trace(bytes));
