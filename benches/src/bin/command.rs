//! How long `essbasic call` takes from start to exit, beside curl for the same request: fifty of
//! each in turns, to a sandbox in another process.
//!
//! It takes the path of the command, which should be a release build. Prints one JSON line.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use essbasic_benches::{Failure, median, rounded};
use essbasic_sandbox::seed;
use serde_json::{Value, json};

const RUNS: usize = 50;

/// Between pairs, so that the sandbox's quota is kept.
const PAUSE: Duration = Duration::from_millis(150);

const ACTION: &str = "DescribeTemplates";

fn main() -> Result<(), Failure> {
    let path = std::env::args().nth(1).ok_or("give the path of the command `essbasic`")?;
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

fn measure(path: &str, sandbox: &mut Child) -> Result<Value, Failure> {
    let mut line = String::new();
    BufReader::new(sandbox.stdout.take().ok_or("a pipe")?).read_line(&mut line)?;
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
    // The signature is good for five minutes, longer than all of this takes.
    let sent = call(&["--dry-run", "--output", "json"]).output()?.stdout;
    let sent: Value = serde_json::from_slice(&sent)?;
    let curl = || {
        let mut command = Command::new("curl");
        command.args(["--silent", "--data-raw", &sent["body"].to_string()]);
        for (name, value) in sent["headers"].as_object().into_iter().flatten() {
            command.args(["--header", &format!("{name}: {}", value.as_str().unwrap_or_default())]);
        }
        command.arg(sent["url"].as_str().unwrap_or_default());
        command
    };
    // Both are read from the disk, and found to be answered, before anything is counted.
    run(call(&[]))?;
    run(curl())?;
    let (mut of_call, mut of_curl, mut ratios) = (vec![], vec![], vec![]);
    for at in 0..RUNS {
        thread::sleep(PAUSE);
        let (one, other);
        if at % 2 == 0 {
            one = run(call(&[]))?;
            other = run(curl())?;
        } else {
            other = run(curl())?;
            one = run(call(&[]))?;
        }
        of_call.push(one);
        of_curl.push(other);
        ratios.push(one / other);
    }
    Ok(json!({
        "runs": RUNS,
        "call_ms": rounded(median(of_call)),
        "curl_ms": rounded(median(of_curl)),
        "ratio": rounded(median(ratios)),
    }))
}

/// The milliseconds that a command takes, which must be answered.
fn run(mut command: Command) -> Result<f64, Failure> {
    let began = Instant::now();
    let output = command.stdin(Stdio::null()).output()?;
    let took = began.elapsed().as_secs_f64() * 1e3;
    let answer: Value = serde_json::from_slice(&output.stdout)?;
    let templates = answer["Response"].get("Templates").or(answer.get("Templates"));
    if templates.is_none_or(|templates| !templates.is_array()) {
        return Err(format!("not answered: {answer}").into());
    }
    Ok(took)
}
