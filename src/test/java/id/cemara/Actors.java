package id.cemara;

import id.cemara.shared.Actor;
import id.cemara.shared.Role;
import java.util.List;
import java.util.UUID;

public final class Actors {

    private Actors() {}

    /// An account with that role and area; it need not exist in the database.
    public static Actor.Account of(Role role, String area) {
        return new Actor.Account(
                UUID.nameUUIDFromBytes((role + area).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                role.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                role,
                area.isEmpty() ? List.of() : List.of(area),
                null,
                null);
    }
}
