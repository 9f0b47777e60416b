-- The audit trail is asked by the subject's id alone, which is one of a kind, and read from its end.
drop index audit_entry_subject;
create index audit_entry_subject on audit_entry (subject_id, number desc);
create index operation_device on operation (device_id);
