//! HTTP/2 through servers that others wrote.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, UNIX_EPOCH};

use essbasic_core::transport::Body;
use essbasic_core::{Client, ClientBuilder, Credential, RawAction, Unlimited};
use essbasic_test_support::certificate::Certificate;
use essbasic_test_support::nginx::Nginx;
use essbasic_test_support::server::{Server, ok};
use essbasic_test_support::tc3;
use http::Request;
use serde_json::{Map, Value};

use crate::actions::CreateThing;
use crate::support::{SECRET_ID, SECRET_KEY, builder, header};
use crate::tls::Letters;

/// A call of a golden vector.
struct Vector {
    id: String,
    key: String,
    body: String,
}

/// Sends the call of each golden vector, at its time; returns the vectors and the responses.
async fn send_vectors(builder: ClientBuilder) -> Vec<(Vector, Map<String, Value>)> {
    let vectors: Vec<Map<String, Value>> = serde_json::from_str(tc3::VECTORS).unwrap();
    let mut sent = Vec::new();
    for vector in vectors {
        let text = |name: &str| vector[name].as_str().unwrap().to_owned();
        let (id, key, body) = (text("secret_id"), text("secret_key"), text("body"));
        let time = UNIX_EPOCH + Duration::from_secs(vector["timestamp"].as_u64().unwrap());
        let builder = builder.clone().credential(Credential::new(&*id, &*key));
        let client = builder.clock(move || time).rate_limiter(Unlimited).build().unwrap();
        let action = RawAction::new(text("action"), "2021-05-26").service(text("service"));
        let fields = serde_json::from_str(&body).unwrap();
        let reply = client.call_raw(&action, &fields).await.unwrap();
        // As the client writes it.
        let body = serde_json::to_string(&fields).unwrap();
        sent.push((Vector { id, key, body }, reply.into_output().0));
    }
    sent
}

#[tokio::test]
#[ignore = "needs nginx"]
async fn nginx_passes_every_call_over_http_2_with_a_right_signature() {
    let server = Server::start([ok("")]).await;
    let nginx = Nginx::start(&server.endpoint());
    let builder = builder().endpoint(nginx.endpoint()).root_certificate(nginx.authority.clone());
    let vectors = send_vectors(builder.clone()).await;
    let client: Client = builder.build().unwrap();
    let body = Body::from_source(Letters(400_000)).await.unwrap();
    client.call_with_body(&CreateThing::new(), body).await.unwrap();
    let mut file = Vec::new();
    client.download(&nginx.endpoint(), &mut file).await.unwrap();

    let requests = server.requests();
    assert_eq!(requests.len(), vectors.len() + 2);
    for request in &requests {
        assert_eq!(header(request, "x-protocol"), "HTTP/2.0");
        assert_eq!(format!("https://{}", header(request, "host")), nginx.endpoint());
    }
    for ((vector, _), request) in vectors.iter().zip(&requests) {
        assert_eq!(request.body(), vector.body.as_bytes());
        assert!(tc3::is_signed_by(request, &vector.id, &vector.key), "{:?}", request.headers());
    }
    let streamed = &requests[vectors.len()];
    assert_eq!(streamed.body().len(), 400_000);
    assert!(tc3::is_signed_by(streamed, SECRET_ID, SECRET_KEY));
}

/// An HTTP/2 server that responds with what it received: fields of the head, name after value, and body.
const NODE: &str = r#"
const server = require("http2").createSecureServer({
    cert: process.env.CERTIFICATE, key: process.env.KEY,
});
server.on("stream", (stream, headers, flags, fields) => {
    let body = "";
    stream.setEncoding("utf8").on("data", (text) => { body += text; }).on("end", () => {
        stream.respond({ ":status": 200, "content-type": "application/json" });
        stream.end(JSON.stringify({ Response: { Fields: fields, Body: body, RequestId: "r" } }));
    });
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.on("end", () => process.exit()).resume();
"#;

#[tokio::test]
#[ignore = "needs node"]
async fn node_accepts_every_call_over_http_2_with_a_right_signature() {
    let issued = Certificate::issue();
    let mut node = Command::new("node");
    node.args(["-e", NODE]).env("CERTIFICATE", issued.certificate).env("KEY", issued.key);
    let mut node = node.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut port = String::new();
    BufReader::new(node.stdout.take().unwrap()).read_line(&mut port).unwrap();
    let builder = builder().endpoint(format!("https://localhost:{}", port.trim()));
    for (vector, received) in send_vectors(builder.root_certificate(issued.authority)).await {
        let body = received["Body"].as_str().unwrap();
        assert_eq!(body, vector.body);
        let fields: Vec<_> =
            received["Fields"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
        let mut request = Request::builder().method("POST");
        for field in fields.chunks(2) {
            assert_ne!(field[0], "host");
            let name = if field[0] == ":authority" { "host" } else { field[0] };
            if !name.starts_with(':') {
                request = request.header(name, field[1]);
            }
        }
        let request = request.uri("/").body(body).unwrap();
        assert!(tc3::is_signed_by(&request, &vector.id, &vector.key), "{:?}", request.headers());
    }
    drop(node.stdin.take());
    assert!(node.wait().unwrap().success());
}
