import { searchForm } from '../../../db/fold.ts'
import { insertRows } from '../../../db/insert-rows.ts'
import { isKey } from '../../../db/keys.ts'
import type { AuditEntryTable } from '../../../db/schema/foundation-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import type { NewAuditEntry } from './new-audit-entry.ts'

const longestText = 60
const mostWords = 12

/** After every text that begins like it */
const afterAll = '\u{10FFFF}'

/** A name from each of its words on */
function textsOf(name: string): string[] {
  const form = searchForm(name)
  const words = [...form.matchAll(/[\p{L}\p{N}]+/gu)].slice(0, mostWords)
  return words.map(({ index }) => form.slice(index, index + longestText).toWellFormed())
}

type Named = Pick<NewAuditEntry, 'organization_key' | 'entity_key' | 'entity_name' | 'actor_key' | 'actor_name'> &
  Pick<NewAuditEntry, 'actor_type' | 'alias'>

/** Whom and what an entry names: its entity, and the person who acted */
function namesOf({ entity_key, entity_name, alias, ...entry }: Named): [key: string, name: string][] {
  const names: [string, string | null | undefined][] = [
    [entity_key, entity_name],
    [entity_key, alias],
    ...(entry.actor_type === 'user' && entry.actor_key
      ? [[entry.actor_key, entry.actor_name] as [string, string]]
      : []),
  ]
  return names.flatMap(([key, name]): [string, string][] => (name ? [[key, name]] : []))
}

function rowsOf(entries: readonly Named[]) {
  const rows = new Map<string, { organization_key: string; text: string; subject_key: string }>()
  for (const entry of entries) {
    for (const [subject_key, name] of namesOf(entry)) {
      for (const text of textsOf(name)) {
        const row = { organization_key: entry.organization_key, text, subject_key }
        rows.set(Object.values(row).join('\u0000'), row)
      }
    }
  }
  // Two transactions that store the same ones do so in the same order.
  return [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row)
}

/** Stores what entries are found by, in their transaction. */
export async function insertAuditNames(db: Db, entries: readonly NewAuditEntry[]): Promise<void> {
  // What fails adds nothing: strangers would fill the table.
  const rows = rowsOf(entries.filter(({ result }) => result === 'Success'))
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    await db
      .insertInto('audit_names')
      .values(rows.slice(start, start + rowsAtOnce))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  const named = entries.flatMap(({ organization_key, occurred_at, key, named = [] }) =>
    [...new Set(named)].map((named_key) => ({ organization_key, named_key, occurred_at, entry_key: key })),
  )
  await insertRows(db, 'audit_named', named)
}

const rowsAtOnce = 500

/** Those whose names have a word that begins with the text, at most so many. */
export async function selectSubjects(db: Db, organizationKey: string, text: string, most: number): Promise<string[]> {
  const [searched] = textsOf(text)
  if (searched === undefined) return []
  const rows = await db
    .selectFrom('audit_names')
    .select('subject_key')
    .distinct()
    .where('organization_key', '=', organizationKey)
    .where('text', '>=', searched)
    .where('text', '<', searched + afterAll)
    .limit(most)
    .execute()
  return rows.map(({ subject_key }) => subject_key)
}

type Deleted = Pick<AuditEntryTable, 'key' | 'occurred_at' | 'entity_key' | 'actor_type' | 'actor_key'>

/** After the oldest entries, deletes what they name beside, and the names of those who have no entry any more. */
export async function deleteAuditNames(db: Db, organizationKey: string, deleted: readonly Deleted[]): Promise<void> {
  if (deleted.length === 0) return
  await db
    .deleteFrom('audit_named')
    .where('organization_key', '=', organizationKey)
    // In its index, by which those of the oldest entries come first
    .where(
      'occurred_at',
      '<=',
      deleted
        .map(({ occurred_at }) => occurred_at)
        .sort()
        .at(-1) ?? '',
    )
    .where(
      'entry_key',
      'in',
      deleted.map(({ key }) => key),
    )
    .execute()
  const subjects = deleted.flatMap(({ entity_key, actor_type, actor_key }) =>
    actor_type === 'user' && actor_key ? [entity_key, actor_key] : [entity_key],
  )
  const gone: string[] = []
  for (const key of new Set(subjects)) if (!(await isInTrail(db, organizationKey, key))) gone.push(key)
  if (gone.length === 0) return
  await db
    .deleteFrom('audit_names')
    .where('organization_key', '=', organizationKey)
    .where('subject_key', 'in', gone)
    .execute()
}

async function isInTrail(db: Db, organizationKey: string, key: string): Promise<boolean> {
  const entries = db.selectFrom('audit_entries').select('key').where('organization_key', '=', organizationKey).limit(1)
  if (await entries.where('entity_key', '=', key).executeTakeFirst()) return true
  return isKey(key) && (await entries.where('actor_key', '=', key).executeTakeFirst()) !== undefined
}
