-- The key of an agent that was let in, and the SHA-256 of what it was let in by: until it has shown its credential, it
-- gets one again by the same, in case the answer was lost.
alter table device add granted_key text, add granted_for bytea;
