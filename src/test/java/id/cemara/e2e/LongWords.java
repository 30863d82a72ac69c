package id.cemara.e2e;

import com.microsoft.playwright.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page as it looks with names nobody thought of: an unbroken word behind every text of it.
final class LongWords {

    private static final String APPEND = """
            () => {
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              const found = [];
              while (texts.nextNode()) {
                const text = texts.currentNode;
                if (text.data.trim() && !text.parentElement.closest('script, style, svg, textarea, option')) found.push(text);
              }
              for (const text of found) text.data += ' ' + 'Kerupuk'.repeat(12).slice(0, 80);
              const width = document.documentElement.scrollWidth;
              if (width <= document.documentElement.clientWidth) return [];
              const wide = [...document.body.querySelectorAll('*')].filter((element) =>
                element.getBoundingClientRect().right > document.documentElement.clientWidth + 1
                  && !element.closest('.table-scroll, svg'));
              return [width + ' pixels: ' + wide.slice(0, 5).map((element) => element.tagName + '.' + element.className).join(', ')];
            }
            """;

    private LongWords() {}

    /// Writes them into the page that is open, and says what is wider than the window then.
    static List<String> findings(Page window) {
        Object found = window.evaluate(APPEND);
        return found instanceof List<?> list
                ? list.stream().map(LongWords::text).toList()
                : List.of();
    }

    private static String text(@Nullable Object finding) {
        return String.valueOf(finding);
    }
}
