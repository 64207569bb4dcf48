-- From format 4 to 5. Views are gone before, and made anew after it.

-- Rulebooks as they were resolved: until the next run they are read from their files.
alter table rulebook add column resolved blob;
alter table rulebook add column resolved_by text;

-- What the report shows of each run; of earlier ones it is not known.
alter table run add column distribution text;
alter table run add column stages text;
alter table source_file add column newest_at integer;
create index change_by_stage on change (contact_id, after, run_id) where kind = 'stage';
-- The next run counts anew, and writes a folder that has the report.
update run set tallies = null, run_file = null;
