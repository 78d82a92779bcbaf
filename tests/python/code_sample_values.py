#!/usr/bin/env python3
"""Runs the generated programs of every action, and compares what they send with the request.

The programs use the vendor's SDKs for Python and Node.js, and send to a server of this test. Those in Go,
Java and PHP are compiled with stand-ins for the SDKs (`sdk_stubs.py`), which print what they would send.
What is not installed is reported as not run.
"""
import argparse
import contextlib
import http.server
import io
import json
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path
from unittest import mock

import sdk_stubs
from sample_programs import environment, missing, write

# Characters that languages, shells and terminals act upon, and numbers that some cannot hold.
TEXT = "\"quoted\" 'it''s' \\n \\u0041 $HOME ${x} {$y} `id` %s #{z} </script> <?php ?>\n\r\t*/ // 合同 \u202e\u2028\u0085\u0007\U000e0041😀"
NUMBERS = {"MaxFlowNum": 9007199254740993, "FlowEffectiveDay": -9223372036854775808, "FlowDisplayType": 0}

STUBS = {"go": ("go", sdk_stubs.run_go), "java": ("javac", sdk_stubs.run_java), "php": ("php", sdk_stubs.run_php)}


def requests(binary, catalogue):
    """Yields a request of each action with all fields, and requests with values that need care."""
    for action in (action["name"] for action in catalogue["actions"]):
        skeleton = [binary, "skeleton", action, "--full"]
        yield action, json.loads(subprocess.run(skeleton, capture_output=True, check=True).stdout)
    agent = {"AppId": TEXT, "ProxyOperator": {}}
    yield "ChannelCreateMultiFlowSignQRCode", {"Agent": agent, "FlowName": TEXT, "TemplateId": "", **NUMBERS}
    yield "ChannelBatchCancelFlows", {"Agent": {"AppId": "a"}, "FlowIds": [TEXT, ""] + ["x" * 40] * 20}
    yield "ChannelCreateFlowByFiles", {"FlowApprovers": [], "FileIds": [], "Unordered": False}
    yield "ChannelCancelFlow", {"Agent": {"AppId": "a"}, "NotInTheCatalogue": [TEXT, 1.5, {}, True]}


def without_nulls(value):
    if isinstance(value, dict):
        return {name: without_nulls(inner) for name, inner in value.items() if inner is not None}
    return [without_nulls(inner) for inner in value] if isinstance(value, list) else value


class Server(http.server.ThreadingHTTPServer):
    """Keeps the requests that arrive, as pairs of action and body."""

    # Programs in Node.js connect at the same time.
    request_queue_size = 256

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.received = []
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.headers["X-TC-Action"], json.loads(body)))
        reply = b'{"Response": {"RequestId": "x"}}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *_):
        pass


def run_python(folder, programs):
    with mock.patch.dict("os.environ", environment()), contextlib.redirect_stdout(io.StringIO()):
        for program in programs:
            exec(compile(program, "sample.py", "exec"), {"__name__": "__main__"})


def run_node(folder, programs):
    for index, program in enumerate(programs):
        (folder / f"p{index}.cjs").write_text(program, encoding="utf-8")
    every = "".join(f'require("./p{index}.cjs");\n' for index in range(len(programs)))
    (folder / "main.cjs").write_text(every, encoding="utf-8")
    subprocess.run(["node", "main.cjs"], cwd=folder, env=environment(), stdout=subprocess.DEVNULL, check=True)


def sent(name, folder, catalogue, write_programs):
    """Runs the programs of all requests; returns what they send, as pairs of action and body."""
    if name in STUBS:
        printed = STUBS[name][1](folder, catalogue, write_programs("http://127.0.0.1:1")).decode()
        lines = (line.split(" ", 1) for line in printed.split("\n") if " " in line)
        return [(action, json.loads(body)) for action, body in lines]
    server = Server()
    programs = write_programs(f"http://127.0.0.1:{server.server_port}")
    {"python": run_python, "node": run_node}[name](folder, programs)
    server.shutdown()
    return server.received


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default="target/debug/essbasic")
    args = parser.parse_args()
    catalogue = json.loads(subprocess.run([args.binary, "schema"], capture_output=True, check=True).stdout)
    every = list(requests(args.binary, catalogue))
    for name in ("python", "node", *STUBS):
        reason = missing(name) if name not in STUBS else None
        if name in STUBS and not shutil.which(STUBS[name][0]):
            reason = f"{STUBS[name][0]} is not installed"
        if reason:
            print(f"NOT RUN: {name} programs: {reason}")
            continue

        def write_programs(endpoint, name=name):
            return [write(args.binary, name, endpoint, action, fields) for action, fields in every]

        with tempfile.TemporaryDirectory() as folder:
            received = sent(name, Path(folder), catalogue, write_programs)
        # Those in Node.js arrive in any order.
        expected = [(action, without_nulls(fields)) for action, fields in every]
        received = [(action, without_nulls(fields)) for action, fields in received]
        for wanted in expected:
            assert wanted in received, (name, wanted, [it for it in received if it[0] == wanted[0]])
        assert len(received) == len(expected), name
        print(f"{name}: {len(received)} programs send their request unchanged")


if __name__ == "__main__":
    main()
