"""The measured call with the official Python SDK. Reads rounds from standard input, prints their cost."""

import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from tencentcloud.common import credential
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.essbasic.v20210526 import essbasic_client, models

endpoint, fields = sys.argv[1:]
thread_local = threading.local()


def client():
    """Returns this thread's client, with a persistent connection: the SDK's fastest configuration."""
    if not hasattr(thread_local, "client"):
        http = HttpProfile(endpoint=endpoint.removeprefix("http://"), protocol="http")
        http.keepAlive = True
        secret = credential.Credential("AKIDbenchbenchbenchbench", "BenchSecretKeyBenchSecretKey")
        thread_local.client = essbasic_client.EssbasicClient(secret, "", ClientProfile(httpProfile=http))
    return thread_local.client


request = models.ChannelCancelMultiFlowSignQRCodeRequest()
request.from_json_string(fields)


def call(_):
    assert client().ChannelCancelMultiFlowSignQRCode(request).RequestId


pools = {}
for line in sys.stdin:
    in_flight, calls = map(int, line.split())
    if in_flight not in pools:
        pools[in_flight] = ThreadPoolExecutor(in_flight)
    cpu, wall = time.process_time(), time.perf_counter()
    if in_flight == 1:
        for index in range(calls):
            call(index)
    else:
        list(pools[in_flight].map(call, range(calls)))
    per_call = 1e6 / calls
    print((time.process_time() - cpu) * per_call, (time.perf_counter() - wall) * per_call, flush=True)
