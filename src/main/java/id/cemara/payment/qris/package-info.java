/// QRIS: the codes Indonesian buyers pay with. Reads them strictly, makes a code with amount and reference from a
/// static one, draws QR codes and finds them in pictures. Knows neither groups nor orders.
///
/// Sources: EMVCo QR Code Specification for Payment Systems, Merchant-Presented Mode 1.1; DOMAIN 4.3.
@NullMarked
@NamedInterface("qris")
package id.cemara.payment.qris;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
