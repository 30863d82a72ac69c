package id.cemara.market.feedback;

import id.cemara.market.ordering.OrderView;
import id.cemara.registry.GroupFacts;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Recognises reviews that a group would write about itself: by the phone number of the order, by the
/// logged-in account, and by the browser.
@Component
public class OwnReviews {

    private final JdbcClient db;
    private final GroupFacts groups;
    private final SellerDevices devices;

    OwnReviews(JdbcClient db, GroupFacts groups, SellerDevices devices) {
        this.db = db;
        this.groups = groups;
        this.devices = devices;
    }

    /// A predicate that tells whether the review of an order would come from its seller. Call it before the
    /// request runs as the order's holder, because it reads the logged-in account.
    public Predicate<OrderView> from(HttpServletRequest request) {
        Optional<Actor.Account> account = CurrentActor.get().account();
        return order -> account.filter(known -> isOfSeller(known, order)).isPresent()
                || devices.isOf(order.group(), request)
                || isPhoneOfSeller(order);
    }

    /// Whether the account is an officer of the group or acted on this order.
    private static boolean isOfSeller(Actor.Account account, OrderView order) {
        return order.group().equals(account.group())
                || order.changes().stream().anyMatch(change -> account.id().equals(change.account()));
    }

    private boolean isPhoneOfSeller(OrderView order) {
        String phone = order.buyer().phone();
        return groups.hasPhone(order.group(), phone)
                || db.sql("select exists (select from market.shops where group_id = :group and whatsapp = :phone)")
                        .param("group", order.group().value())
                        .param("phone", phone)
                        .query(Boolean.class)
                        .single();
    }
}
