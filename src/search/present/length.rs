//! Remarks on queries that were too long to be read whole.

use crate::search::plan::Plan;
use crate::search::remark::Remark;

/// Adds a remark where a query was too long to be read whole.
pub(crate) fn remark_on_length(plan: &Plan, remarks: &mut Vec<Remark>) {
    let Some(lattice) = plan.lattice() else { return };
    if lattice.extent.is_cut {
        remarks.push(Remark::LongQuery);
    }
    if let Some(all) = lattice.extent.words_of_page {
        remarks.push(Remark::RarestWords { read: lattice.leaves.len(), all });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fixture::query;
    use crate::search::lattice::{Extent, Lattice};

    #[test]
    fn long_queries_are_remarked_on() {
        let rarest = Remark::RarestWords { read: 1, all: 300 };
        for (is_cut, words_of_page, expected) in [
            (false, None, vec![]),
            (true, None, vec![Remark::LongQuery]),
            (false, Some(300), vec![rarest.clone()]),
            (true, Some(300), vec![Remark::LongQuery, rarest]),
        ] {
            let extent = Extent { is_cut, words_of_page };
            let lattice = Lattice { extent, ..query(&[("a", 1.0)]) };
            let mut remarks = Vec::new();
            remark_on_length(&Plan::Words(lattice), &mut remarks);
            assert_eq!(remarks, expected);
        }
        let mut remarks = Vec::new();
        remark_on_length(&Plan::Filter, &mut remarks);
        assert!(remarks.is_empty());
    }
}
