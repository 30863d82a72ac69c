package id.cemara.exchange;

import id.cemara.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The forms a table is handed out in.
public enum TableFormat {
    CSV("text/csv;charset=UTF-8", "csv"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

    private final String mediaType;
    private final String ending;

    TableFormat(String mediaType, String ending) {
        this.mediaType = mediaType;
        this.ending = ending;
    }

    /// The form that the parameter `format` asks for; empty when it asks for the page itself.
    ///
    /// @throws Refused when it asks for something else
    public static Optional<TableFormat> asked(@Nullable String format) {
        return switch (format) {
            case null -> Optional.empty();
            case "", "html" -> Optional.empty();
            case "csv" -> Optional.of(CSV);
            case "xlsx" -> Optional.of(XLSX);
            default -> throw Refused.parameter("format", "table-format");
        };
    }

    /// Writes the table into the stream, which stays the caller's to close or not.
    public void write(Table table, OutputStream out) throws IOException {
        switch (this) {
            case CSV -> TableWriter.csv(table, out);
            case XLSX -> TableWriter.xlsx(table, out);
        }
    }

    /// Answers a request with the table as a file to keep.
    public void download(Table table, HttpServletResponse response) throws IOException {
        response.setContentType(mediaType);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + table.name() + "." + ending + "\"");
        write(table, response.getOutputStream());
    }

    /// Answers a request of a program with the table itself.
    public void answer(Table table, HttpServletResponse response) throws IOException {
        response.setContentType(mediaType);
        write(table, response.getOutputStream());
    }
}
