import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { type Account, completeRegistration } from '../../directory/users/accounts.ts'
import { ensureBuiltInUser } from '../../directory/users/ensure-built-in-user.ts'
import { userEntity } from '../../directory/users/user-entity.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import { organizationName } from '../../foundation/organizations/list-organizations.ts'
import { type Principal, systemPrincipal } from '../../foundation/permissions/principal.ts'
import { lockAdministrators } from '../../members/organization-roles/administrators.ts'
import { grantOrganizationRole } from '../../members/organization-roles/grant-organization-role.ts'
import { startCredentialsEpoch } from '../../members/sessions/start-credentials-epoch.ts'
import { revokeOneTimeCodes } from '../../sign-in/credentials/issue-code.ts'
import { nobodyKey } from '../../sign-in/credentials/nobody-key.ts'
import { notifyOfSecurityChange } from '../../sign-in/credentials/notify-of-security-change.ts'
import type { RequestSource } from '../../sign-in/credentials/request-source.ts'
import {
  hashPassword,
  hasPassword,
  type NewPasswordParts,
  storePassword,
} from '../../sign-in/credentials/store-password.ts'
import { findLink, useLink } from '../../sign-in/credentials/use-code.ts'
import { isSetUp } from './is-set-up.ts'

interface SetUpRequest {
  token: string
  name: string
  email: string
  password: string
}

/** A `set-up` link makes the first administrator; `set-up-anyway`, which only the command issues, another one. */
const purposes = ['set-up', 'set-up-anyway'] as const

/**
 * Whether a set-up link can still be used, which stays as it is.
 * @throws Problem link_invalid, already_set_up
 */
export async function checkSetUpLink(
  parts: Parts<'clock' | 'vault'>,
  organizationKey: string,
  token: string,
): Promise<void> {
  // Before the link is looked for: with it, another request may make the administrator in between.
  const isAlready = await isSetUp(parts, organizationKey)
  const links = await Promise.all(purposes.map((purpose) => findLink(parts, organizationKey, purpose, token)))
  const purpose = purposes.find((_, at) => links[at])
  if (!purpose) throw linkInvalid()
  requireNotSetUp(purpose, isAlready)
}

function requireNotSetUp(purpose: (typeof purposes)[number], isAlready: boolean): void {
  if (purpose === 'set-up' && isAlready)
    throw new Problem('already_set_up', 'There is an administrator already, who can invite others.')
}

/**
 * Makes an administrator of an existing user with this e-mail, or of a new one. It does all of it, or nothing, and once.
 * @throws Problem link_invalid, already_set_up, password_refused, invalid_body, sign_in_busy
 */
export async function completeSetUp(
  parts: Parts<'clock' | 'vault' | 'config' | 'log'> & NewPasswordParts,
  organizationKey: string,
  request: SetUpRequest,
  source: RequestSource,
): Promise<void> {
  // Before the password is hashed: callers without a valid link cause no such work.
  await checkSetUpLink(parts, organizationKey, request.token)
  const user = { key: nobodyKey, name: request.name, email: request.email }
  const hashed = await hashPassword(parts, organizationKey, user, request.password, source)
  await transaction(parts, async (parts) => {
    const purpose = await useSetUpLink(parts, organizationKey, request.token)
    const roleKey = await lockAdministrators(parts, organizationKey)
    requireNotSetUp(purpose, await isSetUp(parts, organizationKey))
    const system = systemPrincipal(organizationKey, 'set-up link')
    const principal = { ...system, actor: { ...system.actor, ...source } }
    const account = await register(parts, principal, request)
    const { key, name } = userEntity(account)
    const hadPassword = await hasPassword(parts, organizationKey, [key])
    await storePassword(parts, organizationKey, key, hashed)
    if (hadPassword) await notifyOfSecurityChange(parts, principal, account, 'password-changed')
    await startCredentialsEpoch(parts, organizationKey, key)
    await grantOrganizationRole(parts, principal, { key, name }, roleKey, {})
    await recordChange(parts, principal, {
      action: 'organization.set-up',
      entity: { type: 'organization', key: organizationKey, name: await organizationName(parts, organizationKey) },
      after: { administratorKey: key },
    })
    for (const other of purposes) await revokeOneTimeCodes(parts, organizationKey, other, null)
  })
}

async function useSetUpLink(
  parts: Parts<'clock' | 'vault'>,
  organizationKey: string,
  token: string,
): Promise<(typeof purposes)[number]> {
  for (const purpose of purposes) if (await useLink(parts, organizationKey, purpose, token)) return purpose
  throw linkInvalid()
}

async function register(parts: Parts<'clock'>, principal: Principal, request: SetUpRequest): Promise<Account> {
  const before = await ensureBuiltInUser(parts, principal, request)
  if (before.status === 'Active' && before.name === request.name) return before
  const account = await completeRegistration(parts, principal.organizationKey, before, request.name)
  await recordChange(parts, principal, {
    action: 'user.registered',
    entity: userEntity(account),
    before: { name: before.name, status: before.status },
    after: { name: account.name, status: account.status },
  })
  return account
}

const linkInvalid = (): Problem =>
  new Problem(
    'link_invalid',
    'The set-up link is not valid any more. If it has made an administrator, sign in as that one; otherwise start the server again to get a new link.',
  )
