-- Nothing has ever filled these, and no operation has ever waited for a window or for a second person.
alter table operation
    drop column rollout_id,
    drop column wave,
    drop column not_before,
    drop column must_end_by;
