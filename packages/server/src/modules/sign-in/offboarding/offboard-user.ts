import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { endKnownCredentials } from '../../api-clients/clients/end-known-credentials.ts'
import { suspendCreatedApiClients } from '../../api-clients/clients/suspend-created-api-clients.ts'
import { revokeUserApplicationRole } from '../../directory/assignments/revoke-user-application-role.ts'
import { revokeUserOrganizationRole } from '../../directory/assignments/revoke-user-organization-role.ts'
import { removeUserFromGroups } from '../../directory/groups/remove-user-from-groups.ts'
import type { Account } from '../../directory/users/accounts.ts'
import { updateUser } from '../../directory/users/update-user.ts'
import { userEntity } from '../../directory/users/user-entity.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { endKnownRelyingPartyCredentials } from '../../relying-parties/registrations/end-known-relying-party-credentials.ts'
import { lockManagedAccount } from '../credentials/lock-managed-account.ts'
import { endUserSessions } from '../user-security/user-sessions.ts'
import { getOffboardingItems, type OffboardingItems } from './get-offboarding-items.ts'
import { mostNamed } from './get-offboarding-plan.ts'
import {
  type OffboardingReport,
  type OffboardingRequest,
  type OffboardingStepName,
  offboardingSteps,
} from './offboarding-schemas.ts'

type OffboardingParts = Parts<'clock' | 'vault' | 'config' | 'log'>

/**
 * Takes from somebody else, who leaves, everything that lets them act: the API clients that they have created, the secrets, keys
 * and addresses of keys by which they could act as other clients or as sign-in applications, groups, roles, sessions, and the account itself. All of the
 * chosen steps are done, or none. The user can be activated again, with what they were not offboarded from.
 * @throws Problem user_not_found, own_account, last_administrator, permission_missing where the caller may not do one of the
 *   steps: it can be left out
 */
export function offboardUser(
  parts: OffboardingParts,
  principal: Principal,
  key: string,
  { steps }: OffboardingRequest,
): Promise<OffboardingReport> {
  return transaction(parts, async (parts) => {
    const account = await lockManagedAccount(parts, principal, key)
    const taken = await getOffboardingItems(parts, principal, account)
    const { items } = taken
    const chosen = offboardingSteps.filter((step) => steps?.includes(step) ?? true)
    for (const step of chosen) if (items[step].length > 0) await work[step](parts, principal, account, taken)
    const done = chosen.map((step) => ({ step, total: items[step].length, items: items[step].slice(0, mostNamed) }))
    await recordChange(parts, principal, {
      action: 'user.offboarded',
      entity: userEntity(account),
      before: Object.fromEntries(done.map(({ step, total }) => [step, total])),
    })
    return { steps: done }
  })
}

type Work = (parts: OffboardingParts, principal: Principal, account: Account, taken: OffboardingItems) => Promise<void>

const work: Record<OffboardingStepName, Work> = {
  SuspendApiClients: (parts, principal, _, { created }) => suspendCreatedApiClients(parts, principal, created.running),
  EndClientCredentials: (parts, principal, _, { created, ofClients }) =>
    endKnownCredentials(parts, principal, ofClients, created.actors),
  EndApplicationCredentials: (parts, principal, _, { created, ofApplications }) =>
    endKnownRelyingPartyCredentials(parts, principal, ofApplications, created.actors),
  RemoveFromGroups: (parts, principal, { key }) => removeUserFromGroups(parts, principal, key),
  async RevokeApplicationRoles(parts, principal, { key }, { items }) {
    for (const role of items.RevokeApplicationRoles) {
      await revokeUserApplicationRole(parts, principal, { key, roleKey: role.key })
    }
  },
  async RevokeOrganizationRoles(parts, principal, { key }, { items }) {
    for (const { key: roleKey, assetKey } of items.RevokeOrganizationRoles) {
      const place = assetKey === null ? {} : { assetKeys: [assetKey] }
      await revokeUserOrganizationRole(parts, principal, { key, roleKey }, place)
    }
  },
  EndSessions: (parts, principal, { key }) => endUserSessions(parts, principal, key),
  Deactivate: (parts, principal, { key }) => updateUser(parts, principal, key, { isActive: false }),
}
