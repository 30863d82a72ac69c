-- Cash on delivery needs somebody at the door who takes the money. Whether a courier does is part of what an office notes
-- of it, with its source. Until one says so none does: a group must not send goods for money that nobody collects.
alter table market.courier_rules add column collects_cash boolean not null default false;
