//! The names of everybody whose record is in the inputs: what a check needs that looks for one
//! person's name in another's plan (DAT-03).

use rayon::iter::{ParallelBridge, ParallelIterator};

use super::Index;

impl Index {
    /// The full name of each record's subject, with the record's number, in the order of the input.
    /// Reads every record once more.
    pub fn subject_names(&self) -> Vec<(u32, String)> {
        let groups = self.groups.iter().par_bridge();
        let mut names: Vec<(u32, String)> = groups
            .flat_map_iter(|group| {
                let read = self.read(group).into_iter();
                read.filter_map(|read| {
                    let record = read.result.ok()?.value;
                    Some((read.number, record.subject()?.name.plain()))
                })
                .collect::<Vec<_>>()
            })
            .collect();
        names.sort_unstable();
        names
    }
}
