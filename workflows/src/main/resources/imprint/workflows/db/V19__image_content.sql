-- What an image file is by its content; until now its name had to tell the truth.
alter table disk_image add column format text;
update disk_image
set format = case
        when lower(file_name) like '%.img.zst' then 'ZSTD'
        when lower(file_name) like '%.img.gz' then 'GZIP'
        when lower(file_name) like '%.img.xz' then 'XZ'
        when lower(file_name) like '%.img.bz2' then 'BZIP2'
        else 'RAW'
    end;
alter table disk_image alter column format set not null;

-- Whether an add takes a file without a boot record, too.
alter table operation add column raw_data boolean not null default false;
