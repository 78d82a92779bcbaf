//! Reader that decodes text to UTF-8.

use std::io::{self, Cursor, Read};

use crate::message::{Message, message};

/// Bytes decoded at once.
const BLOCK: u64 = 8192;

/// A reader that skips a byte order mark and decodes UTF-16 that has one. UTF-8 is not validated.
pub(crate) struct TextReader<R> {
    inner: io::Chain<Cursor<Vec<u8>>, R>,
    /// `None`: UTF-8.
    utf16: Option<Utf16>,
}

/// State of a UTF-16 decoder.
#[derive(Default)]
struct Utf16 {
    is_big_endian: bool,
    /// First half of a surrogate pair, at the end of a block.
    high: Option<u16>,
    decoded: Cursor<String>,
}

impl<R: Read> TextReader<R> {
    /// Detects the encoding.
    pub(crate) fn new(mut inner: R) -> io::Result<Self> {
        let mut start = Vec::new();
        inner.by_ref().take(4).read_to_end(&mut start)?;
        let (mark, is_big_endian) = match start[..] {
            [0xff, 0xfe, 0, 0] | [0, 0, 0xfe, 0xff] => {
                return Err(other_encoding(Message::verbatim("UTF-32")));
            }
            [0x84, 0x31, 0x95, 0x33] => return Err(other_encoding(Message::verbatim("GB18030"))),
            [0xef, 0xbb, 0xbf, ..] => (3, None),
            [0xff, 0xfe, ..] => (2, Some(false)),
            [0xfe, 0xff, ..] => (2, Some(true)),
            [0, _, ..] | [_, 0, ..] => {
                return Err(other_encoding(message!("cli-utf16-without-mark")));
            }
            _ => (0, None),
        };
        let utf16 = is_big_endian.map(|is_big_endian| Utf16 { is_big_endian, ..Utf16::default() });
        Ok(Self { inner: Cursor::new(start.split_off(mark)).chain(inner), utf16 })
    }
}

impl<R: Read> Read for TextReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(utf16) = &mut self.utf16 else { return self.inner.read(buffer) };
        loop {
            let read = utf16.decoded.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            let mut block = Vec::new();
            self.inner.by_ref().take(BLOCK).read_to_end(&mut block)?;
            if block.is_empty() && utf16.high.is_none() {
                return Ok(0);
            }
            utf16.decode(&block)?;
        }
    }
}

impl Utf16 {
    /// Decodes a block; an empty one is the end.
    fn decode(&mut self, block: &[u8]) -> io::Result<()> {
        let (pairs, rest) = block.as_chunks::<2>();
        let unit = |pair: &[u8; 2]| {
            if self.is_big_endian { u16::from_be_bytes(*pair) } else { u16::from_le_bytes(*pair) }
        };
        let mut units: Vec<_> = self.high.into_iter().chain(pairs.iter().map(unit)).collect();
        let is_high = |unit: &mut u16| matches!(unit, 0xd800..=0xdbff);
        self.high = if pairs.is_empty() { None } else { units.pop_if(is_high) };
        let text: Result<String, _> = char::decode_utf16(units).collect();
        match text {
            Ok(text) if rest.is_empty() => self.decoded = Cursor::new(text),
            _ => return Err(io::Error::new(io::ErrorKind::InvalidData, message!("cli-not-utf16"))),
        }
        Ok(())
    }
}

fn other_encoding(name: Message) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message!("cli-other-encoding", name = name))
}
