// Signs the request with TC3-HMAC-SHA256, as it is sent: with its variables replaced.
const crypto = require("crypto-js");
const replaced = (text) => pm.variables.replaceIn(text);
const hash = (text) => crypto.SHA256(text).toString(crypto.enc.Hex);
const hmac = (key, text) => crypto.HmacSHA256(text, key);

const service = "essbasic";
const body = replaced(pm.request.body.raw);
const host = replaced(pm.request.url.toString()).replace(/^[a-z]+:\/\//, "").split("/")[0];
const timestamp = Math.floor(Date.now() / 1000).toString();
const date = new Date(timestamp * 1000).toISOString().slice(0, 10);
const scope = `${date}/${service}/tc3_request`;
const signed = "content-type;host";
const canonical = `POST\n/\n\ncontent-type:application/json\nhost:${host}\n\n${signed}\n${hash(body)}`;
const text = `TC3-HMAC-SHA256\n${timestamp}\n${scope}\n${hash(canonical)}`;
const key = hmac(hmac(hmac(`TC3${replaced("{{secretKey}}")}`, date), service), "tc3_request");
const signature = hmac(key, text).toString(crypto.enc.Hex);

pm.request.body.update({ mode: "raw", raw: body, options: { raw: { language: "json" } } });
pm.request.headers.upsert({ key: "X-TC-Timestamp", value: timestamp });
pm.request.headers.upsert({
  key: "Authorization",
  value:
    `TC3-HMAC-SHA256 Credential=${replaced("{{secretId}}")}/${scope}, ` +
    `SignedHeaders=${signed}, Signature=${signature}`,
});
const token = pm.variables.get("token");
if (token) pm.request.headers.upsert({ key: "X-TC-Token", value: replaced(token) });
