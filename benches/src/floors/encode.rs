//! Writing an action, beside `serde_json` of a plain struct with the same members.

use std::hint::black_box;

use essbasic::Action;
use essbasic::request::Request;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::plain::{self, Cancel};
use super::{Floor, Work, work};
use crate::{PADDING, Padded, action};

pub(super) fn small() -> Floor {
    Floor {
        figure: "checking, writing and hashing a small call",
        beside: "`serde_json` of a plain struct, and SHA-256",
        aim: None,
        ours: written(action()),
        floor: encoded(Cancel::of(&action(), None)),
    }
}

pub(super) fn padded() -> Floor {
    Floor {
        figure: "checking, writing and hashing a call of 64 KiB",
        ours: written(Padded::full()),
        floor: encoded(Cancel::of(&action(), Some("x".repeat(PADDING)))),
        ..small()
    }
}

fn written(action: impl Action + 'static) -> Work {
    work(move || Request::write(black_box(&action)))
}

fn encoded(members: impl Serialize + 'static) -> Work {
    work(move || {
        let json = plain::json(black_box(&members))?;
        let hash = Sha256::digest(&json);
        Ok::<_, serde_json::Error>((json, hash))
    })
}
