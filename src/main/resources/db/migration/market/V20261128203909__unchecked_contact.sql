-- The contact that comes with the installation was checked by nobody yet; its source read as if it had been.
update market.protection_contacts
   set source = 'Permendag 31/2023, seperti ditampilkan lokapasar Indonesia; belum diperiksa pengelola'
 where noted_on = date '2026-11-24'
   and source = 'Permendag 31/2023, seperti ditampilkan lokapasar Indonesia; diperiksa lagi oleh pengelola';
