package id.cemara.shell.errors;

import id.cemara.shared.FieldProblem;
import id.cemara.shared.Problem;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem;
import id.cemara.shell.Frame;
import id.cemara.shell.Frames;
import id.cemara.shell.OwnAddresses;
import id.cemara.shell.Texts;
import id.cemara.shell.forms.FormPages;
import id.cemara.shell.forms.TypedForm;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.ModelAndView;

/// Answers failed requests: programs get a problem by RFC 9457, people a page. Neither a stack trace nor a
/// class name is shown; a bug is logged once, with a number that the user can quote.
@ControllerAdvice
class ErrorAnswers {

    /// Statuses with a title of their own; the others use that of 400 or 500.
    private static final Set<Integer> TITLED = Set.of(400, 401, 403, 404, 409, 410, 412, 422, 429, 500, 503);

    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);
    private static final MediaType PAGE = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    /// The SQLSTATE of a row-level security violation. Policies are the last check, and mean that the
    /// change lies outside the actor's scope.
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /// The SQLSTATE of a character that the database cannot store in a text, such as `%00`.
    private static final String CHARACTER_NOT_IN_REPERTOIRE = "22021";

    private final Frames frames;
    private final FormPages forms;
    private final OwnAddresses addresses;
    private final List<DatabaseRefusal> refusals;
    private final DatabaseOutages trouble;

    ErrorAnswers(
            Frames frames,
            FormPages forms,
            OwnAddresses addresses,
            List<DatabaseRefusal> refusals,
            DatabaseOutages trouble) {
        this.frames = frames;
        this.forms = forms;
        this.addresses = addresses;
        this.refusals = List.copyOf(refusals);
        this.trouble = trouble;
    }

    @ExceptionHandler(Refused.class)
    Object refused(Refused refused, HttpServletRequest request) {
        return answer(refused.problem(), request);
    }

    @ExceptionHandler({MethodArgumentTypeMismatchException.class, MissingServletRequestParameterException.class})
    Object unusable(Exception e, HttpServletRequest request) {
        String name =
                switch (e) {
                    case MissingServletRequestParameterException missing -> missing.getParameterName();
                    case MethodArgumentTypeMismatchException mismatch -> mismatch.getName();
                    case TypeMismatchException other -> String.valueOf(other.getPropertyName());
                    default -> "?";
                };
        return answer(new RequestProblem.InvalidParameter(name, "value"), request);
    }

    /// A body that is not JSON, is too long, or has an unknown field.
    @ExceptionHandler(HttpMessageNotReadableException.class)
    Object unreadable(HttpMessageNotReadableException e, HttpServletRequest request) {
        if (e.contains(Refused.class) && e.getMostSpecificCause() instanceof Refused refused) {
            return answer(refused.problem(), request);
        }
        Problem problem = JsonBodies.fieldOf(e.getCause())
                .<Problem>map(field -> new RequestProblem.InvalidFields(List.of(field)))
                .orElse(new RequestProblem.UnreadableBody());
        return answer(problem, request);
    }

    @ExceptionHandler(Exception.class)
    Object anything(Exception e, HttpServletRequest request, HttpServletResponse response) {
        if (e instanceof MaxUploadSizeExceededException) {
            return answer(new PlainProblem("http-413", 413), request);
        }
        if (e instanceof MultipartException) {
            return answer(new PlainProblem("http-400", 400), request);
        }
        if (e instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            return answer(known.getStatusCode(), request);
        }
        // Control characters in a header or parameter, or a character that the database cannot store.
        if (e instanceof RequestRejectedException || hasState(e, CHARACTER_NOT_IN_REPERTOIRE)) {
            return answer(new PlainProblem("http-400", 400), request);
        }
        if (hasState(e, INSUFFICIENT_PRIVILEGE)) {
            LOG.warn("a policy refused {} {}", request.getMethod(), path(request));
            return answer(new RequestProblem.NotAllowed(), request);
        }
        Optional<Problem> refused = refused(e);
        if (refused.isPresent()) {
            return answer(refused.get(), request);
        }
        if (e instanceof InvalidParameterException unread && unread.getErrorCode() == 413) {
            return answer(new PlainProblem("http-413", 413), request);
        }
        if (unreadableParameters(e)) {
            return answer(unreadable(request.getQueryString()), request);
        }
        if (trouble.behind(e).isPresent()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(UnavailableAnswers.RETRY_AFTER_SECONDS));
            return answer(new RequestProblem.DataUnreachable(UnavailableAnswers.RETRY_AFTER_SECONDS), request);
        }
        String number = number();
        LOG.error("error {} at {} {}", number, request.getMethod(), path(request), e);
        return broken(number, request);
    }

    /// Answers with a status set by the container or the security filters.
    Object answer(HttpStatusCode status, HttpServletRequest request) {
        return switch (status.value()) {
            case 404 -> answer(new RequestProblem.NotFound(), request);
            case 500, 502, 503 -> broken(number(), request);
            default -> {
                String key = frames.of(request).texts().has("problem.http-" + status.value())
                        ? "http-" + status.value()
                        : "http-400";
                yield answer(new PlainProblem(key, status.value()), request);
            }
        };
    }

    private Object answer(Problem problem, HttpServletRequest request) {
        Texts texts = frames.texts(request);
        String sentence = texts.get(problem);
        if (isForProgram(request)) {
            return problemJson(problem.status(), problem.code(), sentence, members(problem, texts));
        }
        return formAgain(problem, sentence, request).orElseGet(() -> page(problem.status(), sentence, request));
    }

    /// Shows a refused form again on its page, with the typed values and the reason. Not for requests that
    /// a filter refused, such as a form of another site.
    private Optional<Object> formAgain(Problem problem, String sentence, HttpServletRequest request) {
        if (!TypedForm.isIn(request)
                || request.getDispatcherType() != DispatcherType.REQUEST
                || !(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)
                || attributes.getResponse() == null) {
            return Optional.empty();
        }
        var form = TypedForm.of(request, addresses.cameFrom(request).orElse(null));
        try {
            return forms.filled(form, said(problem, sentence, frames.texts(request)), request, attributes.getResponse())
                    .map(html -> ResponseEntity.status(problem.status())
                            .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                            .contentType(PAGE)
                            .body(html));
        } catch (RuntimeException e) { // the refusal is answered in any case
            LOG.warn("the form of {} could not be shown again", path(request), e);
            return Optional.empty();
        }
    }

    private static FormPages.Said said(Problem problem, String sentence, Texts texts) {
        List<String> sentences = List.of(sentence);
        Map<String, String> fields = new LinkedHashMap<>();
        switch (problem) {
            case RequestProblem.InvalidFields invalid -> {
                sentences = List.of(
                        texts.get("shell.field.problems", invalid.fields().size()));
                invalid.fields().forEach(field -> fields.putIfAbsent(field.field(), texts.get(field)));
            }
            case RequestProblem.InvalidParameter invalid ->
                fields.put(invalid.parameter(), texts.get(new FieldProblem(invalid.parameter(), invalid.expected())));
            case RequestProblem.Outdated outdated -> {
                return outdated(texts);
            }
            case RequestProblem.PreconditionNeeded missing -> {
                return outdated(texts);
            }
            default -> {}
        }
        return FormPages.Said.of(true, sentences, fields, texts);
    }

    /// The page shown again already has the newest state.
    private static FormPages.Said outdated(Texts texts) {
        return FormPages.Said.of(true, List.of(texts.get("shell.outdated.shown")), Map.of(), texts)
                .with(FormPages.Versions.in(texts));
    }

    /// Additional members for programs; each invalid field has a sentence.
    private static Map<String, Object> members(Problem problem, Texts texts) {
        if (problem instanceof RequestProblem.InvalidFields invalid) {
            List<Map<String, String>> errors = invalid.fields().stream()
                    .map(field ->
                            Map.of("field", field.field(), "code", field.expected(), "message", texts.expected(field)))
                    .toList();
            return Map.of("errors", errors);
        }
        return problem.members();
    }

    private Object broken(String number, HttpServletRequest request) {
        String sentence = frames.texts(request).get("problem.internal", number);
        if (isForProgram(request)) {
            return problemJson(500, "internal", sentence, Map.of("number", number));
        }
        return page(500, sentence, request);
    }

    private ModelAndView page(int status, String sentence, HttpServletRequest request) {
        var model = new ModelAndView("shell/error", HttpStatusCode.valueOf(status));
        Frame frame = frames.of(request);
        model.addObject("frame", frame);
        model.addObject("isWork", frame.isLoggedIn() && FormPages.isWork(asked(request)));
        model.addObject("status", status);
        int titled = TITLED.contains(status) ? status : status >= 500 ? 500 : 400;
        model.addObject("title", frame.t("shell.error." + titled));
        model.addObject("sentence", sentence);
        return model;
    }

    private static ResponseEntity<ProblemDetail> problemJson(
            int status, String code, String sentence, Map<String, Object> members) {
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(status), sentence);
        detail.setType(URI.create("urn:cemara:problem:" + code));
        detail.setTitle(code);
        members.forEach(detail::setProperty);
        return ResponseEntity.status(status)
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(detail);
    }

    private static boolean isForProgram(HttpServletRequest request) {
        return asked(request).startsWith("/api/");
    }

    /// The requested path, also when the container dispatches to its error page.
    private static String asked(HttpServletRequest request) {
        Object forwarded = request.getAttribute("jakarta.servlet.error.request_uri");
        return forwarded instanceof String original ? original : request.getRequestURI();
    }

    private Optional<Problem> refused(Exception e) {
        return e instanceof DataAccessException access && access.getMostSpecificCause() instanceof SQLException cause
                ? refusals.stream().flatMap(each -> each.of(cause).stream()).findFirst()
                : Optional.empty();
    }

    private static boolean hasState(Exception e, String state) {
        return e instanceof DataAccessException access
                && access.getMostSpecificCause() instanceof SQLException cause
                && state.equals(cause.getSQLState());
    }

    /// Tomcat throws when a query that it cannot decode is first read.
    private static boolean unreadableParameters(Exception e) {
        return e.getClass().getName().startsWith("org.apache.tomcat.util.http.")
                || e.getClass().getName().startsWith("org.apache.catalina.connector.");
    }

    /// Names the parameter that cannot be decoded, such as `q=%`, or else refuses the request as a whole.
    private static Problem unreadable(@Nullable String query) {
        if (query != null) {
            for (String pair : query.split("&")) {
                if (BROKEN_ESCAPE.matcher(pair).find()) {
                    String name = pair.split("=", 2)[0].replaceAll("[^A-Za-z0-9_-]", "");
                    return new RequestProblem.InvalidParameter(name, "value");
                }
            }
        }
        return new PlainProblem("http-400", 400);
    }

    /// The path for the log. Long random parts, which may be the secret of a link, are left out.
    private static String path(HttpServletRequest request) {
        return request.getRequestURI().replaceAll("[A-Za-z0-9_-]{40,}", "…");
    }

    private static String number() {
        return "%08d".formatted(RANDOM.nextInt(100_000_000));
    }

    private record PlainProblem(String code, int status) implements Problem {}
}
