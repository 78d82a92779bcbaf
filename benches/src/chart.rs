//! The chart in `README.md`: one call and one build, compared with their baselines.

use std::fmt::Write;

use serde_json::Value;

use crate::peers::PEERS;

const WIDTH: f64 = 720.0;
const LABEL_WIDTH: f64 = 230.0;
const VALUE_WIDTH: f64 = 80.0;
const LINE_HEIGHT: f64 = 24.0;

/// Readable on light and dark backgrounds, without external fonts.
const STYLE: &str = "text{font:13px system-ui,sans-serif;fill:#24292f}.title{font-weight:600}\
    .ours{fill:#0969da}.baseline{fill:#afb8c1}\
    @media(prefers-color-scheme:dark){text{fill:#e6edf3}.ours{fill:#4493f8}.baseline{fill:#59636e}}";

struct Group {
    title: &'static str,
    unit: &'static str,
    bars: Vec<Bar>,
}

struct Bar {
    label: String,
    value: f64,
    is_ours: bool,
}

/// Draws the chart as SVG from the JSON lines of `call_cost` and `build_cost`. Bars without a
/// measurement are left out.
pub fn draw(lines: &[Value]) -> String {
    let groups = [
        Group {
            title: "One call, 32 in flight, processor time",
            unit: "µs",
            bars: call_bars(lines),
        },
        Group {
            title: "Cold debug build of an application with one call, processor time",
            unit: "s",
            bars: build_bars(lines),
        },
    ];
    let (mut body, mut y) = (String::new(), 0.0);
    for group in groups.iter().filter(|group| !group.bars.is_empty()) {
        y += LINE_HEIGHT;
        let _ = writeln!(body, r#"<text class="title" x="0" y="{y}">{}</text>"#, group.title);
        let max = group.bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
        for bar in &group.bars {
            y += LINE_HEIGHT;
            let _ = writeln!(body, r#"<text x="0" y="{y}">{}</text>"#, bar.label);
            let width = (bar.value / max * (WIDTH - LABEL_WIDTH - VALUE_WIDTH)).max(2.0);
            let class = if bar.is_ours { "ours" } else { "baseline" };
            let top = y - 13.0;
            let _ = writeln!(
                body,
                r#"<rect class="{class}" x="{LABEL_WIDTH}" y="{top}" width="{width:.1}" height="16" rx="2"/>"#
            );
            let x = LABEL_WIDTH + width + 8.0;
            let Bar { value, .. } = bar;
            let _ = writeln!(body, r#"<text x="{x:.1}" y="{y}">{value:.1} {}</text>"#, group.unit);
        }
        y += LINE_HEIGHT / 2.0;
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {y}\" role=\"img\">\n\
         <title>Cost of a call and of a build, compared with other SDKs</title>\n\
         <style>{STYLE}</style>\n{body}</svg>\n"
    )
}

fn call_bars(lines: &[Value]) -> Vec<Bar> {
    let is_measured = |line: &&Value| line["in_flight"] == 32;
    let mut bars = Vec::new();
    if let Some(call) = lines.iter().filter(is_measured).find(|line| line["bare_cpu_us"].is_f64()) {
        bars.extend(bar("essbasic", &call["typed_cpu_us"], true));
        bars.extend(bar("reqwest, the same bytes", &call["bare_cpu_us"], false));
    }
    for spec in PEERS.iter().rev() {
        let peer = lines.iter().filter(is_measured).find(|line| line["peer"] == spec.name);
        let label = spec.title.trim_start_matches("the ").replace('`', "");
        bars.extend(peer.and_then(|peer| bar(&label, &peer["cpu_us"], false)));
    }
    bars
}

fn build_bars(lines: &[Value]) -> Vec<Bar> {
    let cold = |features: &str| {
        lines.iter().find(|line| line["build"] == "cold" && line["features"] == features)
    };
    let (one, all) = (cold("one domain"), cold("all domains"));
    [
        one.and_then(|line| bar("essbasic, one domain", &line["cpu_s"], true)),
        all.and_then(|line| bar("essbasic, all domains", &line["cpu_s"], true)),
        one.and_then(|line| bar("reqwest and serde alone", &line["bare_cpu_s"], false)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn bar(label: &str, value: &Value, is_ours: bool) -> Option<Bar> {
    Some(Bar { label: label.to_owned(), value: value.as_f64()?, is_ours })
}
