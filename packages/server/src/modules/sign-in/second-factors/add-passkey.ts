import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { refuseTakenName } from '../../../db/refuse-taken-name.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { requireName } from '../../../http/api/require-name.ts'
import { Problem } from '../../../problems/problem.ts'
import { userEntity } from '../../directory/users/user-entity.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { notifyOfSecurityChange } from '../credentials/notify-of-security-change.ts'
import { type Enrolment, lockRegistrant, registrantOf } from './enrolment.ts'
import { beginPasskeyRegistration, verifyPasskeyRegistration } from './passkey-registration.ts'
import { insertPasskey, type Passkey, selectPasskeys } from './passkeys-repository.ts'
import { type Site, webAuthn } from './relying-party.ts'

const mostPasskeys = 20

/**
 * The options with which the user's browser creates a passkey. A newer request replaces the former one.
 * @param enrolment where the user adds it while signing in
 * @throws Problem passkeys_too_many
 */
export async function passkeyCreationOptions(
  parts: Parts<'clock' | 'vault'>,
  principal: Principal,
  site: Site & { name: string },
  enrolment?: Enrolment,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { organizationKey, userKey, place } = registrantOf(principal, enrolment)
  // Before the transaction: loading takes long the first time.
  await webAuthn()
  const passkeys = await selectPasskeys(parts.db, organizationKey, userKey)
  requireFewPasskeys(passkeys)
  return transaction(parts, async (parts) => {
    const account = await lockRegistrant(parts, principal, enrolment)
    return beginPasskeyRegistration(parts, site, { account, passkeys, place })
  })
}

/** @throws Problem invalid_body, passkey_refused, passkeys_too_many */
export async function addPasskey(
  parts: Parts<'clock' | 'vault' | 'config' | 'log'>,
  principal: Principal,
  site: Site,
  { response, ...request }: { name: string; response: unknown },
  enrolment?: Enrolment,
): Promise<{ key: string }> {
  const { organizationKey, userKey, place } = registrantOf(principal, enrolment)
  const name = requireName('name', request.name)
  const credential = await verifyPasskeyRegistration(parts, site, place, response)
  const now = parts.clock.now()
  const passkey: Passkey = {
    key: newKey(now),
    userKey,
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports: credential.transports,
    name,
    createdAt: toTimestamp(now),
    lastUsedAt: null,
  }
  const taken = new Problem('passkey_refused', 'This passkey has been added before.')
  await transaction(parts, async (parts) => {
    const account = await lockRegistrant(parts, principal, enrolment)
    requireFewPasskeys(await selectPasskeys(parts.db, organizationKey, userKey))
    await refuseTakenName(taken, () => insertPasskey(parts.db, organizationKey, passkey))
    await recordChange(parts, principal, { action: 'passkey.added', entity: userEntity(account), after: { name } })
    await notifyOfSecurityChange(parts, principal, account, 'passkey-added')
  })
  return { key: passkey.key }
}

function requireFewPasskeys(passkeys: readonly Passkey[]): void {
  if (passkeys.length >= mostPasskeys) {
    throw new Problem('passkeys_too_many', `A user may have up to ${mostPasskeys} passkeys.`)
  }
}
