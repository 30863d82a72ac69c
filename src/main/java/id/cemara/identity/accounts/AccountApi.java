package id.cemara.identity.accounts;

import id.cemara.identity.Permission;
import id.cemara.shared.Checks;
import id.cemara.shared.Input;
import id.cemara.shared.Listing;
import id.cemara.shared.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The accounts of the caller's area, for programs.
@RestController
@RequestMapping("/api/v1/accounts")
@Tag(name = "accounts", description = "The people of the caller's area")
record AccountApi(Accounts accounts, AccountScopes scopes, Invitations invitations) {

    private static final int DEFAULT_SIZE = 50;

    record AccountAnswer(
            String username,
            String displayName,
            Role role,
            @Nullable String area,
            List<String> areas,
            String state) {

        static AccountAnswer of(AccountSummary account) {
            return new AccountAnswer(
                    account.username(),
                    account.displayName(),
                    account.role(),
                    account.areaCode(),
                    account.areas().isEmpty()
                            ? List.of()
                            : Arrays.asList(account.areas().split(", ")),
                    account.state());
        }
    }

    /// The request for an invitation.
    record InvitationRequest(
            @Nullable Role role,
            @Nullable String username,
            @Nullable String displayName,
            @Nullable List<String> areas,
            @Nullable String from,
            @Nullable String until) {}

    /// A one-time link; it appears in this answer only.
    record LinkAnswer(String username, String link, Instant expiresAt) {

        static LinkAnswer of(Invitations.NewLink link) {
            return new LinkAnswer(link.username(), link.link(), link.expiresAt());
        }

        @Override
        public String toString() {
            return "LinkAnswer[" + username + "]";
        }
    }

    /// The options of a new link.
    ///
    /// @param keepPasskeys whether passkeys survive the use of the link
    record LinkRequest(@Nullable Boolean keepPasskeys) {}

    /// A passkey with its owner's label; the key itself is never shown.
    record PasskeyAnswer(String id, String label, OffsetDateTime lastUsed) {}

    /// The request for another area.
    record ScopeRequest(
            @Nullable String area,
            @Nullable String from,
            @Nullable String until) {}

    /// A current or past scope of an account.
    record ScopeAnswer(
            UUID id,
            @Nullable String area,
            @Nullable UUID group,
            LocalDate from,
            @Nullable LocalDate until) {}

    /// The request to hand over to another officer.
    record HandOverRequest(@Nullable String to) {}

    @GetMapping(produces = "application/json")
    @Operation(operationId = "listAccounts", summary = "Accounts of the caller's area by user name")
    Listing<AccountAnswer> list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(required = false) @Nullable String cursor) {
        Permission.MANAGE_ACCOUNTS.require();
        Listing<AccountSummary> page = accounts.page(
                Input.searchText("q", q).orElse(null), Input.pageSize("size", size, DEFAULT_SIZE), cursor);
        return page.map(AccountAnswer::of);
    }

    @PostMapping(produces = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "inviteAccount", summary = "Invites somebody; the link is told once")
    LinkAnswer invite(@RequestBody InvitationRequest request) {
        Permission.MANAGE_ACCOUNTS.require();
        Days days = Days.read(request.from(), request.until());
        return LinkAnswer.of(invitations.invite(new Invitations.Invitation(
                request.role(),
                text(request.username()),
                text(request.displayName()),
                request.areas() == null ? "" : String.join(" ", request.areas()),
                days.from(),
                days.until())));
    }

    @GetMapping(path = "/{username}", produces = "application/json")
    @Operation(operationId = "getAccount", summary = "One account")
    AccountAnswer get(@PathVariable String username) {
        return AccountAnswer.of(accounts.get(username));
    }

    @GetMapping(path = "/{username}/scopes", produces = "application/json")
    @Operation(operationId = "listScopes", summary = "What an account answers for and did")
    Listing<ScopeAnswer> scopes(@PathVariable String username) {
        return new Listing<>(
                scopes.of(accounts.get(username).id()).stream()
                        .map(scope -> new ScopeAnswer(
                                scope.id(), scope.areaCode(), scope.groupId(), scope.validFrom(), scope.validTo()))
                        .toList(),
                null);
    }

    @PostMapping("/{username}/scopes")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "addScope", summary = "Gives an account one more area")
    void addScope(@PathVariable String username, @RequestBody ScopeRequest request) {
        Days days = Days.read(request.from(), request.until());
        scopes.addScope(username, text(request.area()), days.from(), days.until());
    }

    /// First day and first day after; null where not given.
    private record Days(@Nullable LocalDate from, @Nullable LocalDate until) {

        static Days read(@Nullable String from, @Nullable String until) {
            var checks = new Checks();
            var days = new Days(
                    checks.day("from", from).orElse(null),
                    checks.day("until", until).orElse(null));
            checks.refuseProblems();
            return days;
        }
    }

    @DeleteMapping("/{username}/scopes/{scope}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "endScope", summary = "Ends what an account answers for, today")
    void endScope(@PathVariable String username, @PathVariable UUID scope) {
        scopes.endScope(username, scope);
    }

    @PostMapping(path = "/{username}/links", produces = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "makeLink",
            summary =
                    "A new one-time link; earlier ones no longer count. Using it ends the passkeys unless they are kept")
    LinkAnswer newLink(@PathVariable String username, @RequestBody(required = false) @Nullable LinkRequest request) {
        return LinkAnswer.of(
                invitations.newLink(username, request != null && Boolean.TRUE.equals(request.keepPasskeys())));
    }

    @GetMapping(path = "/{username}/passkeys", produces = "application/json")
    @Operation(operationId = "listPasskeys", summary = "The passkeys of an account the caller looks after")
    Listing<PasskeyAnswer> passkeys(@PathVariable String username) {
        return new Listing<>(
                accounts.passkeys(username).stream()
                        .map(key -> new PasskeyAnswer(key.id(), key.label(), key.lastUsed()))
                        .toList(),
                null);
    }

    @DeleteMapping("/{username}/passkeys/{key}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "removePasskey", summary = "Takes a passkey of an account away")
    void removePasskey(@PathVariable String username, @PathVariable String key) {
        accounts.removePasskey(username, key);
    }

    @PutMapping("/{username}/disabled")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "disableAccount", summary = "Lets an account log in no more")
    void disable(@PathVariable String username) {
        accounts.disable(username);
    }

    @DeleteMapping("/{username}/disabled")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "enableAccount", summary = "Lets an account log in again")
    void enable(@PathVariable String username) {
        accounts.enable(username);
    }

    @PostMapping("/{username}/hand-over")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "handOver", summary = "Hands a field officer's places to another")
    void handOver(@PathVariable String username, @RequestBody HandOverRequest request) {
        scopes.handOver(username, text(request.to()));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
