import type { Engine } from './database.ts'

// The blocks of the audit trail are counted once, when they are closed. What is stored or deleted in them later is added
// and subtracted by triggers, so that no statement can forget it.

/** Advisory locks of PostgreSQL: the first of the two numbers */
export const auditBlockLock = 1_480_613

const subtract = (level: number): string => `
      update audit_blocks set entries = entries - 1
      where organization_key = old.organization_key and level = ${level} and kind in (0, old.kind)
        and started_at = (
          select max(s.started_at) from audit_blocks as s
          where s.organization_key = old.organization_key and s.level = ${level} and s.kind = 0
            and s.started_at <= old.occurred_at)
        and ended_at > old.occurred_at;`

const sqlite = [
  `create trigger audit_entries_block_insert after insert on audit_entries
    when new.occurred_at < (
      select max(b.ended_at) from audit_blocks as b
      where b.organization_key = new.organization_key and b.level = 0 and b.kind = 0)
    begin
      insert into audit_blocks (organization_key, level, kind, started_at, ended_at, entries)
      select b.organization_key, b.level, k.kind, b.started_at, b.ended_at, 1
      from (select 0 as level union all select 1) as l
      cross join audit_blocks as b
      cross join (select 0 as kind union all select new.kind) as k
      where b.organization_key = new.organization_key and b.level = l.level and b.kind = 0
        and b.started_at = (
          select max(s.started_at) from audit_blocks as s
          where s.organization_key = new.organization_key and s.level = l.level and s.kind = 0
            and s.started_at <= new.occurred_at)
        and b.ended_at > new.occurred_at
      on conflict (organization_key, level, kind, started_at) do update set entries = entries + 1;
    end`,
  `create trigger audit_entries_block_delete after delete on audit_entries
    begin ${subtract(0)} ${subtract(1)} end`,
  `create trigger audit_entries_block_update before update of organization_key, occurred_at, kind on audit_entries
    begin select raise(abort, 'the blocks of the audit trail would count it wrongly'); end`,
]

// Whoever closes a block waits for the transactions that have this lock, and they see the block that it closed: after the
// lock, each statement of a function has a new snapshot.
const lockOrganizations = `
    perform pg_advisory_xact_lock_shared(${auditBlockLock}, hashtext(o.key::text))
    from (select distinct organization_key as key from changed order by 1) as o;`

const changedIn = (level: number): string => `
      select c.organization_key, ${level} as level, c.kind, s.started_at, s.ended_at, count(*) as entries
      from changed as c
      cross join lateral (
        select b.started_at, b.ended_at from audit_blocks as b
        where b.organization_key = c.organization_key and b.level = ${level} and b.kind = 0
          and b.started_at <= c.occurred_at
        order by b.started_at desc limit 1) as s
      where s.ended_at > c.occurred_at
      group by 1, 2, 3, 4, 5`

/** What changed in closed blocks, by kind and in all */
const changes = `
    with of_kind as (${changedIn(0)} union all ${changedIn(1)}),
    change as (
      select * from of_kind
      union all
      select organization_key, level, 0, started_at, ended_at, sum(entries) from of_kind group by 1, 2, 4, 5
      order by 1, 2, 3, 4
    )`

const postgres = [
  `create function count_inserted_audit_entries() returns trigger language plpgsql as $$ begin
    ${lockOrganizations}
    if not exists (
      select from changed as c where c.occurred_at < (
        select b.ended_at from audit_blocks as b
        where b.organization_key = c.organization_key and b.level = 0 and b.kind = 0
        order by b.started_at desc limit 1)
    ) then return null; end if;
    ${changes}
    insert into audit_blocks (organization_key, level, kind, started_at, ended_at, entries)
    select * from change
    on conflict (organization_key, level, kind, started_at)
    do update set entries = audit_blocks.entries + excluded.entries;
    return null;
  end $$`,
  `create function count_deleted_audit_entries() returns trigger language plpgsql as $$ begin
    ${lockOrganizations}
    ${changes}
    update audit_blocks as b set entries = b.entries - change.entries from change
    where b.organization_key = change.organization_key and b.level = change.level and b.kind = change.kind
      and b.started_at = change.started_at;
    return null;
  end $$`,
  `create function refuse_audit_entry_update() returns trigger language plpgsql as $$ begin
    raise exception 'the blocks of the audit trail would count it wrongly';
  end $$`,
  `create trigger audit_entries_block_insert after insert on audit_entries referencing new table as changed
    for each statement execute function count_inserted_audit_entries()`,
  `create trigger audit_entries_block_delete after delete on audit_entries referencing old table as changed
    for each statement execute function count_deleted_audit_entries()`,
  `create trigger audit_entries_block_update before update of organization_key, occurred_at, kind on audit_entries
    for each row execute function refuse_audit_entry_update()`,
]

/** The statements that make the triggers */
export const auditBlockTriggers = (engine: Engine): string[] => (engine === 'postgres' ? postgres : sqlite)
