import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { listEnvironments } from '../../applications/portfolios/list-environments.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { keepAdministratorSigningIn } from '../../members/organization-roles/keep-administrator-signing-in.ts'
import { replaceAssignedEnvironments } from './assigned-environments-repository.ts'
import { assignmentsOf } from './get-provider-assignments.ts'
import { updateIdentityProviderRow } from './identity-providers-repository.ts'
import type { Assignments } from './identity-providers-schemas.ts'
import { lockExternalProvider } from './lock-external-provider.ts'
import { requireAuthorityOverProvider } from './require-authority-over-provider.ts'
import { identityProviderEntity } from './stored-identity-provider.ts'

/**
 * Replaces the assignments of an external provider. Without any, nobody signs in through it. It needs what the users with
 * a profile at the provider control.
 * @throws Problem permission_missing, identity_provider_not_found, identity_provider_read_only, environment_unknown,
 *   last_administrator
 */
export function replaceProviderAssignments(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  request: Assignments,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { db, clock } = parts
    const { organizationKey } = principal
    const provider = await lockExternalProvider(parts, principal, key)
    const environmentKeys = [...new Set(request.environmentKeys.map(normalKey))].sort()
    const known = (await listEnvironments(parts, organizationKey)).map((environment) => environment.key)
    const unknown = environmentKeys.filter((environmentKey) => !known.includes(environmentKey))
    if (unknown.length > 0) {
      throw new Problem('environment_unknown', `environmentKeys: there is no stage ${unknown.join(', ')}.`)
    }
    const before = await assignmentsOf(parts, organizationKey, provider)
    const after = { organization: request.organization, environmentKeys }
    if (JSON.stringify(before) === JSON.stringify(after)) return
    await requireAuthorityOverProvider(parts, principal, provider)
    const updatedAt = toTimestamp(clock.now())
    const isForOrganization = after.organization
    await keepAdministratorSigningIn(parts, organizationKey, () =>
      updateIdentityProviderRow(db, organizationKey, { ...provider, isForOrganization, updatedAt }),
    )
    await replaceAssignedEnvironments(db, organizationKey, provider.key, environmentKeys)
    const entity = identityProviderEntity(provider)
    await recordChange(parts, principal, { action: 'identity-provider.assigned', entity, before, after })
  })
}
