import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { clientsOf, getKnownCredentials } from '../../api-clients/clients/end-known-credentials.ts'
import { getRunningClientsOf, requireMayStop } from '../../api-clients/clients/suspend-created-api-clients.ts'
import { getUserMemberships } from '../../directory/groups/get-user-memberships.ts'
import { requireMayManage } from '../../directory/groups/remove-user-from-groups.ts'
import { findAccount } from '../../directory/users/accounts.ts'
import { requireVisibleUser, userNotFound } from '../../directory/users/require-user.ts'
import { holds, type Principal } from '../../foundation/permissions/principal.ts'
import { requireAuthorityOverUser } from '../../members/organization-roles/require-authority-over-user.ts'
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
  const items = await getOffboardingItems(parts, principal, user)
  const overUser = await refusalOf(() => requireAuthorityOverUser(parts, principal, user))
  // Who may not see API clients is told how many there are, and no names.
  const seesClients = holds(principal, 'User and access management > Manage API clients')
  const refusals: Partial<Record<OffboardingStepName, string | null>> = {
    SuspendApiClients: await refusalOf(async () =>
      requireMayStop(parts, principal, await getRunningClientsOf(parts, organizationKey, user.key)),
    ),
    EndClientCredentials: await refusalOf(async () =>
      requireMayStop(parts, principal, clientsOf(await getKnownCredentials(parts, organizationKey, user.key))),
    ),
    RemoveFromGroups: await refusalOf(async () =>
      requireMayManage(principal, await getUserMemberships(parts, organizationKey, user.key)),
    ),
  }
  return {
    steps: offboardingSteps.map((step) => ({
      step,
      total: items[step].length,
      items: namesClients.includes(step) && !seesClients ? [] : items[step].slice(0, mostNamed),
      refusal: overUser ?? refusals[step] ?? null,
    })),
  }
}

const namesClients: readonly OffboardingStepName[] = ['SuspendApiClients', 'EndClientCredentials']

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
