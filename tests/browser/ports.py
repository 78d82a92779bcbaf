#!/usr/bin/env python3
"""What a browser sends to another port of 127.0.0.1 is of no use there: neither cookies nor addresses
give access to the pages of a real environment.

usage: ports.py [--binary target/debug/essbasic] [--axe FILE]     (needs chromium, chromedriver and selenium)

Starts its own sandbox, which plays the environment, and a second listener. Exit code 0 if nothing that
the listener received acts or shows data, and the browser still can.
"""
import http.client
import http.server
import json
import tempfile
import threading
import urllib.parse

from selenium.webdriver.common.by import By

import stage
from stage import AGENT, CANCEL, wait

READ = "/actions/DescribeTemplates"


def main():
    args = stage.arguments(__doc__)
    with (stage.sandbox(args) as endpoint, stage.browser() as driver, Listener() as other,
          tempfile.NamedTemporaryFile("w", suffix=".toml") as config):
        config.write(f"""[default]
application = "{AGENT["AppId"]}"
organization = "{AGENT["ProxyOrganizationOpenId"]}"
operator = "{AGENT["ProxyOperator"]["OpenId"]}"
""")
        config.flush()
        environment = {**stage.as_client(endpoint), "ESSBASIC_CONFIG": config.name}
        with stage.command(args, "explorer", environment=environment) as address:
            own, token = address.split("/?token=")
            open_pages(driver, own, address)
            visit(driver, own, other.address)
            assert any("essbasic-explorer" in it for it in other.received), "the browser sent no cookie"
            assert not any(token in it for it in other.received), "the browser sent the token"
            before = calls(endpoint)
            replay(own, other)
            assert calls(endpoint) == before, "a replayed request was sent to the environment"
            open_pages(driver, own, address)
    print(f"{len(other.received)} requests to another port, none of use")


class Listener:
    """A server on another port that records what browsers send it."""

    def __enter__(self):
        received, headers = [], []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode("utf-8", "replace")
                received.append(f"{self.requestline}\n{self.headers}\n{body}")
                headers.append(dict(self.headers))
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(b"<title>another port</title>")

            do_POST = do_GET

            def log_message(self, *_):
                pass

        self.received, self.headers = received, headers
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def open_pages(driver, own, address):
    """Opens the printed address, and sends a call as a person does. The page fills in the agent."""
    driver.get(address)
    wait(driver, lambda it: it.find_elements(By.NAME, "q"))
    wait(driver, lambda it: "#" not in it.current_url and "token" not in it.current_url)
    driver.get(f"{own}{READ}")
    wait(driver, lambda it: it.find_element(By.NAME, "Agent.AppId").get_attribute("value") == AGENT["AppId"])
    driver.execute_script("document.querySelector('#fields .send').click()")
    wait(driver, lambda it: it.find_elements(By.CSS_SELECTOR, "#result .done"))


def visit(driver, own, other):
    """Makes the browser send all it has for 127.0.0.1 to another port, from a page and in every way."""
    ways = {
        "link": "const it = document.createElement('a'); it.href = arguments[0]; document.body.append(it); it.click()",
        "script": "location.assign(arguments[0])",
        "window": "open(arguments[0], '_self')",
        "form": "const it = document.createElement('form'); it.action = arguments[0]; it.method = 'post';"
                "document.body.append(it); HTMLFormElement.prototype.submit.call(it)",
    }
    for name, script in ways.items():
        driver.get(f"{own}/actions/{CANCEL}?QrCodeId=abc")
        driver.execute_script(script, f"{other}/{name}")
        if name == "form":
            continue  # The content security policy prevents it.
        wait(driver, lambda it: it.current_url == f"{other}/{name}", name)
    driver.get(f"{other}/storage")
    seen = driver.execute_script(
        "return JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, document.referrer, name])")
    assert json.loads(seen)[:2] == [{}, {}], seen
    driver.execute_async_script("""
        const [own, done] = arguments;
        const send = (path, more) => fetch(own + path, { mode: "no-cors", credentials: "include", ...more });
        fetch(`/own?${encodeURIComponent(arguments[0])}`, { credentials: "include" })
            .then(() => send("/actions/ChannelDeleteRole", { method: "POST", body: new URLSearchParams({ json: "{}" }) }))
            .catch(() => {}).then(() => done());
    """, own)


def replay(own, other):
    """Sends all that the listener received to the explorer, as another user of the machine would."""
    host = own.removeprefix("http://")
    read = urllib.parse.urlencode({"json": json.dumps({"Agent": AGENT})})
    empty = urllib.parse.urlencode({"json": "{}", "unchecked": "1"})
    private = (*AGENT["ProxyOperator"].values(), AGENT["AppId"], stage.ID)
    for headers in other.headers:
        cookies = [it.strip() for it in headers.get("Cookie", "").split(";")]
        values = [it.partition("=")[2] for it in cookies] + [headers.get("Referer", "")]
        kept = {name: text for name, text in headers.items() if name not in ("Host", "Origin", "Content-Length")}
        for value in [None, *values]:
            guess = {} if value is None else {"X-Essbasic-Token": value}
            for method, path, body in (
                ("GET", "/", None), ("GET", READ, None), ("GET", f"/?token={urllib.parse.quote(value or '')}", None),
                ("GET", "/signature", None), ("GET", "/calls", None), ("GET", "/data", None),
                ("POST", READ, read), ("POST", f"/actions/{CANCEL}", empty), ("POST", f"{READ}/preview", read),
                ("POST", f"{READ}/form", "example=agent"), ("POST", READ, f"{read}&access={urllib.parse.quote(value or '')}"),
            ):
                connection = http.client.HTTPConnection(host, timeout=10)
                sent = {**kept, **guess, "Host": host, "Content-Type": "application/x-www-form-urlencoded",
                        "Sec-Fetch-Site": "same-origin", "Connection": "close"}
                connection.request(method, path, body, sent)
                response = connection.getresponse()
                text = response.read().decode()
                assert method == "GET" or response.status == 403, f"{method} {path}: {response.status}"
                assert not any(it in text for it in private), f"{method} {path} shows data"


def calls(endpoint):
    """Returns the number of the last call that reached the environment."""
    connection = http.client.HTTPConnection(endpoint.removeprefix("http://"), timeout=10)
    connection.request("GET", "/calls")
    page = connection.getresponse().read().decode()
    return page.partition('data-last="')[2].partition('"')[0]


if __name__ == "__main__":
    main()
