package id.cemara.market.sample.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// People and offices who do not exist and buy in the sample. Their numbers ring nowhere: 0860 was given to
/// no operator.
final class Buyers {

    /// @param institution null for a person
    record Buyer(
            String name,
            String phone,
            String street,
            @org.jspecify.annotations.Nullable String institution) {}

    private static final int PERSONS = 460;
    private static final List<String> FIRST = List.of(
            "Aisyah",
            "Anton",
            "Betty",
            "Citra",
            "Dahniar",
            "Dewita",
            "Dina",
            "Efrida",
            "Eko",
            "Elvira",
            "Farida",
            "Gita",
            "Hamidah",
            "Hendra",
            "Ilham",
            "Intan",
            "Jamilah",
            "Kurniati",
            "Lela",
            "Marlina",
            "Mega",
            "Nelly",
            "Nurul",
            "Oktarina",
            "Pratiwi",
            "Rahmi",
            "Rina",
            "Rosmiati",
            "Rudi",
            "Salmah",
            "Septi",
            "Suci",
            "Susilo",
            "Teti",
            "Ulfa",
            "Vera",
            "Wiwik",
            "Yanti",
            "Yogi",
            "Zulaikha");
    private static final List<String> SECOND = List.of(
            "",
            "",
            "Anggraini",
            "Arifin",
            "Astuti",
            "Fitri",
            "Gunawan",
            "Handayani",
            "Hasan",
            "Hidayat",
            "Kartika",
            "Lestari",
            "Maulana",
            "Novitasari",
            "Oktaviani",
            "Permata",
            "Purnomo",
            "Rahayu",
            "Saputri",
            "Sulastri",
            "Utami",
            "Wahyuni",
            "Yuliani");
    private static final List<String> OFFICES = List.of(
            "Sekolah Dasar Contoh", "Puskesmas Contoh", "Kantor Kecamatan Contoh", "Dinas Contoh", "Koperasi Contoh");

    private final List<Buyer> persons = new ArrayList<>();
    private final List<Buyer> offices = new ArrayList<>();

    Buyers(SplittableRandom chance) {
        for (int i = 0; i < PERSONS; i++) {
            String name =
                    (FIRST.get(chance.nextInt(FIRST.size())) + " " + SECOND.get(chance.nextInt(SECOND.size()))).strip();
            persons.add(new Buyer(name, phone(chance), street(chance), null));
        }
        for (int i = 0; i < OFFICES.size() * 4; i++) {
            String office = OFFICES.get(i % OFFICES.size()) + " " + (i / OFFICES.size() + 1);
            offices.add(new Buyer(
                    FIRST.get(chance.nextInt(FIRST.size())) + " (bendahara)", phone(chance), street(chance), office));
        }
    }

    /// Some buy often, most once or twice.
    Buyer person(SplittableRandom chance) {
        // The product of two draws is small more often than large.
        return persons.get(chance.nextInt(PERSONS) * chance.nextInt(PERSONS) / PERSONS);
    }

    Buyer office(SplittableRandom chance) {
        return offices.get(chance.nextInt(offices.size()));
    }

    List<Buyer> all() {
        List<Buyer> all = new ArrayList<>(persons);
        all.addAll(offices);
        return all;
    }

    private static String phone(SplittableRandom chance) {
        return "+62860%08d".formatted(chance.nextInt(10_000_000, 100_000_000));
    }

    private static String street(SplittableRandom chance) {
        return "Jalan Contoh No. %d, RT %d".formatted(chance.nextInt(1, 120), chance.nextInt(1, 13));
    }
}
