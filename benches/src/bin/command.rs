//! Duration of `essbasic call` from start to exit, compared with curl for the same request: 50 runs
//! of each, alternately, with a sandbox in another process.
//!
//! Takes the path of the command, which should be a release build. Prints one JSON line.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use essbasic_benches::{BoxError, median, rounded};
use essbasic_sandbox::seed;
use serde_json::{Value, json};

const RUNS: usize = 50;

/// Pause between pairs, to stay below the sandbox's rate limit.
const PAUSE: Duration = Duration::from_millis(150);

const ACTION: &str = "DescribeTemplates";

fn main() -> Result<(), BoxError> {
    let path = std::env::args().nth(1).ok_or("missing argument: path of the command `essbasic`")?;
    let mut sandbox = Command::new(&path)
        .args(["sandbox", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let measured = measure(&path, &mut sandbox);
    sandbox.kill()?;
    sandbox.wait()?;
    println!("{}", measured?);
    Ok(())
}

fn measure(path: &str, sandbox: &mut Child) -> Result<Value, BoxError> {
    let mut line = String::new();
    BufReader::new(sandbox.stdout.take().ok_or("no standard output")?).read_line(&mut line)?;
    let endpoint = line.trim().rsplit(' ').next().unwrap_or_default().to_owned();
    let call = |more: &[&str]| {
        let mut command = Command::new(path);
        command
            .args(["call", ACTION, "--set", "Limit=1", "--agent"])
            .arg(format!("{}/{}/{}", seed::APPLICATION, seed::ORGANIZATION, seed::OPERATOR))
            .args(more)
            .env("ESSBASIC_ENDPOINT", &endpoint)
            .env("TENCENTCLOUD_SECRET_ID", seed::SECRET_ID)
            .env("TENCENTCLOUD_SECRET_KEY", seed::SECRET_KEY);
        command
    };
    // The signature is valid for five minutes, longer than the benchmark runs.
    let request = call(&["--dry-run", "--output", "json"]).output()?.stdout;
    let request: Value = serde_json::from_slice(&request)?;
    let curl = || {
        let mut command = Command::new("curl");
        command.args(["--silent", "--data-raw", &request["body"].to_string()]);
        for (name, value) in request["headers"].as_object().into_iter().flatten() {
            command.args(["--header", &format!("{name}: {}", value.as_str().unwrap_or_default())]);
        }
        command.arg(request["url"].as_str().unwrap_or_default());
        command
    };
    // Warm-up.
    run(call(&[]))?;
    run(curl())?;
    let (mut call_times, mut curl_times, mut ratios) = (vec![], vec![], vec![]);
    for run_index in 0..RUNS {
        thread::sleep(PAUSE);
        let (call_time, curl_time);
        if run_index % 2 == 0 {
            call_time = run(call(&[]))?;
            curl_time = run(curl())?;
        } else {
            curl_time = run(curl())?;
            call_time = run(call(&[]))?;
        }
        call_times.push(call_time);
        curl_times.push(curl_time);
        ratios.push(call_time / curl_time);
    }
    Ok(json!({
        "runs": RUNS,
        "call_ms": rounded(median(call_times)),
        "curl_ms": rounded(median(curl_times)),
        "ratio": rounded(median(ratios)),
    }))
}

/// Runs a command and returns its duration in milliseconds. Fails without a response.
fn run(mut command: Command) -> Result<f64, BoxError> {
    let start = Instant::now();
    let output = command.stdin(Stdio::null()).output()?;
    let duration = start.elapsed().as_secs_f64() * 1e3;
    let response: Value = serde_json::from_slice(&output.stdout)?;
    let templates = response["Response"].get("Templates").or(response.get("Templates"));
    if templates.is_none_or(|templates| !templates.is_array()) {
        return Err(format!("unexpected response: {response}").into());
    }
    Ok(duration)
}
