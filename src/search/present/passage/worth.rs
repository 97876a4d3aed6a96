//! The weights of a line's features in its score. They were found by fitting a conditional
//! logit (which line of a section a judge chose) to judged lines of two notebooks, then
//! rounded.

/// What of the query no heading says.
pub(super) const UNSAID: f32 = 4.5;
/// The same, of words that few lines of the section have.
pub(super) const RARE: f32 = 5.2;
/// What of the query a heading says, of such words.
pub(super) const SAID: f32 = 3.2;
/// What of these the sentence of a line says on another line.
pub(super) const SENTENCE: f32 = 0.5;
/// What the line above says that this one stands below.
pub(super) const INHERITED: f32 = 4.0;
/// What of that a label says, and no heading.
pub(super) const LABELLED: f32 = 4.0;
/// A meaning near that of the query.
pub(super) const NEAR: f32 = 10.3;
/// A meaning near that of what the query is a part of.
pub(super) const NEAR_CONTEXT: f32 = 5.0;
/// A sentence that the section begins with, where its headings are what was
/// asked for.
pub(super) const FIRST: f32 = 2.5;
/// Says what something is, where a heading is what was asked for.
pub(super) const TOPIC: f32 = 2.7;
/// A number, where one was asked for.
pub(super) const AMOUNT: f32 = 2.0;
/// Words: a line that says more answers more.
pub(super) const WORDS: f32 = 2.1;
/// Says little beside what was asked for.
pub(super) const SHORT: f32 = -3.2;
/// How far down it stands.
pub(super) const POSITION: f32 = -1.0;
/// A row of a table, which says something of its first cell.
pub(super) const ROW: f32 = 1.9;
/// The heading, which is seen anyway.
pub(super) const HEADING: f32 = -1.0;
pub(super) const LABEL: f32 = -12.0;
pub(super) const POINTER: f32 = -4.0;
pub(super) const QUESTION: f32 = -2.8;
/// A question with lines below it, which answer it.
pub(super) const ANSWERED: f32 = -6.0;
pub(super) const LIST_OF_NAMES: f32 = -15.0;
pub(super) const CODE: f32 = -1.8;
pub(super) const TABLE_HEAD: f32 = -8.0;
pub(super) const ADDRESS: f32 = -4.5;
