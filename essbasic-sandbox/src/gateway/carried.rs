//! An action that arrives encrypted inside another: opened, judged, carried out, and its answer
//! encrypted back.

use essbasic::encryption::{CreateRequestWithEncryption, EncryptionKeys, Iv};
use essbasic::request::Request;
use essbasic::{Action, Descriptor, ErrorCode};
use serde_json::{Value, json};

use super::{Gateway, envelope, members};
use crate::actions::Answer;
use crate::refusal::{Refusal, reasons};
use crate::store::NotStored;

/// Whether an action carries another.
pub(super) fn is_carrier(action: &Descriptor) -> bool {
    action.name == CreateRequestWithEncryption::descriptor().name
}

/// What came of an action inside another.
pub(super) struct Opened {
    /// The answer, sealed.
    pub(super) answer: Answer,
    /// The events that it caused, by their keys.
    pub(super) events: Vec<String>,
    pub(super) carried: EncryptedCall,
}

/// An action that arrived encrypted inside another.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct EncryptedCall {
    /// Its name.
    pub action: String,
    /// The code that it was refused with.
    pub code: Option<ErrorCode>,
}

impl Gateway {
    /// Carries out what a body holds. Only what cannot be opened is refused in the clear.
    pub(super) async fn carried(
        &self,
        keys: &EncryptionKeys,
        body: &[u8],
        language: Option<&str>,
    ) -> Result<Opened, Refusal> {
        let carrier: CreateRequestWithEncryption =
            Request::read(body).map_err(|error| unopened(error.message()))?;
        let inside =
            keys.decrypt_request(&carrier).map_err(|error| unopened(&error.to_string()))?;
        let inside = self.inside(&carrier.request_action, &inside).await;
        let (members, events, code) = match inside {
            Ok((answer, events)) => (answer.members, events, None),
            Err((refusal, action)) => {
                let code = refusal.code(action);
                (envelope::error(&refusal, action, language), Vec::new(), Some(code))
            }
        };
        let answer = json!({ "Response": envelope::identified(members) }).to_string();
        let sealed = Iv::random().and_then(|iv| keys.encrypt_response(answer.as_bytes(), iv));
        let sealed = sealed.map_err(|error| unopened(&error.to_string()))?;
        match serde_json::to_value(sealed) {
            Ok(Value::Object(members)) => {
                let answer = Answer { members, is_sample: false };
                let inside = EncryptedCall { action: carrier.request_action, code };
                Ok(Opened { answer, events, carried: inside })
            }
            _ => Err(unopened("the answer cannot be written")),
        }
    }

    /// Carries out an action by its name. It may not carry another in its turn.
    async fn inside(
        &self,
        name: &str,
        body: &[u8],
    ) -> Result<(Answer, Vec<String>), (Refusal, Option<&'static Descriptor>)> {
        let action = super::named(name).map_err(|refusal| (refusal, None))?;
        let of_action = |refusal| (refusal, Some(action));
        members::check(action, body).map_err(of_action)?;
        let mut done = self.actions.carry_out(action, &self.store, body);
        let events = done.told();
        match done.stored().await {
            Ok(done) => done.map(|answer| (answer, events)).map_err(of_action),
            Err(NotStored) => Err(of_action(reasons::disk())),
        }
    }
}

fn unopened(why: &str) -> Refusal {
    Refusal::new(
        ErrorCode::INVALID_PARAMETER,
        "加密内容无法解密或验签。",
        format!("Not opened: {why}."),
    )
}
