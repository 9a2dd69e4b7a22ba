#![no_main]
//! `fuzz::decode_request` over the bytes of libFuzzer.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::decode_request(bytes));
