"""The measured call with the official Python SDK: rounds on standard input, times on standard output."""

import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from tencentcloud.common import credential
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.essbasic.v20210526 import essbasic_client, models

endpoint, members = sys.argv[1:]
of_this_thread = threading.local()


def client():
    """A client for each thread, whose connection is kept: the SDK at its best."""
    if not hasattr(of_this_thread, "client"):
        http = HttpProfile(endpoint=endpoint.removeprefix("http://"), protocol="http")
        http.keepAlive = True
        secret = credential.Credential("AKIDbenchbenchbenchbench", "BenchSecretKeyBenchSecretKey")
        of_this_thread.client = essbasic_client.EssbasicClient(secret, "", ClientProfile(httpProfile=http))
    return of_this_thread.client


request = models.ChannelCancelMultiFlowSignQRCodeRequest()
request.from_json_string(members)


def call(_):
    assert client().ChannelCancelMultiFlowSignQRCode(request).RequestId


pools = {}
for line in sys.stdin:
    in_flight, calls = map(int, line.split())
    if in_flight not in pools:
        pools[in_flight] = ThreadPoolExecutor(in_flight)
    cpu, wall = time.process_time(), time.perf_counter()
    if in_flight == 1:
        for at in range(calls):
            call(at)
    else:
        list(pools[in_flight].map(call, range(calls)))
    each = 1e6 / calls
    print((time.process_time() - cpu) * each, (time.perf_counter() - wall) * each, flush=True)
