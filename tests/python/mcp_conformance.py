#!/usr/bin/env python3
"""Runs scenarios of `@modelcontextprotocol/conformance` (npm) against `essbasic mcp --sandbox --listen`.

The scenarios that any server must pass; the others call tools that only a server of their own has. The
conformance client sends no token, so that a local proxy adds it. Needs Node.js 22 and the package.
"""
import argparse
import http.client
import http.server
import subprocess
import sys
import threading

TOKEN = "obviously-fake-token"
SCENARIOS = [
    "server-initialize",
    "ping",
    "tools-list",
    "resources-list",
    "prompts-list",
    "server-sse-multiple-streams",
    "dns-rebinding-protection",
]


def proxy(port):
    """Starts a proxy that adds the token, and returns its port."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def forward(self):
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            headers = {name: value for name, value in self.headers.items() if name.lower() != "connection"}
            headers["Authorization"] = f"Bearer {TOKEN}"
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request(self.command, self.path, body, headers)
            response = connection.getresponse()
            self.send_response(response.status)
            for name, value in response.getheaders():
                if name.lower() not in ("transfer-encoding", "connection", "content-length"):
                    self.send_header(name, value)
            self.end_headers()
            while chunk := response.read1(65536):
                self.wfile.write(chunk)
                self.wfile.flush()

        do_GET = do_POST = do_DELETE = forward

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--command", default="target/debug/essbasic")
    parser.add_argument("--conformance", default="conformance", help="the command of the npm package")
    arguments = parser.parse_args()
    command = [arguments.command, "mcp", "--sandbox", "--listen", "0", "--access-token", TOKEN]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        port = int(server.stdout.readline().rsplit(":", 1)[1].split("/")[0])
        url = f"http://127.0.0.1:{proxy(port)}/mcp"
        failed = []
        for scenario in SCENARIOS:
            run = [arguments.conformance, "server", "--url", url, "--scenario", scenario]
            result = subprocess.run(run, capture_output=True, text=True, timeout=60)
            if result.returncode != 0:
                failed.append(scenario)
                print(result.stdout, result.stderr)
        if failed:
            sys.exit(f"failed: {', '.join(failed)}")
        print(f"{len(SCENARIOS)} scenarios passed")
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
