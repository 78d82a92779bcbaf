// The measured call with the official client for Node: rounds on standard input, times on standard output.

const http = require("node:http");
const readline = require("node:readline");
const { CommonClient } = require("tencentcloud-sdk-nodejs-common");

const [endpoint, members] = process.argv.slice(2);
const request = JSON.parse(members);
const client = new CommonClient(endpoint.replace("http://", ""), "2021-05-26", {
  credential: { secretId: "AKIDbenchbenchbenchbench", secretKey: "BenchSecretKeyBenchSecretKey" },
  profile: {
    httpProfile: { protocol: "http://", agent: new http.Agent({ keepAlive: true }) },
  },
});

async function one(left) {
  while (left.calls > 0) {
    left.calls -= 1;
    const answer = await client.request("ChannelCancelMultiFlowSignQRCode", request);
    if (!answer.RequestId) throw new Error("not answered");
  }
}

async function round(line) {
  const [inFlight, calls] = line.split(" ").map(Number);
  const left = { calls };
  const cpu = process.cpuUsage();
  const wall = process.hrtime.bigint();
  await Promise.all(Array.from({ length: inFlight }, () => one(left)));
  const { user, system } = process.cpuUsage(cpu);
  const took = Number(process.hrtime.bigint() - wall) / 1e3;
  console.log((user + system) / calls, took / calls);
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) await round(line);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
