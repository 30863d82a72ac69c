-- When two records of one group are merged, what it sells goes with the record that goes on, kept and not sold until
-- somebody looks at it. What a merge moved is kept here, so that undoing the merge puts exactly that back.
create table market.merge_moves (
    merge_id   uuid not null,
    product_id uuid not null references market.products,
    -- As it was before.
    state      text not null check (state in ('draft', 'published', 'resting')),
    -- Its version after the move: what was changed since keeps its state.
    version    int not null,
    primary key (merge_id, product_id)
);
grant select, insert on market.merge_moves to ${appRole};
