//! How a signer confirms that they sign.

use crate::tc_enum;

/// How a signer confirms that it is they who sign.
///
/// The two that the device checks work in the mini program only, and not without a third beside
/// them.
#[tc_enum]
pub enum ApproverSignType {
    /// Face recognition.
    Face = 1,
    /// The password that they sign with.
    Password = 2,
    /// Name, identity number and mobile number, compared by the mobile operator. Not for residents
    /// of Hong Kong, Macao and Taiwan.
    Operator = 3,
    /// A key on a USB stick (UKey).
    UKey = 4,
    /// The fingerprint that the device knows; not on iOS.
    Fingerprint = 5,
    /// The face that the device knows; not on Android.
    DeviceFace = 6,
}
