//! Pieces of a call, each beside the least that has to be done for it.

use std::hint::black_box;

use crate::{Aim, Compared, Failure, Row, in_turns, spent};

mod callback;
mod decode;
mod encode;
mod plain;
mod sign;

/// Rounds of each, in turns.
const ROUNDS: usize = 41;

/// A round takes about so many microseconds.
const ROUND: f64 = 10_000.0;

/// Something that is done.
pub type Work = Box<dyn Fn() -> Result<(), Failure>>;

type Make = fn() -> Result<Floor, Failure>;

/// A piece of a call, and the least that has to be done for it.
pub struct Floor {
    /// What is done.
    pub figure: &'static str,
    /// What the least is.
    pub beside: &'static str,
    /// How often as much it may cost at most, where that was said.
    pub aim: Option<f64>,
    /// What this project does.
    pub ours: Work,
    /// The least.
    pub floor: Work,
}

impl std::fmt::Debug for Floor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Floor").field("figure", &self.figure).finish_non_exhaustive()
    }
}

/// Their names, and how they are made.
const PIECES: [(&str, Make); 7] = [
    ("sign", sign::small),
    ("sign_64k", sign::padded),
    ("signature", sign::alone),
    ("encode", || Ok(encode::small())),
    ("encode_64k", || Ok(encode::padded())),
    ("decode", || Ok(decode::megabyte())),
    ("callback", callback::sealed),
];

/// The names of all of them.
pub fn names() -> impl Iterator<Item = &'static str> {
    PIECES.into_iter().map(|(name, _)| name)
}

/// One of them, by its name.
///
/// # Errors
///
/// When there is none of that name, or what it works on cannot be made.
pub fn named(name: &str) -> Result<Floor, Failure> {
    let found = PIECES.into_iter().find(|(known, _)| *known == name);
    found.ok_or_else(|| format!("no piece is called {name}"))?.1()
}

impl Floor {
    /// Measures both, in turns.
    ///
    /// # Errors
    ///
    /// Those of the work.
    pub fn compare(&self) -> Result<Compared, Failure> {
        let calls = calls(&self.ours)?;
        let round = |work: &Work| spent(calls, || (0..calls).try_for_each(|_| work()));
        in_turns(ROUNDS, || round(&self.ours), || round(&self.floor))
    }

    /// How a reader sees what was measured.
    pub fn row(&self, compared: &Compared) -> Row {
        Row {
            figure: self.figure.to_owned(),
            ours: microseconds(compared.ours.cpu),
            beside: format!("{}: {}", self.beside, microseconds(compared.beside.cpu)),
            result: compared.ratio.cpu,
            aim: self.aim.map(Aim::Times),
        }
    }
}

/// How often work is done in a round.
fn calls(work: &Work) -> Result<u32, Failure> {
    work()?;
    let once = spent(1, work)?.wall;
    // Between one and a hundred thousand, so never cut off.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Ok((ROUND / once).clamp(1.0, 100_000.0) as u32)
}

fn microseconds(value: f64) -> String {
    if value < 100.0 { format!("{value:.2} µs") } else { format!("{value:.0} µs") }
}

/// Work whose result is looked at by nobody, and made all the same.
fn work<T, E: Into<Failure>>(work: impl Fn() -> Result<T, E> + 'static) -> Work {
    Box::new(move || {
        black_box(work().map_err(Into::into)?);
        Ok(())
    })
}
