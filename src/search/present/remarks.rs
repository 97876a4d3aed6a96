//! What is remarked of a query.

use crate::search::plan::Plan;

/// Remarks that a query was too long to be read whole.
pub(crate) fn remark_on_length(plan: &Plan, remarks: &mut Vec<String>) {
    let Some(lattice) = plan.lattice() else { return };
    if lattice.extent.is_cut {
        remarks.push("the query is long: only its beginning was read".to_owned());
    }
    if let Some(words) = lattice.extent.words_of_page {
        let read = lattice.leaves.len();
        remarks.push(format!("only the words that decide were read: {read}/{words}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fixture::query;
    use crate::search::lattice::{Extent, Lattice};

    #[test]
    fn long_queries_are_remarked_on() {
        for (is_cut, words_of_page, expected) in
            [(false, None, 0), (true, None, 1), (false, Some(300), 1), (true, Some(300), 2)]
        {
            let extent = Extent { is_cut, words_of_page };
            let lattice = Lattice { extent, ..query(&[("a", 1.0)]) };
            let mut remarks = Vec::new();
            remark_on_length(&Plan::Words(lattice), &mut remarks);
            assert_eq!(remarks.len(), expected);
            assert_eq!(remarks.iter().any(|r| r.contains("1/300")), words_of_page.is_some());
        }
        let mut remarks = Vec::new();
        remark_on_length(&Plan::Filter, &mut remarks);
        assert!(remarks.is_empty());
    }
}
