-- What one buyer gets is shown on every product's page: pages that were kept are made anew when an operator changes it.
create trigger limits_noted after update on market.order_limits
    for each statement execute function platform.note_change('market');
