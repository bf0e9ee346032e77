import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { createTable } from './create-table.ts'

interface Name {
  organization_key: string
  subject_key: string
  text: string
}

type Row = { organization_key: string; subject_key: string; names: string }

const readAtOnce = 5_000
const insertedAtOnce = 500

/**
 * The names that the trail is searched by: a row for each name in place of one for each of its words in two orders, which
 * took half of what an import costs.
 */
export const auditSubjects = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await createTable(db, engine, 'audit_subjects', {
      columns: { organization_key: 'key', subject_key: 'text', names: 'text' },
      primaryKey: ['organization_key', 'subject_key', 'names'],
      references: [{ columns: ['organization_key'], table: 'organizations', target: ['key'], cascade: true }],
    })
    await takeOver(db)
    await db.schema.dropTable('audit_names').execute()
  },
})

/** The same names, of one subject after the other. */
async function takeOver(db: Kysely<unknown>): Promise<void> {
  let texts: Name[] = []
  for (let isOver = false; !isOver; ) {
    const last = texts.at(-1)
    const { rows } = await sql<Name>`select organization_key, subject_key, text from audit_names
      ${last ? sql`where (organization_key, subject_key, text) > (${last.organization_key}, ${last.subject_key}, ${last.text})` : sql``}
      order by organization_key, subject_key, text limit ${sql.lit(readAtOnce)}`.execute(db)
    isOver = rows.length < readAtOnce
    texts = rows
    const found = [...Map.groupBy(rows, (row) => `${row.organization_key} ${row.subject_key}`).values()].map(namesOf)
    for (let start = 0; start < found.length; start += insertedAtOnce) {
      const part = found.slice(start, start + insertedAtOnce)
      await sql`insert into audit_subjects (organization_key, subject_key, names) values ${sql.join(
        part.map((row) => sql`(${row.organization_key}, ${row.subject_key}, ${row.names})`),
      )} on conflict do nothing`.execute(db)
    }
  }
}

/** A name was stored from each of its words on: what another text ends with is in it already. */
function namesOf(rows: readonly Name[]): Row {
  const texts = rows.map(({ text }) => text)
  const whole = texts.filter((text) => !texts.some((other) => other !== text && other.endsWith(text)))
  const names = whole.slice(0, mostNames).map((text) => text.replace(/[\p{L}\p{N}]+/gu, '\u0001$&'))
  const { organization_key, subject_key } = rows[0] as Name
  return { organization_key, subject_key, names: names.join('\n') }
}

/** In a row, which PostgreSQL's index takes as a whole. Nobody has had so many. */
const mostNames = 8
