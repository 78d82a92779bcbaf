//! Arguments of `#[tc_action(…)]`.

use darling::ast::NestedMeta;
use darling::util::Flag;
use darling::{Error, FromMeta, Result};
use proc_macro2::Span;
use syn::{Expr, ExprCall, ExprLit, Lit, LitStr, Meta, Path};

use super::{Paginate, Rule, Wait, error, integer, path, string, strings, text, value};
use crate::errors::Errors;
use crate::{field_path, names};

/// Arguments of `#[tc_action(…)]`.
#[derive(FromMeta)]
#[darling(default)]
pub(crate) struct ActionArgs {
    #[darling(with = parse_action_name)]
    pub(crate) name: String,
    #[darling(with = parse_version)]
    pub(crate) version: String,
    #[darling(with = parse_service)]
    pub(crate) service: String,
    pub(crate) host: Host,
    pub(crate) unsigned: Flag,
    /// Type of the output. Default: `EmptyResponse`.
    #[darling(with = parse_response)]
    pub(crate) response: Option<Path>,
    pub(crate) effect: Effect,
    /// Calls per second.
    #[darling(with = parse_rate_limit)]
    pub(crate) rate_limit: u32,
    #[darling(multiple)]
    pub(crate) paginate: Vec<Paginate>,
    pub(crate) wait: Option<Wait>,
    /// Documented error codes, and the codes in `effect = idempotent(…)`.
    #[darling(with = parse_error_codes)]
    pub(crate) errors: Vec<String>,
    #[darling(with = parse_title)]
    pub(crate) title: String,
    #[darling(with = parse_api_reference)]
    pub(crate) api_reference: String,
    #[darling(skip)]
    pub(crate) rules: Vec<Rule>,
}

impl Default for ActionArgs {
    fn default() -> Self {
        Self {
            name: String::new(),
            version: String::new(),
            service: "essbasic".to_owned(),
            host: Host::Api,
            unsigned: Flag::default(),
            response: None,
            effect: Effect::Charge,
            rate_limit: 20,
            paginate: Vec::new(),
            wait: None,
            errors: Vec::new(),
            title: String::new(),
            api_reference: String::new(),
            rules: Vec::new(),
        }
    }
}

impl ActionArgs {
    /// Arguments without a default, each with an example.
    const REQUIRED: [(&str, &str); 2] =
        [("name", "\"DescribeFlowDetailInfo\""), ("version", "\"2021-05-26\"")];

    /// All arguments except rules.
    const NAMES: [&str; 14] = [
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
        "api_reference",
        "crate",
    ];

    /// Parses the arguments. Uses the defaults if they are invalid.
    pub(crate) fn parse(items: Vec<NestedMeta>, errors: &mut Errors) -> Self {
        let (rules, items): (Vec<_>, Vec<_>) = items.into_iter().partition(Rule::is_rule);
        let (items, unknown): (Vec<_>, Vec<_>) = items.into_iter().partition(Self::is_argument);
        for item in unknown {
            let names: Vec<_> = Self::NAMES.into_iter().chain(Rule::NAMES).collect();
            errors.at(item, format_args!("unknown argument: there are {}", names::list(&names)));
        }
        let mut args = errors.ok_or_record(Self::from_list(&items)).unwrap_or_default();
        for (name, example) in Self::REQUIRED {
            if !items.iter().any(|item| path(item).is_some_and(|path| path.is_ident(name))) {
                let message = format!("`{name}` is missing: write `{name} = {example}`");
                errors.push(syn::Error::new(Span::call_site(), message));
            }
        }
        if let Effect::Idempotent(codes) = &args.effect {
            let codes: Vec<_> = codes.iter().filter(|it| !args.errors.contains(it)).collect();
            args.errors.extend(codes.into_iter().cloned().collect::<Vec<_>>());
        }
        args.rules = Rule::parse(&rules, errors);
        args
    }

    fn is_argument(item: &NestedMeta) -> bool {
        path(item).is_some_and(|path| Self::NAMES.iter().any(|name| path.is_ident(name)))
    }
}

/// Host of an action.
#[derive(Clone, Copy)]
pub(crate) enum Host {
    Api,
    File,
}

impl FromMeta for Host {
    fn from_expr(expr: &Expr) -> Result<Self> {
        match field_path::ident(expr) {
            Some(ident) if ident == "api" => Ok(Self::Api),
            Some(ident) if ident == "file" => Ok(Self::File),
            _ => Err(error(expr, "the host is `host = api` or `host = file`")),
        }
    }
}

/// Effect of executing an action.
pub(crate) enum Effect {
    Read,
    Link,
    Idempotent(Vec<String>),
    Create,
    Charge,
}

impl FromMeta for Effect {
    fn from_expr(expr: &Expr) -> Result<Self> {
        let unknown = || {
            error(
                expr,
                "the effect is `read`, `link`, `idempotent(\"…already done code…\")`, `create` or `charge`",
            )
        };
        if let Expr::Call(ExprCall { func, args, .. }) = expr {
            let name = field_path::ident(func).filter(|name| name == "idempotent");
            name.ok_or_else(unknown)?;
            let mut errors = Error::accumulator();
            let codes =
                args.iter().filter_map(|code| errors.handle(parse_error_code(code))).collect();
            return errors.finish_with(Self::Idempotent(codes));
        }
        match field_path::ident(expr).ok_or_else(unknown)?.to_string().as_str() {
            "read" => Ok(Self::Read),
            "link" => Ok(Self::Link),
            "idempotent" => Ok(Self::Idempotent(Vec::new())),
            "create" => Ok(Self::Create),
            "charge" => Ok(Self::Charge),
            _ => Err(unknown()),
        }
    }
}

fn parse_action_name(meta: &Meta) -> Result<String> {
    let expected =
        "expected the name of an action in PascalCase: `name = \"DescribeFlowDetailInfo\"`";
    text(meta, names::is_action_name, expected)
}

fn parse_version(meta: &Meta) -> Result<String> {
    text(meta, names::is_version, "expected the API version, a date: `version = \"2021-05-26\"`")
}

fn parse_service(meta: &Meta) -> Result<String> {
    text(
        meta,
        names::is_service,
        "expected a service's short name in lower case: `service = \"essbasic\"`",
    )
}

fn parse_title(meta: &Meta) -> Result<String> {
    let expected = "expected the vendor's title of the action: `title = \"取消一码多签签署码\"`";
    text(meta, |title| !title.trim().is_empty(), expected)
}

fn parse_api_reference(meta: &Meta) -> Result<String> {
    let expected = "expected the address of the API reference: `api_reference = \"https://…\"`";
    text(meta, |url| url.starts_with("https://"), expected)
}

fn parse_response(meta: &Meta) -> Result<Option<Path>> {
    let message =
        "the response is a type, without quotes: `response = DescribeFlowDetailInfoResponse`";
    value(meta, field_path::path, message).map(Some)
}

fn parse_rate_limit(meta: &Meta) -> Result<u32> {
    let message = "the rate limit is a number of calls per second, at least 1: `rate_limit = 20`";
    let calls = |expr: &Expr| integer(expr)?.try_into().ok().filter(|calls| *calls > 0);
    value(meta, calls, message)
}

fn parse_error_codes(meta: &Meta) -> Result<Vec<String>> {
    let Meta::List(list) = meta else {
        return Err(error(meta, "error codes are in parentheses: `errors(\"InternalError\", …)`"));
    };
    let mut errors = Error::accumulator();
    let mut codes = Vec::new();
    for literal in strings(&NestedMeta::parse_meta_list(list.tokens.clone())?)? {
        let code = errors.handle(parse_error_code(&Expr::Lit(ExprLit {
            attrs: Vec::new(),
            lit: Lit::Str(literal.clone()),
        })));
        match code {
            Some(code) if codes.contains(&code) => {
                errors.push(error(&literal, &format!("`{code}` is listed twice")));
            }
            code => codes.extend(code),
        }
    }
    errors.finish_with(codes)
}

fn parse_error_code(expr: &Expr) -> Result<String> {
    match string(expr).map(LitStr::value) {
        Some(code) if names::is_error_code(&code) => Ok(code),
        _ => Err(error(
            expr,
            "an error code is words in PascalCase joined by dots: `\"OperationDenied.QrInvalid\"`",
        )),
    }
}
