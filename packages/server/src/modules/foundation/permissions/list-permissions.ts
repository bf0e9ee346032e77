import { fold } from '../../../db/fold.ts'
import { pageOf } from '../../../http/api/page.ts'
import { permissionAnswer } from './permission-answer.ts'
import { permissions } from './permission-catalogue.ts'
import type { PermissionsQuery } from './permissions-schemas.ts'

/** As lists are sorted: by name, and by key where categories have the same one. */
const byName = [...permissions].sort((a, b) => compare(fold(a.name), fold(b.name)) || compare(a.key, b.key))

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The catalogue is the same for every organization, and part of the program: the database is not asked. */
export function listPermissions({ nameContains, limit = 100, offset = 0 }: PermissionsQuery) {
  const contained = fold(nameContains ?? '')
  const found = byName.filter(({ name }) => fold(name).includes(contained))
  return pageOf(found.slice(offset, offset + limit).map(permissionAnswer), found.length, { limit, offset })
}
