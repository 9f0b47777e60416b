-- Storage locations of every protocol: what each of them needs to be told.

alter table storage_location rename column path to directory;

alter table storage_location
    add share       text,
    add export      text,
    add domain      text,
    add tls         text,
    -- Certificates, in PEM
    add authorities text,
    add fingerprint text,
    add ftp_mode    text,
    add nfs_version integer,
    add uid         integer,
    add gid         integer;

-- The id of the key stands before what it has encrypted; zeros, because it was not kept until now.
update storage_location set password = '\x0000000000000000'::bytea || password where password is not null;
