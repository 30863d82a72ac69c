-- What buyers thought is summed up the moment it is written, hidden or shown again, and shown at once.
create trigger ratings_insert after insert on market.reviews
    referencing new table as changed for each statement execute function market.reviews_changed();
create trigger ratings_update after update on market.reviews
    referencing new table as changed for each statement execute function market.reviews_changed();
