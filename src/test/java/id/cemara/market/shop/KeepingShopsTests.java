package id.cemara.market.shop;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Web;
import id.cemara.WritingTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// The shop settings by page and API, and the couriers' weight rules.
@WritingTest
class KeepingShopsTests {

    private static final String GROUP = "17.07-0013";
    private static final String PAGE = "/kerja/kelompok/" + GROUP + "/toko";
    private static final String API = "/api/v1/groups/" + GROUP + "/shop";

    @Autowired
    private Environment environment;

    private Web web;

    @BeforeEach
    void web() {
        web = Web.of(environment);
    }

    @Test
    void the_page_keeps_it_and_says_what_is_wrong_beside_the_field() {
        String[] office = web.session("lebong");
        String version = version();
        var wrong = web.post(PAGE, "version=" + version + "&whatsapp=12&welcome=Halo", office);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("id=\"whatsapp-salah\"", "id=\"pickup-salah\"", "\nHalo</textarea>");
        var kept = web.post(
                PAGE,
                "version=" + version + "&whatsapp=0812-3456-7890&pickup=ya&ownDelivery=ya&pickupPlace=Rumah+contoh",
                office);
        assertThat(kept.status()).as(kept.text()).isEqualTo(302);
        var stale = web.post(PAGE, "version=" + version + "&pickup=ya&welcome=Lain", office);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.text()).contains("\nLain</textarea>");

        assertThat(web.post(PAGE + "/ongkir", "rateTo=17.07&rateFee=Rp10.000&rateFreeFrom=200.000", office)
                        .status())
                .isEqualTo(302);
        assertThat(web.post(PAGE + "/ongkir", "rateTo=99&rateFee=banyak", office)
                        .text())
                .contains("id=\"rateTo-salah\"", "value=\"banyak\"");
        for (String strict : new String[] {"jnt-express", "jnt-cargo"}) {
            String tariff = "tariffCourier=" + strict + "&tariffTo=17.71&tariffPerKg=1";
            assertThat(web.post(PAGE + "/kurir", tariff, office).status())
                    .as(strict + " can be used as it comes")
                    .isEqualTo(302);
            web.post(PAGE + "/kurir/hapus", "courier=" + strict + "&to=17.71", office);
        }
        assertThat(web.post(PAGE + "/kurir", "tariffCourier=jne&tariffTo=17.71&tariffPerKg=12.000", office)
                        .status())
                .isEqualTo(302);
        assertThat(web.get(PAGE, office).text())
                .contains("0812-3456-7890", "Rp10.000", "gratis mulai belanja Rp200.000", "Rp12.000 per kg");
        var shop = web.get(API, web.bearer("petugas-lebong"));
        assertThat(shop.status())
                .as("the field officer works in another kecamatan")
                .isEqualTo(404);
        var told = web.get(API, web.bearer("lebong")).json();
        assertThat(told.get("whatsapp").asString()).isEqualTo("+6281234567890");
        assertThat(told.get("rates").get(0).get("freeFrom").asLong()).isEqualTo(200_000);

        web.post(PAGE + "/ongkir/hapus", "to=17.07", office);
        web.post(PAGE + "/kurir/hapus", "courier=jne&to=17.71", office);
        told = web.get(API, web.bearer("lebong")).json();
        assertThat(told.get("rates").size()).isZero();
        assertThat(told.get("tariffs").size()).isZero();
    }

    @Test
    void a_program_sets_it_by_version() {
        String[] office = web.bearer("lebong");
        assertThat(web.json("PUT", API, "{\"pickup\":true}", office).status()).isEqualTo(428);
        assertThat(web.json("PUT", API, "{\"pickup\":true}", office[0], office[1], "If-Match", "\"99\"")
                        .status())
                .isEqualTo(412);
        for (String several : List.of("*", "\"77\", \"0\"")) {
            var refused = web.json("PUT", API, "{\"pickup\":true}", office[0], office[1], "If-Match", several);
            assertThat(refused.status()).as(several).isEqualTo(400);
            assertThat(refused.text()).as(several).contains("bukan * atau beberapa");
        }
        String tag = web.get(API, office).header("ETag");
        var bad = web.json(
                "PUT",
                API,
                "{\"pickup\":true,\"rates\":[{\"to\":\"17.99\",\"fee\":1}],\"tariffs\":[{\"courier\":\"pos\",\"to\":\"17\",\"perKg\":0}]}",
                office[0],
                office[1],
                "If-Match",
                tag);
        assertThat(bad.status()).isEqualTo(422);
        var good = web.json("PUT", API, "{\"pickup\":true,\"cod\":true}", office[0], office[1], "If-Match", tag);
        assertThat(good.status()).as(good.text()).isEqualTo(200);
        assertThat(web.get(API, web.bearer("seluma")).status()).isEqualTo(404);
        assertThat(web.get(API, web.bearer("provinsi")).status()).isEqualTo(403);
    }

    @Test
    void an_office_writes_down_how_a_courier_weighs_and_then_it_can_be_chosen() {
        String[] english = web.session("petugas-lebong");
        String page = web.get("/kerja/kurir", english).text();
        english[1] += "; bahasa=en-GB";
        assertThat(web.get("/kerja/kurir", english).text())
                .contains("every kilogram begun counts")
                .doesNotContain("paling sedikit 1 kg");
        assertThat(page)
                .contains("JNE", "300 g", "6000", "J&amp;T Express", "belum lengkap")
                .doesNotContain("tolerance-salah");
        String form = "courier=pos&minimumKg=1&toleranceGrams=0&volumetricDivisor=6000&source=Contoh+uji";
        assertThat(web.post("/kerja/kurir", form, web.session("lebong")).status())
                .isEqualTo(403);
        assertThat(web.post(PAGE + "/kurir", "tariffCourier=pos&tariffTo=17.71&tariffPerKg=1", web.session("lebong"))
                        .status())
                .as("nobody knows how it weighs")
                .isEqualTo(422);
        String[] province = web.session("provinsi");
        assertThat(web.post("/kerja/kurir", "courier=pos&minimumKg=nol", province)
                        .status())
                .isEqualTo(422);
        assertThat(web.post("/kerja/kurir", form, province).status()).isEqualTo(302);
        assertThat(web.get("/kerja/kurir", province).text()).contains("Contoh uji");
        assertThat(web.get(PAGE, web.session("lebong")).text()).contains("<option value=\"pos\"");
    }

    private String version() {
        return web.get(API, web.bearer("lebong")).header("ETag").replaceAll("\\D", "");
    }
}
