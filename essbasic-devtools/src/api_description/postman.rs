//! The catalogue as a Postman collection, format 2.1.
//!
//! A script of the collection signs each request before it is sent.

use std::collections::BTreeMap;

use essbasic::{CATALOGUE, Descriptor, Environment, Host};
use serde_json::{Value, json};

use super::{action_doc, title};
use crate::{Language, action_docs, examples, t};

/// Script that signs a request.
const SIGN: &str = include_str!("postman/sign.js");

/// Returns the collection, with descriptions in a language and requests of [`examples`] at a time.
pub fn collection(language: Language, now: i64) -> Value {
    let mut folders: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for entry in CATALOGUE {
        folders.entry(entry.domain()).or_default().push(request(entry.descriptor(), language, now));
    }
    let folders: Vec<_> = folders
        .into_iter()
        .map(|(domain, items)| json!({ "name": action_docs::domain_name(domain, language), "item": items }))
        .collect();
    let url = |environment: Environment, host| environment.endpoint("essbasic", host).to_string();
    let description = t!(
        language,
        "postman-description",
        production = url(Environment::Production, Host::Api),
        test = url(Environment::Test, Host::Api),
        production_files = url(Environment::Production, Host::File),
        test_files = url(Environment::Test, Host::File),
    );
    json!({
        "info": {
            "name": t!(language, "openapi-title"),
            "description": description,
            "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
        },
        "item": folders,
        "event": [{
            "listen": "prerequest",
            "script": { "type": "text/javascript", "exec": SIGN.lines().collect::<Vec<_>>() },
        }],
        "variable": [
            variable("baseUrl", "http://127.0.0.1:8899"),
            variable("fileUrl", "http://127.0.0.1:8899"),
            variable("secretId", ""),
            variable("secretKey", ""),
            variable("token", ""),
        ],
    })
}

fn variable(name: &str, value: &str) -> Value {
    json!({ "key": name, "value": value, "type": "string" })
}

fn request(action: &Descriptor, language: Language, now: i64) -> Value {
    let host = match action.host {
        Host::Api => "{{baseUrl}}",
        Host::File => "{{fileUrl}}",
    };
    let header = |name: &str, value: &str| json!({ "key": name, "value": value });
    let body = examples::for_action(action.name).first().map(|example| example.request(now));
    let body = serde_json::to_string_pretty(&body.unwrap_or_default()).unwrap_or_default();
    let description = format!("{}\n\n{}", action_doc(language, action), action.api_reference);
    json!({
        "name": format!("{} {}", action.name, title(language, action)),
        "request": {
            "method": "POST",
            "url": { "raw": format!("{host}/"), "host": [host], "path": [""] },
            "header": [
                header("Content-Type", "application/json"),
                header("X-TC-Action", action.name),
                header("X-TC-Version", action.version),
            ],
            "body": {
                "mode": "raw",
                "raw": body,
                "options": { "raw": { "language": "json" } },
            },
            "description": description,
        },
        "response": [],
    })
}
