package id.cemara.identity.login;

import id.cemara.identity.IdentityProblem.PasskeyRefused;
import id.cemara.identity.LoggedIn;
import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.platform.PublicAddress;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Refused;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Log-in with a passkey instead of a password. A passkey is bound to the installation's public address and
/// works at no other.
@Service
public class Passkeys {

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();
    private static final TypeReference<PublicKeyCredential<AuthenticatorAttestationResponse>> NEW_KEY =
            new TypeReference<>() {};
    private static final TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>> PROOF =
            new TypeReference<>() {};

    private final PasskeyStore store;
    private final PublicAddress address;
    private final JdbcClient db;
    private final AuditTrail audit;

    Passkeys(PasskeyStore store, PublicAddress address, JdbcClient db, AuditTrail audit) {
        this.store = store;
        this.address = address;
        this.db = db;
        this.audit = audit;
    }

    /// A passkey in the account's list.
    public record KeyLine(String id, String label, OffsetDateTime lastUsed) {}

    /// Created on demand, because the port is known only once the server listens.
    private WebAuthnRelyingPartyOperations relyingParty() {
        URI own = URI.create(address.url());
        var entity = PublicKeyCredentialRpEntity.builder()
                .id(own.getHost())
                .name("Cemara")
                .build();
        String port = own.getPort() < 0 ? "" : ":" + own.getPort();
        return new Webauthn4JRelyingPartyOperations(
                store, store, entity, Set.of(own.getScheme() + "://" + own.getHost() + port));
    }

    /// The options for registering a passkey for the current account.
    @Transactional(readOnly = true)
    public PublicKeyCredentialCreationOptions offerNewKey() {
        Actor.Account account = current();
        return relyingParty()
                .createPublicKeyCredentialCreationOptions(new ImmutablePublicKeyCredentialCreationOptionsRequest(
                        UsernamePasswordAuthenticationToken.authenticated(account.username(), null, List.of())));
    }

    /// Stores the passkey created by the browser.
    @Transactional
    public void keep(PublicKeyCredentialCreationOptions offered, String credential, String label) {
        Actor.Account account = current();
        try {
            relyingParty()
                    .registerCredential(new ImmutableRelyingPartyRegistrationRequest(
                            offered, new RelyingPartyPublicKey(JSON.readValue(credential, NEW_KEY), label)));
        } catch (JacksonException | IllegalArgumentException | com.webauthn4j.util.exception.WebAuthnException e) {
            throw new Refused(new PasskeyRefused());
        }
        note("account.passkey-added", account.id());
    }

    /// The options for a log-in with a passkey.
    PublicKeyCredentialRequestOptions challenge() {
        return relyingParty()
                .createCredentialRequestOptions(
                        new ImmutablePublicKeyCredentialRequestOptionsRequest(new AnonymousAuthenticationToken(
                                "nobody", "nobody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"))));
    }

    /// Verifies the browser's answer and returns the passkey's owner.
    ///
    /// @throws Refused when the verification fails
    LoggedIn check(PublicKeyCredentialRequestOptions challenge, String credential) {
        try {
            var owner = relyingParty()
                    .authenticate(new RelyingPartyAuthenticationRequest(challenge, JSON.readValue(credential, PROOF)));
            return db.sql("select id, username, log_in_epoch from identity.account_for_login(:username)")
                    .param("username", owner.getName())
                    .query(LoggedIn.class)
                    .single();
        } catch (RuntimeException e) { // the libraries throw exceptions of different kinds
            throw new Refused(new PasskeyRefused());
        }
    }

    /// The current account's passkeys.
    @Transactional(readOnly = true)
    public List<KeyLine> keys() {
        return of(current().id());
    }

    /// An account's passkeys, as far as the actor may see them.
    public List<KeyLine> of(UUID account) {
        return db.sql("""
                select encode(credential_id, 'hex') as id, label, last_used_at as last_used
                  from identity.passkeys
                 where account_id = :account
                 order by created_at
                 limit 100
                """).param("account", account).query(KeyLine.class).list();
    }

    /// Removes a passkey of the current account.
    @Transactional
    public boolean remove(String id) {
        Actor.Account account = current();
        boolean removed = remove(account.id(), id);
        if (removed) {
            note("account.passkey-removed", account.id());
        }
        return removed;
    }

    /// Removes a passkey of that account; row-level security decides whether the actor may.
    public boolean remove(UUID account, String id) {
        return db.sql("""
                        delete from identity.passkeys
                         where account_id = :account and encode(credential_id, 'hex') = :id
                        """).param("account", account).param("id", id).update() == 1;
    }

    static String json(Object options) {
        return JSON.writeValueAsString(options);
    }

    private static Actor.Account current() {
        Permission.USE_WORK_SPACE.require();
        return CurrentActor.get().account().orElseThrow();
    }

    private void note(String action, UUID account) {
        audit.add(AuditEntry.of(action, "account", account, null, null));
    }
}
