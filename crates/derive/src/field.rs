// SPDX-License-Identifier: EUPL-1.2
//! One field: what it says of itself, and what follows from its type.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Expr, ExprLit, Ident, Lit, LitStr, Meta, Type};

/// Whether an attribute is always there, by the outermost type of its field.
#[derive(Clone, Copy, PartialEq)]
enum Presence {
    /// Any other type: always there.
    Required,
    /// `Stated<_>`: not stated, stated as none, or a value.
    Stated,
    /// `Option<_>`: there or not.
    Optional,
    /// `Vec<_>`, `BTreeSet<_>`, `BTreeMap<_, _>`: left out while empty.
    Many,
}

pub(crate) struct Field<'a> {
    pub(crate) ident: Ident,
    pub(crate) name: String,
    pub(crate) ty: &'a Type,
    source: &'a syn::Field,
    presence: Presence,
    doc: String,
    flat: bool,
    column: Option<LitStr>,
    computed: bool,
    /// It names the organisation whose word the record is.
    pub(crate) speaker: bool,
    family: Option<LitStr>,
    kind: Option<TokenStream>,
}

impl<'a> Field<'a> {
    pub(crate) fn read(source: &'a syn::Field) -> syn::Result<Self> {
        let Some(ident) = source.ident.clone() else {
            return Err(syn::Error::new_spanned(source, "a field without a name"));
        };
        let mut field = Self {
            name: ident.to_string(),
            ident,
            ty: &source.ty,
            source,
            presence: presence(&source.ty),
            doc: String::new(),
            flat: false,
            column: None,
            computed: false,
            speaker: false,
            family: None,
            kind: None,
        };
        for attribute in &source.attrs {
            field.take(attribute)?;
        }
        if field.doc.is_empty() {
            return Err(syn::Error::new_spanned(
                source,
                "an attribute says what it is",
            ));
        }
        Ok(field)
    }

    fn take(&mut self, attribute: &Attribute) -> syn::Result<()> {
        let path = attribute.path();
        if path.is_ident("doc") {
            if let Meta::NameValue(doc) = &attribute.meta
                && let Expr::Lit(ExprLit {
                    lit: Lit::Str(words),
                    ..
                }) = &doc.value
            {
                if !self.doc.is_empty() {
                    self.doc.push(' ');
                }
                self.doc.push_str(words.value().trim());
            }
        } else if path.is_ident("serde") {
            attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("rename") {
                    self.name = meta.value()?.parse::<LitStr>()?.value();
                } else if meta.path.is_ident("flatten") {
                    self.flat = true;
                } else {
                    return Err(meta.error("serde's other attributes follow from the type"));
                }
                Ok(())
            })?;
        } else if path.is_ident("column") {
            self.column = Some(attribute.parse_args()?);
        } else if path.is_ident("computed") {
            self.computed = true;
        } else if path.is_ident("speaker") {
            self.speaker = true;
        } else if path.is_ident("family") {
            self.family = Some(attribute.parse_args()?);
        } else if path.is_ident("kind") {
            self.kind = Some(attribute.parse_args()?);
        } else {
            return Err(syn::Error::new_spanned(path, "not known here"));
        }
        Ok(())
    }

    /// The field as it stands in the struct.
    pub(crate) fn declare(&self) -> TokenStream {
        let Self {
            ident, ty, source, ..
        } = self;
        let vis = &source.vis;
        let kept = source.attrs.iter().filter(|attribute| {
            let path = attribute.path();
            path.is_ident("doc") || path.is_ident("serde")
        });
        let left_out = match self.presence {
            Presence::Required => None,
            Presence::Stated => Some("crate::stated::Stated::is_not_stated".to_owned()),
            Presence::Optional => Some("Option::is_none".to_owned()),
            Presence::Many => outermost(ty).map(|outer| match outer.as_str() {
                "Vec" => "Vec::is_empty".to_owned(),
                outer => format!("::std::collections::{outer}::is_empty"),
            }),
        };
        let serde = left_out.map(|when| quote!(#[serde(default, skip_serializing_if = #when)]));
        quote!(#(#kept)* #serde #vis #ident: #ty)
    }

    /// The attribute as data.
    pub(crate) fn attribute(&self) -> TokenStream {
        let Self { name, ty, doc, .. } = self;
        let presence = match (self.flat, self.presence) {
            (true, _) => quote!(Flat),
            (false, Presence::Required) => quote!(Required),
            (false, Presence::Stated) => quote!(Stated),
            (false, Presence::Optional) => quote!(Optional),
            (false, Presence::Many) => quote!(Many),
        };
        let kind = self.kind.as_ref().map_or_else(
            || quote!(<#ty as crate::shape::Kinded>::KIND),
            |kind| quote!({ use crate::shape::{Kind, Own}; #kind }),
        );
        let column = match (&self.column, self.computed) {
            (_, true) => quote!(None),
            (Some(column), false) => quote!(Some(#column)),
            (None, false) => quote!(Some(#name)),
        };
        let family = self.family.as_ref();
        let family = family.map_or_else(|| quote!(None), |family| quote!(Some(#family)));
        quote! {
            crate::shape::Attribute {
                name: #name,
                kind: #kind,
                presence: crate::shape::Presence::#presence,
                column: #column,
                family: #family,
                doc: #doc,
            }
        }
    }
}

fn outermost(ty: &Type) -> Option<String> {
    let Type::Path(path) = ty else { return None };
    path.path.segments.last().map(|last| last.ident.to_string())
}

fn presence(ty: &Type) -> Presence {
    match outermost(ty).as_deref() {
        Some("Stated") => Presence::Stated,
        Some("Option") => Presence::Optional,
        Some("Vec" | "BTreeSet" | "BTreeMap") => Presence::Many,
        _ => Presence::Required,
    }
}
