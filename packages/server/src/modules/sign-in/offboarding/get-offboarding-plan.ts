import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { requireMayStop } from '../../api-clients/clients/suspend-created-api-clients.ts'
import { requireMayManage } from '../../directory/groups/remove-user-from-groups.ts'
import { findAccount } from '../../directory/users/accounts.ts'
import { requireVisibleUser, userNotFound } from '../../directory/users/require-user.ts'
import { clientsOf } from '../../foundation/client-secrets/get-known-credentials.ts'
import { holds, type Principal } from '../../foundation/permissions/principal.ts'
import { requireAuthorityOverUser } from '../../members/organization-roles/require-authority-over-user.ts'
import { requireMayEndCredentials } from '../../relying-parties/registrations/end-known-relying-party-credentials.ts'
import { getOffboardingItems } from './get-offboarding-items.ts'
import { type OffboardingPlan, type OffboardingStepName, offboardingSteps } from './offboarding-schemas.ts'

/** Of each step so many things are named. */
export const mostNamed = 100

/**
 * What offboarding a user would take from them, and which of it the caller may not do. It changes nothing.
 * @throws Problem user_not_found
 */
export async function getOffboardingPlan(
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
): Promise<OffboardingPlan> {
  const { organizationKey } = principal
  await requireVisibleUser(parts, principal, key)
  const user = await findAccount(parts, organizationKey, normalKey(key))
  if (!user) throw userNotFound(key)
  const { items, created, ofClients, ofApplications, memberships } = await getOffboardingItems(parts, principal, user)
  const overUser = await refusalOf(() => requireAuthorityOverUser(parts, principal, user))
  const refusals: Partial<Record<OffboardingStepName, string | null>> = {
    SuspendApiClients: await refusalOf(() => requireMayStop(parts, principal, created.running)),
    EndClientCredentials: await refusalOf(() => requireMayStop(parts, principal, clientsOf(ofClients))),
    EndApplicationCredentials: await refusalOf(async () => requireMayEndCredentials(principal, ofApplications)),
    RemoveFromGroups: await refusalOf(async () => requireMayManage(principal, memberships)),
  }
  return {
    steps: offboardingSteps.map((step) => ({
      step,
      total: items[step].length,
      items: seesNames(principal, step) ? items[step].slice(0, mostNamed) : [],
      refusal: overUser ?? refusals[step] ?? null,
    })),
  }
}

/** Who may not see API clients, or sign-in applications, is told how many there are, and no names. */
function seesNames(principal: Principal, step: OffboardingStepName): boolean {
  if (step === 'SuspendApiClients' || step === 'EndClientCredentials')
    return holds(principal, 'User and access management > Manage API clients')
  if (step === 'EndApplicationCredentials')
    return holds(principal, 'User and access management > Manage authentication')
  return true
}

/** Why the work is refused; null where it is not */
async function refusalOf(work: () => Promise<void>): Promise<string | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (error instanceof Problem && error.problem === 'permission_missing') return error.message
    throw error
  }
}
