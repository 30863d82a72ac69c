package id.cemara.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.WritingTest;
import id.cemara.platform.DatabaseAccess;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// Files of abandoned imports are deleted with their keys.
@WritingTest
class ForgettingImportsTests {

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess access;

    @Autowired
    private Imports imports;

    @Test
    void a_file_of_a_week_ago_is_gone_in_the_night_and_yesterdays_is_not() throws SQLException {
        var lebong = new Importer(Web.of(environment), "lebong", "groups");
        String file = "Nama;Desa;Bidang\nUji Lupa;17.07.04.1003;jasa\n";
        JsonNode old = lebong.send(file);
        JsonNode recent = lebong.send(file);
        asOwner("update exchange.imports set created_at = created_at - interval '8 days' where id = '" + id(old) + "'");
        CurrentActor.run(new Actor.System("forget-imports", List.of(Actor.EVERYWHERE)), imports::run);
        assertThat(lebong.get(old).get("state").asString()).isEqualTo("expired");
        assertThat(left(old)).isZero();
        assertThat(lebong.get(recent).get("state").asString()).isEqualTo("checked");
        assertThat(left(recent)).isEqualTo(2);
    }

    /// The number of remaining chunks and keys.
    private int left(JsonNode made) throws SQLException {
        try (Connection owner = TestDatabases.asOwner(access);
                var statement = owner.createStatement();
                ResultSet row = statement.executeQuery("""
                        select (select count(*) from exchange.import_chunks where import_id = i.id) + count(i.file_key)
                          from exchange.imports i where i.id = '%s' group by i.id
                        """.formatted(id(made)))) {
            row.next();
            return row.getInt(1);
        }
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection owner = TestDatabases.asOwner(access);
                var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String id(JsonNode made) {
        return made.get("id").asString();
    }
}
