import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { grantUserApplicationRole } from '../../directory/assignments/grant-user-application-role.ts'
import { groupPermission } from '../../directory/groups/group-permission.ts'
import { updateGroupMembers } from '../../directory/groups/update-group-members.ts'
import { getBuiltInIdentityProviderKey } from '../../directory/identity-providers/built-in-identity-provider.ts'
import { getStoredIdentityProvider } from '../../directory/identity-providers/get-identity-provider.ts'
import { assignmentsOf } from '../../directory/identity-providers/get-provider-assignments.ts'
import { hasIdentityProvider } from '../../directory/identity-providers/require-identity-provider.ts'
import {
  type Account,
  findAccountByEmail,
  hasAnyProfile,
  keepLanguage,
  lockAccount,
} from '../../directory/users/accounts.ts'
import { createUser } from '../../directory/users/create-user.ts'
import { getVisibleUserKeys } from '../../directory/users/require-user.ts'
import { userEntity } from '../../directory/users/user-entity.ts'
import type { ReachedOrganization } from '../../foundation/organizations/organization-directory.ts'
import { holds, type Principal, permissionMissing, requirePermission } from '../../foundation/permissions/principal.ts'
import { grantOrganizationRole } from '../../members/organization-roles/grant-organization-role.ts'
import type { InvitationRequest } from './invitations-schemas.ts'
import { sendInvitation } from './send-invitation.ts'

const managesUsers = 'User and access management > Manage users'

/**
 * Creates an invited user with everything that the request grants, or nothing, and sends the mail.
 * @throws Problem email_taken, invalid_body, identity_provider_unknown, identity_taken, permission_missing,
 *   invitations_limited, and what each of the grants throws
 */
export async function inviteUser(
  parts: Parts<'clock' | 'vault' | 'config' | 'log'>,
  principal: Principal,
  organization: ReachedOrganization,
  request: InvitationRequest,
): Promise<{ key: string }> {
  requireReason(principal, request)
  return transaction(parts, async (parts) => {
    const account = await createInvitedUser(parts, principal, request)
    await grantAll(parts, principal, account, request)
    await sendInvitation(parts, principal, organization, account)
    return { key: account.key }
  })
}

/** A principal who may not manage users invites only users to whom they grant an application role. */
function requireReason(principal: Principal, { applicationRoleKeys = [] }: InvitationRequest): void {
  if (applicationRoleKeys.length > 0 || holds(principal, managesUsers)) return
  throw permissionMissing(`Without applicationRoleKeys, this needs the permission ${managesUsers}.`)
}

/** Of a user whom the principal does not see, they can change nothing: they are told who can, and no more. */
async function requireSeen(parts: Parts<'clock'>, principal: Principal, { key }: Account): Promise<void> {
  if ((await getVisibleUserKeys(parts, principal, [key])).has(key)) return
  throw permissionMissing(`Inviting somebody with this e-mail needs the permission ${managesUsers}.`)
}

/** By the state of somebody who exists, so that nobody has to guess why they cannot sign in. */
async function whatToDoWith(parts: Parts, organizationKey: string, { key, status }: Account): Promise<string> {
  const invite = `POST /api/management/v1/users/${key}/invitation`
  if (status === 'Invited') return `A user with this e-mail is invited already. ${invite} sends the invitation again.`
  if (status === 'Inactive') {
    return `A user with this e-mail exists, and is Inactive. PATCH /api/identity/v1/users/${key} with isActive activates them.`
  }
  const isRegistered = status === 'Active' && (await hasAnyProfile(parts, organizationKey, key))
  return isRegistered
    ? 'A user with this e-mail exists already: grant what is missing.'
    : `A user with this e-mail exists, and cannot sign in yet. ${invite} invites them.`
}

async function createInvitedUser(
  parts: Parts<'clock'>,
  principal: Principal,
  { email, name = null, identityProviderKey, language }: InvitationRequest,
): Promise<Account> {
  const { organizationKey } = principal
  const existing = await findAccountByEmail(parts, organizationKey, email)
  if (existing) {
    await requireSeen(parts, principal, existing)
    throw new Problem('email_taken', await whatToDoWith(parts, organizationKey, existing))
  }
  const isExternal =
    identityProviderKey &&
    normalKey(identityProviderKey) !== (await getBuiltInIdentityProviderKey(parts, organizationKey))
  if (isExternal) await requireLinking(parts, organizationKey, identityProviderKey)
  const profile = isExternal ? { identityProviderKey, username: email } : { addToBuiltInIdentityProvider: true }
  const { key } = await createUser(parts, principal, { email, name, isInvited: true, ...profile })
  if (language) await keepLanguage(parts, organizationKey, key, language)
  const account = await lockAccount(parts, organizationKey, key)
  if (!account) throw new Error('the user that was just created is missing')
  return account
}

/**
 * Whoever is invited with an external provider is known by their e-mail or username there at the first sign-in, which it
 * must be assigned for.
 */
async function requireLinking(parts: Parts, organizationKey: string, key: string): Promise<void> {
  // One that does not exist is refused where the user is created.
  if (!(await hasIdentityProvider(parts, organizationKey, normalKey(key)))) return
  const provider = await getStoredIdentityProvider(parts, organizationKey, key)
  const { name, profileLinkingField, emailTrustType } = provider
  const { organization, environmentKeys } = await assignmentsOf(parts, organizationKey, provider)
  if (!organization && environmentKeys.length === 0) {
    const rule = 'is assigned to nobody, so that nobody who is invited could sign in with it. Assign it first.'
    throw new Problem('invalid_body', `identityProviderKey: ${name} ${rule}`)
  }
  if (profileLinkingField === 'Username' || (profileLinkingField === 'Email' && emailTrustType !== 'None')) return
  const rule = 'links nobody by e-mail or username, so that nobody who is invited could sign in with it.'
  throw new Problem('invalid_body', `identityProviderKey: ${name} ${rule} Change its profileLinkingField.`)
}

/** By the rules of each grant: an invitation grants nothing that the principal could not grant afterwards. */
async function grantAll(
  parts: Parts<'clock'>,
  principal: Principal,
  account: Account,
  { organizationRoles = [], groupKeys = [], applicationRoleKeys = [] }: InvitationRequest,
): Promise<void> {
  const { key, name } = userEntity(account)
  if (organizationRoles.length > 0) requirePermission(principal, 'User and access management > Manage member access')
  if (groupKeys.length > 0) requirePermission(principal, groupPermission)
  for (const { key: roleKey, assetKeys, startTime = null, endTime = null } of organizationRoles) {
    const details = { assetKeys, grantPeriod: { startTime, endTime } }
    await grantOrganizationRole(parts, principal, { key, name }, roleKey, details)
  }
  // Always in the same order, so that two invitations never wait for each other.
  for (const groupKey of [...new Set(groupKeys.map(normalKey))].sort()) {
    await updateGroupMembers(parts, principal, groupKey, { userKeysToAdd: [key] })
  }
  for (const roleKey of applicationRoleKeys) await grantUserApplicationRole(parts, principal, { key, roleKey })
}
