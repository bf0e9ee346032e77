import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { emailDomain, foldedEmail, foldedName } from '../folded-columns.ts'
import { columnTypes } from './create-table.ts'

interface FoldedColumn {
  table: string
  /** The text that is folded */
  text: string
  column: string
  fold: (text: string) => string
  /** The primary key after the organization; `key` unless given */
  key?: string[]
  /** Where the column's values are unique: among the rows that share these, and the organization */
  uniqueAmong?: string[]
}

const name = { text: 'name', column: 'name_folded', fold: foldedName }
const username = { text: 'username', column: 'username_folded', fold: foldedEmail }

const columns: FoldedColumn[] = [
  { table: 'portfolios', ...name, uniqueAmong: [] },
  { table: 'environments', ...name, uniqueAmong: ['portfolio_key'] },
  { table: 'assets', ...name, uniqueAmong: [] },
  { table: 'asset_application_roles', ...name, key: ['external_key'], uniqueAmong: ['asset_key'] },
  { table: 'application_roles', ...name },
  { table: 'organization_roles', ...name, uniqueAmong: [] },
  { table: 'api_clients', ...name },
  { table: 'identity_providers', ...name, uniqueAmong: [] },
  { table: 'groups', ...name, uniqueAmong: ['environment_key'] },
  { table: 'users', ...name },
  { table: 'users', text: 'email', column: 'email_folded', fold: foldedEmail, uniqueAmong: [] },
  { table: 'users', text: 'email', column: 'email_domain', fold: emailDomain },
  {
    table: 'user_identities',
    ...username,
    key: ['user_key', 'identity_provider_key'],
    uniqueAmong: ['identity_provider_key'],
  },
]

const batch = 2_000
type Row = Record<string, string>

/**
 * Writes anew what columns hold for comparing, sorting and searching. Where another row has the new value already, as two
 * users whose e-mails are one mailbox, the row keeps its former one, and a warning names it.
 */
export const foldedColumns = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const column of columns) await foldAgain(db, engine, column)
  },
})

async function foldAgain(db: Kysely<unknown>, engine: Engine, folded: FoldedColumn): Promise<void> {
  const { table, text, column, fold, key = ['key'], uniqueAmong } = folded
  const primaryKey = ['organization_key', ...key]
  const read = sql.join([...new Set([...primaryKey, text, column, ...(uniqueAmong ?? [])])].map((one) => sql.ref(one)))
  const order = sql.join(primaryKey.map((one) => sql.ref(one)))
  let after = sql<boolean>`1 = 1`
  for (;;) {
    const { rows } = await sql<Row>`
      select ${read} from ${sql.table(table)} where ${sql.ref(text)} is not null and ${after}
      order by ${order} limit ${sql.lit(batch)}`.execute(db)
    const changed = rows
      .map((row) => ({ ...row, folded: fold(row[text] ?? '') }) as Row)
      .filter((row) => row.folded !== row[column])
    const free = uniqueAmong ? await withoutTaken(db, folded, changed) : changed
    if (free.length > 0) await update(db, engine, { table, column, primaryKey }, free)
    const last = rows.at(-1)
    if (!last || rows.length < batch) return
    after = sql<boolean>`(${order}) > (${sql.join(primaryKey.map((one) => last[one]))})`
  }
}

/** The rows whose new values no other row has: of several with the same one, the first, which is the oldest. */
async function withoutTaken(
  db: Kysely<unknown>,
  { table, column, key = ['key'], uniqueAmong = [] }: FoldedColumn,
  changed: Row[],
): Promise<Row[]> {
  if (changed.length === 0) return []
  const scope = ['organization_key', ...uniqueAmong]
  const placeOf = (row: Row, value: string | undefined): string => [...scope.map((one) => row[one]), value].join(' ')
  const { rows } = await sql<Row>`
    select ${sql.join([...scope, column].map((one) => sql.ref(one)))} from ${sql.table(table)}
    where ${sql.ref('organization_key')} in (${sql.join([...new Set(changed.map((row) => row.organization_key))])})
      and ${sql.ref(column)} in (${sql.join(changed.map((row) => row.folded))})`.execute(db)
  const taken = new Set(rows.map((row) => placeOf(row, row[column])))
  return changed.filter((row) => {
    const place = placeOf(row, row.folded)
    if (!taken.has(place)) return taken.add(place)
    const which = key.map((one) => `${one} ${row[one]}`).join(', ')
    process.emitWarning(
      `${table}, ${which}: another one has the same ${column.replace(/_folded$/, '')} now. This one may not be found by it any more: rename or delete one of the two.`,
    )
    return false
  })
}

async function update(
  db: Kysely<unknown>,
  engine: Engine,
  { table, column, primaryKey }: { table: string; column: string; primaryKey: string[] },
  rows: Row[],
): Promise<void> {
  const { key } = columnTypes(engine)
  const keyType = sql.raw(String(key))
  const values = rows.map(
    (row) =>
      sql`(${sql.join([...primaryKey.map((one) => sql`cast(${row[one]} as ${keyType})`), sql`cast(${row.folded} as text)`])})`,
  )
  const same = primaryKey.map(
    (one, index) => sql`${sql.ref(`${table}.${one}`)} = ${sql.ref(`changed.column${index + 1}`)}`,
  )
  await sql`
    update ${sql.table(table)} set ${sql.ref(column)} = ${sql.ref(`changed.column${primaryKey.length + 1}`)}
    from (values ${sql.join(values)}) as changed
    where ${sql.join(same, sql` and `)}`.execute(db)
}
