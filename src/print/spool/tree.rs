//! Number trees and name trees: lists by key that a reader can search without reading all of them.

use std::io::{self, Write};

use lopdf::{Dictionary, Object, dictionary};

use super::writer::Writer;

/// The most children of a node.
const MOST_KIDS: usize = 64;

/// A tree whose leaves are written as they come, in the order of their keys.
#[derive(Debug)]
pub(super) struct Tree {
    /// What holds a leaf's pairs: `Nums` or `Names`.
    pairs: &'static str,
    leaves: Vec<Node>,
}

#[derive(Clone, Debug)]
struct Node {
    first: Object,
    last: Object,
    number: u32,
}

impl Tree {
    /// A tree by numbers.
    pub(super) fn by_number() -> Self {
        Self { pairs: "Nums", leaves: Vec::new() }
    }

    /// A tree by names.
    pub(super) fn by_name() -> Self {
        Self { pairs: "Names", leaves: Vec::new() }
    }

    /// Writes a leaf: keys, higher than those before and in their order, each with its value. Nothing
    /// where there is none.
    ///
    /// # Errors
    /// When it can't be written.
    pub(super) fn leaf<W: Write>(
        &mut self,
        entries: Vec<(Object, Object)>,
        writer: &mut Writer<W>,
    ) -> io::Result<()> {
        let (Some((first, _)), Some((last, _))) = (entries.first(), entries.last()) else {
            return Ok(());
        };
        let (first, last) = (first.clone(), last.clone());
        let limits = vec![first.clone(), last.clone()];
        let pairs: Vec<Object> = entries.into_iter().flat_map(<[Object; 2]>::from).collect();
        let leaf = dictionary! { "Limits" => limits, self.pairs => pairs };
        let number = writer.add(&leaf.into())?;
        self.leaves.push(Node { first, last, number });
        Ok(())
    }

    /// Writes the nodes above the leaves; the root, or none where there is no leaf.
    ///
    /// # Errors
    /// When it can't be written.
    pub(super) fn root<W: Write>(self, writer: &mut Writer<W>) -> io::Result<Option<Dictionary>> {
        let mut level = self.leaves;
        if level.is_empty() {
            return Ok(None);
        }
        while level.len() > MOST_KIDS {
            let mut above = Vec::new();
            for nodes in level.chunks(MOST_KIDS) {
                let (first, last) = (nodes[0].first.clone(), nodes[nodes.len() - 1].last.clone());
                let limits = vec![first.clone(), last.clone()];
                let node = dictionary! { "Limits" => limits, "Kids" => kids(nodes) };
                let number = writer.add(&node.into())?;
                above.push(Node { first, last, number });
            }
            level = above;
        }
        Ok(Some(dictionary! { "Kids" => kids(&level) }))
    }
}

fn kids(nodes: &[Node]) -> Vec<Object> {
    nodes.iter().map(|node| Object::Reference((node.number, 0))).collect()
}
