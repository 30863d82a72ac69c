package id.cemara.market.sample;

import id.cemara.market.sample.Seller.Paper;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.SamplePayments;
import id.cemara.permit.PermitChanged;
import id.cemara.permit.PermitFacts;
import id.cemara.permit.PermitKind;
import id.cemara.registry.GroupChanged;
import id.cemara.registry.GroupFacts;
import id.cemara.registry.SampleGroup;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Every group of a database with its papers, by number.
final class SellersOfSample {

    private SellersOfSample() {}

    static List<Seller> all(Connection owner) throws SQLException {
        Map<UUID, Map<PermitKind, Paper>> papers = new HashMap<>();
        PermitFacts.each(owner, permit -> keep(papers, permit));
        Map<UUID, SampleGroup> selling = new HashMap<>();
        for (SampleGroup group : SampleGroup.all(owner)) {
            selling.put(group.id(), group);
        }
        Map<UUID, Map<PaymentMethod, UUID>> destinations = SamplePayments.destinations(owner);
        List<Seller> sellers = new ArrayList<>();
        GroupFacts.each(
                owner,
                group -> sellers.add(seller(
                        group,
                        selling.get(group.id().value()),
                        papers,
                        destinations.getOrDefault(group.id().value(), Map.of()).keySet())));
        return sellers;
    }

    /// Of several of a kind the one that ends last counts, and they come in that order.
    private static void keep(Map<UUID, Map<PermitKind, Paper>> papers, PermitChanged permit) {
        papers.computeIfAbsent(permit.group().value(), group -> new EnumMap<>(PermitKind.class))
                .put(permit.kind(), new Paper(permit.number(), permit.validUntil()));
    }

    private static Seller seller(
            GroupChanged group,
            @Nullable SampleGroup selling,
            Map<UUID, Map<PermitKind, Paper>> papers,
            Set<PaymentMethod> paidAhead) {
        Map<PermitKind, Paper> own = papers.getOrDefault(group.id().value(), Map.of());
        return new Seller(
                group,
                selling == null ? null : selling.kind(),
                selling == null ? null : selling.registeredOn(),
                own.get(PermitKind.HOME_FOOD),
                own.get(PermitKind.HALAL),
                own.get(PermitKind.MD),
                paidAhead);
    }
}
