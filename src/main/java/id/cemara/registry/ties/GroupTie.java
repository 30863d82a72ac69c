package id.cemara.registry.ties;

/// What a merge does with one table that references groups.
///
/// @param table with its schema
/// @param fate what happens to the closed group's rows
/// @param why the reason, for a table that stays or is derived; the parent table, for one that follows
public record GroupTie(String table, Fate fate, String why) {

    /// What happens to the rows.
    public enum Fate {
        /// They become rows of the surviving group; a reversal moves them back.
        MOVES,
        /// They follow their parent row by a cascading foreign key or a trigger.
        FOLLOWS,
        /// They stay with the closed group.
        STAYS,
        /// They are recomputed from other tables.
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

    /// @param parent the table whose rows it follows
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
