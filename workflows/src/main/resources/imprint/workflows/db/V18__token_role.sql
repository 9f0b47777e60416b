-- What a token may do, at most; tokens of before may do what their person may.
alter table access_token add column role text;
update access_token set role = person.role from person where person.name = access_token.person;
alter table access_token alter column role set not null;
create index access_token_person on access_token (person);
