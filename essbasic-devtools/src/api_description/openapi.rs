//! The catalogue as an OpenAPI 3.1 document.
//!
//! OpenAPI tells operations apart by path and method, but all actions are `POST /`. The fragment of
//! `/#Action` makes paths unique and is never sent, so that generated clients call the service itself.
//! A client needs a middleware that signs, which the document's description explains.

use std::collections::BTreeSet;

use essbasic::schema::StructSchema;
use essbasic::{CATALOGUE, Descriptor, Effect, Entry, Environment, Host};
use serde_json::{Map, Value, json};

use super::{action_doc, title};
use crate::action_docs::{self, describe_effect, describe_retries};
use crate::examples::{self, Example};
use crate::{Language, t};

mod schemas;

use schemas::{Direction, Schemas};

/// Returns the document, with descriptions in a language and [`examples`] at a time.
pub fn document(language: Language, now: i64) -> Value {
    let mut schemas = Schemas::new(language);
    // First, so that structs of both directions have the constraints of requests.
    for action in CATALOGUE.iter().map(Entry::descriptor) {
        request(action, &mut schemas);
    }
    let paths: Map<_, _> = CATALOGUE
        .iter()
        .map(|entry| {
            let action = entry.descriptor();
            (format!("/#{}", action.name), json!({ "post": operation(entry, &mut schemas, now) }))
        })
        .collect();
    let tags: BTreeSet<_> = CATALOGUE.iter().map(Entry::domain).collect();
    let tags: Vec<_> = tags
        .into_iter()
        .map(|domain| json!({ "name": domain, "description": action_docs::domain_name(domain, language) }))
        .collect();
    let mut components = schemas.finish();
    components.insert("ErrorDetail".to_owned(), error_detail(language));
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": t!(language, "openapi-title"),
            "version": "2021-05-26",
            "summary": t!(language, "openapi-summary", count = CATALOGUE.len()),
            "description": description(language),
        },
        "servers": servers(Host::Api, language),
        "security": [{ "TC3-HMAC-SHA256": [] }],
        "tags": tags,
        "paths": paths,
        "components": {
            "schemas": components,
            "parameters": parameters(language),
            "securitySchemes": {
                "TC3-HMAC-SHA256": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "Authorization",
                    "description": t!(language, "openapi-authorization"),
                },
            },
        },
    })
}

/// Joins the paragraphs on paths, signatures, errors and extensions.
fn description(language: Language) -> String {
    [
        t!(language, "openapi-paths"),
        t!(language, "openapi-signature"),
        t!(language, "openapi-errors"),
        t!(language, "openapi-extensions"),
    ]
    .join("\n\n")
}

fn servers(host: Host, language: Language) -> Value {
    let url = |environment: Environment| environment.endpoint("essbasic", host).to_string();
    json!([
        { "url": url(Environment::Production), "description": t!(language, "openapi-production") },
        { "url": url(Environment::Test), "description": t!(language, "openapi-test") },
        { "url": "http://127.0.0.1:8899", "description": t!(language, "openapi-sandbox") },
    ])
}

/// Returns the headers that all actions have.
fn parameters(language: Language) -> Value {
    json!({
        "Version": {
            "name": "X-TC-Version",
            "in": "header",
            "required": true,
            "schema": only("2021-05-26"),
        },
        "Language": {
            "name": "X-TC-Language",
            "in": "header",
            "description": t!(language, "openapi-language"),
            "schema": { "type": "string", "enum": ["zh-CN", "en-US"] },
        },
    })
}

/// Returns the schema of a header with one value. Generators support `enum` in headers, but not `const`.
fn only(value: &str) -> Value {
    json!({ "type": "string", "enum": [value], "default": value })
}

fn operation(entry: &Entry, schemas: &mut Schemas, now: i64) -> Value {
    let (action, language) = (entry.descriptor(), schemas.language());
    let request = request(action, schemas);
    let response = response(action, schemas);
    let all = examples::for_action(action.name);
    let requests = named(&all, language, |example| Value::Object(example.request(now)));
    let responses = named(&all, language, |example| json!({ "Response": example.response(now) }));
    let mut operation = json!({
        "operationId": action.name,
        "tags": [entry.domain()],
        "summary": title(language, action),
        "description": action_doc(language, action),
        "externalDocs": { "url": action.api_reference },
        "parameters": [
            {
                "name": "X-TC-Action",
                "in": "header",
                "required": true,
                "schema": only(action.name),
            },
            { "$ref": "#/components/parameters/Version" },
            { "$ref": "#/components/parameters/Language" },
        ],
        "requestBody": {
            "required": true,
            "content": { "application/json": { "schema": request, "examples": requests } },
        },
        "responses": {
            "200": {
                "description": t!(language, "openapi-response"),
                "content": { "application/json": { "schema": response, "examples": responses } },
            },
        },
        "x-essbasic-effect": effect(action.effect, language),
        "x-essbasic-calls-per-second": action.rate_limit,
        "x-essbasic-errors": errors(action, language),
    });
    if action.deprecated {
        operation["deprecated"] = true.into();
    }
    if action.host != Host::Api {
        operation["servers"] = servers(action.host, language);
    }
    operation
}

/// Returns examples by number, with their titles.
fn named(
    examples: &[Example],
    language: Language,
    value: impl Fn(&Example) -> Value,
) -> Map<String, Value> {
    let named = examples.iter().zip(1..).map(|(example, number)| {
        let mut named = json!({ "value": value(example) });
        if let Some(title) = example.title(language) {
            named["summary"] = title.into();
        }
        (number.to_string(), named)
    });
    named.collect()
}

fn effect(effect: Effect, language: Language) -> Value {
    json!({
        "name": effect.as_str(),
        "description": describe_effect(effect, language),
        "retries": describe_retries(effect, language),
        "alreadyDone": effect.already_done_codes(),
    })
}

fn errors(action: &Descriptor, language: Language) -> Map<String, Value> {
    let codes = action_docs::error_codes(action, language);
    codes.into_iter().map(|(code, help)| (code.to_owned(), help.into())).collect()
}

fn request(action: &Descriptor, schemas: &mut Schemas) -> Value {
    schemas.root(&format!("{}Request", action.name), (action.request)(), Direction::Request)
}

/// Returns the envelope of an action's response: its fields, or an error, and the request ID.
fn response(action: &Descriptor, schemas: &mut Schemas) -> Value {
    let language = schemas.language();
    let schema: &'static StructSchema = (action.response)();
    let name = format!("{}Response", action.name);
    let reference = schemas.root(&name, schema, Direction::Response);
    if let Some(properties) = schemas.properties_mut(&name) {
        properties
            .insert("Error".to_owned(), json!({ "$ref": "#/components/schemas/ErrorDetail" }));
        let request_id = t!(language, "openapi-request-id");
        let request_id = json!({ "type": "string", "description": request_id });
        properties.insert("RequestId".to_owned(), request_id);
    }
    json!({
        "type": "object",
        "required": ["Response"],
        "properties": { "Response": reference },
    })
}

fn error_detail(language: Language) -> Value {
    json!({
        "type": "object",
        "description": t!(language, "openapi-error"),
        "required": ["Code", "Message"],
        "properties": {
            "Code": { "type": "string", "description": t!(language, "openapi-error-code") },
            "Message": { "type": "string", "description": t!(language, "openapi-error-message") },
        },
    })
}
