package id.cemara.payment;

import id.cemara.payment.qris.QrCode;
import id.cemara.payment.qris.QrisReader;
import id.cemara.shared.Refused;
import java.util.Objects;
import org.springframework.stereotype.Service;

/// Draws QRIS codes of open payments that the actor may see. Only codes issued here are drawn: a foreign
/// code could collect money in another's name.
@Service
public class QrisImages {

    /// Pixels per module: sharp on a phone, and a small file.
    private static final int SCALE = 12;

    private final Payments payments;

    QrisImages(Payments payments) {
        this.payments = payments;
    }

    /// The QR code with that text, to be drawn into a page.
    ///
    /// @param payload as in [PaymentView#qris]
    /// @throws Refused as not found when it was not issued here or the actor may not see the payment
    public QrCode code(String payload) {
        String reference = QrisReader.whole(QrisReader.read(payload))
                .map(code -> Objects.requireNonNullElse(code.reference(), ""))
                .orElse("");
        return payments.issued(reference)
                .filter(issued -> issued.text().equals(payload))
                .map(QrCode::of)
                .orElseThrow(Refused::notFound);
    }

    public byte[] png(String payload) {
        return code(payload).png(SCALE);
    }
}
