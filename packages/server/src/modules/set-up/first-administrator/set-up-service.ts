import type { Clock } from '../../../config/clock.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { type Account, completeRegistration } from '../../directory/users/accounts.ts'
import { ensureBuiltInUser } from '../../directory/users/ensure-built-in-user.ts'
import { recordChange } from '../../foundation/audit/audit-service.ts'
import type { ReachedOrganization } from '../../foundation/organizations/organization-directory.ts'
import { type Principal, systemPrincipal } from '../../foundation/permissions/principal.ts'
import { listAdministrators, lockAdministrators } from '../../members/organization-roles/administrators.ts'
import { grantOrganizationRole } from '../../members/organization-roles/grant-organization-role.ts'
import type { SessionService } from '../../members/sessions/sessions-service.ts'
import { type From, userEntity } from '../../sign-in/credentials/acting-user.ts'
import type { OneTimeCodes } from '../../sign-in/credentials/one-time-codes.ts'
import type { Passwords } from '../../sign-in/credentials/passwords.ts'

export interface SetUpDependencies {
  db: Db
  clock: Clock
  oneTimeCodes: OneTimeCodes
  passwords: Passwords
  sessions: Pick<SessionService, 'endAllOf'>
}

export type SetUpService = ReturnType<typeof createSetUpService>

export interface SetUpRequest {
  token: string
  name: string
  email: string
  password: string
}

const linkMilliseconds = 86_400_000
/** `set-up` makes the first administrator; `set-up-anyway`, which only the command makes, another one. */
const purposes = ['set-up', 'set-up-anyway'] as const

/**
 * The first administrator of an organization. Nobody can sign in to make one, so that whoever runs the server gets a link
 * where nobody else sees it: at the terminal.
 */
export function createSetUpService({ db, clock, oneTimeCodes, passwords, sessions }: SetUpDependencies) {
  /** Administrators without a password don't count: those of the sample cannot sign in. */
  const isSetUp = async (trx: Db, organizationKey: string): Promise<boolean> =>
    passwords.hasAny(trx, organizationKey, await listAdministrators({ db: trx, clock }, organizationKey))

  async function useLink(trx: Db, organizationKey: string, token: string): Promise<(typeof purposes)[number]> {
    for (const purpose of purposes) if (await oneTimeCodes.useLink(trx, organizationKey, purpose, token)) return purpose
    throw linkInvalid()
  }

  async function register(trx: Db, principal: Principal, request: SetUpRequest): Promise<Account> {
    const before = await ensureBuiltInUser({ db: trx, clock }, principal, request)
    if (before.status === 'Active' && before.name === request.name) return before
    const account = await completeRegistration({ db: trx, clock }, principal.organizationKey, before, request.name)
    await recordChange({ db: trx, clock }, principal, {
      action: 'user.registered',
      entity: userEntity(account),
      before: { name: before.name, status: before.status },
      after: { name: account.name, status: account.status },
    })
    return account
  }

  return {
    /** Whether somebody can sign in and administer the organization. */
    isSetUp: (organizationKey: string): Promise<boolean> => isSetUp(db, organizationKey),

    /**
     * A link that is valid for a day, in the place of the former one.
     * @param anyway also where there is an administrator, who is locked out
     * @returns undefined where the organization is set up
     */
    issueLink: (
      { key, origin }: ReachedOrganization,
      { anyway = false }: { anyway?: boolean } = {},
    ): Promise<{ link: string; expiresAt: string } | undefined> =>
      transaction({ db: db }, async ({ db: trx }) => {
        if (!anyway && (await isSetUp(trx, key))) return undefined
        const purpose = anyway ? 'set-up-anyway' : 'set-up'
        const request = { purpose, userKey: null, milliseconds: linkMilliseconds } as const
        const { token, expiresAt } = await oneTimeCodes.issueLink(trx, key, request)
        return { link: `${origin}/set-up?token=${token}`, expiresAt }
      }),

    /**
     * Makes an administrator: an existing user with this e-mail, or a new one. All of it, or nothing, and once.
     * @throws Problem link_invalid, already_set_up, password_refused, invalid_body, sign_in_busy
     */
    async complete(organizationKey: string, request: SetUpRequest, from: From): Promise<void> {
      const links = purposes.map((purpose) => oneTimeCodes.read(db, organizationKey, purpose, request.token))
      // Before the password is hashed: strangers get no work out of the server.
      if (!(await Promise.all(links)).some((link) => link)) throw linkInvalid()
      const hashed = await passwords.hash(request.password)
      await transaction({ db: db }, async ({ db: trx }) => {
        const purpose = await useLink(trx, organizationKey, request.token)
        const roleKey = await lockAdministrators({ db: trx }, organizationKey)
        if (purpose === 'set-up' && (await isSetUp(trx, organizationKey))) {
          throw new Problem('already_set_up', 'There is an administrator already, who can invite others.')
        }
        const system = systemPrincipal(organizationKey, 'set-up link')
        const principal = { ...system, actor: { ...system.actor, ...from } }
        const account = await register(trx, principal, request)
        const { key, name } = userEntity(account)
        await passwords.give(trx, organizationKey, account, hashed)
        await oneTimeCodes.drop(trx, organizationKey, 'password-reset', key)
        await sessions.endAllOf(trx, organizationKey, key)
        await grantOrganizationRole({ db: trx, clock }, principal, { key, name }, roleKey, {})
        await recordChange({ db: trx, clock }, principal, {
          action: 'organization.set-up',
          entity: { type: 'organization', key: organizationKey, name: null },
          after: { administratorKey: key },
        })
        for (const other of purposes) await oneTimeCodes.drop(trx, organizationKey, other, null)
      })
    },
  }
}

const linkInvalid = (): Problem =>
  new Problem(
    'link_invalid',
    'The set-up link is not valid any more. Whoever made an administrator with it signs in; otherwise start the server again to get a new one.',
  )
