package id.cemara.identity;

import id.cemara.shared.Actor;
import id.cemara.shared.Role;
import java.io.Serial;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.CredentialsContainer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/// The account behind a session, as Spring Security keeps it. The password's hash is forgotten after log-in.
final class LoggedIn implements UserDetails, CredentialsContainer {

    @Serial
    private static final long serialVersionUID = 1L;

    private final UUID id;
    private final String username;
    private final Role role;
    private final String[] areas;
    private final @Nullable UUID group;
    private final @Nullable UUID agency;
    private @Nullable String passwordHash;

    LoggedIn(Actor.Account account, String passwordHash) {
        this.id = account.id();
        this.username = account.username();
        this.role = account.role();
        this.areas = account.areas().toArray(String[]::new);
        this.group = account.group();
        this.agency = account.agency();
        this.passwordHash = passwordHash;
    }

    /// Who acts when this account does.
    Actor.Account actor() {
        return new Actor.Account(id, username, role, Arrays.asList(areas), group, agency);
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of(new SimpleGrantedAuthority("ROLE_" + role.name()));
    }

    @Override
    public @Nullable String getPassword() {
        return passwordHash;
    }

    @Override
    public String getUsername() {
        return username;
    }

    @Override
    public void eraseCredentials() {
        passwordHash = null;
    }
}
