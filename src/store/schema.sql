-- The tables of a Tallybook database, version 3.
--
-- Made to be read with any SQLite tool. Times are whole milliseconds since 1970-01-01 UTC; columns ending in
-- "_micro" are millionths of a point. Each table that has such columns has a view (score_view, event_view ...)
-- that shows them as decimals and as ISO 8601 text. Texts sort by code point, whatever the locale.

-- People. A row stays when a later export lacks the contact.
create table contact (
  contact_id text primary key,            -- the contact key: what rows are matched by; anonymous: kind:key
  written    text not null,               -- the key as the export writes it
  key_kind   text not null,               -- "contact_id", or "email" where e-mail is the key
  fields     text not null,               -- JSON object of the fields that are not blank
  anonymous  integer not null default 0,  -- 1: known by events alone, no contacts file has named it
  retired    integer not null default 0,  -- 1: an export that holds all contacts lacks it
  merged_into text,                       -- the contact that this row, keyed by e-mail, is a part of
  left_out   text                         -- why outputs do not list it: excluded, retired, merged, anonymous
    check (left_out in ('excluded', 'retired', 'merged', 'anonymous'))
) without rowid;
create index contact_by_whole on contact (merged_into) where merged_into is not null;

-- Values that name a contact. Events hang on these, so that events may come before their contact.
create table identity (
  identity_id integer primary key,
  kind        text not null,             -- "contact_id", "email", "visitor_id", or a kind that a source names
  key         text not null,             -- what matching compares
  value       text not null,             -- as first written
  contact_id  text,                      -- the contact it leads to; null where no event has happened to it yet
  unique (kind, key)
);
create index identity_by_contact on identity (contact_id);

-- Pairs of identities that one row carried: what leads from an identity to its contact.
create table link (
  high_id  integer not null,             -- the higher-ranking one
  -- listed: an identities file says so. contact: a contact's row does. former: it did, and has another such identity
  -- by now. event: only events do.
  low_id   integer not null,
  evidence text not null check (evidence in ('listed', 'contact', 'former', 'event')),
  at       integer,                      -- of the first event that has both; null where a file states the link
  event_id text,
  source   text,
  position integer,                      -- of the lower identity in the event's row
  source_file_id integer,                -- the file that states the link
  of_row   text,                         -- where an identities file states it: what a contact's row says of it
  primary key (high_id, low_id)
) without rowid;
create index link_by_low on link (low_id);
create index link_by_time on link (at) where at is not null;

-- Identities that are linked to a second contact.
create table conflict (
  run_id           integer not null,     -- the run that found it
  kind             text not null,
  key              text not null,
  contact_id       text not null,        -- the contact it belongs to
  other_contact_id text not null,        -- the contact that claims it too
  primary key (kind, key, other_contact_id)
) without rowid;

-- Which contacts the files list of sources that are said to be complete.
create table listing (
  source         text not null,
  contact_id     text not null,
  source_file_id integer not null,
  is_current     integer not null,       -- 0: none of the source's newest files has the contact
  primary key (source, contact_id, source_file_id)
) without rowid;
create index listing_by_contact on listing (contact_id);

-- People who were forgotten: HMAC-SHA256 of their identities, by a key of this database.
create table forgotten (
  hash blob primary key
) without rowid;
create table forgotten_key (
  key blob not null
);

-- One dated thing a contact did, or that happened to it.
create table event (
  event_row      integer primary key,
  event_id       text not null,          -- the export's id, or a fingerprint of the row
  source         text not null,          -- of the rulebook; "events" where none of its sources read the file
  identity_id    integer not null,       -- the highest-ranking identity of the row
  other_identities text,                 -- JSON array of the ids of the others; null: none
  type           text not null,
  at             integer not null,
  local_time     text,                   -- as written, where that has no offset: "at" follows the rulebook's zone
  fields         text not null,          -- JSON object of the fields that are not blank
  source_file_id integer not null,       -- the file that brought this version
  line           integer not null,
  unique (event_id, source)
);
create index event_by_identity on event (identity_id);
create index event_by_local_time on event (event_row) where local_time is not null;

-- Where each contact stands as of the run that evaluated it last. One row of JSON for each contact, so that a night
-- touches few pages; the views award, score, class, membership, stage and trigger_state show the same as rows.
create table state (
  contact_id  text primary key,
  awards      text not null,             -- [[group, rule, times, points_micro, first_at, last_at], ...]
  scores      text not null,             -- [[group, points_micro, band], ...]
  classes     text not null,             -- [[class, value], ...]
  memberships text not null,             -- [[kind, name, since, set_by], ...]
  stage       text,                      -- [stage, since, {group: decimal}]; null: none
  triggers    text not null,             -- [[trigger, armed, firings, last_fired_at], ...]
  due_at      integer                    -- the as-of from which on another evaluation may differ; null: none does
) without rowid;
create index state_by_due on state (due_at) where due_at is not null;

-- The rows of the output folder's lists, as they stand there: a night writes anew those of whom it evaluates.
create table output_row (
  file       text not null,              -- within the folder: "scores.csv", "segments/hot.csv"
  contact_id text not null,
  row        text not null,              -- without its line end
  primary key (file, contact_id)
) without rowid;

-- What one rule gave to one group of a contact.
create view award as select
  contact_id, entry.value ->> 0 as group_id, entry.value ->> 1 as rule_id, entry.value ->> 2 as times,
  entry.value ->> 3 as points_micro,
  entry.value ->> 4 as first_at,          -- of the events counted; null where it rests on no event
  entry.value ->> 5 as last_at
from state, json_each(state.awards) as entry;

create view score as select
  contact_id, entry.value ->> 0 as group_id, entry.value ->> 1 as points_micro,
  entry.value ->> 2 as band               -- null where the group has no bands, or none fits
from state, json_each(state.scores) as entry;

create view class as select
  contact_id, entry.value ->> 0 as class_id, entry.value ->> 1 as value
from state, json_each(state.classes) as entry;

create view membership as select
  contact_id,
  entry.value ->> 0 as kind,              -- "segment" or "label"
  entry.value ->> 1 as name,
  entry.value ->> 2 as since,             -- as-of of the run that first found the contact in it
  entry.value ->> 3 as set_by             -- "condition" or "trigger"
from state, json_each(state.memberships) as entry;

create view stage as select
  contact_id, stage ->> 0 as stage, stage ->> 1 as since,
  stage ->> 2 as scores                   -- JSON object of group -> decimal, as they were at the move
from state where stage is not null;

-- How a trigger stands for a contact; no row: armed, has never fired.
create view trigger_state as select
  contact_id, entry.value ->> 0 as trigger_id, entry.value ->> 1 as armed, entry.value ->> 2 as firings,
  entry.value ->> 3 as last_fired_at
from state, json_each(state.triggers) as entry;

-- Triggers that have been through a run.
create table known_trigger (
  trigger_id   text primary key,
  first_run_id integer not null
) without rowid;

-- Firings are kept for ever.
create table firing (
  trigger_id text not null,
  contact_id text not null,
  number     integer not null,           -- 1 for the contact's first firing of the trigger
  fired_at   integer not null,           -- as-of of the run
  run_id     integer not null,
  primary key (trigger_id, contact_id, number)
) without rowid;
create index firing_by_run on firing (run_id, trigger_id);

create table action (
  action_id      text primary key,       -- trigger:contact:number:position
  contact_id     text not null,
  trigger_id     text not null,
  number         integer not null,       -- of the firing
  position       integer not null,       -- within the firing, from 1
  kind           text not null,
  target         text not null,
  parameters     text not null,          -- JSON object
  fired_at       integer not null,
  scores         text not null,          -- JSON object of group -> decimal, as they were at the firing
  why            text not null,          -- the awards behind it
  run_id         integer not null,       -- the run that fired it
  written_run_id integer not null        -- the run whose output folder lists it
) without rowid;
create index action_by_written_run on action (written_run_id, contact_id, trigger_id, number, position);

-- Rulebooks that runs have used.
create table rulebook (
  hash  text primary key,
  files text not null                    -- JSON array of {name, text}, the main file first
) without rowid;

create table run (
  run_id          integer primary key,
  as_of           integer not null,
  rulebook_id     text not null,
  rulebook_hash   text not null,
  timezone        text not null,
  program_version text not null,
  basis           text,                  -- JSON: all that rows of contacts rest on besides the contacts; another: all anew
  tallies         text,                  -- JSON: what is counted over all contacts; null: to be counted anew
  summary         text,                  -- JSON object
  written         integer not null default 0  -- 1: its output folder is in place
);

-- What moved in a run, compared with the run before. The first run has none.
create table change (
  run_id     integer not null,
  contact_id text not null,
  kind       text not null check (kind in ('segment', 'label', 'band', 'class', 'stage')),
  name       text not null,              -- of the segment, label, group or class; "stage"
  before     text,                       -- the band, class value or stage, "member" for segments and labels; null: none
  after      text,
  primary key (run_id, contact_id, kind, name)
) without rowid;

-- Files taken in. rows = accepted + duplicates + rejected; replaced ones are among the accepted.
create table source_file (
  source_file_id integer primary key,
  run_id         integer not null,       -- the run that read it
  last_run_id    integer not null,       -- the last run that was given it
  kind           text not null,          -- "contacts", "events" or "identities"
  source         text not null,
  age            integer not null,       -- the first file with this content: what is newer, is told by it
  position       integer not null default 0,   -- of a file of contacts, among those that the last run was given
  path           text not null,
  sha256         text not null,          -- of its content, unpacked and as UTF-8
  bytes          integer not null,
  layout         text not null,          -- of all that decides what rows become
  delimiter      text not null,
  headers        text not null,          -- JSON array
  fields         text,                   -- JSON array: the fields that a file of contacts has columns for
  lines          integer not null default 0,   -- physical lines
  is_clean       integer not null default 0,   -- 1: it ends with a whole row, so that it may grow
  superseded     integer not null default 0,   -- 1: the same content was read again by another layout
  rows           integer not null default 0,
  accepted       integer not null default 0,
  duplicates     integer not null default 0,
  rejected       integer not null default 0,
  replaced       integer not null default 0,
  forgotten      integer not null default 0,   -- of the duplicates: rows of people who were forgotten
  skipped_times  integer not null default 0,   -- times that a clock change skips, moved forward
  repeated_times integer not null default 0,   -- times that happen twice, the first taken
  rounded_numbers integer not null default 0   -- numbers with more than six places
);
create index source_file_by_content on source_file (kind, sha256);

-- Rows refused.
create table reject (
  reject_id      integer primary key,
  run_id         integer not null,
  source_file_id integer not null,       -- the file that was read
  origin_file_id integer not null,       -- the file that the row came from first: another one, if it was mended since
  source         text not null,
  file           text not null,          -- the file that the row came from, without its folders
  line           integer not null,       -- where the row starts in that file, from 1
  column_name    text,                   -- null when the row as a whole is at fault
  code           text not null,
  message        text not null,
  raw            text not null           -- the row as it stands in the file
);
create index reject_by_run on reject (run_id);
create index reject_by_origin on reject (source, file, line);

-- Views: exact decimals (integer arithmetic only) and times as ISO 8601 text in UTC.

create view award_view as select
  contact_id, group_id, rule_id, times,
  case when points_micro < 0 then '-' else '' end || abs(points_micro / 1000000)
    || case when points_micro % 1000000 = 0 then '' else '.' || rtrim(printf('%06d', abs(points_micro % 1000000)), '0') end as points,
  case when first_at is not null then strftime('%Y-%m-%dT%H:%M:%S', (first_at - (first_at % 1000 + 1000) % 1000) / 1000, 'unixepoch')
    || printf('.%03dZ', (first_at % 1000 + 1000) % 1000) end as first_at,
  case when last_at is not null then strftime('%Y-%m-%dT%H:%M:%S', (last_at - (last_at % 1000 + 1000) % 1000) / 1000, 'unixepoch')
    || printf('.%03dZ', (last_at % 1000 + 1000) % 1000) end as last_at
from award;

create view score_view as select
  contact_id, group_id,
  case when points_micro < 0 then '-' else '' end || abs(points_micro / 1000000)
    || case when points_micro % 1000000 = 0 then '' else '.' || rtrim(printf('%06d', abs(points_micro % 1000000)), '0') end as points,
  band
from score;

create view event_view as select
  event.event_id, event.source, identity.contact_id, identity.kind as identity_kind, identity.value as identity,
  event.type,
  strftime('%Y-%m-%dT%H:%M:%S', (event.at - (event.at % 1000 + 1000) % 1000) / 1000, 'unixepoch')
    || printf('.%03dZ', (event.at % 1000 + 1000) % 1000) as at,
  event.fields, event.source_file_id, event.line
from event join identity on identity.identity_id = event.identity_id;

create view membership_view as select
  contact_id, kind, name,
  strftime('%Y-%m-%dT%H:%M:%S', (since - (since % 1000 + 1000) % 1000) / 1000, 'unixepoch')
    || printf('.%03dZ', (since % 1000 + 1000) % 1000) as since,
  set_by
from membership;

create view stage_view as select
  contact_id, stage,
  strftime('%Y-%m-%dT%H:%M:%S', (since - (since % 1000 + 1000) % 1000) / 1000, 'unixepoch')
    || printf('.%03dZ', (since % 1000 + 1000) % 1000) as since,
  scores
from stage;

create view trigger_state_view as select
  contact_id, trigger_id, armed, firings,
  case when last_fired_at is not null then strftime('%Y-%m-%dT%H:%M:%S', (last_fired_at - (last_fired_at % 1000 + 1000) % 1000) / 1000, 'unixepoch')
    || printf('.%03dZ', (last_fired_at % 1000 + 1000) % 1000) end as last_fired_at
from trigger_state;

create view firing_view as select
  trigger_id, contact_id, number,
  strftime('%Y-%m-%dT%H:%M:%S', (fired_at - (fired_at % 1000 + 1000) % 1000) / 1000, 'unixepoch')
    || printf('.%03dZ', (fired_at % 1000 + 1000) % 1000) as fired_at,
  run_id
from firing;

create view action_view as select
  action_id, contact_id, trigger_id, number, position, kind, target, parameters,
  strftime('%Y-%m-%dT%H:%M:%S', (fired_at - (fired_at % 1000 + 1000) % 1000) / 1000, 'unixepoch')
    || printf('.%03dZ', (fired_at % 1000 + 1000) % 1000) as fired_at,
  scores, why, run_id, written_run_id
from action;

create view run_view as select
  run_id,
  strftime('%Y-%m-%dT%H:%M:%S', (as_of - (as_of % 1000 + 1000) % 1000) / 1000, 'unixepoch')
    || printf('.%03dZ', (as_of % 1000 + 1000) % 1000) as as_of,
  rulebook_id, rulebook_hash, timezone, program_version, summary, written
from run;
