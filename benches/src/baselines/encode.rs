//! Encoding an action, compared with `serde_json` of a plain struct with the same fields.

use std::hint::black_box;

use essbasic::Action;
use essbasic::request::Request;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::plain_structs::{self, Cancel};
use super::{Benchmark, Work, work};
use crate::{PADDING, PaddedCancel, action};

pub(super) fn small() -> Benchmark {
    Benchmark {
        metric: "validating, encoding and hashing a small request",
        baseline_name: "`serde_json` of a plain struct, and SHA-256",
        target: None,
        ours: encode_action(action()),
        baseline: encode_plain(Cancel::new(&action(), None)),
    }
}

pub(super) fn padded() -> Benchmark {
    Benchmark {
        metric: "validating, encoding and hashing a request of 64 KiB",
        ours: encode_action(PaddedCancel::full()),
        baseline: encode_plain(Cancel::new(&action(), Some("x".repeat(PADDING)))),
        ..small()
    }
}

fn encode_action(action: impl Action + 'static) -> Work {
    work(move || Request::write(black_box(&action)))
}

fn encode_plain(fields: impl Serialize + 'static) -> Work {
    work(move || {
        let json = plain_structs::to_json(black_box(&fields))?;
        let hash = Sha256::digest(&json);
        Ok::<_, serde_json::Error>((json, hash))
    })
}
