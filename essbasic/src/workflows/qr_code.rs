//! Multi-signer QR codes: create one from a template, and cancel it.

use crate::signing::{
    ChannelCancelMultiFlowSignQRCode, ChannelCreateMultiFlowSignQRCode, SignQrCode,
};
use crate::{Action, Agent, Client, Error, codes};

/// Creates a QR code. Each person who scans it starts a contract, up to the code's limit.
///
/// The callback `FlowStatusChange` reports each contract; `CreateFlowByQrCode` reports a scan that
/// could not start one.
///
/// # Errors
///
/// Errors of the call, and [`ErrorKind::Decode`](crate::ErrorKind::Decode) if its response has no ID. If the
/// outcome is unknown, a code may exist whose ID cannot be recovered; it cannot be cancelled and stays valid
/// until it expires.
pub async fn create(
    client: &Client,
    create: ChannelCreateMultiFlowSignQRCode,
) -> Result<SignQrCode, Error> {
    let reply = create.send(client).await?;
    if reply.qr_code.qr_code_id.is_empty() {
        let action = ChannelCreateMultiFlowSignQRCode::descriptor();
        return Err(Error::without_id(action.name, reply.request_id));
    }
    Ok(reply.into_output().qr_code)
}

/// Result of [`cancel`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Cancellation {
    /// This call cancelled the code.
    Cancelled,
    /// The code was already cancelled, expired or used up.
    AlreadyInvalid,
}

/// Cancels a QR code. Contracts already started from it are not affected.
///
/// # Errors
///
/// Errors of the call, except `OperationDenied.QrInvalid`, which is
/// [`Cancellation::AlreadyInvalid`].
pub async fn cancel(
    client: &Client,
    agent: &Agent,
    qr_code_id: &str,
) -> Result<Cancellation, Error> {
    let cancel = ChannelCancelMultiFlowSignQRCode::new(agent.clone(), qr_code_id);
    match cancel.send(client).await {
        Ok(_) => Ok(Cancellation::Cancelled),
        Err(error) if error.code() == Some(&codes::OPERATION_DENIED_QR_INVALID) => {
            Ok(Cancellation::AlreadyInvalid)
        }
        Err(error) => Err(error),
    }
}
