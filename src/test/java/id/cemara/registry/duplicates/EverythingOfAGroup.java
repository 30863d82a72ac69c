package id.cemara.registry.duplicates;

import java.sql.Connection;
import java.sql.SQLException;

/// Rows in every module's tables for one group, written as the database owner. Ids derive from the tag.
final class EverythingOfAGroup {

    private static final String SQL = """
            insert into permit.permits (id, group_id, area_code, kind, number, issued_on, expires_on, recorded_on)
            values (id('permit'), :g, :area, 'p-irt', 'P-IRT ' || :tag, '2026-01-05', '2031-01-04', '2026-01-06'),
                   (id('nib'), :g, :area, 'nib', '1234567890123', '2025-01-05', null, '2026-01-06');
            insert into permit.permit_private (permit_id, group_id, area_code, holder)
            values (id('permit'), :g, :area, 'Contoh');
            insert into assessment.assessments (id, group_id, area_code, rubric_key, score, proposed_stage, assessed_on,
                                                signed_at, signed_by, signed_name)
            values (id('assessment'), :g, :area, 'contoh-1', 50, 'developing', '2026-02-01', '2026-02-01 03:00Z',
                    id('officer'), 'contoh');
            insert into assessment.answers (assessment_id, group_id, area_code, rubric_key, criterion, points)
            values (id('assessment'), :g, :area, 'contoh-1', 'capital', 2);
            insert into payment.destinations (id, group_id, area_code, kind, bank, number, holder, state, sent_at, sent_by,
                                              sent_by_name, checked_at, checked_by, checked_by_name)
            values (id('destination'), :g, :area, 'account', 'Contoh', '12345678', 'Contoh', 'verified',
                    '2026-02-01 03:00Z', id('officer'), 'contoh', '2026-02-02 03:00Z', id('office'), 'contoh');
            update market.sellers set p_irt = 'P-IRT ' || :tag, p_irt_until = '2031-01-04', is_paid_ahead = true
             where group_id = :g;
            insert into market.shops (group_id, area_code, whatsapp) values (:g, :area, '+6281200000002');
            insert into market.delivery_rates (group_id, area_code, to_area, fee) values (:g, :area, '17.07', 5000);
            insert into market.courier_tariffs (group_id, area_code, courier_key, to_area, per_kg)
            values (:g, :area, 'jne', '17', 12000);
            insert into market.products (id, group_id, area_code, slug, name, category_key, unit, price, kind, halal, state,
                                         published_at, created_at)
            values (id('product'), :g, :area, 'produk-' || :tag, 'Keripik', 'snacks', 'bungkus', 10000, 'ready',
                    'not-halal', 'published', '2026-02-03 03:00Z', '2026-02-03 03:00Z');
            insert into market.price_steps (product_id, group_id, area_code, from_quantity, price)
            values (id('product'), :g, :area, 10, 9000);
            insert into market.product_photos (id, product_id, group_id, area_code, hash, thumb_hash, width, height, alt,
                                               position)
            values (id('photo'), id('product'), :g, :area, repeat('a', 64), repeat('b', 64), 800, 600, 'Contoh', 1);
            insert into market.batches (id, product_id, group_id, area_code, code, made_on, expires_on, quantity)
            values (id('batch'), id('product'), :g, :area, 'B1', '2026-11-01', '2027-11-01', 20);
            insert into market.stock (product_id, group_id, area_code, on_hand, reserved)
            values (id('product'), :g, :area, 10, 1);
            insert into market.week_capacity (product_id, week, group_id, area_code, capacity)
            values (id('product'), '2026-11-23', :g, :area, 10);
            insert into market.stock_counts (id, product_id, group_id, area_code, counted_at, before, after)
            values (id('count'), id('product'), :g, :area, '2026-02-03 03:00Z', 0, 10);
            insert into market.orders (id, code, group_id, area_code, checkout_id, token_hash, buyer_hash, status,
                                       payment_method, payment_status, delivery_method, goods_total, delivery_fee, total,
                                       placed_at, paid_at)
            values (id('order'), :code, :g, :area, id('checkout'), repeat(md5(:tag), 2), decode(repeat(md5(:tag), 2), 'hex'),
                    'confirmed', 'transfer', 'confirmed', 'pickup', 10000, 0, 10000, '2026-11-20 03:00Z',
                    '2026-11-20 04:00Z');
            insert into market.order_buyers (order_id, group_id, area_code, name, phone)
            values (id('order'), :g, :area, 'Contoh', '+6281200000003');
            insert into market.order_lines (order_id, position, product_id, group_id, area_code, slug, name, unit, quantity,
                                            unit_price, line_total)
            values (id('order'), 1, id('product'), :g, :area, 'produk-' || :tag, 'Keripik', 'bungkus', 1, 10000, 10000);
            insert into market.reservations (order_id, product_id, group_id, area_code, quantity, state)
            values (id('order'), id('product'), :g, :area, 1, 'held');
            insert into market.order_changes (order_id, group_id, area_code, changed_at, step, to_status, by_whom)
            values (id('order'), :g, :area, '2026-11-20 03:00Z', 'place', 'placed', 'buyer');
            insert into market.complaints (id, order_id, group_id, area_code, about, state, opened_at, changed_at)
            values (id('complaint'), id('order'), :g, :area, 'other', 'open', '2026-11-21 03:00Z', '2026-11-21 03:00Z');
            insert into market.complaint_words (complaint_id, group_id, area_code, said_at, by_whom, words)
            values (id('complaint'), :g, :area, '2026-11-21 03:00Z', 'buyer', 'Contoh');
            insert into market.reviews (id, order_id, product_id, group_id, area_code, stars, written_at)
            values (id('review'), id('order'), id('product'), :g, :area, 5, '2026-11-21 03:00Z');
            insert into payment.payments (id, reference, group_id, area_code, method, due, amount, holds_amount, opened_at)
            values (id('payment'), :code, :g, :area, 'transfer', 10000, 10111, true, '2026-11-20 03:00Z');
            insert into payment.payment_claims (id, payment_id, group_id, area_code, claimed_at, by_whom)
            values (id('claim'), id('payment'), :g, :area, '2026-11-20 03:30Z', 'buyer');
            insert into payment.payment_changes (payment_id, group_id, area_code, changed_at, step, to_status, by_whom)
            values (id('payment'), :g, :area, '2026-11-20 03:00Z', 'opened', 'none', 'buyer');
            insert into payment.gateway_events (provider, fingerprint, source, reference, order_id, transaction_id, said, word,
                                                amount, currency, received_at, decision, decided_at, group_id, area_code)
            values ('midtrans', sha256(:tag::bytea), 'push', :code, :code, '', 'pending', 'pending', '10000.00', 'IDR',
                    '2026-11-20 03:00Z', 'counted', '2026-11-20 03:00Z', :g, :area);
            insert into payment.gateway_openings (provider, order_id, reference, attempt, redirect, opened_at, open_until,
                                                  group_id, area_code)
            values ('midtrans', :code, :code, 1, 'https://example.org', '2026-11-20 03:00Z', '2026-11-21 03:00Z', :g, :area);
            insert into payment.gateway_states (reference, level, is_failed, is_failed_after_success, is_paid_twice,
                                                changed_at, group_id, area_code)
            values (:code, 'pending', false, false, false, '2026-11-20 03:00Z', :g, :area);
            insert into payment.gateway_looks (id, kind, reference, noted_at, group_id, area_code)
            values (id('look'), 'paid-twice', :code, '2026-11-20 03:00Z', :g, :area);
            insert into identity.accounts (id, username, display_name, role, area_code)
            values (id('account'), 'pengurus-' || :tag, 'Contoh', 'GROUP_OFFICER', :area);
            insert into identity.account_scopes (id, account_id, group_id, valid_from)
            values (id('scope'), id('account'), :g, '2026-01-01');
            """;

    private EverythingOfAGroup() {}

    /// @param area of the group
    /// @param tag letters and digits, unique per group
    static void insert(Connection owner, ADuplicate group, String area, String tag) throws SQLException {
        String sql = SQL.replaceAll("id\\('([a-z]+)'\\)", "md5('$1 " + tag + "')::uuid")
                .replace(":code", "upper(left(md5('" + tag + "'), 8))")
                .replace(":tag", "'" + tag + "'")
                .replace(":area", "'" + area + "'")
                .replace(":g", "'" + group.id() + "'");
        boolean isAuto = owner.getAutoCommit();
        owner.setAutoCommit(false);
        try (var statement = owner.createStatement()) {
            statement.execute(sql);
            owner.commit();
        } finally {
            owner.setAutoCommit(isAuto);
        }
    }
}
