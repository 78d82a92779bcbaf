//! A row of the README's table.

use serde::{Deserialize, Serialize};

/// One figure, as a reader sees it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Row {
    /// What is measured.
    pub figure: String,
    /// What it costs here, with its unit.
    pub ours: String,
    /// What stands beside it, and what that costs.
    pub beside: String,
    /// How they compare: a multiple, or a difference where the aim is one.
    pub result: f64,
    /// What it should be at most, where that was said.
    pub aim: Option<Aim>,
}

/// What a figure should be at most.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    /// So many times what stands beside it.
    Times(f64),
    /// So many more than what stands beside it.
    More(f64),
}

impl Row {
    /// The row of a table in Markdown.
    pub fn markdown(&self) -> String {
        let Self { figure, ours, beside, result, aim } = self;
        let result = match aim {
            Some(Aim::More(_)) => format!("{result:+.0}"),
            _ => format!("{result:.2} ×"),
        };
        let aim = match aim {
            Some(aim) if self.is_missed() => format!("{}, missed", aim.text()),
            Some(aim) => aim.text(),
            None => "–".to_owned(),
        };
        format!("| {figure} | {ours} | {beside} | {result} | {aim} |")
    }

    /// Whether the figure is worse than was aimed at.
    pub fn is_missed(&self) -> bool {
        match self.aim {
            Some(Aim::Times(most) | Aim::More(most)) => self.result > most,
            None => false,
        }
    }
}

impl Aim {
    fn text(self) -> String {
        match self {
            Self::Times(most) => format!("≤ {most} ×"),
            Self::More(most) => format!("≤ {most:+}"),
        }
    }
}
