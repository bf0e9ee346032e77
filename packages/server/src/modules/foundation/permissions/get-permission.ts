import { Problem } from '../../../problems/problem.ts'
import { permissionAnswer } from './permission-answer.ts'
import { permissionByKey } from './permission-catalogue.ts'
import type { Permission } from './permissions-schemas.ts'

/** @throws Problem permission_not_found */
export function getPermission(key: string): Permission {
  const permission = permissionByKey(key)
  if (!permission) throw new Problem('permission_not_found', `There is no permission ${key}.`)
  return permissionAnswer(permission)
}
