package id.cemara.exchange;

import id.cemara.shared.Problem;

/// Why a file is refused: it is not a table, is damaged, or exceeds a limit. Nothing of it is stored.
@Problem.Status(422)
sealed interface TableProblem extends Problem {

    @Status(413)
    record TableTooLarge(long mostMegabytes) implements TableProblem {}

    record TableEmpty() implements TableProblem {}

    /// Neither CSV nor XLSX.
    record TableNotATable() implements TableProblem {}

    /// An HTML page with another extension.
    record TableHtml() implements TableProblem {}

    /// The Excel format before 2007, or an encrypted file.
    record TableOldExcel() implements TableProblem {}

    record TableDamaged() implements TableProblem {}

    /// Decompresses, or declares to decompress, to more than a limit.
    record TableBomb() implements TableProblem {}

    /// Contains names or declarations that no spreadsheet program writes.
    record TableForeignParts() implements TableProblem {}

    record TableTooManyRows(int most) implements TableProblem {}

    record TableTooManyColumns(int most) implements TableProblem {}

    record TableCellTooLong(long line, int mostCharacters) implements TableProblem {}

    /// A quoted field is not closed.
    record TableOpenQuotes(long line) implements TableProblem {}

    /// No row looks like headings.
    record TableNoHeadings() implements TableProblem {}
}
