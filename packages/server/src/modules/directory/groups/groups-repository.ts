import { sql } from 'kysely'
import { deleteMemberships } from '../../../db/delete-in-slices.ts'
import { foldedName } from '../../../db/folded-columns.ts'
import { insertRows } from '../../../db/insert-rows.ts'
import type { GroupTable } from '../../../db/schema/directory-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Group } from './group.ts'

const fromRow = ({ key, environment_key, name, description }: GroupTable): Group => ({
  key,
  environmentKey: environment_key,
  name,
  description,
})

export async function insertGroups(
  db: Db,
  organizationKey: string,
  groups: readonly Group[],
  createdAt: string,
): Promise<void> {
  const rows = groups.map(({ key, environmentKey, name, description }) => ({
    organization_key: organizationKey,
    key,
    environment_key: environmentKey,
    name,
    name_folded: foldedName(name),
    description,
    created_at: createdAt,
    updated_at: createdAt,
  }))
  await insertRows(db, 'groups', rows)
}

export async function selectGroup(db: Db, organizationKey: string, key: string): Promise<Group | undefined> {
  const row = await db
    .selectFrom('groups')
    .selectAll()
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .executeTakeFirst()
  return row && fromRow(row)
}

/** The update changes nothing but takes the row's lock, on both engines. */
export async function lockGroupRow(db: Db, organizationKey: string, key: string): Promise<Group | undefined> {
  const row = await db
    .updateTable('groups')
    .set({ updated_at: sql.ref('updated_at') })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .returningAll()
    .executeTakeFirst()
  return row && fromRow(row)
}

/** Stores the name and the description of a group. Its environment never changes. */
export async function updateGroupRow(
  db: Db,
  organizationKey: string,
  { key, name, description }: Group,
  updatedAt: string,
): Promise<void> {
  await db
    .updateTable('groups')
    .set({ name, name_folded: foldedName(name), description, updated_at: updatedAt })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .execute()
}

/** Deletes a group that has no roles any more, with its mappings and its memberships, of which there may be very many. */
export async function deleteGroupRow(db: Db, organizationKey: string, key: string): Promise<void> {
  await deleteMemberships(db, sql<boolean>`organization_key = ${organizationKey} and group_key = ${key}`)
  await db.deleteFrom('groups').where('organization_key', '=', organizationKey).where('key', '=', key).execute()
}
