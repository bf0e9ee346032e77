import { isUnseen, type ReadFrom } from '../../../db/log-position.ts'
import type { Db } from '../../../db/transaction.ts'

/** The tables that have a row for each row of a list. The log knows lists by these names. */
export type ListTable = 'api_clients' | 'application_roles' | 'assets' | 'groups'

/** The rows of a list whose changes were logged from a position on, each once; undefined where they are more than `most` */
export async function selectChangedRowKeys(
  db: Db,
  { organizationKey, table }: { organizationKey: string; table: ListTable },
  from: ReadFrom,
  most: number,
): Promise<string[] | undefined> {
  const rows = await db
    .selectFrom('list_changes')
    .select('row_key')
    .where('organization_key', '=', organizationKey)
    .where('list', '=', table)
    .where('position', '>=', from.next)
    .where(isUnseen(from))
    .limit(most + 1)
    .execute()
  return rows.length > most ? undefined : [...new Set(rows.map((row) => row.row_key))]
}

/** How many rows a list has; `most` where there are more. */
export async function countListRows(
  db: Db,
  { organizationKey, table }: { organizationKey: string; table: ListTable },
  most: number,
): Promise<number> {
  const rows = db
    .selectFrom(table as 'groups')
    .select('key')
    .where('organization_key', '=', organizationKey)
    .limit(most)
  const { total } = await db
    .selectFrom(rows.as('rows'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}
