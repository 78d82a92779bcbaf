//! A place in an answer: `auth_info_detail.has_auth_user_list`.

use syn::ext::IdentExt;
use syn::{Expr, ExprField, Ident, Member, Path};

use crate::codes;

/// The members that lead to it.
pub(crate) struct Place(pub(crate) Vec<Ident>);

impl Place {
    /// Reads members joined by dots.
    pub(crate) fn read(value: &Expr) -> Option<Self> {
        match value {
            Expr::Field(ExprField { base, member: Member::Named(name), .. }) => {
                let mut place = Self::read(base)?;
                place.0.push(name.clone());
                Some(place)
            }
            other => Some(Self(vec![ident(other)?])),
        }
    }

    /// The place as the wire writes it: `AuthInfoDetail.HasAuthUserList`.
    pub(crate) fn wire(&self) -> String {
        let names = self.0.iter().map(|ident| codes::pascal_case(&ident.unraw().to_string()));
        names.collect::<Vec<_>>().join(".")
    }
}

/// A single word.
pub(crate) fn ident(value: &Expr) -> Option<Ident> {
    path(value)?.get_ident().cloned()
}

/// A path, such as a type's.
pub(crate) fn path(value: &Expr) -> Option<Path> {
    match value {
        Expr::Path(path) => Some(path.path.clone()),
        _ => None,
    }
}
