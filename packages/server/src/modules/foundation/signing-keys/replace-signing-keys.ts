import type { Parts } from '../../../db/parts.ts'
import { requireEveryControllingPermission } from '../permissions/authority.ts'
import type { Principal } from '../permissions/principal.ts'
import { listSigningKeys } from './list-signing-keys.ts'
import { requireNoneWaiting, rotateSigningKey } from './rotate-signing-key.ts'
import type { SigningAlgorithm } from './signing-key.ts'

interface Replacement {
  /** `planned`: nothing that exists is refused; `immediate`: everything that was signed before is */
  mode: 'planned' | 'immediate'
  algorithm?: SigningAlgorithm | null | undefined
}

/**
 * Rotates the keys as the API offers it. No other timing is offered: keys that overlap could be made without end, and
 * every program reads all of them. Refusing everybody's tokens at once is everybody's power together.
 * @throws Problem permission_missing, signing_key_waiting
 */
export async function replaceSigningKeys(
  parts: Parts<'clock' | 'vault'>,
  principal: Principal,
  { mode, algorithm }: Replacement,
): Promise<{ kid: string; activatesAt: string }> {
  const { organizationKey } = principal
  const isPlanned = mode === 'planned'
  // Before the keys are made: RSA takes up to a second.
  if (isPlanned) await requireNoneWaiting(parts, organizationKey)
  else requireEveryControllingPermission(principal, 'Replacing the signing keys immediately')
  const keys = await listSigningKeys(parts, organizationKey)
  return rotateSigningKey(parts, principal, {
    algorithm: algorithm ?? keys[0]?.algorithm ?? 'ES256',
    ...(isPlanned ? {} : { overlapHours: 0 }),
  })
}
