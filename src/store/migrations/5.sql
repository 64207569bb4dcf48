-- From format 4 to 5. Views are gone before, and made anew after it.

-- Rulebooks as they were resolved: until the next run they are read from their files.
alter table rulebook add column resolved blob;
alter table rulebook add column resolved_by text;
