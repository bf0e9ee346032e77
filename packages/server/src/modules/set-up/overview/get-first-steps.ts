import type { Static } from 'typebox'
import type { Parts } from '../../../db/parts.ts'
import { getFirstUses } from '../../api-clients/clients/get-first-uses.ts'
import { listUsersBeside } from '../../directory/users/list-users-beside.ts'
import { hasWorkingMailServer } from '../../foundation/mail/get-mail-settings.ts'
import { holds, type Principal, systemPrincipal } from '../../foundation/permissions/principal.ts'
import { listAdministrators } from '../../members/organization-roles/administrators.ts'
import { listUserFactors } from '../../sign-in/second-factors/list-user-factors.ts'
import { firstStartCommand } from '../first-start/first-start-command.ts'
import { samplePeople } from '../sample/sample-people.ts'
import type { FirstStep } from './overview-schemas.ts'

/** So many are asked for, beside those of the sample: with more, nobody needs the steps any longer. */
const mostAdministrators = 10

/**
 * The steps from a fresh start to an organization that is used, in the order in which they are done: those that the caller's
 * permissions open, and whether each is done. What the sample brought along counts for none.
 * @param hasMailServer whether the deployment has an SMTP server of its own
 */
export async function getFirstSteps(
  parts: Parts<'clock'>,
  principal: Principal,
  { hasMailServer }: { hasMailServer: boolean },
): Promise<Static<typeof FirstStep>[]> {
  const { organizationKey } = principal
  const emails = samplePeople.map(({ email }) => email)
  const steps: Static<typeof FirstStep>[] = []
  const add = (name: Static<typeof FirstStep>['name'], isDone: boolean) => steps.push({ name, isDone })
  if (holds(principal, 'User and access management > Manage API clients')) {
    const maker = systemPrincipal(organizationKey, firstStartCommand).actor
    const { hasOwn, hasToken, hasUserList } = await getFirstUses(parts, organizationKey, maker)
    add('ApiClient', hasOwn)
    add('Token', hasToken)
    add('UserList', hasUserList)
  }
  if (holds(principal, 'User and access management > Manage users'))
    add('People', (await listUsersBeside(parts, organizationKey, { emails, limit: 2 })).length > 1)
  if (holds(principal, 'Configuration management > Manage Email configurations'))
    add('Mail', hasMailServer || (await hasWorkingMailServer(parts, organizationKey)))
  const administrators = async (wanted: Parameters<typeof listAdministrators>[2]): Promise<string[]> => {
    const all = await listAdministrators(parts, organizationKey, wanted)
    const among = all.slice(0, samplePeople.length + mostAdministrators)
    return listUsersBeside(parts, organizationKey, { emails, among, limit: mostAdministrators })
  }
  if (holds(principal, 'User and access management > Manage authentication'))
    add('SecondFactor', await haveSecondFactor(parts, organizationKey, await administrators({})))
  // As whoever is the last one is counted: the other one can take their place.
  if (holds(principal, 'User and access management > Manage member access'))
    add('SecondAdministrator', (await administrators({ isLasting: true, canSignIn: true })).length > 1)
  return steps
}

/** Whether one of these users has a passkey or an authenticator app. */
async function haveSecondFactor(parts: Parts, organizationKey: string, userKeys: readonly string[]): Promise<boolean> {
  for (const userKey of userKeys) {
    const { passkeys, authenticatorAddedAt } = await listUserFactors(parts, organizationKey, userKey)
    if (passkeys.length > 0 || authenticatorAddedAt !== null) return true
  }
  return false
}
