package id.cemara;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Web.Answer;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// A download contains the same rows as all pages of its list, with every filter and search. The lists are
/// found by following links in several roles.
@CemaraTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListsAndDownloadsTests {

    /// No log-in, and accounts with different lists.
    private static final List<String> WALKERS = List.of("", "petugas-lebong", "nasional", "admin", "cemara-indah");

    /// Statistics are transposed on their pages, and import examples have no list.
    private static final Set<String> NO_LISTS = Set.of("/statistik", "/kerja/impor/contoh/{kind}");

    /// Search texts, some misspelt.
    private static final List<String> SEARCHES = List.of("mawar", "kripik pisng", "zzzzzz");

    private static final int MOST_OPTIONS = 2;

    /// The number of pages crawled for each address pattern, with different parameters.
    private static final int MOST_OF_A_KIND = 5;

    /// Longer lists are compared only when filtered.
    private static final int MOST_ROWS = 200;

    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)");
    private static final Pattern DOWNLOAD = Pattern.compile("<a href=\"([^\"]*)format=csv\" download>");
    private static final Pattern NEXT = Pattern.compile("<a [^>]*rel=\"next\"[^>]*>");
    private static final Pattern ADDRESS = Pattern.compile("href=\"([^\"]*)\"");
    private static final Pattern FORM =
            Pattern.compile("<form\\b(?![^>]*method=\"post\")[^>]*>.*?</form>", Pattern.DOTALL);
    private static final Pattern SEARCH = Pattern.compile("<input[^>]*name=\"q\"");
    private static final Pattern SELECT =
            Pattern.compile("<select[^>]*name=\"([^\"]+)\"[^>]*>(.*?)</select>", Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("<option value=\"([^\"]+)\"");
    private static final Pattern LIST =
            Pattern.compile("<(tbody|ul|ol)(?: class=\"(?:card-grid[^\"]*|kept-products|timeline)\")?>");
    private static final Pattern TAG = Pattern.compile("<(/?)(tbody|ul|ol|tr|li)\\b");

    @Autowired
    private Environment environment;

    private Web web;
    private final List<Pattern> patterns = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();

    @BeforeAll
    void read_the_addresses() throws IOException {
        web = Web.of(environment);
        AccessTests.rows()
                .filter(row -> row.method().equals("GET") && !row.isApi())
                .map(AccessTests.Row::pattern)
                .sorted(Comparator.comparing(pattern -> pattern.replaceAll("\\{[^}]*}", "\uffff")))
                .forEach(pattern -> {
                    String regex = pattern.replaceAll("\\{[^}]*}", "[^/]+").replace(".", "\\.");
                    patterns.add(Pattern.compile(regex));
                    names.put(regex, pattern);
                });
    }

    @Test
    void a_download_has_the_rows_of_its_list() throws IOException {
        Set<String> lists = new TreeSet<>();
        Set<String> compared = new TreeSet<>();
        for (String walker : WALKERS) {
            String[] headers = walker.isEmpty() ? new String[0] : web.session(walker);
            for (String page : withDownloads(walker, headers).values()) {
                lists.add(kind(page));
                for (String list : filtered(page, headers)) {
                    if (compare(walker, list, headers) > 0) {
                        compared.add(kind(list));
                    }
                }
            }
        }
        assertThat(lists)
                .containsExactlyInAnyOrder(
                        "/kelompok",
                        "/kerja/akun",
                        "/kerja/izin",
                        "/kerja/jejak",
                        "/kerja/kelompok",
                        "/kerja/kelompok/{number}/anggota",
                        "/kerja/kelompok/{number}/produk",
                        "/kerja/pesanan",
                        "/kerja/produk",
                        "/pasar",
                        "/wilayah");
        assertThat(compared).as("lists that had rows").isEqualTo(lists);
    }

    /// The lists with a download, one for each address pattern, found by following links.
    private Map<String, String> withDownloads(String walker, String[] headers) {
        Map<String, String> found = new TreeMap<>();
        Map<String, Set<String>> seen = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(walker.isEmpty() ? "/" : "/kerja"));
        while (!open.isEmpty()) {
            String page = open.poll();
            String kind = kind(page);
            Set<String> alike = seen.computeIfAbsent(kind, unused -> new TreeSet<>());
            if (kind.isEmpty()
                    || alike.size() == MOST_OF_A_KIND
                    || !walker.isEmpty() && !kind.startsWith("/kerja")
                    || !alike.add(page.replaceAll("^[^?]*|=[^&]*", ""))) {
                continue;
            }
            Answer answer = web.get(page, headers);
            String text = answer.text();
            if (answer.status() != 200 || !answer.header("Content-Type").startsWith("text/html")) {
                continue;
            }
            download(text)
                    .filter(path -> !NO_LISTS.contains(kind(path)))
                    .ifPresent(path -> found.putIfAbsent(kind(path), path.replaceAll("[?&]$", "")));
            Matcher link = LINK.matcher(text);
            while (link.find()) {
                open.add(link.group(1).replace("&amp;", "&"));
            }
        }
        return found;
    }

    /// The list unfiltered, searched, and with each choice of its filter form.
    private Set<String> filtered(String list, String[] headers) {
        Set<String> all = new LinkedHashSet<>(List.of(list));
        String text = web.get(list, headers).text();
        Matcher form = FORM.matcher(text);
        while (form.find()) {
            if (!form.group().contains("action=\"" + bare(list) + "\"")
                    && !form.group().matches("(?s)<form(?![^>]*action=).*")) {
                continue;
            }
            if (SEARCH.matcher(form.group()).find()) {
                SEARCHES.forEach(words -> all.add(with(list, "q", words)));
            }
            Matcher select = SELECT.matcher(form.group());
            while (select.find()) {
                OPTION.matcher(select.group(2))
                        .results()
                        .limit(MOST_OPTIONS)
                        .forEach(option -> all.add(with(list, select.group(1), option.group(1))));
            }
        }
        return all;
    }

    private static String with(String list, String parameter, String value) {
        String others = list.contains("?")
                ? "&" + list.substring(list.indexOf('?') + 1).replaceAll("(^|&)" + parameter + "=[^&]*", "")
                : "";
        return bare(list) + "?" + parameter + "=" + encoded(value) + others;
    }

    /// Compares the rows of list and download and returns their number; 0 when the list is too long.
    private int compare(String walker, String list, String[] headers) throws IOException {
        String about = list + " as " + walker;
        String text = page(list, headers);
        Optional<String> download = download(text);
        if (download.isEmpty()) {
            assertThat(rows(text)).as("a list without a download: %s", about).isZero();
            return 0;
        }
        int sent = csv(download.get() + "format=csv", headers);
        if (sent > MOST_ROWS) {
            return 0;
        }
        assertThat(xlsx(download.get() + "format=xlsx", headers)).as(about).isEqualTo(sent);
        int shown = rows(text);
        for (Matcher next = NEXT.matcher(text); next.find(); next = NEXT.matcher(text)) {
            Matcher address = ADDRESS.matcher(next.group());
            assertThat(address.find()).as(next.group()).isTrue();
            text = page(address.group(1).replace("&amp;", "&"), headers);
            shown += rows(text);
        }
        assertThat(sent).as("rows of the download of %s", about).isEqualTo(shown);
        return sent;
    }

    private String page(String path, String[] headers) {
        Answer answer = web.get(path, headers);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.text();
    }

    private int csv(String path, String[] headers) throws IOException {
        return CSVFormat.DEFAULT
                        .parse(new StringReader(page(path, headers)))
                        .getRecords()
                        .size()
                - 1;
    }

    private int xlsx(String path, String[] headers) throws IOException {
        Answer answer = web.get(path, headers);
        assertThat(answer.status()).as(path).isEqualTo(200);
        try (var workbook = new ReadableWorkbook(new java.io.ByteArrayInputStream(answer.bytes()))) {
            return workbook.getFirstSheet().read().size() - 1;
        }
    }

    /// The download's address, up to `format=`.
    private static Optional<String> download(String text) {
        Matcher link = DOWNLOAD.matcher(text);
        return link.find() ? Optional.of(link.group(1).replace("&amp;", "&")) : Optional.empty();
    }

    /// The number of rows in the list above the download link.
    private static int rows(String text) {
        Matcher link = DOWNLOAD.matcher(text);
        Matcher list = LIST.matcher(link.find() ? text.substring(0, link.start()) : text);
        int begin = -1;
        while (list.find()) {
            if (list.group(1).equals("tbody") || list.group().contains("class=")) {
                begin = list.start();
            }
        }
        if (begin < 0) {
            return 0;
        }
        int depth = 0;
        int rows = 0;
        Matcher tag = TAG.matcher(text);
        for (boolean is = tag.find(begin); is; is = tag.find()) {
            boolean isContainer = Set.of("tbody", "ul", "ol").contains(tag.group(2));
            if (tag.group(1).isEmpty()) {
                if (isContainer) {
                    depth++;
                } else if (depth == 1) {
                    rows++;
                }
            } else if (isContainer && --depth == 0) {
                return rows;
            }
        }
        return rows;
    }

    private static String bare(String path) {
        return path.split("\\?", 2)[0];
    }

    /// The pattern of the page's address; empty when it is not ours.
    private String kind(String page) {
        return patterns.stream()
                .filter(pattern -> pattern.matcher(bare(page)).matches())
                .findFirst()
                .map(pattern -> names.get(pattern.pattern()))
                .orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
