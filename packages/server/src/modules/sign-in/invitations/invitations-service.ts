import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { grantUserApplicationRole } from '../../directory/assignments/grant-user-application-role.ts'
import { groupPermission } from '../../directory/groups/group-permission.ts'
import { updateGroupMembers } from '../../directory/groups/update-group-members.ts'
import { getBuiltInIdentityProviderKey } from '../../directory/identity-providers/built-in-identity-provider.ts'
import { type Account, getAccountByEmail, hasBuiltInProfile, lockAccount } from '../../directory/users/accounts.ts'
import { createUser } from '../../directory/users/create-user.ts'
import { userNotFound } from '../../directory/users/require-user.ts'
import { recordChange } from '../../foundation/audit/audit-service.ts'
import { enqueueMail } from '../../foundation/mail/enqueue-mail.ts'
import type { ReachedOrganization } from '../../foundation/organizations/organization-directory.ts'
import { holds, type Principal, permissionMissing, requirePermission } from '../../foundation/permissions/principal.ts'
import { grantOrganizationRole } from '../../members/organization-roles/grant-organization-role.ts'
import { userEntity } from '../credentials/acting-user.ts'
import type { OneTimeCodes } from '../credentials/one-time-codes.ts'
import type { InvitationRequest } from './invitations-schemas.ts'

export interface InvitationDependencies extends Parts<'clock' | 'vault' | 'config' | 'log'> {
  oneTimeCodes: OneTimeCodes
}

export type InvitationService = ReturnType<typeof createInvitationService>

const managesUsers = 'User and access management > Manage users'
const invitationMilliseconds = 7 * 86_400_000

/** Invites users, with what they are to have. */
export function createInvitationService(dependencies: InvitationDependencies) {
  const { db, clock, oneTimeCodes } = dependencies

  /** Voids what was sent before. Whoever signs in elsewhere has nothing to accept here. */
  async function send(
    trx: Db,
    principal: Principal,
    { key: organizationKey, name: organizationName, origin }: ReachedOrganization,
    { key: userKey, name, email }: Account,
  ): Promise<void> {
    if (email === null) throw new Problem('user_not_invited', 'The user has no e-mail to send an invitation to.')
    const isBuiltIn = await hasBuiltInProfile({ db: trx }, organizationKey, userKey)
    const request = { purpose: 'invitation', userKey, milliseconds: invitationMilliseconds } as const
    const issued = isBuiltIn ? await oneTimeCodes.issueLinkWithCode(trx, organizationKey, request) : undefined
    await enqueueMail({ ...dependencies, db: trx }, organizationKey, {
      kind: 'invitation',
      to: { address: email, name },
      values: {
        organizationName,
        inviterName: principal.actor.name,
        link: issued ? `${origin}/accept-invitation?token=${issued.token}` : `${origin}/`,
        code: issued?.code ?? null,
        expiresAt: issued?.expiresAt ?? null,
      },
    })
  }

  async function create(trx: Db, principal: Principal, request: InvitationRequest): Promise<Account> {
    const { organizationKey } = principal
    const { email, name = null, identityProviderKey } = request
    if (await getAccountByEmail({ db: trx }, organizationKey, email)) {
      throw new Problem('email_taken', 'A user with this e-mail exists already: grant what is missing.')
    }
    const isExternal =
      identityProviderKey &&
      normalKey(identityProviderKey) !== (await getBuiltInIdentityProviderKey({ db: trx }, organizationKey))
    const profile = isExternal ? { identityProviderKey, username: email } : { addToBuiltInIdentityProvider: true }
    const creation = await createUser({ db: trx, clock }, principal, { email, name, isInvited: true, ...profile })
    const account = await lockAccount({ db: trx }, organizationKey, creation.key)
    if (!account) throw new Error('the user that was just made is not there')
    return account
  }

  /** Whoever may not manage users invites those only whom they give an application role. */
  function requireReason(principal: Principal, { applicationRoleKeys = [] }: InvitationRequest): void {
    if (applicationRoleKeys.length > 0 || holds(principal, managesUsers)) return
    throw permissionMissing(`Without applicationRoleKeys, this needs the permission ${managesUsers}.`)
  }

  /** By the rules of granting each: whoever invites gives nothing that they could not give afterwards. */
  async function grant(trx: Db, principal: Principal, account: Account, request: InvitationRequest): Promise<void> {
    const { organizationRoles = [], groupKeys = [], applicationRoleKeys = [] } = request
    const { key, name } = userEntity(account)
    if (organizationRoles.length > 0) requirePermission(principal, 'User and access management > Manage member access')
    if (groupKeys.length > 0) requirePermission(principal, groupPermission)
    for (const { key: roleKey, assetKeys, startTime = null, endTime = null } of organizationRoles) {
      const details = { assetKeys, grantPeriod: { startTime, endTime } }
      await grantOrganizationRole({ db: trx, clock }, principal, { key, name }, roleKey, details)
    }
    // In one order always, so that two invitations never wait for each other.
    for (const groupKey of [...new Set(groupKeys.map(normalKey))].sort()) {
      await updateGroupMembers({ db: trx, clock }, principal, groupKey, { userKeysToAdd: [key] })
    }
    for (const roleKey of applicationRoleKeys)
      await grantUserApplicationRole({ db: trx, clock }, principal, { key, roleKey })
  }

  return {
    /**
     * Makes an invited user with everything that is asked for, or nothing, and sends the mail.
     * @throws Problem email_taken, invalid_body, identity_provider_unknown, identity_taken, permission_missing, and what
     *   granting each throws
     */
    async invite(
      principal: Principal,
      organization: ReachedOrganization,
      request: InvitationRequest,
    ): Promise<{ key: string }> {
      requireReason(principal, request)
      return transaction({ db: db }, async ({ db: trx }) => {
        const account = await create(trx, principal, request)
        await grant(trx, principal, account, request)
        await send(trx, principal, organization, account)
        return { key: account.key }
      })
    },

    /**
     * Sends a new link and code. The former ones work no more.
     * @throws Problem user_not_found, user_not_invited
     */
    resend: (principal: Principal, organization: ReachedOrganization, userKey: string): Promise<void> =>
      transaction({ db: db }, async ({ db: trx }) => {
        const account = await lockAccount({ db: trx }, principal.organizationKey, normalKey(userKey))
        if (!account) throw userNotFound(userKey)
        if (account.status !== 'Invited') {
          throw new Problem('user_not_invited', `The user is ${account.status}, not Invited.`)
        }
        await send(trx, principal, organization, account)
        const after = { email: account.email }
        await recordChange({ db: trx, clock }, principal, {
          action: 'user.invited',
          entity: userEntity(account),
          after,
        })
      }),
  }
}
