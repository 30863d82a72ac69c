package id.cemara.example;

import id.cemara.statistics.Measure;
import id.cemara.statistics.Question;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The number of messages. Counted from a table without personal data, because a figure from a protected
/// table would depend on the actor who asks first.
@Component
@Profile("example")
class MessagesMeasure implements Measure {

    private final JdbcClient db;

    MessagesMeasure(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String key() {
        return "example-messages";
    }

    @Override
    public Set<String> dimensions() {
        return Set.of();
    }

    @Override
    public List<String> topics() {
        return List.of("example");
    }

    @Override
    public Figures compute(Question question) {
        List<Row> rows = question.by().isEmpty() ? List.of() : byArea(question);
        long total =
                statement("select count(*)", "", question).query(Long.class).single();
        return new Figures(rows, total);
    }

    private List<Row> byArea(Question question) {
        return statement("select left(area_code, :length) as area, count(*) as messages", " group by 1", question)
                .param("length", question.childCodeLength())
                .query((row, number) -> new Row(List.of(row.getString("area")), row.getLong("messages")))
                .list();
    }

    private JdbcClient.StatementSpec statement(String select, String grouping, Question question) {
        return db.sql(select + """
                  from example.messages_received
                 where received_on <= :day and (:area = '' or area_code >= :area and area_code < :area || '/')
                """ + grouping)
                .param("day", question.asOf())
                .param("area", question.area() == null ? "" : question.area().value());
    }
}
