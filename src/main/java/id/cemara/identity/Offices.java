package id.cemara.identity;

import id.cemara.shared.AreaCode;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The kabupaten's offices that have an account.
@Service
public class Offices {

    private final JdbcClient db;
    private final Clock clock;

    Offices(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// Whether a kabupaten's office answers for that area, wherever the actor is. Nothing else is told about it.
    @Transactional(readOnly = true)
    public boolean answerFor(AreaCode area) {
        return db.sql("select identity.has_office(:area, :today)")
                .param("area", area.value())
                .param("today", LocalDate.now(clock))
                .query(Boolean.class)
                .single();
    }
}
