package id.cemara.identity;

import id.cemara.shared.AreaCode;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The offices of kabupaten and kota.
@Service
public class Offices {

    private final JdbcClient db;
    private final Clock clock;

    Offices(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// Whether a district office with an account is responsible for that area. Answers beyond the actor's
    /// scope, and reveals nothing else.
    @Transactional(readOnly = true)
    public boolean answerFor(AreaCode area) {
        return db.sql("select identity.has_office(:area, :today)")
                .param("area", area.value())
                .param("today", LocalDate.now(clock))
                .query(Boolean.class)
                .single();
    }
}
