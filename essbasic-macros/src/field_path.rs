//! Path of a field in a response: `auth_info_detail.has_auth_user_list`.

use darling::{FromMeta, Result};
use syn::ext::IdentExt;
use syn::{Error, Expr, ExprField, Ident, Member, Path};

use crate::names;

/// A path of field names, outermost first.
pub(crate) struct FieldPath(pub(crate) Vec<Ident>);

impl FieldPath {
    fn parse(expr: &Expr) -> Option<Self> {
        match ungrouped(expr) {
            Expr::Field(ExprField { base, member: Member::Named(name), .. }) => {
                let mut path = Self::parse(base)?;
                path.0.push(name.clone());
                Some(path)
            }
            other => Some(Self(vec![ident(other)?])),
        }
    }

    /// Returns the path on the wire: `AuthInfoDetail.HasAuthUserList`.
    pub(crate) fn wire(&self) -> String {
        let names = self.0.iter().map(|ident| names::pascal_case(&ident.unraw().to_string()));
        names.collect::<Vec<_>>().join(".")
    }
}

impl FromMeta for FieldPath {
    fn from_expr(expr: &Expr) -> Result<Self> {
        let message = "expected a field of the response: `employees` or `auth_info.users`";
        Self::parse(expr).ok_or_else(|| Error::new_spanned(expr, message).into())
    }
}

/// Returns the single identifier that an expression consists of.
pub(crate) fn ident(expr: &Expr) -> Option<Ident> {
    path(expr)?.get_ident().cloned()
}

/// Returns an expression without the invisible group of a `macro_rules` fragment.
pub(crate) fn ungrouped(expr: &Expr) -> &Expr {
    match expr {
        Expr::Group(group) => ungrouped(&group.expr),
        _ => expr,
    }
}

/// Returns the path that an expression consists of, such as that of a type.
pub(crate) fn path(expr: &Expr) -> Option<Path> {
    match ungrouped(expr) {
        Expr::Path(path) => Some(path.path.clone()),
        _ => None,
    }
}
