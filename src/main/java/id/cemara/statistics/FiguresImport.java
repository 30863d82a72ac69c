package id.cemara.statistics;

import id.cemara.area.Areas;
import id.cemara.exchange.ImportKind;
import id.cemara.exchange.ImportRun;
import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.shared.Actor;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Imports published figures, each with its source, its place there and its day. A figure that contradicts a
/// stored one of the same source is an error of the row; nothing is corrected silently.
@Component
@Order(3)
record FiguresImport(
        JdbcClient db,
        Areas areas,
        ObjectProvider<Measure> measures,
        ObjectProvider<Dimension> dimensions,
        MessageSource messages,
        AuditTrail audit,
        Clock clock)
        implements ImportKind {

    static final String SOURCE = "source";
    static final String PUBLISHER = "publisher";
    static final String AS_OF = "asOf";
    static final String REPORT_AREA = "reportArea";
    static final String MEASURE = "measure";
    static final String BREAKDOWN = "breakdown";
    static final String ROW = "row";
    static final String VALUE = "value";
    static final String PLACE = "place";

    @Override
    public String key() {
        return "official-figures";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                column(SOURCE, true),
                column(PUBLISHER, true),
                column(AS_OF, true),
                column(REPORT_AREA, true),
                column(MEASURE, true),
                column(BREAKDOWN, false),
                column(ROW, false),
                column(VALUE, true),
                column(PLACE, true));
    }

    @Override
    public boolean allowed(Actor actor) {
        return Permission.IMPORT_FIGURES.allows(actor);
    }

    @Override
    public ImportRun begin(boolean write) {
        return new FiguresRun(
                db,
                areas,
                measures.orderedStream().toList(),
                dimensions.orderedStream().toList(),
                messages,
                audit,
                LocalDate.now(clock),
                write);
    }
}
