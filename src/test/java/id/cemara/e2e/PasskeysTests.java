package id.cemara.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import id.cemara.TestDatabases;
import org.junit.jupiter.api.Test;

/// Log-in by passkey; the browser emulates the device.
@BrowserTest
class PasskeysTests {

    @Test
    void the_field_officer_of_lebong_adds_a_passkey_logs_in_with_it_and_removes_it(Windows windows) {
        Page window = windows.phone();
        CDPSession device = window.context().newCDPSession(window);
        device.send("WebAuthn.enable");
        device.send("WebAuthn.addVirtualAuthenticator", authenticator());
        window.navigate("/masuk");
        window.locator("#nama").fill("petugas-lebong");
        window.locator("#sandi").fill(TestDatabases.PASSWORD);
        window.locator("form[action='/masuk'] button").click();

        window.navigate("/kerja/akun/saya");
        window.locator("#passkey-label").fill("HP uji");
        window.locator("#passkey-add button").click();
        assertThat(window.locator("main")).containsText("HP uji · terakhir dipakai");
        window.locator("#passkey-add button").click();
        assertThat(window.locator("#passkey-add [role=alert]"))
                .hasText("Perangkat ini sudah punya kunci sandi untuk akun ini.");

        window.context().clearCookies();
        window.navigate("/kerja");
        assertThat(window).hasURL(windows.address() + "/masuk");
        window.locator("#passkey-log-in button").click();
        assertThat(window).hasURL(windows.address() + "/kerja");

        window.navigate("/kerja/akun/saya");
        assertThat(window.locator("main")).containsText("Masuk sebagai petugas-lebong.");
        window.locator("form[action$='/hapus'] button").click();
        assertThat(window.locator("main")).containsText("Belum ada kunci sandi.");
    }

    private static JsonObject authenticator() {
        return JsonParser.parseString("""
                {"options": {"protocol": "ctap2", "transport": "internal", "hasResidentKey": true,
                             "hasUserVerification": true, "isUserVerified": true,
                             "automaticPresenceSimulation": true}}
                """).getAsJsonObject();
    }
}
