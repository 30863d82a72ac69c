package id.cemara.e2e;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import nu.validator.checker.jing.CheckerSchema;
import nu.validator.validation.SimpleDocumentValidator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;

/// The Nu HTML checker, in this process.
final class HtmlChecker {

    private static final String HTML = "http://s.validator.nu/html5-rdfalite.rnc";

    private final SimpleDocumentValidator validator = new SimpleDocumentValidator();

    HtmlChecker() throws Exception {
        validator.setUpMainSchema(HTML, new Findings());
        withoutGuessingTheLanguage();
    }

    /// The checker's language detection needs an old Jetty and cannot be disabled, so it is replaced by a
    /// check that has already run.
    private void withoutGuessingTheLanguage() throws ReflectiveOperationException {
        Field guess = SimpleDocumentValidator.class.getDeclaredField("langdetectSchema");
        guess.setAccessible(true);
        guess.set(validator, CheckerSchema.TEXT_CONTENT_CHECKER);
    }

    /// The page's errors, one line each; empty when it is valid.
    List<String> errors(byte[] page) throws Exception {
        var findings = new Findings();
        validator.setUpValidatorAndParsers(findings, false, false);
        var source = new InputSource(new ByteArrayInputStream(page));
        source.setEncoding("UTF-8");
        validator.checkHtmlInputSource(source);
        return findings.errors;
    }

    private static final class Findings implements ErrorHandler {

        private final List<String> errors = new ArrayList<>();

        @Override
        public void warning(SAXParseException finding) {}

        @Override
        public void error(SAXParseException finding) {
            errors.add("line " + finding.getLineNumber() + ": " + finding.getMessage());
        }

        @Override
        public void fatalError(SAXParseException finding) {
            error(finding);
        }
    }
}
