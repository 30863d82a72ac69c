package id.cemara.market.voices;

import id.cemara.market.OrderView;
import id.cemara.registry.GroupFacts;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tells a group that reviews itself from its buyers: by the telephone of the order, by the account that is logged in,
/// and by the browser.
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

    /// Whether it would be the group that reviews, once it is known which order it is about. Must be asked
    /// for before the request acts as the holder of the order.
    public Predicate<OrderView> from(HttpServletRequest request) {
        Optional<Actor.Account> account = CurrentActor.get().account();
        return order -> account.filter(known -> isOfSeller(known, order)).isPresent()
                || devices.isOf(order.group(), request)
                || isPhoneOfSeller(order);
    }

    /// Officers of the group, and who acted for it in this order.
    private static boolean isOfSeller(Actor.Account account, OrderView order) {
        return order.group().equals(account.group())
                || order.changes().stream().anyMatch(change -> account.id().equals(change.account()));
    }

    private boolean isPhoneOfSeller(OrderView order) {
        String phone = order.buyer().phone();
        return groups.hasPhone(order.group(), phone)
                || db.sql("select exists (select from market.shops where group_id = :group and whatsapp = :phone)")
                        .param("group", order.group())
                        .param("phone", phone)
                        .query(Boolean.class)
                        .single();
    }
}
