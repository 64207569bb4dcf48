-- The tables of a Tallybook database, format 5. Whoever changes them writes a migration.
--
-- Made to be read with any SQLite tool. Times are whole milliseconds since 1970-01-01 UTC; columns ending in
-- "_micro" are millionths of a point. Where there are such columns, a view (score_view, event_view ...) shows them as
-- decimals and as ISO 8601 text: see views.sql. Texts sort by code point, whatever the locale.

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
create index contact_by_standing on contact (anonymous, key_kind, left_out);

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

-- One dated thing a contact did, or that happened to it. The events of an identity lie side by side, for they are read
-- together.
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
create unique index event_by_id on event (event_id, source);
create index event_by_local_time on event (identity_id, event_id, source) where local_time is not null;

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
  hash        text primary key,
  files       text not null,             -- JSON array of {name, text}, the main file first
  resolved    blob,                      -- what a build of the program made of them, in a form of its own
  resolved_by text                       -- that build; any other reads the files anew, as where this is null
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
  written         integer not null default 0, -- 1: its output folder is in place
  run_file        text,                  -- SHA-256 of the run.json there; null: none that tells of all that is kept now
  -- JSON object of group -> [[score, contacts], ...], ascending: scores rounded down to three significant digits, never
  -- finer than 0.01; contacts that the lists have. Null: a version that kept none.
  distribution    text,
  stages          text                   -- JSON object of stage -> contacts that the lists have; null: likewise
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
create index change_by_stage on change (contact_id, after, run_id) where kind = 'stage';

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
  rounded_numbers integer not null default 0,  -- numbers with more than six places
  newest_at      integer                 -- of the events accepted; null: none, or taken in by a version that kept none
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
