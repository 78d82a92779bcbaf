//! Arguments of the attributes, parsed with darling.

use darling::ast::NestedMeta;
use darling::util::Flag;
use darling::{Error, FromMeta, Result};
use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::{Expr, ExprCall, ExprLit, ExprRange, Ident, Lit, LitStr, Meta, Path, RangeLimits};

use crate::errors::Errors;
use crate::field_path::{self, FieldPath};
use crate::names;

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
    #[darling(with = parse_manual)]
    pub(crate) manual: String,
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
            manual: String::new(),
            rules: Vec::new(),
        }
    }
}

impl ActionArgs {
    /// Arguments without a default, each with an example.
    const REQUIRED: [(&str, &str); 2] =
        [("name", "\"DescribeFlowDetailInfo\""), ("version", "\"2021-05-26\"")];

    /// Parses the arguments. Uses the defaults if they are invalid.
    pub(crate) fn parse(args: TokenStream, errors: &mut Errors) -> Self {
        let items = errors.ok_or_record(NestedMeta::parse_meta_list(args)).unwrap_or_default();
        let (rules, items): (Vec<_>, Vec<_>) = items.into_iter().partition(Rule::is_rule);
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
}

/// Parses the arguments of `#[tc_model(…)]`, which are rules.
pub(crate) fn model_rules(args: TokenStream, errors: &mut Errors) -> Vec<Rule> {
    let items = errors.ok_or_record(NestedMeta::parse_meta_list(args)).unwrap_or_default();
    Rule::parse(&items, errors)
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

/// `paginate(…)`: an action that returns items page by page.
#[derive(FromMeta)]
pub(crate) struct Paginate {
    /// Name of the method that returns the stream.
    #[darling(default = stream, with = parse_ident)]
    pub(crate) name: Ident,
    /// Type of the items.
    #[darling(with = parse_item_type)]
    pub(crate) item: Path,
    /// The list of items in the response.
    pub(crate) items: FieldPath,
    /// The number of items in the response.
    pub(crate) total: Option<FieldPath>,
    pub(crate) offset: OffsetUnit,
    /// Maximum number of items per page.
    pub(crate) page_size: u64,
    pub(crate) max_offset: Option<u64>,
    /// Request field and value that select this list.
    pub(crate) when: Option<Condition>,
}

/// Unit of `Offset`.
#[derive(Clone, Copy)]
pub(crate) enum OffsetUnit {
    Rows,
    Pages,
}

impl FromMeta for OffsetUnit {
    fn from_expr(expr: &Expr) -> Result<Self> {
        match field_path::ident(expr) {
            Some(ident) if ident == "rows" => Ok(Self::Rows),
            Some(ident) if ident == "pages" => Ok(Self::Pages),
            _ => Err(error(expr, "the offset counts `rows` or `pages`")),
        }
    }
}

/// `when("OperateType", "SELECT")`.
pub(crate) struct Condition(pub(crate) LitStr, pub(crate) LitStr);

impl FromMeta for Condition {
    fn from_list(items: &[NestedMeta]) -> Result<Self> {
        match &strings(items)?[..] {
            [field, value] => Ok(Self(field.clone(), value.clone())),
            _ => Err(Error::custom(
                "expected a field and its value: `when(\"OperateType\", \"SELECT\")`",
            )),
        }
    }
}

/// `wait(…)`: an action that is polled until it reaches a final state.
#[derive(FromMeta)]
pub(crate) struct Wait {
    /// The state in the response.
    pub(crate) status: FieldPath,
    /// The values that mean success.
    pub(crate) done: Strings,
    /// The values that mean failure.
    #[darling(default)]
    pub(crate) failed: Strings,
    /// The reason of a failure in the response.
    pub(crate) message: Option<FieldPath>,
    #[darling(default)]
    pub(crate) interval: Interval,
}

/// One or more strings in parentheses.
#[derive(Default)]
pub(crate) struct Strings(pub(crate) Vec<LitStr>);

impl FromMeta for Strings {
    fn from_list(items: &[NestedMeta]) -> Result<Self> {
        match strings(items)? {
            strings if strings.is_empty() => Err(Error::too_few_items(1)),
            strings => Ok(Self(strings)),
        }
    }
}

/// The first and the longest delay between polls, in seconds.
pub(crate) struct Interval(pub(crate) u64, pub(crate) u64);

impl Default for Interval {
    fn default() -> Self {
        Self(1, 15)
    }
}

impl FromMeta for Interval {
    fn from_expr(expr: &Expr) -> Result<Self> {
        let bounds = range(expr, 0).filter(|(first, longest)| 0 < *first && first <= longest);
        let seconds = |bound: i64| u64::try_from(bound).ok();
        match bounds.and_then(|(first, longest)| seconds(first).zip(seconds(longest))) {
            Some((first, longest)) => Ok(Self(first, longest)),
            None => {
                Err(error(expr, "expected seconds, the first and the longest: `interval = 1..=15`"))
            }
        }
    }
}

/// A rule between fields, which are given by their wire names.
#[derive(FromMeta)]
pub(crate) enum Rule {
    ExactlyOne(Strings),
    AtLeastOne(Strings),
    AtMostOne(Strings),
    Needs(Strings),
    RequiredIf(Strings),
}

impl Rule {
    fn is_rule(item: &NestedMeta) -> bool {
        let rules = ["exactly_one", "at_least_one", "at_most_one", "needs", "required_if"];
        path(item).is_some_and(|path| rules.iter().any(|rule| path.is_ident(rule)))
    }

    fn parse(items: &[NestedMeta], errors: &mut Errors) -> Vec<Self> {
        let mut rules = Vec::new();
        for item in items {
            let Some(rule) = errors.ok_or_record(Self::from_list(std::slice::from_ref(item)))
            else {
                continue;
            };
            let (min, example) = rule.usage();
            if rule.strings().len() < min {
                errors.at(item, format_args!("expected wire names in parentheses: `{example}`"));
            }
            rules.push(rule);
        }
        rules
    }

    fn usage(&self) -> (usize, &'static str) {
        match self {
            Self::ExactlyOne(_) => (2, "exactly_one(\"FlowIds\", \"FlowGroupId\")"),
            Self::AtLeastOne(_) => (2, "at_least_one(\"UserIds\", \"OpenIds\")"),
            Self::AtMostOne(_) => (2, "at_most_one(\"UserIds\", \"OpenIds\")"),
            Self::Needs(_) => (2, "needs(\"IdCardNumber\", \"IdCardType\")"),
            Self::RequiredIf(_) => {
                (3, "required_if(\"ReviewMessage\", \"ReviewType\", \"REJECT\")")
            }
        }
    }

    /// Returns the strings in parentheses.
    pub(crate) fn strings(&self) -> &[LitStr] {
        match self {
            Self::ExactlyOne(strings)
            | Self::AtLeastOne(strings)
            | Self::AtMostOne(strings)
            | Self::Needs(strings)
            | Self::RequiredIf(strings) => &strings.0,
        }
    }
}

/// An argument of `#[tc(…)]` on a field.
#[derive(FromMeta)]
pub(crate) enum FieldArg {
    Rename(WireName),
    Secret,
    Hidden,
    Len(Bounds),
    Items(Bounds),
    Range(Bounds),
    Require(Strings),
}

/// The name of a field on the wire.
pub(crate) struct WireName(pub(crate) String);

impl FromMeta for WireName {
    fn from_expr(expr: &Expr) -> Result<Self> {
        match string(expr) {
            Some(name) if !name.value().is_empty() => Ok(Self(name.value())),
            _ => Err(error(expr, "expected the wire name: `#[tc(rename = \"QRCodeUrl\")]`")),
        }
    }
}

/// `32`, `1..=30`, `1..` or `..=200`; an open end is `None`.
pub(crate) struct Bounds(pub(crate) Option<i64>, pub(crate) Option<i64>);

impl FromMeta for Bounds {
    fn from_expr(expr: &Expr) -> Result<Self> {
        match range(expr, i64::MIN) {
            Some((min, max)) if min > max => {
                Err(error(expr, "the minimum is greater than the maximum"))
            }
            Some((min, max)) => Ok(Self(
                Some(min).filter(|min| *min != i64::MIN),
                Some(max).filter(|max| *max != i64::MAX),
            )),
            None => Err(error(
                expr,
                "expected a number or an inclusive range: `32`, `1..=30` or `..=200`",
            )),
        }
    }
}

/// Parses the arguments of `#[tc(…)]`, in the order in which they are written.
pub(crate) fn field_args(tokens: TokenStream, errors: &mut Errors) -> Vec<(NestedMeta, FieldArg)> {
    let items = errors.ok_or_record(NestedMeta::parse_meta_list(tokens)).unwrap_or_default();
    let parse = |item: NestedMeta| {
        let arg = FieldArg::from_list(std::slice::from_ref(&item));
        errors.ok_or_record(arg).map(|arg| (item, arg))
    };
    items.into_iter().filter_map(parse).collect()
}

fn error(tokens: &impl ToTokens, message: &str) -> Error {
    syn::Error::new_spanned(tokens, message).into()
}

fn path(item: &NestedMeta) -> Option<&Path> {
    match item {
        NestedMeta::Meta(meta) => Some(meta.path()),
        _ => None,
    }
}

fn string(expr: &Expr) -> Option<&LitStr> {
    match expr {
        Expr::Lit(ExprLit { lit: Lit::Str(string), .. }) => Some(string),
        _ => None,
    }
}

fn strings(items: &[NestedMeta]) -> Result<Vec<LitStr>> {
    let mut errors = Error::accumulator();
    let strings = items.iter().filter_map(|item| match item {
        NestedMeta::Lit(Lit::Str(string)) => Some(string.clone()),
        other => {
            errors.push(error(other, "expected a string"));
            None
        }
    });
    let strings = strings.collect();
    errors.finish_with(strings)
}

/// Parses `name = "…"`.
fn text(meta: &Meta, is_valid: fn(&str) -> bool, expected: &str) -> Result<String> {
    let expected = format!("expected {expected}");
    match meta {
        Meta::NameValue(pair) => match string(&pair.value) {
            Some(text) if is_valid(&text.value()) => Ok(text.value()),
            _ => Err(error(&pair.value, &expected)),
        },
        _ => Err(error(meta, &expected)),
    }
}

fn parse_action_name(meta: &Meta) -> Result<String> {
    let expected = "the name of an action in PascalCase: `name = \"DescribeFlowDetailInfo\"`";
    text(meta, names::is_action_name, expected)
}

fn parse_version(meta: &Meta) -> Result<String> {
    text(meta, names::is_version, "the API version, a date: `version = \"2021-05-26\"`")
}

fn parse_service(meta: &Meta) -> Result<String> {
    text(meta, names::is_service, "a service's short name in lower case: `service = \"essbasic\"`")
}

fn parse_title(meta: &Meta) -> Result<String> {
    let expected = "the vendor's title of the action: `title = \"取消一码多签签署码\"`";
    text(meta, |title| !title.trim().is_empty(), expected)
}

fn parse_manual(meta: &Meta) -> Result<String> {
    let expected = "the address of the API reference: `manual = \"https://…\"`";
    text(meta, |url| url.starts_with("https://"), expected)
}

fn parse_response(meta: &Meta) -> Result<Option<Path>> {
    let message =
        "the response is a type, without quotes: `response = DescribeFlowDetailInfoResponse`";
    match meta {
        Meta::NameValue(pair) => field_path::path(&pair.value).map(Some),
        _ => None,
    }
    .ok_or_else(|| error(meta, message))
}

fn parse_item_type(meta: &Meta) -> Result<Path> {
    parse_response(meta)?.ok_or_else(|| error(meta, "expected a type: `item = Staff`"))
}

fn parse_ident(meta: &Meta) -> Result<Ident> {
    match meta {
        Meta::NameValue(pair) => field_path::ident(&pair.value),
        _ => None,
    }
    .ok_or_else(|| error(meta, "expected the name of a method: `name = stream`"))
}

fn stream() -> Ident {
    Ident::new("stream", Span::call_site())
}

fn parse_rate_limit(meta: &Meta) -> Result<u32> {
    let calls = match meta {
        Meta::NameValue(pair) => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Int(calls), .. }) => calls.base10_parse().ok(),
            _ => None,
        },
        _ => None,
    };
    let message = "the rate limit is a number of calls per second, at least 1: `rate_limit = 20`";
    calls.filter(|calls| *calls > 0).ok_or_else(|| error(meta, message))
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

/// Returns the inclusive bounds of `32`, `1..=30`, `1..` or `..=200`. Default minimum: `lowest`.
fn range(expr: &Expr, lowest: i64) -> Option<(i64, i64)> {
    match expr {
        Expr::Range(ExprRange { start, end, limits: RangeLimits::Closed(_), .. }) => {
            let min = start.as_ref().map_or(Some(lowest), |start| integer(start))?;
            Some((min, integer(end.as_ref()?)?))
        }
        Expr::Range(ExprRange { start: Some(start), end: None, .. }) => {
            Some((integer(start)?, i64::MAX))
        }
        Expr::Range(_) => None,
        single => integer(single).map(|number| (number, number)),
    }
}

fn integer(literal: &Expr) -> Option<i64> {
    literal.to_token_stream().to_string().replace([' ', '_'], "").parse().ok()
}
