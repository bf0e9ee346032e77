import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { keysRemoved, keysWithout } from '../../foundation/client-keys/key-origins.ts'
import { clientsOf, type KnownCredential } from '../../foundation/client-secrets/get-known-credentials.ts'
import { type Principal, requirePermission } from '../../foundation/permissions/principal.ts'
import { changeRelyingParty } from './change-relying-party.ts'
import { updateRelyingPartyRow } from './relying-parties-repository.ts'
import { endRelyingPartySecret } from './relying-party-secrets.ts'
import { requireAuthorityInStages } from './require-named-keys.ts'

/**
 * Ends these secrets, and removes the keys and addresses of keys of these actors. Who is signed in stays so. Without a secret,
 * a key or an address that is left, nobody signs in there until the application gets another one.
 * @throws Problem permission_missing
 */
export function endKnownRelyingPartyCredentials(
  parts: Parts<'clock'>,
  principal: Principal,
  known: readonly KnownCredential[],
  actors: ReadonlySet<string>,
): Promise<void> {
  return transaction(parts, async (parts) => {
    requireMayEndCredentials(principal, known)
    for (const { key } of clientsOf(known)) {
      const ofApplication = known.filter(({ client }) => client.key === key)
      for (const secret of ofApplication) if (secret.key) await endRelyingPartySecret(parts, principal, key, secret.key)
      if (ofApplication.some(({ type }) => type !== 'Secret')) await removeKeysOf(parts, principal, key, actors)
    }
  })
}

/**
 * For ending what applications prove themselves with. Each of these is asked for access in its stage as well, which who
 * manages users has everywhere.
 * @throws Problem permission_missing
 */
export function requireMayEndCredentials(principal: Principal, known: readonly KnownCredential[]): void {
  if (known.length > 0) requirePermission(principal, 'User and access management > Manage authentication')
}

const removeKeysOf = (
  parts: Parts<'clock'>,
  principal: Principal,
  key: string,
  actors: ReadonlySet<string>,
): Promise<void> =>
  changeRelyingParty(parts, principal, key, async (parts, stored) => {
    await requireAuthorityInStages(parts, principal, [stored.environmentKey])
    const held = { ...stored, origins: stored.jwksOrigins }
    const left = keysWithout(actors, held)
    if (!left) return { result: undefined }
    const { jwks, jwksUri, origins } = left
    const next = { ...stored, jwks, jwksUri, jwksOrigins: origins, updatedAt: toTimestamp(parts.clock.now()) }
    await updateRelyingPartyRow(parts.db, principal.organizationKey, next)
    return { result: undefined, change: { action: 'relying-party.updated', ...keysRemoved(held, left) } }
  })
