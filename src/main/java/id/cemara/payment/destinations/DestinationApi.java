package id.cemara.payment.destinations;

import id.cemara.identity.Permission;
import id.cemara.payment.BankAccount;
import id.cemara.platform.Idempotency;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.Checks;
import id.cemara.shared.Input;
import id.cemara.shared.Listing;
import id.cemara.shared.Refused;
import id.cemara.shell.ETags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The payment destinations of groups, for programs.
@RestController
@Tag(
        name = "payment-destinations",
        description = "The QRIS code and the bank account of a group: sent in, looked at by somebody else, then used")
record DestinationApi(Destinations destinations, DestinationList list, GroupsInScope groups, Idempotency idempotency) {

    private static final int PAGE_SIZE = 50;

    /// A destination in the API.
    ///
    /// @param code the text of the QRIS code
    /// @param elsewhere the number of other groups with the same code or account, verified or waiting
    record DestinationAnswer(
            UUID id,
            DestinationKind kind,
            DestinationState state,
            @Nullable String code,
            @Nullable String merchantName,
            @Nullable String nmid,
            @Nullable String city,
            @Nullable String bank,
            @Nullable String number,
            @Nullable String holder,
            OffsetDateTime sentAt,
            String sentBy,
            @Nullable OffsetDateTime checkedAt,
            @Nullable String checkedBy,
            @Nullable String why,
            long elsewhere,
            int version) {

        /// @param isFull whether the account's full number and holder are shown
        static DestinationAnswer of(Destination one, boolean isFull) {
            BankAccount account = one.account();
            return new DestinationAnswer(
                    one.id(),
                    one.kind(),
                    one.state(),
                    one.payload(),
                    one.merchantName(),
                    one.nmid(),
                    one.city(),
                    account == null ? null : account.bank(),
                    account == null ? null : isFull ? account.number() : account.masked(),
                    account == null || !isFull ? null : account.holder(),
                    one.sentAt(),
                    one.sentBy(),
                    one.checkedAt(),
                    one.checkedBy(),
                    one.why(),
                    one.elsewhere(),
                    one.version());
        }
    }

    /// A waiting destination with its group.
    record WaitingAnswer(GroupAnswer group, DestinationAnswer destination) {

        record GroupAnswer(String number, String slug, String name) {}
    }

    /// A submitted destination.
    ///
    /// @param kind qris or account
    /// @param code the text of the group's static QRIS code
    /// @param bank name of the bank
    /// @param number of the account
    /// @param holder the account holder's name
    record NewDestination(
            @Nullable String kind,
            @Nullable String code,
            @Nullable String bank,
            @Nullable String number,
            @Nullable String holder) {}

    /// The reason of a rejection or withdrawal.
    record Reason(@Nullable String why) {}

    @GetMapping(path = "/api/v1/payment-destinations", produces = "application/json")
    @Operation(
            operationId = "listWaitingPaymentDestinations",
            summary = "Codes and accounts that wait to be looked at, those that wait longest first")
    Listing<WaitingAnswer> waiting(
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(required = false) @Nullable String cursor) {
        return list.waiting(Input.pageSize("size", size, PAGE_SIZE), cursor)
                .map(one -> new WaitingAnswer(
                        new WaitingAnswer.GroupAnswer(
                                one.group().number(),
                                one.group().slug(),
                                one.group().name()),
                        DestinationAnswer.of(one.destination(), false)));
    }

    @GetMapping(path = "/api/v1/groups/{number}/payment-destinations", produces = "application/json")
    @Operation(operationId = "listGroupPaymentDestinations", summary = "Where a group's money goes, and went before")
    Listing<DestinationAnswer> list(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String size,
            @RequestParam(required = false) @Nullable String cursor) {
        return list.of(number, Input.pageSize("size", size, PAGE_SIZE), cursor).map(DestinationApi::answer);
    }

    @GetMapping(path = "/api/v1/groups/{number}/payment-destinations/{id}", produces = "application/json")
    @Operation(operationId = "getGroupPaymentDestination", summary = "One code or account of a group")
    ResponseEntity<DestinationAnswer> get(@PathVariable String number, @PathVariable UUID id) {
        return tagged(list.get(number, id));
    }

    @PostMapping(
            path = "/api/v1/groups/{number}/payment-destinations",
            consumes = "application/json",
            produces = "application/json")
    @Operation(
            operationId = "sendGroupPaymentDestination",
            summary = "Send in a group's static QRIS code or bank account, to be looked at by somebody else")
    ResponseEntity<String> send(
            @PathVariable String number,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewDestination asked) {
        Permission.SELL.require();
        groups.byNumber(number);
        DestinationKind kind = Optional.ofNullable(asked.kind())
                .flatMap(DestinationKind::ofKey)
                .orElseThrow(() -> Refused.parameter("kind", "payment-destination-kind"));
        boolean isCode = kind == DestinationKind.QRIS;
        new Checks()
                .that(isCode || asked.code() == null, "code", "known-field")
                .that(!isCode || asked.bank() == null, "bank", "known-field")
                .that(!isCode || asked.number() == null, "number", "known-field")
                .that(!isCode || asked.holder() == null, "holder", "known-field")
                .refuseProblems();
        return idempotency.created(key, "payment destinations of " + number, asked, () -> {
            Destination sent =
                    switch (kind) {
                        case QRIS -> destinations.sendCode(number, asked.code());
                        case ACCOUNT -> destinations.sendAccount(number, asked.bank(), asked.number(), asked.holder());
                    };
            return new Idempotency.Created(
                    "/api/v1/groups/" + number + "/payment-destinations/" + sent.id(), answer(sent));
        });
    }

    @PostMapping(path = "/api/v1/groups/{number}/payment-destinations/{id}/verification", produces = "application/json")
    @Operation(
            operationId = "verifyGroupPaymentDestination",
            summary = "Say that a code or account is the group's; it is used from then on")
    ResponseEntity<DestinationAnswer> verify(
            @PathVariable String number,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return tagged(destinations.verify(number, id, ETags.optional(ifMatch)));
    }

    @PostMapping(
            path = "/api/v1/groups/{number}/payment-destinations/{id}/rejection",
            consumes = "application/json",
            produces = "application/json")
    @Operation(
            operationId = "rejectGroupPaymentDestination",
            summary = "Say that a code or account is not right, and why")
    ResponseEntity<DestinationAnswer> reject(
            @PathVariable String number,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Reason reason) {
        return tagged(destinations.reject(number, id, ETags.optional(ifMatch), reason.why()));
    }

    @PostMapping(
            path = "/api/v1/groups/{number}/payment-destinations/{id}/withdrawal",
            consumes = "application/json",
            produces = "application/json")
    @Operation(
            operationId = "withdrawGroupPaymentDestination",
            summary = "Take a code or account off at once, with the reason")
    ResponseEntity<DestinationAnswer> withdraw(
            @PathVariable String number,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Reason reason) {
        return tagged(destinations.withdraw(number, id, ETags.optional(ifMatch), reason.why()));
    }

    private static ResponseEntity<DestinationAnswer> tagged(Destination destination) {
        return ResponseEntity.ok().eTag(ETags.of(destination.version())).body(answer(destination));
    }

    private static DestinationAnswer answer(Destination destination) {
        return DestinationAnswer.of(destination, Permission.SELL.isGranted());
    }
}
