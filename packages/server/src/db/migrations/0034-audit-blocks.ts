import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { auditBlockTriggers } from '../audit-block-triggers.ts'
import type { Engine } from '../database.ts'
import { columnTypes, createTable, type TableDefinition } from './create-table.ts'

const ofOrganization = {
  columns: ['organization_key'],
  table: 'organizations',
  target: ['key'],
  cascade: true as const,
}

const tables: Record<string, TableDefinition> = {
  audit_kinds: {
    columns: {
      organization_key: 'key',
      kind: 'integer',
      facets: 'text',
      action: 'text',
      entity_type: 'text',
      actor_type: 'text',
      actor_key: 'key?',
      environment_key: 'key?',
      result: 'text',
    },
    primaryKey: ['organization_key', 'kind'],
    unique: [['organization_key', 'facets']],
    references: [ofOrganization],
  },
  audit_blocks: {
    columns: {
      organization_key: 'key',
      level: 'integer',
      kind: 'integer',
      started_at: 'text',
      ended_at: 'text',
      entries: 'integer',
    },
    // Does not refer to `organizations`: what is locked with one of them would wait for the blocks, and they for it.
    primaryKey: ['organization_key', 'level', 'kind', 'started_at'],
  },
}

/** An index for each way to look for entries. Where a kind is at its end, entries are counted in the index alone. */
const indexes = [
  ['kind', 'occurred_at', 'key'],
  ['entity_key', 'occurred_at', 'key', 'kind'],
  ['actor_key', 'occurred_at', 'key', 'kind'],
]
const replaced = [
  'audit_entries_by_action_occurred_at_key',
  'audit_entries_by_actor_key_occurred_at_key',
  'audit_entries_by_entity_key_occurred_at',
  'audit_entries_failures',
]

/**
 * Gives entries that are alike in what the trail is filtered by one kind, and counts the entries of each kind in blocks
 * of the trail. The server makes the blocks of what there is already when it runs.
 */
export const auditBlocks = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const [name, definition] of Object.entries(tables)) await createTable(db, engine, name, definition)
    await db.schema
      .alterTable('audit_entries')
      .addColumn('kind', columnTypes(engine).integer as 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    await giveKinds(db, engine)
    await db.schema.alterTable('audit_counts').dropColumn('entries').execute()
    for (const name of replaced) await db.schema.dropIndex(name).execute()
    for (const columns of indexes) {
      await db.schema
        .createIndex(`audit_entries_by_${columns.join('_')}`)
        .on('audit_entries')
        .columns(['organization_key', ...columns])
        .execute()
    }
    for (const statement of auditBlockTriggers(engine)) await sql.raw(statement).execute(db)
  },
})

/** Numbers the kinds of what there is in the trail. */
export async function giveKinds(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const client = sql`case when actor_type = 'api-client' then actor_key end`
  await sql`
    insert into audit_kinds
      (organization_key, kind, facets, action, entity_type, actor_type, actor_key, environment_key, result)
    select organization_key, row_number() over (partition by organization_key order by facets), facets,
      action, entity_type, actor_type, client, environment_key, result
    from (
      select distinct organization_key, action, entity_type, actor_type, ${client} as client, environment_key, result,
        action || '|' || entity_type || '|' || actor_type || '|' || coalesce(cast(${client} as text), '') || '|'
          || coalesce(cast(environment_key as text), '') || '|' || result as facets
      from audit_entries
    ) as kinds`.execute(db)
  const same = engine === 'postgres' ? sql`is not distinct from` : sql`is`
  await sql`
    update audit_entries set kind = k.kind from audit_kinds as k
    where k.organization_key = audit_entries.organization_key
      and k.action = audit_entries.action and k.entity_type = audit_entries.entity_type
      and k.actor_type = audit_entries.actor_type and k.result = audit_entries.result
      and k.environment_key ${same} audit_entries.environment_key
      and k.actor_key ${same} (case when audit_entries.actor_type = 'api-client' then audit_entries.actor_key end)
  `.execute(db)
}
