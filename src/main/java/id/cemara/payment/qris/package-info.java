/// QRIS, the QR payment standard of Indonesia: parses codes strictly, derives a code with amount and
/// reference from a static one, draws QR codes and finds them in pictures. Independent of groups and
/// orders.
///
/// Sources: EMVCo QR Code Specification for Payment Systems, Merchant-Presented Mode 1.1; DOMAIN 4.3.
@NullMarked
@NamedInterface("qris")
package id.cemara.payment.qris;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
