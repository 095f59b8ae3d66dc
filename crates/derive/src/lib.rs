// SPDX-License-Identifier: EUPL-1.2
//! `#[record]` and `#[shape]`: a noun is told once, as an ordinary struct that can be searched for.
//!
//! Both look at the fields of a struct with names and give
//! - the usual derives, with serde's attributes by type: what is not stated is left out;
//! - `Shaped`: every attribute with its name, kind, presence and documentation, as data;
//! - for `#[record(Noun)]` also `Record`: its noun, its id, its title, and whom it names.
//!
//! Must never know a single noun: it reads types and attributes, nothing else.
//!
//! # What a field may say
//! | attribute | meaning |
//! | --- | --- |
//! | `#[serde(rename = "…")]`, `#[serde(flatten)]` | as in serde; the shape follows |
//! | `#[column("…")]` | a file gives it in a column of another name |
//! | `#[computed]` | no file gives it: it follows from the others |
//! | `#[speaker]` | the organisation whose word a record is |
//! | `#[family("…")]` | an open list of words, some of which have a translation of this family |
//! | `#[kind(…)]` | another kind than that of its type |

mod field;

use proc_macro::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Fields, Ident, parse_macro_input};

use crate::field::Field;

/// A noun with an id: `#[record(Measure)]`.
#[proc_macro_attribute]
pub fn record(args: TokenStream, item: TokenStream) -> TokenStream {
    let noun = parse_macro_input!(args as Ident);
    expand(parse_macro_input!(item as DeriveInput), Some(&noun))
}

/// A part of a noun, or what is said in a round: attributes without an id.
#[proc_macro_attribute]
pub fn shape(_: TokenStream, item: TokenStream) -> TokenStream {
    expand(parse_macro_input!(item as DeriveInput), None)
}

fn expand(item: DeriveInput, noun: Option<&Ident>) -> TokenStream {
    written(&item, noun)
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}

fn written(item: &DeriveInput, noun: Option<&Ident>) -> syn::Result<proc_macro2::TokenStream> {
    let Data::Struct(data) = &item.data else {
        return Err(syn::Error::new_spanned(item, "only a struct has a shape"));
    };
    let Fields::Named(named) = &data.fields else {
        return Err(syn::Error::new_spanned(
            item,
            "a shape needs fields with names",
        ));
    };
    let fields = named.named.iter().map(Field::read);
    let fields = fields.collect::<syn::Result<Vec<_>>>()?;

    let DeriveInput {
        attrs,
        vis,
        ident,
        generics,
        ..
    } = item;
    let declared = fields.iter().map(Field::declare);
    let attributes = fields.iter().map(Field::attribute);
    let names = fields.iter().filter(|field| field.name != "id");
    let names = names.map(|field| &field.ident);
    let record = noun
        .map(|noun| implement_record(ident, noun, &fields))
        .transpose()?;
    Ok(quote! {
        #(#attrs)*
        #[derive(Clone, Debug, PartialEq, Eq, ::serde::Serialize, ::serde::Deserialize)]
        #vis struct #ident #generics {
            #(#declared,)*
        }

        impl crate::shape::Shaped for #ident {
            const ATTRIBUTES: &'static [crate::shape::Attribute] = &[#(#attributes,)*];
        }

        impl crate::shape::Kinded for #ident {
            const KIND: crate::shape::Kind =
                crate::shape::Kind::Row(<Self as crate::shape::Shaped>::ATTRIBUTES);

            fn refer(&self, refer: &mut dyn FnMut(crate::noun::Subject)) {
                #(crate::shape::Kinded::refer(&self.#names, refer);)*
            }
        }

        #record
    })
}

/// The field whose words a reader knows a record by.
const TITLES: [&str; 3] = ["title", "name", "claim"];

fn implement_record(
    ident: &Ident,
    noun: &Ident,
    fields: &[Field<'_>],
) -> syn::Result<proc_macro2::TokenStream> {
    let find = |name: &str| fields.iter().find(|field| field.name == name);
    let Some(id) = find("id") else {
        return Err(syn::Error::new_spanned(
            ident,
            "a record needs a field `id`",
        ));
    };
    let id_type = id.ty;
    let title = TITLES.into_iter().find_map(find).map(|field| &field.ident);
    let title = title.map_or_else(
        || quote!(None),
        |field| quote!(crate::shape::Kinded::text(&self.#field)),
    );
    let speaker = fields.iter().find(|field| field.speaker);
    let name = speaker.map_or_else(
        || quote!(None),
        |field| {
            let name = &field.name;
            quote!(Some(#name))
        },
    );
    let speaker = speaker.map_or_else(
        || quote!(None),
        |field| {
            let ident = &field.ident;
            quote!(Some(&self.#ident))
        },
    );
    Ok(quote! {
        impl crate::record::Record for #ident {
            type Id = #id_type;
            const NOUN: crate::noun::Noun = crate::noun::Noun::#noun;
            const SPEAKER: Option<&'static str> = #name;

            fn id(&self) -> &#id_type {
                &self.id
            }

            fn title(&self) -> Option<&crate::text::Text> {
                #title
            }

            fn speaker(&self) -> Option<&crate::id::OrganisationId> {
                #speaker
            }
        }
    })
}
