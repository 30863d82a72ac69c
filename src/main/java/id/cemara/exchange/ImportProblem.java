package id.cemara.exchange;

import id.cemara.shared.Problem;
import java.util.List;
import java.util.Map;

/// What an import refuses beside files that are no tables.
sealed interface ImportProblem extends Problem {

    @Override
    default int status() {
        return 409;
    }

    /// Nothing was taken in, because some rows are bad and all or none was asked for.
    record BadRows(int rows) implements ImportProblem {

        @Override
        public String code() {
            return "import-bad-rows";
        }

        @Override
        public List<Object> arguments() {
            return List.of(rows);
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("rows", rows);
        }
    }

    /// The import is not where this step begins: it was taken in, given up or changed meanwhile.
    ///
    /// @param state where it is
    record NotInThisState(String state) implements ImportProblem {

        @Override
        public String code() {
            return "import-state";
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("state", state);
        }
    }

    /// A column the kind needs is not chosen, or two are the same.
    ///
    /// @param columns their keys
    record ColumnsMissing(List<String> columns) implements ImportProblem {

        public ColumnsMissing {
            columns = List.copyOf(columns);
        }

        @Override
        public String code() {
            return "import-columns";
        }

        @Override
        public int status() {
            return 422;
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("columns", columns);
        }
    }

    /// It is being worked on just now.
    record Busy() implements ImportProblem {

        @Override
        public String code() {
            return "import-busy";
        }
    }
}
