-- The views of a Tallybook database, made by their latest words whenever a database is made or migrated.

-- What state holds, as rows.

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
