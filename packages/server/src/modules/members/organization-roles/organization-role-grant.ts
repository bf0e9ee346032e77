import type { Parts } from '../../../db/parts.ts'
import type { AuditedEntity } from '../../foundation/audit/audited-entity.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import type { GrantPeriod } from './grant-period.ts'
import type { HeldGrant } from './organization-role-grants-repository.ts'

/** The user must be locked: a user has one role for the organization, and one for each asset. */
export interface LockedUser {
  key: string
  name: string | null
}

export interface GrantDetails {
  grantPeriod?: { startTime?: string | null; endTime?: string | null } | null
  assetKeys?: readonly string[] | null
  portfolioKey?: string | null
}

/** Where and when a role holds. An assetKey of null stands for the organization. */
export type OrganizationRoleGrant = GrantPeriod & { assetKey: string | null; portfolioKey: string | null }

/** Records in the audit trail that the user no longer has this grant */
export const recordRevokedGrant = (
  parts: Parts<'clock'>,
  principal: Principal,
  user: LockedUser,
  grant: HeldGrant,
): Promise<void> =>
  recordChange(parts, principal, {
    action: 'organization-role.revoked',
    entity: { type: 'user', ...user },
    before: recordedGrant(grant, grant),
    related: relatedToGrant(grant, grant),
  })

/** A grant as the audit trail keeps it. */
export const recordedGrant = (role: { roleKey: string; roleName: string }, grant: OrganizationRoleGrant) => ({
  organizationRoleKey: role.roleKey,
  organizationRoleName: role.roleName,
  assetKey: grant.assetKey,
  portfolioKey: grant.portfolioKey,
  startTime: grant.startTime,
  endTime: grant.endTime,
})

/** What the audit trail names beside the user */
export const relatedToGrant = (
  role: { roleKey: string; roleName: string },
  { assetKey }: Pick<OrganizationRoleGrant, 'assetKey'>,
): AuditedEntity[] => [
  { type: 'organization-role', key: role.roleKey, name: role.roleName },
  ...(assetKey === null ? [] : [{ type: 'asset' as const, key: assetKey, name: null }]),
]
