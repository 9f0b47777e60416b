-- Where files lie, as JSON: the fields of its kind, and those alone, by the names that the API has for them.

alter table storage_location add address jsonb;

update storage_location
set address = jsonb_strip_nulls(jsonb_build_object(
        'kind', kind,
        'host', host,
        'port', port,
        'share', share,
        'export', export,
        'directory', directory,
        'domain', domain,
        'userName', user_name,
        'tls', tls,
        'authorities', authorities,
        'fingerprint', fingerprint,
        'ftpMode', ftp_mode,
        'nfsVersion', nfs_version,
        'uid', uid,
        'gid', gid));

alter table storage_location
    alter address set not null,
    drop kind,
    drop host,
    drop port,
    drop share,
    drop export,
    drop directory,
    drop domain,
    drop user_name,
    drop tls,
    drop authorities,
    drop fingerprint,
    drop ftp_mode,
    drop nfs_version,
    drop uid,
    drop gid;

-- What lists are sorted by.
alter table storage_location
    add kind text generated always as (address ->> 'kind') stored,
    add host text generated always as (address ->> 'host') stored;
