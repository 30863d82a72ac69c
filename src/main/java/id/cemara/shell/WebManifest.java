package id.cemara.shell;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// The manifest of the installable web app.
record WebManifest(
        String name,
        @JsonProperty("short_name") String shortName,
        String description,
        String lang,
        String id,
        @JsonProperty("start_url") String startUrl,
        String scope,
        String display,
        @JsonProperty("background_color") String backgroundColor,
        @JsonProperty("theme_color") String themeColor,
        List<Icon> icons) {

    record Icon(String src, String sizes, String type, String purpose) {}

    static WebManifest of(Frame frame) {
        Assets assets = frame.assets();
        return new WebManifest(
                "Cemara",
                "Cemara",
                frame.t("shell.description"),
                frame.texts().language(),
                "/",
                "/",
                "/",
                "standalone",
                "#f7f5ef",
                "#14532d",
                List.of(
                        new Icon(assets.url("icon-192.png"), "192x192", "image/png", "any"),
                        new Icon(assets.url("icon-512.png"), "512x512", "image/png", "any"),
                        new Icon(assets.url("icon-maskable-512.png"), "512x512", "image/png", "maskable")));
    }
}
