package id.cemara.registry.sample;

import id.cemara.identity.SampleAccounts;
import id.cemara.platform.start.SampleData;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The account of the sample that speaks for one group, Cemara Indah.
@Component
final class SampleOfficer implements SampleData {

    private static final String GROUP = "cemara-indah";

    private final SampleAccounts accounts;

    SampleOfficer(SampleAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public int order() {
        return 310;
    }

    @Override
    public void load(Connection owner, Plan plan) throws SQLException {
        try (PreparedStatement group =
                owner.prepareStatement("select id, area_code from registry.business_groups where slug = ?")) {
            group.setString(1, GROUP);
            try (ResultSet row = group.executeQuery()) {
                if (row.next()) {
                    accounts.groupOfficer(
                            owner,
                            plan,
                            GROUP,
                            "Ketua Cemara Indah (contoh)",
                            row.getObject(1, UUID.class),
                            row.getString(2));
                }
            }
        }
    }
}
