import { sql } from 'kysely'
import type { TestServer } from '../support/server.ts'
import type { Operation, Schema } from './operations.ts'

/** A key that there isn't, anywhere. */
export const nobody = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'

/** Fields that operations ask for which do not require them in their schema. */
const wanted = ['name', 'email', 'environmentKey']

/**
 * A body that the schema takes, with little more than what is required. It would change something, were the request not
 * refused.
 * @param filling what stands wherever a key is asked for, and wherever a text is
 */
export function bodyOf(schema: Schema, filling: { key: string; text: string }): unknown {
  const type = [schema.type ?? []].flat().find((name) => name !== 'null')
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return bodyOf(schema.anyOf.find((one) => one.type !== 'null') ?? {}, filling)
  if (type === 'boolean') return true
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1
  if (type === 'array') return [bodyOf(schema.items ?? {}, filling)]
  if (type === 'object') {
    const properties = Object.entries(schema.properties ?? {})
    const chosen = properties.filter(([name]) => wanted.includes(name) || schema.required?.includes(name))
    return Object.fromEntries(chosen.map(([name, property]) => [name, bodyOf(property, filling)]))
  }
  return schema.format === 'uuid' ? filling.key : filling.text
}

/** The operation's path with keys that there are: each parameter stands behind the name of a table. */
export async function pathToRows(
  { context: { database }, organizationKey }: TestServer,
  { path }: Operation,
): Promise<string> {
  const tables = (await database.db.introspection.getTables()).map(({ name }) => name)
  let made = ''
  for (const part of path.split('/').slice(1)) {
    const table = made.slice(made.lastIndexOf('/') + 1).replaceAll('-', '_')
    made += `/${part.startsWith('{') ? await lastKey(table) : part}`
  }
  return made

  async function lastKey(table: string): Promise<string> {
    if (!tables.includes(table)) return nobody
    const { rows } = await sql<{ key: string }>`select key from ${sql.table(table)}
      where organization_key = ${organizationKey} order by key desc limit 1`.execute(database.db)
    return rows[0]?.key ?? nobody
  }
}
