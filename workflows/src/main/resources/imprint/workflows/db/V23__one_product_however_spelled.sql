-- A product is one however it is spelled: letter case and spaces make no difference. It is new until a person accepts it.
do $$
begin
    if current_setting('server_encoding') <> 'UTF8' or not exists (select from pg_collation where collname = 'und-x-icu') then
        raise feature_not_supported
            using message = 'Imprint needs a database with the encoding UTF8, and a PostgreSQL that was built with ICU';
    end if;
end
$$;

alter table product
    add column folded text,
    add column state text not null default 'ACCEPTED';
alter table product alter column state drop default;

create function product_spelling(name text) returns text
    language sql
    immutable
as $$
    select btrim(regexp_replace(normalize(name, nfc),
        '[\s\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+', ' ', 'g'))
$$;
create function product_folded(name text) returns text
    language sql
    immutable
as $$
    -- why this collation: that of the database may know the letters of English alone.
    select normalize(lower(public.product_spelling(name) collate "und-x-icu"), nfc)
$$;

-- What an image is for was somebody's choice; what a device alone tells waits.
insert into product (id, name, state, cloneable, created_at)
select gen_random_uuid(), named.product, 'ACCEPTED', true, now()
from (select distinct product from disk_image) named
where not exists (select from product p where p.name = named.product);
insert into product (id, name, state, cloneable, created_at)
select gen_random_uuid(), told.product, 'NEW', true, now()
from (select distinct product from device) told
where not exists (select from product p where p.name = told.product);
update product set folded = product_folded(name);

-- Of several spellings the oldest stays; if devices of one of them were not to be cloned, those of none are.
update product p set cloneable = false
where exists (select from product other where other.folded = p.folded and not other.cloneable);
delete from product p
where exists (
    select from product first
    where first.folded = p.folded
      and (first.state = 'NEW', first.created_at, first.id) < (p.state = 'NEW', p.created_at, p.id));
update product set name = product_spelling(name) where name <> product_spelling(name);

update device d set product = p.name
from product p where p.folded = product_folded(d.product) and p.name <> d.product;
update disk_image i set product = p.name
from product p where p.folded = product_folded(i.product) and p.name <> i.product;
update operation o set product = p.name
from product p where p.folded = product_folded(o.product) and p.name <> o.product;

drop function product_folded(text);
drop function product_spelling(text);

alter table product
    alter column folded set not null,
    add unique (folded);
alter table device add foreign key (product) references product (name);
