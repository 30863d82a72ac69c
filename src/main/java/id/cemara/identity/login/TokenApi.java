package id.cemara.identity.login;

import id.cemara.identity.IdentityProblem;
import id.cemara.identity.IdentityProblem.WrongCredentials;
import id.cemara.identity.LoggedIn;
import id.cemara.shared.Actor;
import id.cemara.shared.Checks;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/tokens")
@Tag(name = "tokens", description = "Log-in of programs")
record TokenApi(LogIns logIns, Tokens tokens, AccountLookup accounts) {

    private static final int LONGEST = 200;

    record Credentials(@Nullable String username, @Nullable String password) {

        @Override
        public String toString() {
            return "Credentials";
        }
    }

    @PostMapping(produces = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "makeToken", summary = "A bearer token for a user name and password")
    Tokens.NewToken make(@RequestBody Credentials given, HttpServletRequest request, HttpServletResponse response) {
        String username = given.username() == null ? "" : given.username();
        String password = given.password() == null ? "" : given.password();
        new Checks()
                .that(!username.isBlank(), "username", "required")
                .that(username.length() <= LONGEST, "username", "too-long", LONGEST)
                .that(!password.isEmpty(), "password", "required")
                .that(Passwords.composed(password).length() <= LONGEST, "password", "too-long", LONGEST)
                .refuseProblems();
        LoggedIn loggedIn =
                check(username, password, request, response).orElseThrow(() -> new Refused(new WrongCredentials()));
        Actor.Account account = accounts.find(loggedIn.id(), loggedIn.logInEpoch())
                .orElseThrow(() -> new Refused(new WrongCredentials()));
        return CurrentActor.call(account, () -> tokens.make(loggedIn.logInEpoch()));
    }

    private Optional<LoggedIn> check(
            String username, String password, HttpServletRequest request, HttpServletResponse response) {
        try {
            return logIns.check(username, password, request.getRemoteAddr());
        } catch (TooManyTriesException e) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(e.seconds()));
            throw new Refused(new IdentityProblem.TooManyTries(e.seconds()));
        }
    }

    @DeleteMapping("/current")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "revokeToken", summary = "Ends the token this request shows")
    void revoke(HttpServletRequest request) {
        if (!(request.getAttribute(BearerFilter.BEARER) instanceof Tokens.Bearer bearer)) {
            throw new Refused(new RequestProblem.LogInNeeded());
        }
        tokens.revoke(bearer.token());
    }
}
