/// Where a group's money goes, kept by who sells for it and looked at by the programme: the pages
/// `/kerja/kelompok/{number}/pembayaran` and `/kerja/kode-bayar`, and the same for programs.
@NullMarked
package id.cemara.payment.work;

import org.jspecify.annotations.NullMarked;
