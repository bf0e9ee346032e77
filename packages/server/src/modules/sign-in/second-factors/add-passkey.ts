import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { refuseTakenName } from '../../../db/refuse-taken-name.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { userEntity } from '../../directory/users/user-entity.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireMember } from '../../members/sessions/require-member.ts'
import { notifyOfSecurityChange } from '../credentials/notify-of-security-change.ts'
import { lockOwnAccount } from './lock-own-account.ts'
import { beginPasskeyRegistration, verifyPasskeyRegistration } from './passkey-registration.ts'
import { insertPasskey, type Passkey, selectPasskeys } from './passkeys-repository.ts'
import { type Site, webAuthn } from './relying-party.ts'

const mostPasskeys = 20

/**
 * The options with which the member's browser creates a passkey. A newer request replaces the former one.
 * @throws Problem passkeys_too_many
 */
export async function passkeyCreationOptions(
  parts: Parts<'clock' | 'vault'>,
  principal: Principal,
  site: Site & { name: string },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { organizationKey, userKey } = requireMember(principal)
  // Before the transaction: loading takes long the first time.
  await webAuthn()
  const passkeys = await selectPasskeys(parts.db, organizationKey, userKey)
  requireFewPasskeys(passkeys)
  return transaction(parts, async (parts) => {
    const account = await lockOwnAccount(parts, principal)
    return beginPasskeyRegistration(parts, principal, site, { account, passkeys })
  })
}

/** @throws Problem passkey_refused, passkeys_too_many */
export async function addPasskey(
  parts: Parts<'clock' | 'vault' | 'config' | 'log'>,
  principal: Principal,
  site: Site,
  { name, response }: { name: string; response: unknown },
): Promise<{ key: string }> {
  const { organizationKey, userKey } = requireMember(principal)
  const credential = await verifyPasskeyRegistration(parts, principal, site, response)
  const now = parts.clock.now()
  const passkey: Passkey = {
    key: newKey(now),
    userKey,
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports: credential.transports ?? [],
    name,
    createdAt: toTimestamp(now),
    lastUsedAt: null,
  }
  const taken = new Problem('passkey_refused', 'This passkey has been added before.')
  await transaction(parts, async (parts) => {
    const account = await lockOwnAccount(parts, principal)
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
