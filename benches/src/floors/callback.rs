//! Receiving an encrypted callback, beside its HMAC, Base64 and AES alone.

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

use super::{Floor, work};
use crate::Failure;

const TOKEN: &str = "a-token-of-your-own";
const KEY: &[u8; 32] = b"0123456789ABCDEF0123456789ABCDEF";

pub(super) fn sealed() -> Result<Floor, Failure> {
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
    let sealed = keys.encrypt(&message);
    let body = sealed.body.clone();
    let outer: Value = serde_json::from_slice(&body)?;
    let encrypted = outer["encrypt"].as_str().unwrap_or_default().to_owned();
    let vector = KEY.first_chunk::<16>().ok_or("half of the key")?;
    Ok(Floor {
        figure: "receiving an encrypted callback, typed",
        beside: "HMAC, Base64 and AES over the same bytes",
        aim: None,
        ours: work(move || keys.receive(Some(black_box(&sealed.signature)), &sealed.body)),
        floor: work(move || {
            let mut mac = Hmac::<Sha256>::new_from_slice(TOKEN.as_bytes())?;
            mac.update(black_box(&body));
            let blocks = STANDARD.decode(black_box(&encrypted))?;
            let opened = cbc::Decryptor::<Aes256>::new(KEY.into(), vector.into())
                .decrypt_padded_vec::<Pkcs7>(&blocks)?;
            Ok::<_, Failure>((mac.finalize(), opened))
        }),
    })
}
