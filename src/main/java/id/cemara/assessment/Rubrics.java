package id.cemara.assessment;

import id.cemara.assessment.Criterion.BilingualText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// All rubrics; a past one stays as it was when groups were assessed with it.
@Service
class Rubrics {

    static final String COLUMNS = """
            select key, version, name_id, name_en, is_official, developing_from, independent_from
              from assessment.rubrics
            """;
    static final String CRITERIA = """
            select key, weight, name_id, name_en, question_id, question_en, evidence_id, evidence_en,
                   least_developing, least_independent
              from assessment.criteria
            """;

    private final JdbcClient db;

    Rubrics(JdbcClient db) {
        this.db = db;
    }

    /// The rubric in force on that day.
    @Transactional(readOnly = true)
    Rubric on(LocalDate day) {
        return one(" where valid_from <= :value order by valid_from desc limit 1", day)
                .orElseThrow(() -> new IllegalStateException("no rubric is valid on " + day));
    }

    @Transactional(readOnly = true)
    Optional<Rubric> byKey(String key) {
        return one(" where key = :value", key);
    }

    private Optional<Rubric> one(String condition, Object value) {
        return db.sql(COLUMNS + condition)
                .param("value", value)
                .query((row, ordinal) -> rubric(row, criteria(row.getString("key"))))
                .optional();
    }

    private List<Criterion> criteria(String rubric) {
        return db.sql(CRITERIA + " where rubric_key = :rubric order by position")
                .param("rubric", rubric)
                .query((row, ordinal) -> criterion(row))
                .list();
    }

    static Rubric rubric(ResultSet row, List<Criterion> criteria) throws SQLException {
        return new Rubric(
                row.getString("key"),
                row.getInt("version"),
                new BilingualText(row.getString("name_id"), row.getString("name_en")),
                row.getBoolean("is_official"),
                row.getInt("developing_from"),
                row.getInt("independent_from"),
                criteria);
    }

    static Criterion criterion(ResultSet row) throws SQLException {
        return new Criterion(
                row.getString("key"),
                row.getInt("weight"),
                new BilingualText(row.getString("name_id"), row.getString("name_en")),
                new BilingualText(row.getString("question_id"), row.getString("question_en")),
                new BilingualText(row.getString("evidence_id"), row.getString("evidence_en")),
                row.getInt("least_developing"),
                row.getInt("least_independent"));
    }
}
