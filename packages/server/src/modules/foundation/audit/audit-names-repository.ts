import { sql } from 'kysely'
import { searchForm } from '../../../db/fold.ts'
import { insertRows } from '../../../db/insert-rows.ts'
import { isKey } from '../../../db/keys.ts'
import { positionInText } from '../../../db/position-in-text.ts'
import type { AuditNamedTable, AuditSubjectTable } from '../../../db/schema/audit-search-schema.ts'
import type { AuditEntryTable } from '../../../db/schema/foundation-schema.ts'
import { slicesOf } from '../../../db/slices-of.ts'
import type { Db } from '../../../db/transaction.ts'
import type { NewAuditEntry } from './new-audit-entry.ts'

/** PostgreSQL's indexes take no rows above 2,700 bytes. No language's names get there. */
const longestName = 300

/** Stands before each word, so that what begins one is a part of the text. */
const wordBegins = '\u0001'
const nameEnds = '\n'

/** A name as it is stored and looked for. */
function markedWords(name: string): string {
  const form = searchForm(name.replaceAll(wordBegins, ' ')).slice(0, longestName).toWellFormed()
  return form.replace(/[\p{L}\p{N}]+/gu, `${wordBegins}$&`)
}

type Named = Pick<NewAuditEntry, 'organization_key' | 'entity_key' | 'entity_name' | 'actor_key' | 'actor_name'> &
  Pick<NewAuditEntry, 'actor_type' | 'alias' | 'result' | 'related'>

/** What a search finds by its name: its key, its name, and what else it is known by */
type Subject = readonly [key: string, ...names: (string | null | undefined)[]]

/** Each once, in the same order for all: two transactions that store the same ones do not wait for each other. */
class SubjectRows {
  readonly #rows = new Map<string, AuditSubjectTable>()

  add(organization_key: string, [subject_key, ...given]: Subject): void {
    const names = given.flatMap((name) => (name ? markedWords(name) : [])).join(nameEnds)
    if (!names.includes(wordBegins)) return
    this.#rows.set(`${organization_key} ${subject_key} ${names}`, { organization_key, subject_key, names })
  }

  sorted(): AuditSubjectTable[] {
    return [...this.#rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row)
  }
}

/** Each may name hundreds. */
const addedAtOnce = 100

/**
 * Whom and what entries name: their entities, what stands beside these, and the people who acted. What fails adds none:
 * strangers would fill the table.
 */
async function rowsOf(entries: readonly Named[]): Promise<AuditSubjectTable[]> {
  const rows = new SubjectRows()
  let former: Named | undefined
  for await (const some of slicesOf(entries, addedAtOnce)) {
    for (const entry of some) {
      if (entry.result !== 'Success') continue
      addNamesOf(rows, entry, former)
      former = entry
    }
  }
  return rows.sorted()
}

function addNamesOf(rows: SubjectRows, entry: Named, former: Named | undefined): void {
  const { organization_key, entity_key, entity_name, alias, actor_type, actor_key, actor_name } = entry
  rows.add(organization_key, [entity_key, entity_name, alias])
  // All that one transaction stores is nearly always of one actor, and mostly about one role.
  for (const [index, { key, name }] of (entry.related ?? []).entries()) {
    const last = former?.related?.[index]
    if (last?.key !== key || last.name !== name) rows.add(organization_key, [key, name])
  }
  const isSame =
    former?.actor_key === actor_key && former.actor_name === actor_name && former.organization_key === organization_key
  if (!isSame && actor_type === 'user' && actor_key) rows.add(organization_key, [actor_key, actor_name])
}

/** Has the trail searched by the names of what no entry was about so far. */
export async function insertSubjects(db: Db, organizationKey: string, subjects: readonly Subject[]): Promise<void> {
  const rows = new SubjectRows()
  for (const subject of subjects) rows.add(organizationKey, subject)
  await insertRows(db, 'audit_subjects', rows.sorted(), { leavesKnown: true })
}

/** Stores what entries are found by, in their transaction. */
export async function insertAuditNames(db: Db, entries: readonly NewAuditEntry[]): Promise<void> {
  await insertRows(db, 'audit_subjects', await rowsOf(entries), { leavesKnown: true })
  const rows: AuditNamedTable[] = []
  for await (const some of slicesOf(entries, addedAtOnce)) {
    for (const { organization_key, occurred_at, key: entry_key, named = [] } of some) {
      for (const named_key of new Set(named)) rows.push({ organization_key, named_key, occurred_at, entry_key })
    }
  }
  await insertRows(db, 'audit_named', rows)
}

/** Those whose names have a word that begins with the text, at most so many. All names of the organization are looked through. */
export async function selectSubjects(db: Db, organizationKey: string, text: string, most: number): Promise<string[]> {
  const marked = markedWords(text)
  const begin = marked.indexOf(wordBegins)
  if (begin === -1) return []
  const rows = await db
    .selectFrom('audit_subjects')
    .select('subject_key')
    .distinct()
    .where('organization_key', '=', organizationKey)
    .where(sql<boolean>`${positionInText(db, 'names', marked.slice(begin))} > 0`)
    .limit(most)
    .execute()
  return rows.map(({ subject_key }) => subject_key)
}

type Deleted = Pick<AuditEntryTable, 'key' | 'occurred_at' | 'entity_key' | 'actor_type' | 'actor_key'>

/** Fewer: what they all name goes in one statement. */
const deletedAtOnce = 20

/** After the oldest entries, deletes what they name beside, and the names of those who have no entry any more. */
export async function deleteAuditNames(db: Db, organizationKey: string, deleted: readonly Deleted[]): Promise<void> {
  if (deleted.length === 0) return
  const oldestFirst = deleted.toSorted((one, other) => (one.occurred_at < other.occurred_at ? -1 : 1))
  for await (const some of slicesOf(oldestFirst, deletedAtOnce)) {
    await db
      .deleteFrom('audit_named')
      .where('organization_key', '=', organizationKey)
      // In its index
      .where('occurred_at', '>=', some[0]?.occurred_at ?? '')
      .where('occurred_at', '<=', some.at(-1)?.occurred_at ?? '')
      .where(
        'entry_key',
        'in',
        some.map(({ key }) => key),
      )
      .execute()
  }
  const subjects = deleted.flatMap(({ entity_key, actor_type, actor_key }) =>
    actor_type === 'user' && actor_key ? [entity_key, actor_key] : [entity_key],
  )
  const gone: string[] = []
  for (const key of new Set(subjects)) if (!(await isInTrail(db, organizationKey, key))) gone.push(key)
  if (gone.length === 0) return
  await db
    .deleteFrom('audit_subjects')
    .where('organization_key', '=', organizationKey)
    .where('subject_key', 'in', gone)
    .execute()
}

async function isInTrail(db: Db, organizationKey: string, key: string): Promise<boolean> {
  const entries = db.selectFrom('audit_entries').select('key').where('organization_key', '=', organizationKey).limit(1)
  if (await entries.where('entity_key', '=', key).executeTakeFirst()) return true
  return isKey(key) && (await entries.where('actor_key', '=', key).executeTakeFirst()) !== undefined
}
