//! Renders a call as a Python program.

use serde_json::{Number, Value};

use super::literal::{Syntax, code_point, quote};
use super::{CREDENTIALS_NOTE, Program, Sample};

/// Package and version to install.
const PACKAGE: &str = "tencentcloud-sdk-python-essbasic==3.1.193";

const SYNTAX: Syntax = Syntax {
    indent: "    ",
    object: ["{", "}"],
    empty_object: "{}",
    pair: ": ",
    constants: ["None", "True", "False"],
    key: text,
    text,
    number: Number::to_string,
};

/// Renders a complete program that reads credentials from environment variables.
pub fn program(sample: &Sample<'_>) -> String {
    let program = Program::of(sample);
    let (scheme, host) = (if program.tls { "https" } else { "http" }, text(&program.host));
    let action = program.action;
    let (import, client, call, print) = match program.schema {
        Some(_) => (
            "from tencentcloud.essbasic.v20210526 import essbasic_client, models\n".to_owned(),
            "client = essbasic_client.EssbasicClient(credential, \"\", profile)\n".to_owned(),
            format!(
                "request = models.{action}Request()
request.from_json_string(json.dumps(params))
try:
    response = client.{action}(request)
"
            ),
            "print(response.to_json_string(indent=2))\n",
        ),
        None => (
            "from tencentcloud.common.common_client import CommonClient\n".to_owned(),
            format!(
                "client = CommonClient({}, {}, credential, \"\", profile)\n",
                text(program.service),
                text(program.version)
            ),
            format!(
                "try:
    response = client.call_json({}, params)
",
                text(action)
            ),
            "print(json.dumps(response, ensure_ascii=False, indent=2))\n",
        ),
    };
    // Sorted as import sorters do.
    let mut imports = [
        "from tencentcloud.common.credential import Credential\n".to_owned(),
        "from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException\n"
            .to_owned(),
        "from tencentcloud.common.profile.client_profile import ClientProfile\n".to_owned(),
        "from tencentcloud.common.profile.http_profile import HttpProfile\n".to_owned(),
        import,
    ];
    imports.sort();
    let params = SYNTAX.render(&Value::Object(program.members.clone()), 0);
    format!(
        "# pip install {PACKAGE}
import json
import os
import sys

{imports}
# {CREDENTIALS_NOTE}
credential = Credential(
    os.environ[\"TENCENTCLOUD_SECRET_ID\"],
    os.environ[\"TENCENTCLOUD_SECRET_KEY\"],
    os.environ.get(\"TENCENTCLOUD_TOKEN\"),
)
profile = ClientProfile(
    httpProfile=HttpProfile(protocol=\"{scheme}\", endpoint={host})
)
{client}
{note}params = {params}
{call}except TencentCloudSDKException as error:
    print(f\"{{error.code}}: {{error.message}} (request {{error.requestId}})\", file=sys.stderr)
    sys.exit(1)
{print}",
        imports = imports.concat(),
        note = program.redacted_note("", "#"),
    )
}

/// Returns a string literal.
fn text(text: &str) -> String {
    quote(text, |_| None, code_point)
}
