package id.cemara.exchange;

import id.cemara.shared.Problem;
import java.util.List;
import java.util.Locale;

/// A file that is not taken, because it is no table, is damaged, or would cost more than a table may. Nothing of it is
/// stored.
///
/// @param why its code is `table-` and the reason's name
/// @param arguments what the sentence is filled with
record UnreadableTable(Why why, List<Object> arguments) implements Problem {

    UnreadableTable {
        arguments = List.copyOf(arguments);
    }

    UnreadableTable(Why why, Object... arguments) {
        this(why, List.of(arguments));
    }

    @Override
    public String code() {
        return "table-" + why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public int status() {
        return why == Why.TOO_LARGE ? 413 : 422;
    }

    enum Why {
        /// The file; argument: megabytes allowed.
        TOO_LARGE,
        EMPTY,
        /// Neither CSV nor XLSX.
        NOT_A_TABLE,
        /// A web page with another name.
        HTML,
        /// The form of Excel before 2007, or a file with a password.
        OLD_EXCEL,
        DAMAGED,
        /// It unpacks to more than a table can be, or says so.
        BOMB,
        /// Names or declarations inside it that no spreadsheet program writes.
        FOREIGN_PARTS,
        /// Argument: rows allowed.
        TOO_MANY_ROWS,
        /// Argument: columns allowed.
        TOO_MANY_COLUMNS,
        /// Arguments: line, characters allowed.
        CELL_TOO_LONG,
        /// Argument: line.
        OPEN_QUOTES,
        /// No row looks like headings.
        NO_HEADINGS
    }
}
