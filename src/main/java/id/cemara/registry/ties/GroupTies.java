package id.cemara.registry.ties;

import java.util.List;

/// What a module does with its tables when two groups are merged. Every module with tables that reference a
/// group has one bean of it. It runs in the merge's transaction, with the same actor, so a merge is atomic.
/// See decision 0017. A move to another area needs no tie: rows follow by foreign keys.
public interface GroupTies {

    /// Every table of the module that references a group, and its fate. A test compares the list with the
    /// database catalogue.
    List<GroupTie> ties();

    /// Takes the locks that the module's other transactions take before they lock groups; see [GroupLocks].
    /// Taking them later could deadlock.
    default void hold() {}

    /// Moves the closed group's rows and records the changes in [MergeSteps]. Both groups are open and
    /// locked.
    void merge(GroupMerge merge);

    /// Changes since the merge that a reversal would lose, as distinct suffixes of the message key
    /// `registry.merge.conflict.`; empty if there are none.
    List<String> conflicts(GroupMerge merge);

    /// Reverses [#merge] exactly. Both groups are open again and locked.
    void undo(GroupMerge merge);
}
