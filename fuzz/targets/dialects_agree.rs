#![no_main]
//! `fuzz::dialects_agree` over the bytes of libFuzzer.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::dialects_agree(bytes));
