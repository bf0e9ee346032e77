import { sql } from 'kysely'
import type { Db } from '../../../db/transaction.ts'

/** Closes the next block of at least so many entries. @returns false where there are not enough */
export async function insertNextBlock(db: Db, organizationKey: string, size: number): Promise<boolean> {
  const start = (await lastEnd(db, organizationKey, 0)) ?? ''
  const times = db
    .selectFrom('audit_entries')
    .select('occurred_at')
    .where('organization_key', '=', organizationKey)
    .orderBy('occurred_at')
    .limit(1)
  const last = await times
    .where('occurred_at', '>=', start)
    .offset(size - 1)
    .executeTakeFirst()
  // What has the same time stays together.
  const next = last && (await times.where('occurred_at', '>', last.occurred_at).executeTakeFirst())
  if (!next) return false
  await sql`
    insert into audit_blocks (organization_key, level, kind, started_at, ended_at, entries)
    select organization_key, 0, kind, ${asText(start)}, ${asText(next.occurred_at)}, count(*) from audit_entries
    where organization_key = ${organizationKey} and occurred_at >= ${start} and occurred_at < ${next.occurred_at}
    group by organization_key, kind`.execute(db)
  await sql`
    insert into audit_blocks (organization_key, level, kind, started_at, ended_at, entries)
    select organization_key, 0, 0, ${asText(start)}, ${asText(next.occurred_at)}, count(*) from audit_entries
    where organization_key = ${organizationKey} and occurred_at >= ${start} and occurred_at < ${next.occurred_at}
    group by organization_key`.execute(db)
  return true
}

/** Makes a block of level 1 of the blocks that are in none yet, where there are enough. */
export async function insertLargeBlock(db: Db, organizationKey: string, size: number): Promise<void> {
  const start = await lastEnd(db, organizationKey, 1)
  const blocks = await db
    .selectFrom('audit_blocks')
    .select(['started_at', 'ended_at'])
    .where('organization_key', '=', organizationKey)
    .where('level', '=', 0)
    .where('kind', '=', 0)
    .where('started_at', '>=', start ?? '')
    .orderBy('started_at')
    .limit(size)
    .execute()
  const [first, last] = [blocks[0], blocks.at(-1)]
  if (!first || !last || blocks.length < size) return
  await sql`
    insert into audit_blocks (organization_key, level, kind, started_at, ended_at, entries)
    select organization_key, 1, kind, ${asText(first.started_at)}, ${asText(last.ended_at)}, sum(entries)
    from audit_blocks
    where organization_key = ${organizationKey} and level = 0
      and kind in ${kindsOfOrganization(organizationKey)} and started_at >= ${first.started_at} and ended_at <= ${last.ended_at}
    group by organization_key, kind`.execute(db)
}

/**
 * Deletes the blocks before the oldest entry, which are empty. The small blocks of a large one stay until it goes as a
 * whole. Needs the lock: nobody may be adding to them.
 */
export async function deleteEmptyBlocks(db: Db, organizationKey: string): Promise<void> {
  const { oldest } = await db
    .selectFrom('audit_entries')
    .select(({ fn }) => fn.min<string | null>('occurred_at').as('oldest'))
    .where('organization_key', '=', organizationKey)
    .executeTakeFirstOrThrow()
  if (oldest === null) return
  const large = await db
    .selectFrom('audit_blocks')
    .select('started_at')
    .where('organization_key', '=', organizationKey)
    .where('level', '=', 1)
    .where('kind', '=', 0)
    .where('ended_at', '>', oldest)
    .orderBy('started_at')
    .limit(1)
    .executeTakeFirst()
  const bound = large && large.started_at < oldest ? large.started_at : oldest
  await sql`
    delete from audit_blocks
    where organization_key = ${organizationKey} and level in (0, 1)
      and kind in ${kindsOfOrganization(organizationKey)} and started_at < ${bound} and ended_at <= ${bound}`.execute(
    db,
  )
}

async function lastEnd(db: Db, organizationKey: string, level: number): Promise<string | undefined> {
  const last = await db
    .selectFrom('audit_blocks')
    .select('ended_at')
    .where('organization_key', '=', organizationKey)
    .where('level', '=', level)
    .where('kind', '=', 0)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.ended_at
}

const kindsOfOrganization = (organizationKey: string) =>
  sql`(select 0 union all select kind from audit_kinds where organization_key = ${organizationKey})`

const asText = (text: string) => sql`cast(${text} as text)`
