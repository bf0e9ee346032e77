import type { Clock } from '../../../config/clock.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { completeRegistration, getAccount, lockAccount, recordEmailVerified } from '../../directory/users/accounts.ts'
import { recordChange } from '../../foundation/audit/audit-service.ts'
import { actingUser, type From, userEntity } from '../credentials/acting-user.ts'
import type { OneTimeCodes } from '../credentials/one-time-codes.ts'
import type { HashedPassword, Passwords } from '../credentials/passwords.ts'

export interface AcceptanceDependencies {
  db: Db
  clock: Clock
  oneTimeCodes: OneTimeCodes
  passwords: Passwords
}

export type AcceptanceService = ReturnType<typeof createAcceptanceService>

export interface AcceptanceRequest {
  token: string
  code: string
  name: string
  password: string
}

/** For whoever was invited: the link says which invitation, the code that the mail was theirs to read. */
export function createAcceptanceService({ db, clock, oneTimeCodes, passwords }: AcceptanceDependencies) {
  async function requireLink(organizationKey: string, token: string) {
    const link = await oneTimeCodes.read(db, organizationKey, 'invitation', token)
    const account = link?.userKey ? await getAccount({ db }, organizationKey, link.userKey) : undefined
    if (!link || account?.status !== 'Invited') throw linkInvalid()
    return { account, expiresAt: link.expiresAt }
  }

  /** What a wrong code counts is stored: nothing is thrown here for it. */
  const accept = (
    organizationKey: string,
    { token, code, name }: AcceptanceRequest,
    hashed: HashedPassword,
    from: From,
  ): Promise<'accepted' | 'no link' | 'wrong code'> =>
    transaction({ db: db }, async ({ db: trx }) => {
      const used = await oneTimeCodes.useLinkWithCode(trx, organizationKey, 'invitation', { token, code })
      if (typeof used === 'string') return used
      const before = used.userKey ? await lockAccount({ db: trx }, organizationKey, used.userKey) : undefined
      if (before?.status !== 'Invited') return 'no link'
      const account = await completeRegistration({ db: trx, clock }, organizationKey, before, name)
      await passwords.give(trx, organizationKey, account, hashed)
      await recordEmailVerified({ db: trx }, organizationKey, account)
      await recordChange({ db: trx, clock }, actingUser(organizationKey, account, from), {
        action: 'user.registered',
        entity: userEntity(account),
        before: { name: before.name, status: before.status },
        after: { name: account.name, status: account.status },
      })
      return 'accepted'
    })

  return {
    /** @throws Problem link_invalid */
    async read(organization: { key: string; name: string }, token: string) {
      const { account, expiresAt } = await requireLink(organization.key, token)
      return { email: account.email, name: account.name, organizationName: organization.name, expiresAt }
    },

    /**
     * The user becomes active and gets the password. Once; three wrong codes void the invitation.
     * @throws Problem link_invalid, code_wrong, password_refused, sign_in_busy
     */
    async accept(organizationKey: string, request: AcceptanceRequest, from: From): Promise<void> {
      // Before the password is hashed: strangers get no work out of the server.
      await requireLink(organizationKey, request.token)
      const outcome = await accept(organizationKey, request, await passwords.hash(request.password), from)
      if (outcome === 'no link') throw linkInvalid()
      if (outcome === 'wrong code') {
        throw new Problem('code_wrong', 'The code is not right. Three wrong codes void the invitation.')
      }
    },
  }
}

const linkInvalid = (): Problem =>
  new Problem('link_invalid', 'The invitation is not valid any more. Ask whoever invited you to send it again.')
