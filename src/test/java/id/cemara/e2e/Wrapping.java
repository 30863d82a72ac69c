package id.cemara.e2e;

import com.microsoft.playwright.Page;
import java.util.List;

/// Checks the line breaks of a page.
final class Wrapping {

    private static final String TEXTS = """
            const texts = [];
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
              const element = walker.currentNode.parentElement;
              if (walker.currentNode.data.trim() && !element.closest('script, style, svg, textarea, option')) {
                texts.push(walker.currentNode);
              }
            }
            """;

    private static final String BROKEN = "() => {" + TEXTS + """
              const hidden = (element) => element !== null
                && (getComputedStyle(element).clipPath !== 'none' || hidden(element.parentElement));
              const words = /(?:Rp)?\\p{N}[\\p{N}.,]*\\p{N}|(?<![\\p{L}\\p{N}])[\\p{L}\\p{N}]{2,20}(?![\\p{L}\\p{N}])/gu;
              const found = new Set();
              const range = document.createRange();
              for (const text of texts) {
                const element = text.parentElement;
                if (!element.checkVisibility() || element.closest('.copy-text, .poster-url') || hidden(element)) continue;
                for (const word of text.data.matchAll(words)) {
                  range.setStart(text, word.index);
                  range.setEnd(text, word.index + word[0].length);
                  const lines = [...range.getClientRects()].filter((line) => line.width > 1);
                  if (new Set(lines.map((line) => Math.round(line.top))).size > 1) found.add(word[0] + ' is broken');
                }
                for (const gap of text.data.matchAll(/\\{\\d[^}]*\\}/g)) found.add(gap[0] + ' is not filled in');
              }
              return [...found];
            }
            """;

    private static final String TOO_WIDE = "() => {" + TEXTS + """
              for (const text of texts.filter((text) => !text.parentElement.matches('.num, .figure-value')))
                text.data += ' ' + 'Kerupuk'.repeat(12).slice(0, 80);
              const page = document.documentElement;
              if (page.scrollWidth <= page.clientWidth) return [];
              const wide = [...document.body.querySelectorAll('*')].filter((element) =>
                element.getBoundingClientRect().right > page.clientWidth + 1 && !element.closest('.table-scroll, svg'));
              return [page.scrollWidth + ' pixels: '
                + wide.slice(-8).map((element) => element.tagName + '.' + element.className).join(', ')];
            }
            """;

    private Wrapping() {}

    /// Ordinary words and numbers that are broken over two lines, and unfilled message placeholders.
    static List<String> broken(Page window) {
        return findings(window, BROKEN);
    }

    /// Elements wider than the window after a word of 80 letters is appended to every text except figures,
    /// like an unusually long name. Changes the page.
    static List<String> tooWideWithLongWords(Page window) {
        return findings(window, TOO_WIDE);
    }

    private static List<String> findings(Page window, String script) {
        return window.evaluate(script) instanceof List<?> found
                ? found.stream().map(String::valueOf).toList()
                : List.of("the script found no list");
    }
}
