-- From format 3 to 4. Views are gone before, and made anew after it.

-- The events of an identity side by side.
alter table event rename to event_of_format_3;
create table event (
  identity_id    integer not null,       -- the highest-ranking identity of the row
  event_id       text not null,          -- the export's id, or a fingerprint of the row
  source         text not null,          -- of the rulebook; "events" where none of its sources read the file
  other_identities text,                 -- JSON array of the ids of the others; null: none
  type           text not null,
  at             integer not null,
  local_time     text,                   -- as written, where that has no offset: "at" follows the rulebook's zone
  fields         text not null,          -- JSON object of the fields that are not blank
  source_file_id integer not null,       -- the file that brought this version
  line           integer not null,
  primary key (identity_id, event_id, source)
) without rowid;

insert into event (identity_id, event_id, source, other_identities, type, at, local_time, fields, source_file_id, line)
select identity_id, event_id, source, other_identities, type, at, local_time, fields, source_file_id, line
from event_of_format_3 order by identity_id, event_id, source;
drop table event_of_format_3;
create unique index event_by_id on event (event_id, source);
create index event_by_local_time on event (identity_id, event_id, source) where local_time is not null;
