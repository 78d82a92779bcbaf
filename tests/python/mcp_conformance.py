#!/usr/bin/env python3
"""Runs all server scenarios of `@modelcontextprotocol/conformance` (npm) against
`essbasic mcp --sandbox --listen`.

Most scenarios call tools, prompts and resources of the suite's own server, or test capabilities that
are optional: each of them has to fail because of that, and for no other reason. The suite sends no
token, so that a local proxy adds it. Needs the package, and Node.js 22 from the package `node`.
"""
import argparse
import http.client
import http.server
import json
import pathlib
import re
import sys
import tempfile
import threading

from mcp_server import TOKEN, run, serving

# Scenarios that test what every server has, or what this one declares.
APPLICABLE = {
    "server-initialize",
    "ping",
    "tools-list",
    "resources-list",
    "prompts-list",
    "server-sse-multiple-streams",
    "server-sse-polling",
    "dns-rebinding-protection",
}

# Failures that show why another scenario does not apply.
NOT_APPLICABLE = {
    "a tool, prompt or resource of the suite's own server":
        r"unknown (tool: test_|prompt: test_|resource: test://)|Tool 'json_schema_2020_12_tool' not found",
    "a capability that this server does not declare":
        r"-32601: (completion/complete|logging/setLevel|resources/subscribe)$",
}


class Proxy(http.server.BaseHTTPRequestHandler):
    """A proxy that adds the token."""

    port = None

    def forward(self):
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        headers = {name: value for name, value in self.headers.items() if name.lower() != "connection"}
        headers["Authorization"] = f"Bearer {TOKEN}"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(self.command, self.path, body, headers)
        response = connection.getresponse()
        try:
            self.send_response(response.status)
            for name, value in response.getheaders():
                if name.lower() not in ("transfer-encoding", "connection", "content-length"):
                    self.send_header(name, value)
            self.end_headers()
            while chunk := response.read1(65536):
                self.wfile.write(chunk)
                self.wfile.flush()
        except ConnectionError:
            pass  # The suite closes streams without reading them to their end.
        finally:
            connection.close()

    do_GET = do_POST = do_DELETE = forward

    def log_message(self, *_):
        pass


def proxy(port):
    """Starts a proxy, and returns its port."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), type("To", (Proxy,), {"port": port}))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def judge(checks):
    """Returns whether a scenario passed, does not apply (and why), or failed (and why)."""
    failures = [it.get("errorMessage") or it["id"] for it in checks if it["status"] == "FAILURE"]
    if not failures:
        passed = any(it["status"] == "SUCCESS" for it in checks)
        return ("passed", "") if passed else ("failed", "checks nothing")
    for reason, pattern in NOT_APPLICABLE.items():
        if all(re.search(pattern, failure) for failure in failures):
            return "not applicable", reason
    return "failed", "; ".join(failures)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--command", default="target/debug/essbasic")
    parser.add_argument("--modules", default="target/tools/node_modules")
    arguments = parser.parse_args()
    with serving(arguments.command) as port, tempfile.TemporaryDirectory() as folder:
        url = f"http://127.0.0.1:{proxy(port)}/mcp"
        suite = ["conformance", "server", "--url", url, "--suite", "all", "-o", folder]
        printed = run(arguments.modules, suite, folder, timeout=300)
        verdicts = {}
        for file in pathlib.Path(folder).glob("server-*/checks.json"):
            # A folder's name is `server-`, the scenario, and the time.
            scenario = re.fullmatch(r"server-(.+?)-\d{4}-\d\d-\d\dT.*", file.parent.name)[1]
            verdicts[scenario] = judge(json.loads(file.read_text()))
    expected = {it: "passed" if it in APPLICABLE else "not applicable" for it in {*verdicts, *APPLICABLE}}
    wrong = [it for it, verdict in expected.items() if verdicts.get(it, ("not run",))[0] != verdict]
    for scenario in sorted(wrong):
        print(scenario, *verdicts.get(scenario, ("was not run",)), sep=": ")
    if wrong:
        sys.exit(printed.stdout[-2000:] + printed.stderr[-2000:])
    print(f"{len(APPLICABLE)} scenarios passed")
    for reason in NOT_APPLICABLE:
        count = sum(verdict == ("not applicable", reason) for verdict in verdicts.values())
        print(f"{count} scenarios need {reason}")


if __name__ == "__main__":
    main()
