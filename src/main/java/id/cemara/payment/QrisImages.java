package id.cemara.payment;

import id.cemara.payment.qris.QrCode;
import id.cemara.payment.qris.QrisReader;
import id.cemara.shared.Refused;
import java.util.Objects;
import org.springframework.stereotype.Service;

/// Draws the codes that buyers pay by. Only what was issued here is drawn, for a payment that the actor may see
/// and that is still to be made: any other payment code is refused, so that nobody's money is asked for in another's
/// name.
@Service
public class QrisImages {

    /// Pixels a square: sharp on a phone, and still small.
    private static final int SCALE = 12;

    private final Payments payments;

    QrisImages(Payments payments) {
        this.payments = payments;
    }

    /// The code with that text, to draw into a page.
    ///
    /// @param payload as [PaymentView#qris] says it
    /// @throws Refused as not found when it was not issued here, or is not for the actor
    public QrCode code(String payload) {
        String reference = QrisReader.whole(QrisReader.read(payload))
                .map(code -> Objects.requireNonNullElse(code.reference(), ""))
                .orElse("");
        return payments.issued(reference)
                .filter(issued -> issued.text().equals(payload))
                .map(QrCode::of)
                .orElseThrow(Refused::notFound);
    }

    /// The picture as SVG.
    public String svg(String payload) {
        return code(payload).svg();
    }

    /// The picture as PNG.
    public byte[] png(String payload) {
        return code(payload).png(SCALE);
    }
}
