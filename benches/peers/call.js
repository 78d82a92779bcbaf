// The measured call with the official Node client. Reads rounds from standard input, prints their cost.

const http = require("node:http");
const readline = require("node:readline");
const { CommonClient } = require("tencentcloud-sdk-nodejs-common");

const [endpoint, fields] = process.argv.slice(2);
const request = JSON.parse(fields);
const client = new CommonClient(endpoint.replace("http://", ""), "2021-05-26", {
  credential: { secretId: "AKIDbenchbenchbenchbench", secretKey: "BenchSecretKeyBenchSecretKey" },
  profile: {
    httpProfile: { protocol: "http://", agent: new http.Agent({ keepAlive: true }) },
  },
});

async function worker(remaining) {
  while (remaining.calls > 0) {
    remaining.calls -= 1;
    const response = await client.request("ChannelCancelMultiFlowSignQRCode", request);
    if (!response.RequestId) throw new Error("no request ID");
  }
}

async function round(line) {
  const [inFlight, calls] = line.split(" ").map(Number);
  const remaining = { calls };
  const cpu = process.cpuUsage();
  const wall = process.hrtime.bigint();
  await Promise.all(Array.from({ length: inFlight }, () => worker(remaining)));
  const { user, system } = process.cpuUsage(cpu);
  const elapsed = Number(process.hrtime.bigint() - wall) / 1e3;
  console.log((user + system) / calls, elapsed / calls);
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) await round(line);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
