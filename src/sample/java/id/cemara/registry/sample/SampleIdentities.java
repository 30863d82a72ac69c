package id.cemara.registry.sample;

import id.cemara.platform.FieldEncryption;
import id.cemara.platform.HashPurpose;
import id.cemara.platform.start.SampleData;
import id.cemara.registry.members.IdentityNumbers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Invented NIKs for the members of two kecamatan, those of the sample's field officers: formed as a NIK is, with a
/// running number no office gives out, 9000 and up.
@Component
final class SampleIdentities implements SampleData {

    private static final int FIRST_SERIAL = 9000;

    private final FieldEncryption encryption;

    SampleIdentities(FieldEncryption encryption) {
        this.encryption = encryption;
    }

    @Override
    public int order() {
        return 330;
    }

    @Override
    public void load(Connection owner, Plan plan) throws SQLException {
        try (Statement select = owner.createStatement();
                PreparedStatement update = owner.prepareStatement(
                        "update registry.members set nik_cipher = ?, nik_hash = ? where membership_id = ?");
                ResultSet row = select.executeQuery("""
                        select membership_id, area_code, birth_date
                          from registry.members
                         where (area_code like '17.07.04.%' or area_code like '17.05.01.%') and birth_date is not null
                         order by membership_id
                        """)) {
            int serial = FIRST_SERIAL;
            while (row.next()) {
                UUID id = row.getObject(1, UUID.class);
                String nik = nik(row.getString(2), row.getObject(3, LocalDate.class), serial++);
                update.setBytes(1, encryption.encrypt(nik, IdentityNumbers.nikContext(id)));
                update.setBytes(2, encryption.keyedHash(nik, HashPurpose.NIK));
                update.setObject(3, id);
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /// Of a woman: most members are, and 40 is added to a woman's day of birth.
    private static String nik(String area, LocalDate born, int serial) {
        return area.substring(0, 8).replace(".", "")
                + "%02d%02d%02d%04d"
                        .formatted(
                                born.getDayOfMonth() + 40, born.getMonthValue(), born.getYear() % 100, serial % 10_000);
    }
}
