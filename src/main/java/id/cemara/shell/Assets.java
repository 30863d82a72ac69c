package id.cemara.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/// Addresses of style sheets, scripts and icons. Each contains the hash of the content, so a browser may
/// cache the file for a year and still loads the new one after an update.
@Component
public class Assets {

    private static final Map<String, String> FILES =
            Map.of("pico.css", "META-INF/resources/webjars/picocss__pico/2.1.1/css/pico.min.css");

    private final Map<String, Asset> assets = new ConcurrentHashMap<>();

    /// The address of a file such as `cemara.css`.
    ///
    /// @throws IllegalArgumentException when there is no such file
    public String url(String name) {
        Asset asset = find(name);
        int dot = name.lastIndexOf('.');
        return "/aset/" + name.substring(0, dot) + "." + asset.hash + name.substring(dot);
    }

    /// The file at that address; null when there is none.
    @org.jspecify.annotations.Nullable
    Asset at(String address) {
        String[] parts = address.split("\\.");
        if (parts.length != 3 || !parts[0].matches("[a-z0-9-]+")) {
            return null;
        }
        try {
            Asset asset = find(parts[0] + "." + parts[2]);
            return asset.hash.equals(parts[1]) ? asset : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Asset find(String name) {
        return assets.computeIfAbsent(name, Assets::load);
    }

    private static Asset load(String name) {
        var resource = new ClassPathResource(FILES.getOrDefault(name, "assets/" + name));
        if (!resource.exists()) {
            throw new IllegalArgumentException("no asset " + name);
        }
        try (InputStream in = resource.getInputStream()) {
            byte[] content = in.readAllBytes();
            return new Asset(content, DigestUtils.sha256Hex(content).substring(0, 16), mediaType(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String mediaType(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "css" -> "text/css;charset=UTF-8";
            case "js" -> "text/javascript;charset=UTF-8";
            case "svg" -> "image/svg+xml";
            case "png" -> "image/png";
            default -> "application/octet-stream";
        };
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Asset(byte[] content, String hash, String mediaType) {}
}
