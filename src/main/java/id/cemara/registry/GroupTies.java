package id.cemara.registry;

import java.util.List;

/// What a module does with all it keeps by group when two groups become one. Every module with tables that name a group
/// has one bean of it; it runs in the transaction of the merge, as who merges, so that all of it happens or nothing.
/// Decision 17. A group that moves to another area needs nothing of it: rows follow by foreign keys.
public interface GroupTies {

    /// Every table of the module that names a group, with what a merge does with it. A test compares them with the
    /// database's catalogue.
    List<GroupTie> ties();

    /// Takes the locks that the module's other work takes before it touches groups; see [GroupLocks]. In the other
    /// order the two would wait for each other.
    default void hold() {}

    /// Takes over what the merge moves, and keeps in [MergeSteps] what it changed. Both groups are open and locked.
    void merge(GroupMerge merge);

    /// What was changed since the merge and would be lost by undoing it, as tails of the message key
    /// `registry.merge.conflict.<tail>`, each once; empty when nothing was.
    List<String> conflicts(GroupMerge merge);

    /// Gives back exactly what [#merge] took over. Both groups are open again and locked.
    void undo(GroupMerge merge);
}
