//! A text in JSON, looked through many bytes at a time: one by one takes as long as hashing them.

/// Writes a text with its quotation marks.
pub(super) fn text(buffer: &mut Vec<u8>, text: &str) {
    let mut rest = text.as_bytes();
    buffer.reserve(rest.len() + 2);
    buffer.push(b'"');
    loop {
        let (plain, others) = rest.split_at(plain(rest));
        buffer.extend_from_slice(plain);
        let Some((special, others)) = others.split_first() else { break };
        escape(buffer, *special);
        rest = others;
    }
    buffer.push(b'"');
}

/// How many bytes stand for themselves before the first that does not.
fn plain(bytes: &[u8]) -> usize {
    let long = blocks::<128>(bytes);
    let short = long + blocks::<16>(&bytes[long..]);
    short + bytes[short..].iter().take_while(|byte| !is_special(**byte)).count()
}

/// How many bytes stand in whole blocks before the first special one; the bytes of a block are compared
/// at once.
fn blocks<const SIZE: usize>(bytes: &[u8]) -> usize {
    let specials = |block: &[u8]| block.iter().fold(0, |any, it| any | u8::from(is_special(*it)));
    SIZE * bytes.chunks_exact(SIZE).take_while(|block| specials(block) == 0).count()
}

#[expect(clippy::needless_bitwise_bool, reason = "a branch would part the bytes of a block")]
fn is_special(byte: u8) -> bool {
    (byte < b' ') | (byte == b'"') | (byte == b'\\')
}

fn escape(buffer: &mut Vec<u8>, special: u8) {
    let short = match special {
        b'"' | b'\\' => special,
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        0x08 => b'b',
        0x0c => b'f',
        _ => return buffer.extend_from_slice(format!("\\u{special:04x}").as_bytes()),
    };
    buffer.extend_from_slice(&[b'\\', short]);
}
