//! Small tables, written as the trainer writes its own.

use crate::table::hash;

/// Returns the bytes of a table of terms, scales and vectors.
pub(crate) fn table_of(rows: &[(&str, f32, Vec<i8>)]) -> Vec<u8> {
    let dimensions = rows[0].2.len();
    let slots = (rows.len() * 2).next_power_of_two();
    let mut slot_of = vec![0u32; slots];
    let mut starts = vec![0u32];
    let mut terms = Vec::new();
    for ((term, _, _), number) in rows.iter().zip(1..) {
        let mut at = hash(term.as_bytes()) as usize % slots;
        while slot_of[at] != 0 {
            at = (at + 1) % slots;
        }
        slot_of[at] = number;
        terms.extend_from_slice(term.as_bytes());
        starts.push(terms.len() as u32);
    }
    let counts = [rows.len(), dimensions, slots, terms.len(), 7].map(|n| n as u32);
    terms.resize(terms.len().next_multiple_of(4), 0);
    let mut bytes = b"galpimv1".to_vec();
    for number in counts.iter().chain(&slot_of).chain(&starts) {
        bytes.extend_from_slice(&number.to_le_bytes());
    }
    bytes.extend_from_slice(&terms);
    rows.iter().for_each(|(_, scale, _)| bytes.extend_from_slice(&scale.to_le_bytes()));
    bytes.resize(bytes.len().next_multiple_of(64), 0);
    rows.iter().for_each(|(_, _, values)| {
        bytes.extend(values.iter().map(|value| value.cast_unsigned()));
    });
    bytes
}
