/// Payment destinations of groups: submitted by their sellers and checked by the programme. The pages
/// `/kerja/kelompok/{number}/pembayaran` and `/kerja/kode-bayar`, and their API.
@NullMarked
package id.cemara.payment.destinations;

import org.jspecify.annotations.NullMarked;
