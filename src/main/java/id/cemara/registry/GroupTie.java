package id.cemara.registry;

/// What a merge does with one table that names groups.
///
/// @param table with its schema
/// @param fate what becomes of the rows of the group that is closed
/// @param why of a table that stays or is derived, the reason; of one that follows, the table it hangs on
public record GroupTie(String table, Fate fate, String why) {

    /// What becomes of rows.
    public enum Fate {
        /// They become rows of the group that goes on, and rows of the other again when the merge is undone.
        MOVES,
        /// They go where the row goes that they hang on: by a foreign key that cascades, or by a trigger.
        FOLLOWS,
        /// They remain with the closed group.
        STAYS,
        /// They are worked out anew from other tables.
        DERIVED
    }

    public GroupTie {
        if (table.indexOf('.') < 0) {
            throw new IllegalArgumentException(table + " has no schema");
        }
    }

    public static GroupTie moves(String table) {
        return new GroupTie(table, Fate.MOVES, "");
    }

    /// @param parent the table it hangs on
    public static GroupTie follows(String table, String parent) {
        return new GroupTie(table, Fate.FOLLOWS, parent);
    }

    public static GroupTie stays(String table, String why) {
        return new GroupTie(table, Fate.STAYS, why);
    }

    public static GroupTie derived(String table, String why) {
        return new GroupTie(table, Fate.DERIVED, why);
    }
}
