import type { PublicKeyCredentialCreationOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Clock } from '../../../config/clock.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { isUniqueViolation } from '../../../db/failures.ts'
import { newKey, normalKey } from '../../../db/keys.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { type Account, lockAccount } from '../../directory/users/accounts.ts'
import { recordChange } from '../../foundation/audit/audit-service.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { memberOf, type SessionService } from '../../members/sessions/sessions-service.ts'
import { userEntity } from '../credentials/acting-user.ts'
import type { OneTimeCodes } from '../credentials/one-time-codes.ts'
import { relyingPartyOf, type Site, userHandleOf, webAuthn } from './passkey-check.ts'
import { deletePasskey, insertPasskey, type Passkey, renamePasskey, selectPasskeys } from './passkeys-repository.ts'

export interface PasskeyServiceDependencies {
  db: Db
  clock: Clock
  oneTimeCodes: OneTimeCodes
  sessions: Pick<SessionService, 'requireRecentSignIn'>
}

export type PasskeyService = ReturnType<typeof createPasskeyService>

const challengeMilliseconds = 5 * 60_000
const mostPasskeys = 20

/** A signed-in member's own passkeys. */
export function createPasskeyService({ db, clock, oneTimeCodes, sessions }: PasskeyServiceDependencies) {
  async function self(trx: Db, principal: Principal): Promise<Account> {
    const { organizationKey, userKey } = memberOf(principal)
    const account = await lockAccount({ db: trx }, organizationKey, userKey)
    if (!account) throw new Problem('user_not_found', `There is no user ${userKey}.`)
    return account
  }

  const record = (
    trx: Db,
    principal: Principal,
    account: Account,
    action: 'passkey.added' | 'passkey.removed',
    name: string,
  ) => {
    const change = { [action === 'passkey.added' ? 'after' : 'before']: { name } }
    return recordChange({ db: trx, clock }, principal, { action, entity: userEntity(account), ...change })
  }

  /** The challenge belongs to this session, and serves one answer. */
  const useChallenge = (principal: Principal, challenge: string) =>
    transaction({ db: db }, ({ db: trx }) =>
      oneTimeCodes.useLink(trx, principal.organizationKey, 'passkey', challengeToken(principal, challenge)),
    )

  /** @throws Problem passkey_refused */
  async function verified(principal: Principal, site: Site, response: unknown) {
    const refused = new Problem(
      'passkey_refused',
      'The answer of the browser does not belong to what was asked. Try again.',
    )
    const challenge = challengeIn(response)
    if (challenge === undefined || !(await useChallenge(principal, challenge))) throw refused
    const { verifyRegistrationResponse } = await webAuthn()
    try {
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response: response as RegistrationResponseJSON,
        expectedChallenge: challenge,
        expectedOrigin: site.origin,
        expectedRPID: relyingPartyOf(site),
        requireUserVerification: true,
      })
      if (verified) return registrationInfo.credential
    } catch {
      // Whatever the library says about what a browser, or somebody else, has sent.
    }
    throw refused
  }

  return {
    /** Oldest first */
    async list(principal: Principal) {
      const { organizationKey, userKey } = memberOf(principal)
      return { results: (await selectPasskeys(db, organizationKey, userKey)).map(show) }
    },

    /**
     * What the browser is asked to make a passkey. The next request replaces the former.
     * @throws Problem sign_in_not_recent, passkeys_too_many
     */
    async options(
      principal: Principal,
      site: Site & { name: string },
    ): Promise<PublicKeyCredentialCreationOptionsJSON> {
      const { organizationKey, userKey } = memberOf(principal)
      await sessions.requireRecentSignIn(principal)
      const { generateRegistrationOptions } = await webAuthn()
      const passkeys = await selectPasskeys(db, organizationKey, userKey)
      requireRoom(passkeys)
      return transaction({ db: db }, async ({ db: trx }) => {
        const account = await self(trx, principal)
        const options = await generateRegistrationOptions({
          rpName: site.name,
          rpID: relyingPartyOf(site),
          userID: userHandleOf(userKey),
          userName: account.email ?? account.name ?? userKey,
          userDisplayName: account.name ?? '',
          attestationType: 'none',
          excludeCredentials: passkeys.map(({ credentialId }) => ({ id: credentialId })),
          authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        })
        const request = { purpose: 'passkey', userKey, milliseconds: challengeMilliseconds } as const
        await oneTimeCodes.issueKnown(trx, organizationKey, request, challengeToken(principal, options.challenge))
        return options
      })
    },

    /** @throws Problem passkey_refused, passkeys_too_many */
    async add(
      principal: Principal,
      site: Site,
      { name, response }: { name: string; response: unknown },
    ): Promise<{ key: string }> {
      const { organizationKey, userKey } = memberOf(principal)
      const credential = await verified(principal, site, response)
      const passkey: Passkey = {
        key: newKey(clock.now()),
        userKey,
        credentialId: credential.id,
        publicKey: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports: credential.transports ?? [],
        name,
        createdAt: toTimestamp(clock.now()),
        lastUsedAt: null,
      }
      try {
        await transaction({ db: db }, async ({ db: trx }) => {
          const account = await self(trx, principal)
          requireRoom(await selectPasskeys(trx, organizationKey, userKey))
          await insertPasskey(trx, organizationKey, passkey)
          await record(trx, principal, account, 'passkey.added', name)
        })
      } catch (error) {
        if (!isUniqueViolation(error)) throw error
        throw new Problem('passkey_refused', 'This passkey has been added before.')
      }
      return { key: passkey.key }
    },

    /** @throws Problem passkey_not_found */
    async rename(principal: Principal, key: string, name: string): Promise<void> {
      const { organizationKey, userKey } = memberOf(principal)
      const passkey = { key: normalKey(key), userKey }
      if (await transaction({ db: db }, ({ db: trx }) => renamePasskey(trx, organizationKey, passkey, name))) return
      throw notFound(key)
    },

    /** @throws Problem passkey_not_found */
    remove: (principal: Principal, key: string): Promise<void> =>
      transaction({ db: db }, async ({ db: trx }) => {
        const { organizationKey, userKey } = memberOf(principal)
        const account = await self(trx, principal)
        const name = await deletePasskey(trx, organizationKey, { key: normalKey(key), userKey })
        if (name === undefined) throw notFound(key)
        await record(trx, principal, account, 'passkey.removed', name)
      }),
  }
}

const notFound = (key: string): Problem => new Problem('passkey_not_found', `You have no passkey ${key}.`)

const challengeToken = (principal: Principal, challenge: string): string =>
  `${memberOf(principal).sessionKey} ${challenge}`

function requireRoom(passkeys: readonly Passkey[]): void {
  if (passkeys.length >= mostPasskeys) {
    throw new Problem('passkeys_too_many', `A user may have up to ${mostPasskeys} passkeys.`)
  }
}

/** What the browser says it was asked: looked up before it is believed. */
function challengeIn(response: unknown): string | undefined {
  const encoded = (response as { response?: { clientDataJSON?: unknown } } | null)?.response?.clientDataJSON
  if (typeof encoded !== 'string') return undefined
  try {
    const { challenge } = JSON.parse(Buffer.from(encoded, 'base64url').toString()) as { challenge?: unknown }
    return typeof challenge === 'string' ? challenge : undefined
  } catch {
    return undefined
  }
}

const show = ({ key, name, createdAt, lastUsedAt }: Passkey) => ({ key, name, createdAt, lastUsedAt })
