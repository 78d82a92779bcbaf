#!/usr/bin/env python3
"""Plays a story with the command line of `@modelcontextprotocol/inspector` (npm) against
`essbasic mcp --sandbox --listen`.

Finds and describes an action, creates a multi-signer QR code, looks at what was sent, and cancels the
code. The command line declares no elicitation, so that a person confirms on a page. Needs the package,
and Node.js 22 from the package `node`.
"""
import argparse
import json
import tempfile
import urllib.parse
import urllib.request

from mcp_server import TOKEN, run, serving

TEMPLATE = "yDSandboxTemplatePersonOnly00001"
CREATE, CANCEL = "ChannelCreateMultiFlowSignQRCode", "ChannelCancelMultiFlowSignQRCode"


class Inspector:
    """The command line, which opens a session for each request."""

    def __init__(self, modules, url, home):
        self.modules, self.home = modules, home
        header = f"Authorization: Bearer {TOKEN}"
        self.command = ["inspector", "--cli", "--server-url", url, "--header", header]

    def request(self, method, *options):
        command = [*self.command, "--format", "json", "-q", "--method", method, *options]
        printed = run(self.modules, command, self.home, timeout=120)
        # 5 is a result of a tool that is an error.
        assert printed.returncode in (0, 5), f"{method}: {printed.stdout}{printed.stderr}"
        return json.loads(printed.stdout)["result"]

    def call(self, tool, **arguments):
        text = json.dumps(arguments, ensure_ascii=False)
        result = self.request("tools/call", "--tool-name", tool, "--tool-args-json", text)
        return result["structuredContent"]

    def changes(self):
        contents = self.request("resources/read", "--uri", "essbasic://changes")["contents"]
        return json.loads(contents[0]["text"])["changes"]


def confirm(page, shows):
    """Reads a confirmation page and confirms, as a person's browser does."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(page, timeout=60) as response:
        text = response.read().decode()
    assert all(it in text for it in shows), text
    body = urllib.parse.urlencode({"decision": "confirm"}).encode()
    headers = {"Sec-Fetch-Site": "same-origin"}
    with opener.open(urllib.request.Request(page, body, headers), timeout=60) as response:
        assert response.status == 200, response.status


def change(inspector, action, request):
    """Asks for a change, confirms it on the page, and asks again."""
    before = inspector.changes()
    asked = inspector.call("change", action=action, request=request)
    assert asked["outcome"] == "waiting_for_confirmation", asked
    assert inspector.changes() == before
    confirm(asked["address"], [action, *map(str, request.values())])
    assert inspector.changes() == before, "the page itself sends nothing"
    return inspector.call("change", action=action, request=request)


def story(inspector):
    tools = inspector.request("tools/list", "--strict")["tools"]
    assert "change" in [it["name"] for it in tools], tools
    found = inspector.call("find_actions", query="一码多签")
    assert CREATE in [it["name"] for it in found["actions"]], found
    described = inspector.call("describe_action", action=CREATE)
    assert "TemplateId" in described["request"]["required"], described

    create = {"TemplateId": TEMPLATE, "FlowName": "测试合同", "MaxFlowNum": 3}
    created = change(inspector, CREATE, create)
    assert created["outcome"] == "done", created
    code = created["response"]["QrCode"]["QrCodeId"]

    templates = inspector.call("read", action="DescribeTemplates")
    assert templates["outcome"] == "done", templates
    [looked] = inspector.changes()
    assert looked["action"] == CREATE and code in json.dumps(looked), looked

    cancelled = change(inspector, CANCEL, {"QrCodeId": code})
    assert cancelled["outcome"] == "done", cancelled
    outcomes = [(it["action"], it["result"]["outcome"]) for it in inspector.changes()]
    assert outcomes == [(CANCEL, "done"), (CREATE, "done")], outcomes
    # The confirmation was used.
    again = inspector.call("change", action=CANCEL, request={"QrCodeId": code})
    assert again["outcome"] == "waiting_for_confirmation", again


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--command", default="target/debug/essbasic")
    parser.add_argument("--modules", default="target/tools/node_modules")
    arguments = parser.parse_args()
    with serving(arguments.command) as port, tempfile.TemporaryDirectory() as home:
        story(Inspector(arguments.modules, f"http://127.0.0.1:{port}/mcp", home))
    print("the story was played: found, described, created, cancelled")


if __name__ == "__main__":
    main()
