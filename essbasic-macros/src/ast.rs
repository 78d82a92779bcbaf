//! The annotated struct and its fields.

use darling::ast::NestedMeta;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Expr, ExprLit, Fields, Ident, Item, ItemStruct, Lit, LitStr, Meta, Path, Token,
    Type, parse_quote,
};

use crate::attr::{self, Bounds, FieldArg};
use crate::errors::Errors;
use crate::names;

pub(crate) mod enumeration;

/// Traits that the macros implement for structs, and the user therefore must not derive.
const DERIVED: [&str; 5] = ["Clone", "Debug", "Deserialize", "PartialEq", "Serialize"];

/// One field of an action or a model.
pub(crate) struct Field {
    pub(crate) ident: Ident,
    /// Name of the setter, if there is one.
    pub(crate) setter: Option<Ident>,
    /// Name on the wire.
    pub(crate) wire: String,
    /// Type as the user wrote it.
    pub(crate) ty: Type,
    pub(crate) optional: bool,
    /// Type without the `Option`.
    pub(crate) inner_type: Type,
    /// Type of the items, if it is a list.
    pub(crate) element: Option<Type>,
    /// Holds personal data, a bearer link or a key.
    pub(crate) secret: bool,
    /// Disabled by the vendor.
    pub(crate) hidden: bool,
    pub(crate) marked_required: bool,
    pub(crate) zero_unset: bool,
    pub(crate) constraints: Vec<Constraint>,
    pub(crate) doc: String,
}

/// A documented constraint of a field: a minimum and a maximum, or required fields inside it.
pub(crate) enum Constraint {
    Length(i64, i64),
    Items(i64, i64),
    Range(i64, i64),
    Require(Vec<String>),
}

/// Parses a struct with named fields; `None` if it is something else.
pub(crate) fn parse(item: &Item, errors: &mut Errors) -> Option<(ItemStruct, Vec<Field>)> {
    let Item::Struct(item) = item else {
        let message = "an action or a model is a struct: `pub struct DescribeFlowDetailInfo { … }`";
        errors.at(item, message);
        return None;
    };
    if !item.generics.params.is_empty() {
        errors.at(&item.generics, "generic parameters are not supported: remove them");
    }
    let mut item = item.clone();
    let Fields::Named(named) = &mut item.fields else {
        let message = format!("the fields need names: write `struct {} {{ … }}`", item.ident);
        errors.at(&item.ident, message);
        return None;
    };
    let mut fields: Vec<Field> = Vec::new();
    for syntax in std::mem::take(&mut named.named) {
        let Some(field) = Field::parse(&syntax, errors) else { continue };
        if fields.iter().any(|other| other.ident.unraw() == field.ident.unraw()) {
            let message = format!(
                "two fields are named `{0}`: give one of them another name, such as `{0}_2`, and \
                 set its wire name with `#[tc(rename = \"…\")]`",
                field.ident.unraw()
            );
            errors.at(&field.ident, message);
        } else {
            named.named.push(syntax);
            fields.push(field);
        }
    }
    check_wire_names(&fields, errors);
    let default = fields.iter().all(|field| field.optional).then_some("Default");
    let derived: Vec<_> = DERIVED.into_iter().chain(default).collect();
    check_attributes(&mut item.attrs, &derived, errors);
    Some((item, fields))
}

/// Returns whether the compiler must not see an attribute: `#[tc]`, or the rejected `#[serde]`.
pub(crate) fn is_ours(attribute: &Attribute) -> bool {
    attribute.path().is_ident("tc") || attribute.path().is_ident("serde") || hides(attribute)
}

/// Returns whether an attribute is a `cfg_attr` that contains `cfg` or `tc`, which the macro cannot evaluate.
fn hides(attribute: &Attribute) -> bool {
    let parse = Punctuated::<Meta, Token![,]>::parse_terminated;
    let unseen = |meta: &Meta| ["cfg", "tc"].iter().any(|name| meta.path().is_ident(name));
    attribute.path().is_ident("cfg_attr")
        && attribute.parse_args_with(parse).is_ok_and(|list| list.iter().skip(1).any(unseen))
}

/// Validates the attributes of a struct or an enum, and removes those that conflict with the macro.
fn check_attributes(attributes: &mut Vec<Attribute>, derived: &[&str], errors: &mut Errors) {
    attributes.retain_mut(|attribute| {
        let name = attribute.path().segments.last().map(|last| last.ident.to_string());
        let message = match name.as_deref() {
            Some("serde") => "the wire format follows from the fields; remove `#[serde(…)]`",
            Some("tc") => "`#[tc(…)]` belongs on a field",
            Some("tc_action" | "tc_model" | "tc_enum") => {
                "one of `#[tc_action]`, `#[tc_model]` and `#[tc_enum]` is enough; remove this one"
            }
            Some("derive") => {
                let parse = Punctuated::<Path, Token![,]>::parse_terminated;
                let Ok(traits) = attribute.parse_args_with(parse) else { return true };
                let (conflicts, others): (Vec<_>, Vec<_>) = traits.into_iter().partition(|path| {
                    let last = path.segments.last();
                    last.is_some_and(|last| derived.iter().any(|name| last.ident == name))
                });
                for path in conflicts {
                    let name = path.to_token_stream().to_string().replace(' ', "");
                    errors.at(&path, format_args!("`{name}` is already derived; remove it"));
                }
                *attribute = parse_quote!(#[derive(#(#others),*)]);
                return true;
            }
            _ => return true,
        };
        errors.at(attribute, message);
        false
    });
}

/// Rejects attributes of a field or a variant that the macro cannot evaluate.
fn check_inner_attributes(attributes: &[Attribute], errors: &mut Errors) {
    for attribute in attributes {
        if attribute.path().is_ident("cfg") {
            let message = "a part of the type cannot depend on `cfg`: declare the whole type \
                           once per configuration, each with its `#[cfg(…)]`";
            errors.at(attribute, message);
        }
        if hides(attribute) {
            errors.at(attribute, "`cfg` and `tc` cannot be inside `cfg_attr`");
        }
    }
}

impl Field {
    /// Parses a field and its attributes; `None` if it has no name.
    fn parse(syntax: &syn::Field, errors: &mut Errors) -> Option<Self> {
        let ident = syntax.ident.clone()?;
        let ty = names::ungrouped(&syntax.ty);
        let argument = names::generic_argument(ty, "Option");
        let inner_type = argument.unwrap_or(ty).clone();
        let mut field = Self {
            wire: names::pascal_case(&ident.unraw().to_string()),
            setter: argument.is_some().then(|| ident.clone()),
            ident,
            ty: ty.clone(),
            optional: argument.is_some(),
            element: names::generic_argument(&inner_type, "Vec").cloned(),
            inner_type,
            secret: false,
            hidden: false,
            marked_required: false,
            zero_unset: false,
            constraints: Vec::new(),
            doc: doc(&syntax.attrs),
        };
        check_type(&field, errors);
        check_inner_attributes(&syntax.attrs, errors);
        let mut applied = Vec::new();
        for attribute in &syntax.attrs {
            if attribute.path().is_ident("serde") {
                let message = "only the wire name may differ: write `#[tc(rename = \"…\")]`";
                errors.at(attribute, message);
            }
            if !attribute.path().is_ident("tc") {
                continue;
            }
            let Meta::List(list) = &attribute.meta else {
                errors.at(attribute, "expected arguments in parentheses: `#[tc(secret)]`");
                continue;
            };
            for (item, arg) in attr::field_args(list.tokens.clone(), errors) {
                let kind = std::mem::discriminant(&arg);
                if applied.contains(&kind) {
                    errors.at(&item, "this argument is given twice");
                }
                applied.push(kind);
                field.apply(&item, arg, errors);
            }
        }
        if field.wire.is_empty() {
            errors.at(&field.ident, "no wire name follows: write `#[tc(rename = \"…\")]`");
        }
        if field.hidden {
            field.setter = None;
        }
        Some(field)
    }

    /// Returns the type without `Option` and `Vec`.
    pub(crate) fn scalar_type(&self) -> &Type {
        self.element.as_ref().unwrap_or(&self.inner_type)
    }

    /// Returns whether the scalar type has one of these names.
    pub(crate) fn is_any_of(&self, names: &[&str]) -> bool {
        let Type::Path(path) = self.scalar_type() else { return false };
        path.path.segments.last().is_some_and(|last| names.iter().any(|name| last.ident == name))
    }

    /// Applies an argument of `#[tc(…)]`.
    fn apply(&mut self, item: &NestedMeta, arg: FieldArg, errors: &mut Errors) {
        let message = match arg {
            FieldArg::Hidden if !self.optional => {
                "only an `Option` can be hidden: a hidden field has no setter"
            }
            FieldArg::Setter(_) if !self.optional => {
                "only an `Option` has a setter: the constructor takes the other fields"
            }
            FieldArg::Len(_) if self.is_any_of(&["i64", "u64", "f64", "bool"]) => {
                "`len` counts characters; numbers have a `range`"
            }
            FieldArg::Items(_) if self.element.is_none() => {
                "`items` counts the items of a list; strings have a `len`"
            }
            FieldArg::Range(_) if !self.is_any_of(&["i64", "u64"]) => {
                "`range` bounds an integer; strings have a `len`, lists `items`"
            }
            FieldArg::Rename(name) => return self.wire = name.0,
            FieldArg::Setter(name) => return self.setter = Some(name.0),
            FieldArg::Secret => return self.secret = true,
            FieldArg::Hidden => return self.hidden = true,
            FieldArg::MarkedRequired => return self.marked_required = true,
            FieldArg::ZeroUnset => return self.zero_unset = true,
            FieldArg::Len(bounds) => return self.constrain(Constraint::Length, 0, bounds),
            FieldArg::Items(bounds) => return self.constrain(Constraint::Items, 0, bounds),
            FieldArg::Range(bounds) => return self.constrain(Constraint::Range, i64::MIN, bounds),
            FieldArg::Require(paths) => {
                let paths = paths.0.iter().map(LitStr::value).collect();
                return self.constraints.push(Constraint::Require(paths));
            }
        };
        errors.at(item, message);
    }

    /// Adds a constraint. Open bounds become `lowest` and the maximum.
    fn constrain(&mut self, constraint: fn(i64, i64) -> Constraint, lowest: i64, bounds: Bounds) {
        let Bounds(min, max) = bounds;
        self.constraints.push(constraint(min.unwrap_or(lowest), max.unwrap_or(i64::MAX)));
    }
}

/// Returns the text of the doc comment.
pub(crate) fn doc(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(line) if line.path.is_ident("doc") => match &line.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => {
                let text = text.value();
                Some(text.strip_prefix(' ').unwrap_or(&text).to_owned())
            }
            _ => None,
        },
        _ => None,
    });
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// Validates that no two fields share a wire name.
fn check_wire_names(fields: &[Field], errors: &mut Errors) {
    for (index, field) in fields.iter().enumerate() {
        if fields[..index].iter().any(|other| other.wire == field.wire) {
            let message = format!(
                "two fields have the wire name `{}`: write `#[tc(rename = \"…\")]` on one of them",
                field.wire
            );
            errors.at(&field.ident, message);
        }
    }
}

/// Validates that the type of a field has a wire representation.
fn check_type(field: &Field, errors: &mut Errors) {
    let scalar = field.scalar_type();
    let message = if names::generic_argument(scalar, "Option").is_some() {
        "a field is present or absent: one `Option`, outermost"
    } else if names::generic_argument(scalar, "Vec").is_some() {
        "the wire has no lists of lists"
    } else if field.is_any_of(&["i8", "i16", "i32", "isize"]) {
        "the wire's signed integer is `i64`"
    } else if field.is_any_of(&["u8", "u16", "u32", "usize"]) {
        "the wire's unsigned integer is `u64`"
    } else if field.is_any_of(&["f32"]) {
        "the wire's float is `f64`"
    } else if matches!(scalar, Type::Reference(_)) {
        "an action owns what it sends: write `String`, not a reference"
    } else if !matches!(scalar, Type::Path(_)) {
        "a field is a `String`, `i64`, `u64`, `f64`, `bool`, a model, or a `Vec` of those"
    } else {
        return;
    };
    errors.at(scalar, message);
}
