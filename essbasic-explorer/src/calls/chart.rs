//! Chart of the last half hour: calls per minute by outcome, and their latency.

use std::time::{Duration, SystemTime};

use essbasic_devtools::{Language, t};
use essbasic_sandbox::{CallOutcome, Record, RecordedCall};
use maud::{Markup, html};

use crate::time;

/// Minutes of the chart.
const MINUTES: usize = 30;

/// Size of a bar and of the chart, in units of the view box.
const BAR_WIDTH: usize = 10;
const HEIGHT: usize = 60;
const WIDTH: usize = BAR_WIDTH * MINUTES;

/// Outcomes as the chart groups them: done, rejected by the service, without a proper response.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Group {
    Done,
    Rejected,
    Broken,
}

const GROUPS: [Group; 3] = [Group::Done, Group::Rejected, Group::Broken];

impl Group {
    fn of(call: &RecordedCall) -> Self {
        match call.outcome {
            CallOutcome::Done | CallOutcome::Canned => Self::Done,
            CallOutcome::Rejected(_) => Self::Rejected,
            _ => Self::Broken,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Done => "good",
            Self::Rejected => "bad",
            Self::Broken => "care",
        }
    }

    fn name(self, language: Language) -> String {
        match self {
            Self::Done => t!(language, "outcome-done"),
            Self::Rejected => t!(language, "outcome-refused"),
            Self::Broken => t!(language, "chart-broken"),
        }
        .into_owned()
    }
}

/// Renders the chart of the recorded calls, or nothing without calls in the last half hour.
pub(super) fn render(records: &[Record], now: SystemTime, language: Language) -> Markup {
    let mut minutes = [[0_usize; 3]; MINUTES];
    let mut latencies: [Vec<Duration>; 3] = Default::default();
    for record in records {
        let Record::Call(call) = record else { continue };
        let age = now.duration_since(call.received_at).unwrap_or_default();
        let age = usize::try_from(age.as_secs() / 60).unwrap_or(usize::MAX);
        let group = Group::of(call) as usize;
        if let Some(minute) = MINUTES.checked_sub(age + 1) {
            minutes[minute][group] += 1;
            latencies[group].push(call.duration);
        }
    }
    let total: usize = minutes.iter().flatten().sum();
    if total == 0 {
        return html! {};
    }
    let most = minutes.iter().map(|it| it.iter().sum::<usize>()).max().unwrap_or(1).max(1);
    for latencies in &mut latencies {
        latencies.sort_unstable();
    }
    html! {
        figure.chart {
            figcaption {
                (t!(language, "chart-title", minutes = MINUTES))
                " " span.faint { (t!(language, "chart-most", count = most)) }
            }
            svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } preserveAspectRatio="none" role="img" aria-label={
                (t!(language, "chart-summary", count = total, minutes = MINUTES, most = most))
            } {
                line.axis x1="0" x2=(WIDTH) y1=(HEIGHT) y2=(HEIGHT) {}
                @for (index, counts) in minutes.iter().enumerate() { (bar(index, counts, most)) }
            }
            (table(&minutes, &latencies, language))
        }
    }
}

/// Renders the calls of a minute: parts on top of each other.
fn bar(index: usize, counts: &[usize; 3], most: usize) -> Markup {
    let below = |part: usize| counts[..part].iter().sum::<usize>();
    let height = |count: usize| count * HEIGHT / most;
    html! {
        @for (part, group) in GROUPS.iter().enumerate().filter(|(part, _)| counts[*part] > 0) {
            @let (bottom, top) = (height(below(part)), height(below(part + 1)));
            rect.(group.class()) x=(index * BAR_WIDTH + 1) width=(BAR_WIDTH - 2)
                y=(HEIGHT - top) height=((top - bottom).max(1)) {}
        }
    }
}

/// Renders the figures of the chart: it is its legend, and its text for those who do not see it.
fn table(
    minutes: &[[usize; 3]; MINUTES],
    latencies: &[Vec<Duration>; 3],
    language: Language,
) -> Markup {
    html! {
        table {
            thead { tr {
                th scope="col" { (t!(language, "outcome")) }
                th.number scope="col" { (t!(language, "chart-calls")) }
                th.number scope="col" { (t!(language, "chart-median")) }
                th.number scope="col" { (t!(language, "chart-p95")) }
            } }
            tbody {
                @for group in GROUPS {
                    @let latencies = &latencies[group as usize];
                    @if !latencies.is_empty() {
                        tr {
                            th scope="row" { span.(group.class()) aria-hidden="true" { "■ " } (group.name(language)) }
                            td.number { (minutes.iter().map(|it| it[group as usize]).sum::<usize>()) }
                            td.number { (time::milliseconds(percentile(latencies, 50))) " ms" }
                            td.number { (time::milliseconds(percentile(latencies, 95))) " ms" }
                        }
                    }
                }
            }
        }
    }
}

/// Returns the value that a percentage of the sorted values do not exceed.
fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_of_the_sample() {
        let sorted: Vec<_> = (1..=10).map(Duration::from_millis).collect();
        assert_eq!(percentile(&sorted, 50), Duration::from_millis(5));
        assert_eq!(percentile(&sorted, 95), Duration::from_millis(10));
        assert_eq!(percentile(&sorted[..1], 95), Duration::from_millis(1));
    }
}
