package id.cemara.exchange;

import java.util.List;

/// A row with its spreadsheet row number, from 1.
record TableRow(int line, List<Cell> cells) {

    Cell cell(int column) {
        return column < cells.size() ? cells.get(column) : Cell.BLANK;
    }

    boolean isBlank() {
        return cells.stream().allMatch(Cell::isBlank);
    }
}
