//! Bar chart of a call and of a build beside the peers, as SVG.

use std::fmt::Write;

use crate::Row;

/// Processor time relative to essbasic, on a logarithmic axis.
const AXIS: [f64; 7] = [0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0];

const WIDTH: f64 = 760.0;
const LABEL_WIDTH: f64 = 270.0;
const RIGHT_MARGIN: f64 = 60.0;
const ROW_HEIGHT: f64 = 24.0;
const BAR_HEIGHT: f64 = 14.0;
const TITLE_HEIGHT: f64 = 34.0;

/// Bars under one title.
struct Group {
    title: &'static str,
    bars: Vec<(String, f64)>,
}

/// Draws the chart of the rows that compare a call with 32 calls in flight, and a cold build.
pub fn svg(rows: &[Row]) -> String {
    let call = |row: &&Row| row.metric.ends_with("32 in flight");
    let build = |row: &&Row| row.metric.starts_with("cold debug build");
    let mut calls = vec![("essbasic".to_owned(), 1.0)];
    calls.extend(rows.iter().filter(call).map(|row| (peer(row), 1.0 / row.result)));
    let mut builds = Vec::new();
    for row in rows.iter().filter(build) {
        let size = if row.metric.contains("one domain") { "one domain" } else { "all domains" };
        builds.push((format!("essbasic, {size}"), row.result));
        if builds.len() == 1 {
            builds.insert(0, (peer(row), 1.0));
        }
    }
    draw(&[
        Group { title: "A call, 32 in flight: processor time, essbasic = 1", bars: calls },
        Group { title: "A cold debug build: processor time, bare application = 1", bars: builds },
    ])
}

/// Name of what a row is compared with.
fn peer(row: &Row) -> String {
    row.baseline.split(':').next().unwrap_or_default().to_owned()
}

fn draw(groups: &[Group]) -> String {
    let bars: usize = groups.iter().map(|group| group.bars.len()).sum();
    let height = count(groups.len()) * TITLE_HEIGHT + count(bars) * ROW_HEIGHT + 30.0;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
         viewBox=\"0 0 {WIDTH} {height}\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
    );
    for tick in AXIS {
        let x = position(tick);
        line(
            &mut svg,
            &format!(
                "<path d=\"M{x:.1} 20V{:.1}\" stroke=\"#ddd\"/><text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"#555\">{tick}</text>",
                height - 22.0,
                height - 8.0,
            ),
        );
    }
    let mut y = 0.0;
    for group in groups {
        y += TITLE_HEIGHT;
        let title = escape(group.title);
        line(
            &mut svg,
            &format!(
                "<text x=\"8\" y=\"{:.1}\" font-weight=\"bold\" fill=\"#222\">{title}</text>",
                y - 10.0
            ),
        );
        for (label, value) in &group.bars {
            let (from, to) = (position(AXIS[0]), position(*value));
            let fill = if label.starts_with("essbasic") { "#1f6feb" } else { "#8c959f" };
            let (middle, label) = (y + ROW_HEIGHT / 2.0 + 4.0, escape(label));
            line(
                &mut svg,
                &format!(
                    "<text x=\"{:.1}\" y=\"{middle:.1}\" text-anchor=\"end\" fill=\"#222\">{label}</text>\
                 <rect x=\"{from:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{BAR_HEIGHT}\" fill=\"{fill}\"/>\
                 <text x=\"{:.1}\" y=\"{middle:.1}\" fill=\"#222\">{value:.2}</text>",
                    LABEL_WIDTH - 8.0,
                    y + (ROW_HEIGHT - BAR_HEIGHT) / 2.0,
                    to - from,
                    to + 6.0,
                ),
            );
            y += ROW_HEIGHT;
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// Horizontal position of a value on the axis; values beyond it are drawn at its ends.
fn position(value: f64) -> f64 {
    let (min, max) = (AXIS[0], AXIS[AXIS.len() - 1]);
    let share = (value.clamp(min, max) / min).ln() / (max / min).ln();
    LABEL_WIDTH + share * (WIDTH - LABEL_WIDTH - RIGHT_MARGIN)
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

fn line(svg: &mut String, element: &str) {
    let _ = writeln!(svg, "{element}");
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('`', "")
}
