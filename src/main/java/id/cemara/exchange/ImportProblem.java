package id.cemara.exchange;

import id.cemara.shared.Problem;
import java.util.List;

/// What an import refuses; files that are no tables: [TableProblem].
sealed interface ImportProblem extends Problem {

    /// Nothing was imported, because all or none was asked for.
    record ImportBadRows(@Extension int rows) implements ImportProblem {}

    /// It was committed, given up or changed meanwhile.
    record ImportState(@Extension String state) implements ImportProblem {}

    /// @param columns keys of the required columns that are not chosen; empty when one is chosen twice
    @Status(422)
    record ImportColumns(@Extension List<String> columns) implements ImportProblem {}

    /// A job is working on it.
    record ImportBusy() implements ImportProblem {}
}
