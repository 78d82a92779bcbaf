//! Rows of the table in `README.md`.

use serde::{Deserialize, Serialize};

/// One result.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Row {
    /// Description of the measured thing.
    pub metric: String,
    /// Cost with this project, with unit.
    pub ours: String,
    /// Description and cost of the baseline.
    pub baseline: String,
    /// Ratio of both, or their difference if the target is one.
    pub result: f64,
    /// Highest acceptable result, if there is a target.
    pub target: Option<Target>,
}

/// Highest acceptable result.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// Ratio to the baseline.
    Ratio(f64),
    /// Difference to the baseline.
    Difference(f64),
}

impl Row {
    /// Formats the row as Markdown.
    pub fn markdown(&self) -> String {
        let Self { metric, ours, baseline, result, target } = self;
        let result = match target {
            Some(Target::Difference(_)) => format!("{result:+.0}"),
            _ => format!("{result:.2} ×"),
        };
        let target = match target {
            Some(target) if self.is_missed() => format!("{}, missed", target.text()),
            Some(target) => target.text(),
            None => "–".to_owned(),
        };
        format!("| {metric} | {ours} | {baseline} | {result} | {target} |")
    }

    /// Returns `true` if the result exceeds its target.
    pub fn is_missed(&self) -> bool {
        match self.target {
            Some(Target::Ratio(max) | Target::Difference(max)) => self.result > max,
            None => false,
        }
    }
}

impl Target {
    fn text(self) -> String {
        match self {
            Self::Ratio(max) => format!("≤ {max} ×"),
            Self::Difference(max) => format!("≤ {max:+}"),
        }
    }
}
