package id.cemara.market.buying;

import id.cemara.market.feedback.Complaint;
import id.cemara.market.feedback.Complaints;
import id.cemara.market.feedback.OwnReviews;
import id.cemara.market.feedback.Reviews;
import id.cemara.market.ordering.OrderView;
import id.cemara.market.ordering.Orders;
import id.cemara.shared.Refused;
import id.cemara.shell.forms.Form;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What a buyer says on the page of an order: complaints about it and reviews of its products.
@Controller
@RequestMapping("/pesanan/{code}")
record OrderVoicesController(
        Orders orders, Complaints complaints, Reviews reviews, OwnReviews ownReviews, OrderPages pages) {
    @PostMapping("/keluhan")
    String complain(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String about,
            @RequestParam(required = false) @Nullable String words,
            @RequestParam(required = false) @Nullable String dispute,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return pages.doing(
                code,
                "keluhan",
                Form.of("about", about, "words", words, "dispute", dispute),
                () -> complaints.open(code, about, words, dispute != null),
                request,
                response,
                model);
    }

    /// Replies to the unsolved complaint, marks it as solved, or passes it on.
    @PostMapping("/keluhan/{deed}")
    String say(
            @PathVariable String code,
            @PathVariable String deed,
            @RequestParam(required = false) @Nullable String words,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (!Set.of("balas", "selesai", "teruskan").contains(deed)) {
            throw Refused.notFound();
        }
        return pages.doing(
                code,
                "keluhan",
                Form.of("words", words),
                () -> {
                    Complaint complaint = complaints.ofOrder(orders.get(code).code()).stream()
                            .filter(Complaint::isUnsolved)
                            .findFirst()
                            .orElseThrow(Refused::notFound);
                    switch (deed) {
                        case "balas" -> complaints.say(complaint.id(), complaint.version(), words);
                        case "selesai" -> complaints.solve(complaint.id(), complaint.version(), words);
                        case "teruskan" -> complaints.passOn(complaint.id(), complaint.version(), words);
                        default -> throw Refused.notFound();
                    }
                    return complaint;
                },
                request,
                response,
                model);
    }

    @PostMapping("/ulasan")
    String review(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String product,
            @RequestParam(required = false) @Nullable String stars,
            @RequestParam(required = false) @Nullable String words,
            @RequestParam(required = false) @Nullable String showName,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Form typed = Form.of("product", product, "stars", stars, "review", words, "showName", showName);
        Predicate<OrderView> isOwn = ownReviews.from(request);
        return pages.doing(
                code,
                "ulasan",
                typed,
                () -> {
                    reviews.write(code, product, stars, words, showName != null, isOwn);
                    return typed;
                },
                request,
                response,
                model);
    }
}
