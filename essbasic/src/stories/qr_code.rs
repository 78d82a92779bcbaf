//! A code that many sign by: made from a template, and cancelled when it has served.

use crate::signing::{
    ChannelCancelMultiFlowSignQRCode, ChannelCreateMultiFlowSignQRCode, SignQrCode,
};
use crate::{Agent, Client, Error, codes};

/// Makes a code. Each who scans it starts a contract of their own, up to the code's limit.
///
/// `CreateFlowByQrCode` is the callback that tells of each.
///
/// # Errors
///
/// Those of the call. Where its outcome is unknown there may be a code whose id nobody knows, so
/// that it cannot be cancelled: it ends by itself.
pub async fn open(
    client: &Client,
    create: ChannelCreateMultiFlowSignQRCode,
) -> Result<SignQrCode, Error> {
    Ok(create.send(client).await?.into_output().qr_code)
}

/// How a code was closed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Closed {
    /// It was cancelled just now.
    Now,
    /// It had ended already: cancelled before, expired, or used up.
    Before,
}

/// Cancels a code, whatever state it is in. Contracts that were started from it stay.
///
/// # Errors
///
/// Those of the call, but for the refusal that it has ended already.
pub async fn close(client: &Client, agent: &Agent, qr_code_id: &str) -> Result<Closed, Error> {
    let cancel = ChannelCancelMultiFlowSignQRCode::new(agent.clone(), qr_code_id);
    match cancel.send(client).await {
        Ok(_) => Ok(Closed::Now),
        Err(error) if error.code() == Some(&codes::OPERATION_DENIED_QR_INVALID) => {
            Ok(Closed::Before)
        }
        Err(error) => Err(error),
    }
}
