package id.cemara.identity.audit;

import id.cemara.exchange.Table;
import id.cemara.exchange.TableFormat;
import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditReader.Filter;
import id.cemara.identity.audit.AuditSubjects.Subject;
import id.cemara.shared.Listing;
import id.cemara.shell.Frames;
import id.cemara.shell.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page `/kerja/jejak`: the audit trail in the reader's scope.
@Controller
class AuditController {

    private static final int PAGE_SIZE = 50;

    private final AuditReader audit;
    private final List<AuditSubjects> subjects;
    private final Frames frames;
    private final Clock clock;

    AuditController(AuditReader audit, List<AuditSubjects> subjects, Frames frames, Clock clock) {
        this.audit = audit;
        this.subjects = List.copyOf(subjects);
        this.frames = frames;
        this.clock = clock;
    }

    @GetMapping("/kerja/jejak")
    @Nullable
    String trail(
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String day,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String format,
            Model model,
            HttpServletResponse response)
            throws IOException {
        Permission.SEE_AUDIT.require();
        Filter filter = Filter.read(action, kind, day);
        if (TableFormat.sends(
                format, () -> table(audit, filter, frames.current().texts(), clock), response)) {
            return null;
        }
        model.addAttribute("action", filter.action() == null ? "" : filter.action());
        model.addAttribute("day", filter.day() == null ? "" : filter.day().toString());
        Listing<AuditLine> page = audit.page(filter, PAGE_SIZE, cursor);
        model.addAttribute("page", page);
        model.addAttribute("about", about(page.items()));
        model.addAttribute("actions", audit.actions());
        model.addAttribute("isLater", cursor != null && !cursor.isEmpty());
        return "identity/audit";
    }

    /// The subjects of each entry by its id: the object itself and its group.
    private Map<Long, List<Subject>> about(List<AuditLine> lines) {
        Map<String, Map<UUID, Subject>> named = new HashMap<>();
        for (AuditSubjects each : subjects) {
            Set<UUID> ids = lines.stream()
                    .flatMap(line -> things(line).stream())
                    .filter(thing -> thing.kind().equals(each.kind()))
                    .map(Thing::id)
                    .collect(Collectors.toSet());
            named.put(each.kind(), ids.isEmpty() ? Map.of() : each.named(ids));
        }
        Map<Long, List<Subject>> about = new HashMap<>();
        for (AuditLine line : lines) {
            about.put(
                    line.id(),
                    things(line).stream()
                            .map(thing ->
                                    named.getOrDefault(thing.kind(), Map.of()).get(thing.id()))
                            .filter(Objects::nonNull)
                            .toList());
        }
        return about;
    }

    private record Thing(String kind, UUID id) {}

    private static SequencedSet<Thing> things(AuditLine line) {
        SequencedSet<Thing> things = new LinkedHashSet<>();
        things.add(new Thing(line.kind(), line.subject()));
        UUID group = line.group();
        if (group != null) {
            things.add(new Thing("group", group));
        }
        return things;
    }

    /// Streams the whole trail visible to the reader.
    static Table table(AuditReader audit, Filter filter, Texts texts, Clock clock) {
        List<String> columns =
                List.of("at", "actor", "action", "kind", "subject", "area", "changes", "reason", "origin").stream()
                        .map(column -> texts.get("identity.audit.column." + column))
                        .toList();
        return new Table("audit", columns, sink -> {
            String cursor = null;
            do {
                Listing<AuditLine> page = audit.page(filter, Listing.MAX_SIZE, cursor);
                page.items()
                        .forEach(line -> sink.accept(Table.Row.of(
                                line.at()
                                        .atZoneSameInstant(clock.getZone())
                                        .toOffsetDateTime()
                                        .toString(),
                                line.actor(),
                                AuditTexts.action(texts, line.action()),
                                line.kind(),
                                line.subject().toString(),
                                line.areaCode(),
                                AuditTexts.changes(texts, line),
                                line.reason(),
                                line.origin())));
                cursor = page.next();
            } while (cursor != null);
        });
    }
}
