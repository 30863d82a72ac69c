package id.cemara.payment.gateway;

import id.cemara.shared.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Midtrans' webhook. Open to everybody; only messages signed with our key are stored.
@RestController
@Tag(name = "payments", description = "What payment providers report")
record NotificationApi(MidtransSettings settings, Inbox inbox) {

    @PostMapping("/api/v1/payments/midtrans/notifications")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "takeMidtransNotification",
            summary = "A payment notification of Midtrans; answered as soon as it is kept",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"))))
    void take(HttpServletRequest request) throws IOException {
        byte[] body = body(request);
        MidtransMessage message =
                MidtransMessage.read(body).orElseThrow(() -> new Refused(new GatewayProblem.MalformedMessage()));
        if (!settings.isOn()) {
            throw new Refused(new GatewayProblem.GatewayOff());
        }
        if (!message.isSignedWith(settings.key())) {
            throw new Refused(new GatewayProblem.WrongSignature());
        }
        inbox.take(message, body, Inbox.Source.PUSH);
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > MidtransMessage.MAX_BYTES) {
            throw new Refused(new GatewayProblem.MessageTooLarge());
        }
        byte[] body = request.getInputStream().readNBytes(MidtransMessage.MAX_BYTES + 1);
        if (body.length > MidtransMessage.MAX_BYTES) {
            throw new Refused(new GatewayProblem.MessageTooLarge());
        }
        return body;
    }
}
