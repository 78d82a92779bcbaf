//! Random IDs and tokens.

/// Returns a new object ID: 32 letters and digits that start with `yD`.
pub(crate) fn id() -> String {
    format!("yD{}", token(30))
}

/// Returns letters and digits that cannot be guessed.
pub(crate) fn token(length: usize) -> String {
    const ALPHABET: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let mut token = String::with_capacity(length);
    while token.len() < length {
        // Bytes of an incomplete last round through the alphabet are dropped, to be uniform.
        let usable = bytes::<32>().into_iter().filter(|byte| *byte < 248);
        let letters = usable.map(|byte| char::from(ALPHABET[usize::from(byte) % ALPHABET.len()]));
        token.extend(letters.take(length - token.len()));
    }
    token
}

/// Returns a request ID: a version 4 UUID.
pub(crate) fn request_id() -> String {
    let bits = u128::from_be_bytes(bytes());
    let bits = bits & !(0xf << 76 | 0x3 << 62) | (0x4 << 76 | 0x2 << 62);
    let hex = format!("{bits:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if getrandom::fill(&mut bytes).is_err() {
        fastrand::fill(&mut bytes);
    }
    bytes
}
