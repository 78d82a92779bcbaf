//! What stands between the parentheses of `#[tc_action(…)]`, read and judged.

use proc_macro2::{Span, TokenStream};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprLit, Lit, LitInt, LitStr, Meta, MetaList, MetaNameValue, Path, Token};

use crate::codes;
use crate::errors::Errors;
use crate::pages::Pages;
use crate::rules::{self, Rule};
use crate::wait::Wait;

/// The arguments, in the order in which an action is best written.
const KNOWN: [&str; 13] = [
    "name",
    "version",
    "service",
    "host",
    "unsigned",
    "response",
    "effect",
    "rate_limit",
    "paginate",
    "wait",
    "errors",
    "title",
    "manual",
];

/// The arguments of one action; what was not given holds its default.
pub(crate) struct Action {
    /// `X-TC-Action`.
    pub(crate) name: String,
    /// `X-TC-Version`.
    pub(crate) version: String,
    /// The service in the signing scope and in the host.
    pub(crate) service: String,
    /// Whether the file host takes this action.
    pub(crate) file_host: bool,
    /// Whether it is called without a signature.
    pub(crate) unsigned: bool,
    /// The output's type; an answer without members when there is none.
    pub(crate) response: Option<Path>,
    /// What repeating it does.
    pub(crate) effect: Effect,
    /// Calls a second.
    pub(crate) rate_limit: u32,
    /// What it lists page by page.
    pub(crate) listings: Vec<Pages>,
    /// How it is seen that what it asks after has ended.
    pub(crate) waiting: Option<Wait>,
    /// The codes that the manual lists, and those that settle.
    pub(crate) errors: Vec<String>,
    /// The vendor's own title.
    pub(crate) title: String,
    /// The manual's page.
    pub(crate) manual: String,
    /// What the members demand of each other.
    pub(crate) rules: Vec<Rule>,
}

/// The arguments of a model: rules, and nothing else.
pub(crate) fn model(args: TokenStream, errors: &mut Errors) -> Vec<Rule> {
    let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
    let metas = errors.keep(parser.parse2(args)).into_iter().flatten();
    let rules = metas.filter_map(|meta| {
        let argument = meta.path().get_ident().map(ToString::to_string).unwrap_or_default();
        let rule = Rule::read(&argument, &meta, errors);
        if rule.is_none() {
            let message = format!(
                "`{argument}` is not an argument of `#[tc_model]`: it takes {}",
                codes::listed(&rules::KNOWN)
            );
            errors.at(meta.path(), message);
        }
        rule
    });
    rules.collect()
}

/// What repeating an action does.
pub(crate) enum Effect {
    Read,
    Link,
    Idempotent(Vec<String>),
    Create,
    Charge,
}

impl Default for Action {
    fn default() -> Self {
        Self {
            name: String::new(),
            version: String::new(),
            service: "essbasic".to_owned(),
            file_host: false,
            unsigned: false,
            response: None,
            effect: Effect::Charge,
            rate_limit: 20,
            listings: Vec::new(),
            waiting: None,
            errors: Vec::new(),
            title: String::new(),
            manual: String::new(),
            rules: Vec::new(),
        }
    }
}

impl Action {
    /// Reads the arguments; whatever is wrong with them goes to `errors`.
    pub(crate) fn read(args: TokenStream, errors: &mut Errors) -> Self {
        let mut action = Self::default();
        let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
        let Some(metas) = errors.keep(parser.parse2(args)) else { return action };

        let mut seen: Vec<String> = Vec::new();
        for meta in &metas {
            let argument = meta.path().get_ident().map(ToString::to_string).unwrap_or_default();
            if let Some(rule) = Rule::read(&argument, meta, errors) {
                action.rules.push(rule);
            } else if argument == "paginate" {
                action.listings.extend(Pages::read(meta, errors));
            } else if seen.contains(&argument) {
                errors.at(meta.path(), format_args!("`{argument}` is given twice"));
            } else {
                action.take(&argument, meta, errors);
                seen.push(argument);
            }
        }
        for (required, example) in
            [("name", "\"DescribeFlowDetailInfo\""), ("version", "\"2021-05-26\"")]
        {
            if !seen.iter().any(|argument| argument == required) {
                let message = format!("`{required}` is missing: write `{required} = {example}`");
                errors.add(syn::Error::new(Span::call_site(), message));
            }
        }
        if let Effect::Idempotent(codes) = &action.effect {
            for code in codes {
                if !action.errors.contains(code) {
                    action.errors.push(code.clone());
                }
            }
        }
        action
    }

    /// Takes one argument in.
    fn take(&mut self, argument: &str, meta: &Meta, errors: &mut Errors) {
        match argument {
            "name" => {
                let must = "an action's name as the manual writes it, in PascalCase: `name = \"DescribeFlowDetailInfo\"`";
                text(meta, must, codes::is_action_name, errors, &mut self.name);
            }
            "version" => {
                let must = "the API's version, a date: `version = \"2021-05-26\"`";
                text(meta, must, codes::is_version, errors, &mut self.version);
            }
            "service" => {
                let must = "a service's short name in lower case: `service = \"essbasic\"`";
                text(meta, must, codes::is_service, errors, &mut self.service);
            }
            "title" => {
                let must = "the vendor's title of the action: `title = \"取消一码多签签署码\"`";
                text(meta, must, |title| !title.trim().is_empty(), errors, &mut self.title);
            }
            "manual" => {
                let must = "the address of the manual's page: `manual = \"https://…\"`";
                text(meta, must, |url| url.starts_with("https://"), errors, &mut self.manual);
            }
            "host" => match word(meta).as_deref() {
                Some("api") => self.file_host = false,
                Some("file") => self.file_host = true,
                _ => errors.at(meta, "the host is `host = api` or `host = file`"),
            },
            "unsigned" => match meta {
                Meta::Path(_) => self.unsigned = true,
                _ => errors.at(meta, "`unsigned` stands alone, without a value"),
            },
            "response" => match value(meta) {
                Some(Expr::Path(path)) => self.response = Some(path.path.clone()),
                _ => errors.at(meta, "the response is a type, without quotes: `response = DescribeFlowDetailInfoResponse`"),
            },
            "rate_limit" => match value(meta) {
                Some(Expr::Lit(ExprLit { lit: Lit::Int(calls), .. })) if at_least_one(calls) => {
                    self.rate_limit = calls.base10_parse().unwrap_or(self.rate_limit);
                }
                _ => errors.at(meta, "the rate limit is a number of calls a second, at least 1: `rate_limit = 20`"),
            },
            "wait" => self.waiting = Wait::read(meta, errors),
            "effect" => match effect(meta, errors) {
                Some(effect) => self.effect = effect,
                None => errors.at(meta, "the effect is `read`, `link`, `idempotent(\"…already done code…\")`, `create` or `charge`"),
            },
            "errors" => match meta {
                Meta::List(list) => self.errors = error_codes(list, errors),
                _ => errors.at(meta, "error codes stand in parentheses: `errors(\"InternalError\", …)`"),
            },
            unknown => errors.at(
                meta.path(),
                format_args!(
                    "`{unknown}` is not an argument of `#[tc_action]`: it takes {}",
                    codes::listed(&[&KNOWN[..], &rules::KNOWN].concat())
                ),
            ),
        }
    }
}

/// Takes a text in when it is as it must be.
fn text(meta: &Meta, must: &str, holds: fn(&str) -> bool, errors: &mut Errors, into: &mut String) {
    match value(meta) {
        Some(Expr::Lit(ExprLit { lit: Lit::Str(text), .. })) if holds(&text.value()) => {
            *into = text.value();
        }
        Some(other) => errors.at(other, format_args!("this must be {must}")),
        None => errors.at(meta, format_args!("this must be {must}")),
    }
}

/// The expression behind `=`.
fn value(meta: &Meta) -> Option<&Expr> {
    match meta {
        Meta::NameValue(MetaNameValue { value, .. }) => Some(value),
        _ => None,
    }
}

/// The single word behind `=`.
fn word(meta: &Meta) -> Option<String> {
    match value(meta) {
        Some(Expr::Path(path)) => path.path.get_ident().map(ToString::to_string),
        _ => None,
    }
}

fn at_least_one(calls: &LitInt) -> bool {
    calls.base10_parse::<u32>().is_ok_and(|calls| calls > 0)
}

fn effect(meta: &Meta, errors: &mut Errors) -> Option<Effect> {
    if let Some(Expr::Call(call)) = value(meta) {
        let Expr::Path(class) = &*call.func else { return None };
        return class.path.is_ident("idempotent").then(|| {
            let codes = call.args.iter().filter_map(|code| match code {
                Expr::Lit(ExprLit { lit: Lit::Str(code), .. }) => error_code(code, errors),
                other => {
                    errors.at(other, "this must be an error code: `\"OperationDenied.QrInvalid\"`");
                    None
                }
            });
            Effect::Idempotent(codes.collect())
        });
    }
    match word(meta)?.as_str() {
        "read" => Some(Effect::Read),
        "link" => Some(Effect::Link),
        "idempotent" => Some(Effect::Idempotent(Vec::new())),
        "create" => Some(Effect::Create),
        "charge" => Some(Effect::Charge),
        _ => None,
    }
}

fn error_codes(list: &MetaList, errors: &mut Errors) -> Vec<String> {
    let parser = Punctuated::<LitStr, Token![,]>::parse_terminated;
    let Some(literals) = errors.keep(list.parse_args_with(parser)) else { return Vec::new() };
    let mut codes = Vec::new();
    for literal in &literals {
        match error_code(literal, errors) {
            Some(code) if codes.contains(&code) => {
                errors.at(literal, format_args!("`{code}` is listed twice"));
            }
            code => codes.extend(code),
        }
    }
    codes
}

fn error_code(literal: &LitStr, errors: &mut Errors) -> Option<String> {
    let code = literal.value();
    if codes::is_error_code(&code) {
        return Some(code);
    }
    errors.at(
        literal,
        "an error code is words in PascalCase joined by dots: `\"OperationDenied.QrInvalid\"`",
    );
    None
}
