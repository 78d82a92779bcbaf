//! Receiving an encrypted callback, compared with HMAC, Base64 and AES alone.

use std::hint::black_box;

use aes::Aes256;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeDecrypt, KeyIvInit};
use essbasic::callback::events::FlowStatusChange;
use essbasic::callback::{CallbackKeys, Event, Message};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;

use super::{Benchmark, work};
use crate::BoxError;

const TOKEN: &str = "benchmark-token";
const KEY: &[u8; 32] = b"0123456789ABCDEF0123456789ABCDEF";

pub(super) fn encrypted() -> Result<Benchmark, BoxError> {
    let keys = CallbackKeys::new(TOKEN, str::from_utf8(KEY)?)?;
    let change = FlowStatusChange::new()
        .application_id("yDwhxUUckp3gl8j5UuFX33LSNozpRsbi")
        .proxy_organization_open_id("org_dianziqian")
        .proxy_operator_open_id("n9527")
        .flow_id("yDwFakeFlow00000000000000000001")
        .flow_name("租赁合同")
        .create_on(1_795_493_910)
        .occur_time(1_795_493_910);
    let message = Message::new("yDwFakeMessage00000000000000001", Event::from(change));
    let callback = keys.encrypt(&message);
    let body = callback.body.clone();
    let envelope: Value = serde_json::from_slice(&body)?;
    let ciphertext = envelope["encrypt"].as_str().unwrap_or_default().to_owned();
    let iv = KEY.first_chunk::<16>().ok_or("the key has 32 bytes")?;
    Ok(Benchmark {
        metric: "receiving an encrypted callback, typed",
        baseline_name: "HMAC, Base64 and AES over the same bytes",
        target: None,
        ours: work(move || keys.receive(Some(black_box(&callback.signature)), &callback.body)),
        baseline: work(move || {
            let mut mac = Hmac::<Sha256>::new_from_slice(TOKEN.as_bytes())?;
            mac.update(black_box(&body));
            let blocks = STANDARD.decode(black_box(&ciphertext))?;
            let plaintext = cbc::Decryptor::<Aes256>::new(KEY.into(), iv.into())
                .decrypt_padded_vec::<Pkcs7>(&blocks)?;
            Ok::<_, BoxError>((mac.finalize(), plaintext))
        }),
    })
}
