package id.cemara.registry.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A group that the report of 2020 names, with what is told about it. Everything else about it is invented, and so is
/// the kind of business where the report gives none. It is never dissolved or deactivated.
///
/// @param position its running number in its kabupaten
/// @param village the village's code; of the three in Kota Bengkulu the report does not name the kelurahan
/// @param statuses how it went through 2020 and 2021
record KnownGroup(String name, String slug, String village, int position, String kind, List<Change> statuses) {

    /// A change of the operating status.
    record Change(String status, LocalDate on) {}

    /// Sources: the report "AKIE Bangga Kencana Dan Penanganan Covid-19 Tinjau UPPKS" (Cemara Indah still running,
    /// Ibu Sri makes tuna floss, the place of Wanita Mandiri) and the same office's "UPPKS Di Tengah Pandemi
    /// Covid-19" (in April 2020 Zafil cut its production, then closed; the sales of Sri's floss fell sharply).
    static final List<KnownGroup> ALL = List.of(
            new KnownGroup(
                    "Cemara Indah",
                    "cemara-indah",
                    "17.71.05.1002",
                    4,
                    "chips",
                    List.of(
                            new Change("reduced", LocalDate.of(2020, 4, 13)),
                            new Change("recovering", LocalDate.of(2020, 9, 7)),
                            new Change("normal", LocalDate.of(2021, 3, 1)))),
            new KnownGroup(
                    "Ibu Sri",
                    "ibu-sri",
                    "17.71.03.1014",
                    23,
                    "fish-floss",
                    List.of(
                            new Change("reduced", LocalDate.of(2020, 4, 6)),
                            new Change("recovering", LocalDate.of(2021, 1, 11)),
                            new Change("normal", LocalDate.of(2021, 8, 16)))),
            new KnownGroup(
                    "Zafil",
                    "zafil",
                    "17.71.09.1001",
                    37,
                    "cakes",
                    List.of(
                            new Change("reduced", LocalDate.of(2020, 4, 3)),
                            new Change("temporarily-closed", LocalDate.of(2020, 4, 20)),
                            new Change("recovering", LocalDate.of(2020, 10, 5)),
                            new Change("normal", LocalDate.of(2021, 6, 7)))),
            new KnownGroup(
                    "Wanita Mandiri",
                    "wanita-mandiri",
                    "17.07.04.1003",
                    12,
                    "chips",
                    List.of(
                            new Change("reduced", LocalDate.of(2020, 4, 15)),
                            new Change("recovering", LocalDate.of(2020, 11, 2)),
                            new Change("normal", LocalDate.of(2021, 5, 3)))));

    /// The known group with that running number in a kabupaten.
    static Optional<KnownGroup> at(String regency, int position) {
        return ALL.stream()
                .filter(known -> known.village.startsWith(regency + ".") && known.position == position)
                .findFirst();
    }
}
