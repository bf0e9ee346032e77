import { fold } from '../../../db/fold.ts'
import { matchPermissions, type Permission, permissionByKey, permissions } from './permission-catalogue.ts'

/** A permission as requests name it. What answers say of one is taken back as it is. */
interface RequestedPermission {
  permissionKey?: string | undefined
  name?: string | null
  claimName?: string | null
}

/** The permission to which everything that was said applies; undefined where that is none, or more than one. */
export function requestedPermission({ permissionKey, name, claimName }: RequestedPermission): Permission | undefined {
  const named: Permission[][] = []
  if (permissionKey !== undefined) named.push([permissionByKey(permissionKey) ?? []].flat())
  if (name !== undefined && name !== null) named.push(matchPermissions(name))
  if (claimName !== undefined && claimName !== null) {
    const folded = fold(claimName)
    named.push(permissions.filter((permission) => permission.claimName === folded))
  }
  if (named.length === 0) return undefined
  const [found, another] = permissions.filter((permission) => named.every((list) => list.includes(permission)))
  return another ? undefined : found
}
