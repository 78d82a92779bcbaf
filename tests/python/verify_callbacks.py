#!/usr/bin/env python3
"""Verify every event that `essbasic callback trigger` sends, without any code of this project.

usage: verify_callbacks.py [COMMAND]     (default: target/debug/essbasic)

A receiver checks the HMAC of the raw body with the standard library, decrypts AES-256-CBC with the package `cryptography`,
removes the padding and compares the JSON with the sample of the event in `essbasic-devtools/callbacks`. Exit 0 if all are accepted.
"""
import base64
import hashlib
import hmac
import http.server
import json
import pathlib
import subprocess
import sys
import threading

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

TOKEN = "obviously-fake-token"
KEY = "FAKEKEYFAKEKEYFAKEKEYFAKEKEY0032"
ROOT = pathlib.Path(__file__).resolve().parents[2]
received = []


def open_body(signature, body):
    expected = "sha256=" + hmac.new(TOKEN.encode(), body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, signature or ""):
        raise ValueError("the signature does not match")
    encrypted = base64.b64decode(json.loads(body)["encrypt"], validate=True)
    key = KEY.encode()
    decryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).decryptor()
    padded = decryptor.update(encrypted) + decryptor.finalize()
    unpadder = padding.PKCS7(128).unpadder()
    return json.loads(unpadder.update(padded) + unpadder.finalize())


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            received.append(open_body(self.headers["Content-Signature"], body))
            self.send_response(200)
        except Exception as error:  # any fault of the sender
            print("rejected:", error, file=sys.stderr)
            self.send_response(401)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def main():
    command = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "target/debug/essbasic")
    listed = subprocess.run([command, "callback", "trigger", "--list", "--output", "json"], stdout=subprocess.PIPE, check=True)
    names = [event["name"] for event in json.loads(listed.stdout)]
    assert len(names) == 44, names
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/callback"
    environment = {"ESSBASIC_CALLBACK_TOKEN": TOKEN, "ESSBASIC_CALLBACK_KEY": KEY, "HOME": "/nonexistent"}
    sent = subprocess.run([command, "callback", "trigger", *names, "--to", url], stdout=subprocess.PIPE, env=environment)
    assert sent.returncode == 0, sent.stdout
    assert [message["MsgType"] for message in received] == names
    assert len({message["MsgId"] for message in received}) == 44
    for message in received:
        sample = ROOT / "essbasic-devtools/callbacks" / f"{message['MsgType']}.json"
        assert message["MsgData"] == json.loads(sample.read_text(encoding="utf-8")), message["MsgType"]
        assert message["MsgVersion"] == "ThirdPartyApp"
    # A receiver that rejects: the damage is found.
    damaged = subprocess.run(
        [command, "callback", "trigger", names[0], "--to", url, "--malformed", "wrong-signature"], stdout=subprocess.PIPE, env=environment
    )
    assert damaged.returncode == 0 and len(received) == 44
    print(f"{len(received)} events verified and decrypted")


main()
