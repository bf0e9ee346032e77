import { sql } from 'kysely'
import type { Db } from '../../../db/transaction.ts'
import type { Kinds } from './audit-kinds-repository.ts'

// The trail in blocks of about a thousand entries, with the number of entries of each kind in each. A total is the sum
// of the blocks and of what lies before, after and in pieces of them; and where a page begins is found by adding them up.

/** Entries from one time up to before another one */
export interface Range {
  from: string
  until: string
}

/** A part of the trail and how many matching entries it has */
interface Segment extends Range {
  entries: number
  /** It consists of blocks that are counted one by one as well. */
  isDivisible: boolean
}

/** After every time */
export const endOfTrail = '~'

/** The entries that are counted: of some kinds, or all */
interface Counted {
  organizationKey: string
  kinds: Kinds | undefined
}

export const isNone = (kinds: Kinds | undefined): boolean => Array.isArray(kinds?.among) && kinds.among.length === 0

/** The parts of a range that have matching entries, the oldest first */
export async function selectAuditBlocks(db: Db, counted: Counted, range: Range): Promise<Segment[]> {
  const bounds = await selectBounds(db, counted.organizationKey, range)
  const [small, large] = [bounds.get(0), bounds.get(1)]
  if (!small) return selectLoose(db, counted, [range])
  const gaps = large
    ? [
        { from: small.from, until: large.from },
        { from: large.until, until: small.until },
      ]
    : [small]
  const blocks = await selectBlocks(db, counted, [
    ...gaps.map((gap) => ({ ...gap, level: 0 })),
    ...(large ? [{ ...large, level: 1 }] : []),
  ])
  const first = large && large.from < small.from ? large.from : small.from
  const loose = [
    { from: range.from, until: first },
    { from: small.until, until: range.until },
  ]
  const segments = [...blocks, ...(await selectLoose(db, counted, loose))]
  return segments.sort((one, other) => (one.from < other.from ? -1 : 1))
}

/** Where a page of matching entries lies: a range that has it, and how many matching entries of the range come before */
export async function locatePage(
  db: Db,
  counted: Counted,
  segments: readonly Segment[],
  { descending, limit, offset }: { descending: boolean; limit: number; offset: number },
): Promise<(Range & { offset: number }) | undefined> {
  const queue = descending ? segments.toReversed() : [...segments]
  const taken: Segment[] = []
  let before = 0
  let skipped = 0
  for (let segment = queue.shift(); segment && before < offset + limit; segment = queue.shift()) {
    const after = before + segment.entries
    const isSplit = segment.isDivisible && after > offset && (before < offset || after > offset + limit)
    if (isSplit) {
      const parts = await selectBlocks(db, counted, [{ ...segment, level: 0 }])
      parts.sort((one, other) => (one.from < other.from === descending ? 1 : -1))
      queue.unshift(...parts)
      continue
    }
    if (after > offset) taken.push(segment)
    else skipped = after
    before = after
  }
  const [first, last] = [taken[0], taken.at(-1)]
  if (!first || !last) return undefined
  const [oldest, newest] = descending ? [last, first] : [first, last]
  return { from: oldest.from, until: newest.until, offset: offset - skipped }
}

/** From where to where the blocks of each level reach that lie in the range as a whole */
async function selectBounds(db: Db, organizationKey: string, { from, until }: Range): Promise<Map<number, Range>> {
  const levels = [0, 1].map((level) => {
    const blocks = sql`from audit_blocks where organization_key = ${organizationKey} and level = ${sql.lit(level)} and kind = 0`
    return sql`
      select ${sql.lit(level)} as level, started_at as "lastFrom", ended_at as "lastUntil",
        (select min(started_at) ${blocks} and started_at >= ${from}) as "from" ${blocks}
        and started_at = (select max(started_at) ${blocks} and started_at < ${until})`
  })
  const { rows } = await sql<{ level: number; from: string | null; lastFrom: string; lastUntil: string }>`
    ${sql.join(levels, sql` union all `)}`.execute(db)
  return new Map(
    rows.flatMap(({ level, from, lastFrom, lastUntil }): [number, Range][] => {
      const reached = lastUntil <= until ? lastUntil : lastFrom
      return from !== null && from < reached ? [[level, { from, until: reached }]] : []
    }),
  )
}

async function selectBlocks(
  db: Db,
  { organizationKey, kinds }: Counted,
  parts: readonly (Range & { level: number })[],
): Promise<Segment[]> {
  const wanted = parts.filter(({ from, until }) => from < until)
  if (wanted.length === 0 || isNone(kinds)) return []
  // Kind 0 has the entries of all kinds, of which those of the others are taken.
  const leftOut = kinds ? kinds.allBut : []
  const entries = leftOut ? sql`case when kind = 0 then entries else -entries end` : sql.ref('entries')
  const [first, ...others] = wanted.map(({ level, from, until }) =>
    db
      .selectFrom('audit_blocks')
      .select(['level', 'started_at', 'ended_at'])
      .select(sql<number>`cast(sum(${entries}) as integer)`.as('entries'))
      .where('organization_key', '=', organizationKey)
      .where('level', '=', level)
      .where('kind', 'in', (leftOut ? [0, ...leftOut] : kinds?.among) as number[])
      .where('started_at', '>=', from)
      .where('ended_at', '<=', until)
      .groupBy(['level', 'started_at', 'ended_at']),
  )
  const rows = first ? await others.reduce((all, one) => all.unionAll(one), first).execute() : []
  return rows.flatMap(({ level, started_at, ended_at, entries }) =>
    entries > 0 ? [{ from: started_at, until: ended_at, entries, isDivisible: level > 0 }] : [],
  )
}

/** Counts what is in no block, in the entries themselves. */
async function selectLoose(db: Db, counted: Counted, ranges: readonly Range[]): Promise<Segment[]> {
  const segments: Segment[] = []
  for (const { from, until } of ranges) {
    if (from >= until || isNone(counted.kinds)) continue
    const { entries } = await matchingEntries(db, counted, { from, until })
      .select(({ fn }) => fn.countAll<number>().as('entries'))
      .executeTakeFirstOrThrow()
    if (entries > 0) segments.push({ from, until, entries, isDivisible: false })
  }
  return segments
}

/** The entries (as `e`) of the range */
export function matchingEntries(db: Db, { organizationKey, kinds }: Counted, { from, until }: Range) {
  const entries = db
    .selectFrom('audit_entries as e')
    .where('e.organization_key', '=', organizationKey)
    .where('e.occurred_at', '>=', from)
    .where('e.occurred_at', '<', until)
  if (isNone(kinds)) return entries.where(sql<boolean>`1 = 0`)
  return kinds ? entries.where('e.kind', 'in', kinds.among as number[]) : entries
}
