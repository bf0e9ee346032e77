import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { type PermissionName, permissionNamed } from '../../foundation/permissions/permission-catalogue.ts'
import { type PermissionHolder, selectPermissionHolders } from './permission-holders-repository.ts'

/**
 * Active users with an e-mail who hold a permission of the organization at this moment, by a role that they have for the
 * whole of it. Administrators hold every permission. A role for assets or a portfolio gives no permission of the
 * organization.
 */
export const listPermissionHolders = (
  { db, clock }: Parts<'clock'>,
  organizationKey: string,
  permission: PermissionName,
): Promise<PermissionHolder[]> =>
  selectPermissionHolders(db, organizationKey, permissionNamed(permission).key, toTimestamp(clock.now()))
