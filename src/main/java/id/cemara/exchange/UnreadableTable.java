package id.cemara.exchange;

import id.cemara.shared.Problem;
import java.util.List;
import java.util.Locale;

/// A file that is refused because it is not a table, is damaged, or exceeds a limit. Nothing of it is
/// stored.
///
/// @param why gives the problem's code: `table-` and the reason's name
/// @param arguments of the message
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
        /// The file is too large. Argument: megabytes allowed.
        TOO_LARGE,
        EMPTY,
        /// Neither CSV nor XLSX.
        NOT_A_TABLE,
        /// An HTML page with another extension.
        HTML,
        /// The Excel format before 2007, or an encrypted file.
        OLD_EXCEL,
        DAMAGED,
        /// Decompresses, or declares to decompress, to more than a limit.
        BOMB,
        /// Contains names or declarations that no spreadsheet program writes.
        FOREIGN_PARTS,
        /// Argument: rows allowed.
        TOO_MANY_ROWS,
        /// Argument: columns allowed.
        TOO_MANY_COLUMNS,
        /// Arguments: line, characters allowed.
        CELL_TOO_LONG,
        /// A quoted field is not closed. Argument: line.
        OPEN_QUOTES,
        /// No row looks like headings.
        NO_HEADINGS
    }
}
