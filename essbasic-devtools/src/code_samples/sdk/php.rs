//! Renders a call as a PHP program.

use serde_json::{Number, Value};

use super::literal::{Syntax, lines, quote};
use super::{CREDENTIALS_NOTE, Program, Sample};

/// Package and version to install.
const PACKAGE: &str = "tencentcloud/essbasic:^3.0";

const SYNTAX: Syntax = Syntax {
    indent: "    ",
    object: ["[", "]"],
    empty_object: "new stdClass()",
    pair: " => ",
    constants: ["null", "true", "false"],
    key: text,
    text,
    number: Number::to_string,
};

/// Renders a complete program that reads credentials from environment variables.
pub fn program(sample: &Sample<'_>) -> String {
    let program = Program::of(sample);
    let (scheme, host) = (if program.tls { "https://" } else { "http://" }, text(&program.host));
    let action = program.action;
    let mut uses = vec![
        "TencentCloud\\Common\\Credential".to_owned(),
        "TencentCloud\\Common\\Exception\\TencentCloudSDKException".to_owned(),
        "TencentCloud\\Common\\Profile\\ClientProfile".to_owned(),
        "TencentCloud\\Common\\Profile\\HttpProfile".to_owned(),
    ];
    let (client, call) = match program.schema {
        Some(_) => {
            uses.push("TencentCloud\\Essbasic\\V20210526\\EssbasicClient".to_owned());
            uses.push(format!("TencentCloud\\Essbasic\\V20210526\\Models\\{action}Request"));
            (
                "EssbasicClient($credential, \"\", $clientProfile)".to_owned(),
                format!(
                    "    $request = new {action}Request();
    $request->fromJsonString(json_encode($params));
    $response = $client->{action}($request);
    echo $response->toJsonString(), PHP_EOL;
"
                ),
            )
        }
        None => {
            uses.push("TencentCloud\\Common\\CommonClient".to_owned());
            (
                format!(
                    "CommonClient({}, {}, $credential, \"\", $clientProfile)",
                    text(program.service),
                    text(program.version)
                ),
                format!(
                    "    $response = $client->callJson({}, $params);
    echo json_encode($response, JSON_UNESCAPED_UNICODE), PHP_EOL;
",
                    text(action)
                ),
            )
        }
    };
    uses.sort();
    let uses = lines(uses, "use ", ";");
    format!(
        "<?php
// composer require {PACKAGE}
require_once __DIR__ . \"/vendor/autoload.php\";

{uses}
// {CREDENTIALS_NOTE}
$credential = new Credential(
    getenv(\"TENCENTCLOUD_SECRET_ID\"),
    getenv(\"TENCENTCLOUD_SECRET_KEY\"),
    getenv(\"TENCENTCLOUD_TOKEN\") ?: null
);
$httpProfile = new HttpProfile(\"{scheme}\", {host});
$clientProfile = new ClientProfile();
$clientProfile->setHttpProfile($httpProfile);
$client = new {client};

{note}$params = {params};
try {{
{call}}} catch (TencentCloudSDKException $error) {{
    fwrite(STDERR, sprintf(
        \"%s: %s (request %s)\\n\",
        $error->getErrorCode(),
        $error->getMessage(),
        $error->getRequestId()
    ));
    exit(1);
}}
",
        note = program.redacted_note("", "//"),
        params = SYNTAX.render(&Value::Object(program.members.clone()), 0),
    )
}

fn text(text: &str) -> String {
    let variable = |c| (c == '$').then_some("\\$");
    quote(text, variable, |c| format!("\\u{{{:x}}}", u32::from(c)))
}
