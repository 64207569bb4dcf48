-- From format 2 to 3. Views are gone before, and made anew after it.

-- Who stands where: rows of six tables become one row of JSON. Contacts that runs have left out have one too, be it
-- empty; those that no run has evaluated yet have none.
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

insert into state (contact_id, awards, scores, classes, memberships, stage, triggers)
select
  found.contact_id,
  (select json_group_array(json_array(group_id, rule_id, times, points_micro, first_at, last_at)
    order by group_id, rule_id) from award where award.contact_id = found.contact_id),
  (select json_group_array(json_array(group_id, points_micro, band) order by group_id)
    from score where score.contact_id = found.contact_id),
  (select json_group_array(json_array(class_id, value) order by class_id)
    from class where class.contact_id = found.contact_id),
  (select json_group_array(json_array(kind, name, since, set_by) order by kind, name)
    from membership where membership.contact_id = found.contact_id),
  (select json_array(stage, since, json(scores)) from stage where stage.contact_id = found.contact_id),
  (select json_group_array(json_array(trigger_id, armed, firings, last_fired_at) order by trigger_id)
    from trigger_state where trigger_state.contact_id = found.contact_id)
from (
  select contact_id from award union select contact_id from score union select contact_id from class
  union select contact_id from membership union select contact_id from stage
  union select contact_id from trigger_state
  union select contact_id from contact where left_out is not null
) as found;

create index state_by_due on state (due_at) where due_at is not null;

drop table award;
drop table score;
drop table class;
drop table membership;
drop table stage;
drop table trigger_state;

-- Empty, as the next run evaluates all.
create table output_row (
  file       text not null,              -- within the folder: "scores.csv", "segments/hot.csv"
  contact_id text not null,
  row        text not null,              -- without its line end
  primary key (file, contact_id)
) without rowid;

create index contact_by_standing on contact (anonymous, key_kind, left_out);

create index link_by_time on link (at) where at is not null;

alter table run rename to run_of_format_2;
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
  run_file        text                   -- SHA-256 of the run.json there; null: none that tells of all that is kept now
);
-- No run of this program has a basis without kinds of identities: the next one evaluates all, also at the same as-of.
insert into run (run_id, as_of, rulebook_id, rulebook_hash, timezone, program_version, basis, summary, written)
select
  run_id, as_of, rulebook_id, rulebook_hash, timezone, program_version,
  json_object('rulebookHash', rulebook_hash, 'timezone', timezone, 'programVersion', program_version,
    'includeAnonymous', json(iif(include_anonymous, 'true', 'false')), 'kinds', json('[]')),
  summary, written
from run_of_format_2;
drop table run_of_format_2;
