package id.cemara.identity.accounts;

import id.cemara.area.Areas;
import id.cemara.exchange.Table;
import id.cemara.exchange.TableFormat;
import id.cemara.identity.Permission;
import id.cemara.shared.Actor;
import id.cemara.shared.AreaCode;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Input;
import id.cemara.shared.Listing;
import id.cemara.shared.Role;
import id.cemara.shell.Frames;
import id.cemara.shell.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The pages `/kerja/akun`: the accounts of the reader's area.
@Controller
@RequestMapping("/kerja/akun")
record AccountController(Accounts accounts, AccountScopes scopes, Invitations invitations, Areas areas, Frames frames) {

    private static final int PAGE_SIZE = 50;

    private static final int MOST_SUGGESTED = 300;

    @GetMapping
    @Nullable
    String list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String format,
            Model model,
            HttpServletResponse response)
            throws IOException {
        Permission.MANAGE_ACCOUNTS.require();
        String text = Input.searchText("q", q).orElse(null);
        if (TableFormat.sends(format, () -> table(text), response)) {
            return null;
        }
        Listing<AccountSummary> page = accounts.page(text, PAGE_SIZE, cursor);
        model.addAttribute("page", page);
        Map<String, String> names = named(page.items().stream()
                .flatMap(account -> codes(account.areas()).stream())
                .toList());
        Map<String, String> places = new LinkedHashMap<>();
        page.items()
                .forEach(account -> places.put(
                        account.username(),
                        codes(account.areas()).stream().map(names::get).collect(Collectors.joining(", "))));
        model.addAttribute("places", places);
        model.addAttribute("q", text == null ? "" : text);
        model.addAttribute("isLater", cursor != null && !cursor.isEmpty());
        return "identity/accounts";
    }

    @GetMapping("/baru")
    String invitation(Model model) {
        Permission.MANAGE_ACCOUNTS.require();
        Texts texts = frames.current().texts();
        Map<String, String> roles = new LinkedHashMap<>();
        CurrentActor.get().account().stream()
                .flatMap(account -> Accounts.below(account.role()).stream())
                .filter(role -> role != Role.GROUP_OFFICER)
                .forEach(role -> roles.put(role.name(), texts.get("identity.role." + role)));
        model.addAttribute("roles", roles);
        model.addAttribute("suggested", suggested());
        model.addAttribute(
                "mayInviteForCountry",
                roles.containsKey(Role.NATIONAL_OFFICE.name()) || roles.containsKey(Role.ADMINISTRATOR.name()));
        return "identity/invite";
    }

    @PostMapping
    String invite(
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String displayName,
            @RequestParam(defaultValue = "") String areas,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            Model model,
            HttpServletResponse response) {
        return link(
                invitations.invite(new Invitations.Invitation(
                        role(role),
                        username.strip(),
                        displayName,
                        areas,
                        Input.day("from", from).orElse(null),
                        Input.day("until", until).orElse(null))),
                model,
                response);
    }

    @GetMapping("/{username}")
    String account(
            @PathVariable String username, @RequestParam(required = false) @Nullable Integer tautan, Model model) {
        AccountSummary account = accounts.get(username);
        boolean isManaged = accounts.isManaged(account);
        model.addAttribute("account", account);
        List<ScopeLine> periods = scopes.of(account.id());
        model.addAttribute("scopes", periods);
        model.addAttribute(
                "places",
                named(periods.stream()
                        .map(ScopeLine::areaCode)
                        .filter(Objects::nonNull)
                        .toList()));
        model.addAttribute("suggested", isManaged ? suggested() : Map.of());
        model.addAttribute("isManaged", isManaged);
        model.addAttribute("endedLinks", tautan == null ? 0 : tautan);
        Map<String, String> others = new LinkedHashMap<>();
        if (isManaged && account.role() == Role.FIELD_OFFICER) {
            accounts.otherOfficers(account)
                    .forEach(
                            other -> others.put(other.username(), other.displayName() + " (" + other.username() + ")"));
        }
        model.addAttribute("others", others);
        model.addAttribute("keys", isManaged ? accounts.passkeys(username) : List.of());
        return "identity/account";
    }

    @PostMapping("/{username}/tautan")
    String newLink(
            @PathVariable String username,
            @RequestParam(defaultValue = "") String keepPasskeys,
            Model model,
            HttpServletResponse response) {
        return link(invitations.newLink(username, keepPasskeys.equals("yes")), model, response);
    }

    @PostMapping("/{username}/kunci/{key}/hapus")
    String removePasskey(@PathVariable String username, @PathVariable String key) {
        accounts.removePasskey(username, key);
        return back(username);
    }

    @PostMapping("/{username}/nonaktif")
    String disable(@PathVariable String username) {
        return back(username, accounts.disable(username));
    }

    @PostMapping("/{username}/aktif")
    String enable(@PathVariable String username) {
        accounts.enable(username);
        return back(username);
    }

    @PostMapping("/{username}/cakupan")
    String addScope(
            @PathVariable String username,
            @RequestParam(defaultValue = "") String areas,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until) {
        scopes.addScope(
                username,
                areas,
                Input.day("from", from).orElse(null),
                Input.day("until", until).orElse(null));
        return back(username);
    }

    @PostMapping("/{username}/cakupan/{scope}/akhiri")
    String endScope(@PathVariable String username, @PathVariable UUID scope) {
        return back(username, scopes.endScope(username, scope));
    }

    @PostMapping("/{username}/serah-terima")
    String handOver(@PathVariable String username, @RequestParam(defaultValue = "") String to) {
        scopes.handOver(username, to);
        return back(username);
    }

    private static List<String> codes(String areas) {
        return areas.isEmpty() ? List.of() : List.of(areas.split(", "));
    }

    /// Area names with their codes, by code.
    private Map<String, String> named(List<String> codes) {
        Map<String, String> names = areas.shortNames(codes);
        Map<String, String> named = new HashMap<>();
        for (String code : codes) {
            String name = names.get(code);
            named.put(
                    code,
                    code.equals(Actor.EVERYWHERE)
                            ? frames.current().t("identity.scope.country")
                            : name == null ? code : name + " (" + code + ")");
        }
        return named;
    }

    /// The direct children of the reader's areas, and the villages of a kabupaten, by code.
    private Map<String, String> suggested() {
        Map<String, String> suggested = new LinkedHashMap<>();
        for (String own : CurrentActor.get().account().orElseThrow().areas()) {
            AreaCode code = own.equals(Actor.EVERYWHERE) ? null : new AreaCode(own);
            areas.children(code, null, MOST_SUGGESTED)
                    .forEach(area -> suggested.put(area.code().value(), area.path()));
            if (code != null && code.depth() == 2) {
                areas.villagesIn(List.of(code), MOST_SUGGESTED)
                        .forEach(area -> suggested.put(area.code().value(), area.path()));
            }
        }
        return suggested;
    }

    /// @param endedLinks the number of the account's links that became invalid; the page says so
    private static String back(String username, int endedLinks) {
        return back(username) + (endedLinks == 0 ? "" : "?tautan=" + endedLinks);
    }

    private static String back(String username) {
        return "redirect:/kerja/akun/" + username;
    }

    /// Shows the link on this page; it cannot be shown again.
    private String link(Invitations.NewLink link, Model model, HttpServletResponse response) {
        response.setHeader("Cache-Control", "private, no-store");
        model.addAttribute("link", link);
        model.addAttribute("whatsApp", link.whatsApp(frames.current().texts()));
        return "identity/link";
    }

    private static @Nullable Role role(String typed) {
        return Stream.of(Role.values())
                .filter(role -> role.name().equals(typed))
                .findFirst()
                .orElse(null);
    }

    private Table table(@Nullable String text) {
        Texts texts = frames.current().texts();
        List<String> columns = Stream.of("username", "name", "role", "areas", "state")
                .map(column -> texts.get("identity.account.column." + column))
                .toList();
        return new Table("accounts", columns, sink -> {
            String cursor = null;
            do {
                Listing<AccountSummary> page = accounts.page(text, Listing.MAX_SIZE, cursor);
                page.items()
                        .forEach(account -> sink.accept(Table.Row.of(
                                account.username(),
                                account.displayName(),
                                texts.get("identity.role." + account.role()),
                                account.areas(),
                                texts.get("identity.state." + account.state()))));
                cursor = page.next();
            } while (cursor != null);
        });
    }
}
