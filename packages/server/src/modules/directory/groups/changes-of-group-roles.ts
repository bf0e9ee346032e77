import type { Parts } from '../../../db/parts.ts'
import { getApplicationRoles } from '../../applications/application-roles/get-application-roles.ts'
import type { AuditedChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { groupEntity } from './group.ts'

interface ChangedRoles {
  group: { key: string; name: string; environmentKey: string }
  added?: readonly string[]
  removed?: readonly string[]
}

/** What the audit trail says of roles that a group gets or loses: an entry for each, which is found by its role. */
export async function changesOfGroupRoles(
  parts: Parts,
  { organizationKey }: Principal,
  { group, added = [], removed = [] }: ChangedRoles,
): Promise<AuditedChange[]> {
  const keys = [...added, ...removed]
  if (keys.length === 0) return []
  const roles = await getApplicationRoles(parts, organizationKey, keys)
  const change = (key: string) => {
    const { name = null, assetKey } = roles.get(key) ?? {}
    const asset = assetKey === undefined ? [] : [{ type: 'asset' as const, key: assetKey, name: null }]
    return {
      entity: groupEntity(group),
      environmentKey: group.environmentKey,
      related: [{ type: 'application-role' as const, key, name }, ...asset],
    }
  }
  return [
    ...added.map((key) => ({
      action: 'group.application-roles-added' as const,
      ...change(key),
      after: { applicationRoleKeys: [key] },
    })),
    ...removed.map((key) => ({
      action: 'group.application-roles-removed' as const,
      ...change(key),
      before: { applicationRoleKeys: [key] },
    })),
  ]
}
