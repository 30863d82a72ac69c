package id.cemara;

import id.cemara.files.Drawn;
import id.cemara.files.Multipart;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A picture, a permit with its paper and an assessment of one group, made as its field officer, and their ids by the
/// addresses in access.txt that are about them.
final class PicturesAndPapers {

    private static final String CRITERIA =
            "organisation capital production marketing bookkeeping licences meetings kb-participation";

    private PicturesAndPapers() {}

    static Map<String, String> of(Web web, String number) {
        String group = "/api/v1/groups/" + number;
        String[] officer = web.bearer("petugas-lebong");
        String photo = id(Multipart.post(
                        web.address() + group + "/photos",
                        Map.of("caption", "Contoh"),
                        "contoh.png",
                        Drawn.redAndBlue("png", 32, 16),
                        officer)
                .body());
        Multipart.post(
                web.address() + "/kerja/kelompok/" + number + "/izin",
                Map.of("kind", "halal", "number", "ID00000000000000099"),
                "contoh.pdf",
                "%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.UTF_8),
                web.session("petugas-lebong"));
        String permit = id(web.get(group + "/permits", officer).text());
        for (var item : web.get(group + "/permits", officer).json().get("items")) {
            if (item.get("number").asString().equals("ID00000000000000099")) {
                permit = item.get("id").asString();
            }
        }
        String answers = Stream.of(CRITERIA.split(" "))
                .map(key -> "{\"criterion\":\"" + key + "\",\"points\":1}")
                .collect(Collectors.joining(",", "{\"answers\":[", "]}"));
        String assessment =
                id(web.json("POST", group + "/assessments", answers, officer).text());
        return Map.ofEntries(
                Map.entry("id@/api/v1/groups/{number}/photos/{id}", photo),
                Map.entry("id@/kerja/kelompok/{number}/foto/{id}", photo),
                Map.entry("id@/kerja/kelompok/{number}/foto/{id}/hapus", photo),
                Map.entry("id@/kerja/kelompok/{number}/foto/{id}/kecil", photo),
                Map.entry("id@/kerja/kelompok/{number}/izin/{id}", permit),
                Map.entry("id@/kerja/kelompok/{number}/izin/{id}/cabut", permit),
                Map.entry("id@/kerja/kelompok/{number}/izin/{id}/berkas", permit),
                Map.entry("id@/api/v1/groups/{number}/permits/{id}", permit),
                Map.entry("id@/api/v1/groups/{number}/permits/{id}/withdrawal", permit),
                Map.entry("id@/api/v1/groups/{number}/assessments/{id}", assessment));
    }

    private static String id(String json) {
        return json.replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
    }
}
