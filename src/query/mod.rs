//! A typed string → what was asked for.
//!
//! Reading a query can't fail: what is no operator is text. Nothing here
//! knows the index; which words it has, and what they may stand for, is the
//! business of [`crate::search`].

mod parse;

pub use parse::{Constraint, Filter, MAX_OPERATOR_WORDS, Query, parse};
