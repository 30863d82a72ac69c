package id.cemara.exchange;

import id.cemara.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// File formats for downloads.
public enum TableFormat {
    CSV("text/csv;charset=UTF-8", "csv"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

    private final String mediaType;
    private final String ending;

    TableFormat(String mediaType, String ending) {
        this.mediaType = mediaType;
        this.ending = ending;
    }

    /// Parses the parameter `format`; empty for the HTML page.
    ///
    /// @throws Refused for an unknown format
    public static Optional<TableFormat> asked(@Nullable String format) {
        return switch (format) {
            case null -> Optional.empty();
            case "", "html" -> Optional.empty();
            case "csv" -> Optional.of(CSV);
            case "xlsx" -> Optional.of(XLSX);
            default -> throw Refused.parameter("format", "table-format");
        };
    }

    /// Writes the table without closing the stream.
    public void write(Table table, OutputStream out) throws IOException {
        switch (this) {
            case CSV -> TableWriter.csv(table, out);
            case XLSX -> TableWriter.xlsx(table, out);
        }
    }

    /// Sends the table as a file download.
    public void download(Table table, HttpServletResponse response) throws IOException {
        response.setContentType(mediaType);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + table.name() + "." + ending + "\"");
        write(table, response.getOutputStream());
    }

    /// Sends the table as a file download if the parameter `format` asks for one.
    ///
    /// @return false if it asks for the HTML page
    /// @throws Refused for an unknown format
    public static boolean sends(@Nullable String format, Supplier<Table> table, HttpServletResponse response)
            throws IOException {
        Optional<TableFormat> asked = asked(format);
        if (asked.isPresent()) {
            asked.get().download(table.get(), response);
        }
        return asked.isPresent();
    }

    /// Sends the table as the body of an API response.
    public void answer(Table table, HttpServletResponse response) throws IOException {
        response.setContentType(mediaType);
        write(table, response.getOutputStream());
    }
}
