package id.cemara.market.desk;

import id.cemara.exchange.Table;
import id.cemara.exchange.TableFormat;
import id.cemara.identity.Permission;
import id.cemara.payment.Party;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.Refused;
import id.cemara.shell.Frames;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// The page `/kerja/kelompok/{number}/penjualan`: this week's sales against last week's, and a month's
/// orders as a table.
@Controller
record SalesController(GroupSales sales, GroupsInScope groups, Frames frames) {

    @GetMapping("/kerja/kelompok/{number}/penjualan")
    @Nullable
    String sales(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String bulan,
            @RequestParam(required = false) @Nullable String pembeli,
            @RequestParam(required = false) @Nullable String format,
            Model model,
            HttpServletResponse response)
            throws IOException {
        Permission.SEE_MEMBERS.require();
        GroupInScope group = groups.byNumber(number);
        boolean withBuyers = "ya".equals(pembeli);
        Supplier<Table> month = () ->
                sales.month(group, month(bulan), withBuyers, frames.current().texts());
        if (TableFormat.sends(format, month, response)) {
            return null;
        }
        model.addAttribute("group", group);
        model.addAttribute("view", sales.of(group));
        model.addAttribute("isOwn", Party.of(group.id()) == Party.GROUP);
        return "market/desk/sales";
    }

    private static YearMonth month(@Nullable String typed) {
        try {
            return YearMonth.parse(String.valueOf(typed));
        } catch (DateTimeException e) {
            throw Refused.parameter("bulan", "month");
        }
    }
}
