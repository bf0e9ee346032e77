import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireRoleDefinition } from '../application-roles/list-role-definitions.ts'
import { requireVisibleAsset } from './get-asset.ts'

/** A role that an asset defines. @throws Problem asset_not_found, application_role_undefined */
export async function getAssetApplicationRole(
  parts: Parts,
  principal: Principal,
  { key, externalKey }: { key: string; externalKey: string },
) {
  const asset = await requireVisibleAsset(parts, principal, key)
  const role = { assetKey: asset.key, externalKey: normalKey(externalKey) }
  return requireRoleDefinition(parts, principal.organizationKey, role)
}
