import { hash, timingSafeEqual } from 'node:crypto'
import { isRecent } from '../../../config/clock.ts'
import type { Vault } from '../../../config/vault.ts'
import type { Parts } from '../../../db/parts.ts'
import type { StoredSecret } from './stored-secret.ts'

/** A stored secret, ready to be compared with. */
interface KnownSecret {
  key: string
  hash: Buffer
  /** SHA-256 of the secret, once it was given. It is never stored; with 256 random bits, nobody finds what it is of. */
  digest?: Buffer
  /** Milliseconds since 1970 */
  expiresAt: number
  /** When this process last told of a use. The stored time may be older by as much as `noteMilliseconds`. */
  notedAt?: number
}

/** A secret in steady use is told of once in this time: its last use is exact to a minute. */
const noteMilliseconds = 60_000

/** A stored secret in the form in which it is compared */
export const knownSecret = ({ key, hash, expiresAt }: StoredSecret): KnownSecret => ({
  key,
  hash: Buffer.from(hash),
  expiresAt: Date.parse(expiresAt),
})

/**
 * What checks the secrets of one client.
 * @param stored of the client, also those that have expired
 * @param onUse called with the key of a secret that is used, once a minute at most
 */
export function secretCheck(
  { vault, clock }: Pick<Parts<'vault' | 'clock'>, 'vault' | 'clock'>,
  stored: readonly StoredSecret[],
  onUse: (key: string) => void,
): (given: string) => 'valid' | 'expired' | 'wrong' {
  const secrets = stored.map(knownSecret)
  return (given) => {
    const secret = matchingSecret(vault, secrets, given)
    if (!secret) return 'wrong'
    const now = clock.now()
    if (now >= secret.expiresAt) return 'expired'
    if (!isRecent(secret.notedAt, now, noteMilliseconds)) {
      secret.notedAt = now
      onUse(secret.key)
    }
    return 'valid'
  }
}

/**
 * The stored secret that was given. Compares with every one in constant time. A secret that was given before is known by
 * its plain digest, which takes a fifth of the keyed one and is taken for every token.
 */
export function matchingSecret(vault: Vault, secrets: readonly KnownSecret[], given: string): KnownSecret | undefined {
  const digest = hash('sha256', given, 'buffer')
  const known = secretWith('digest', digest, secrets)
  if (known) return known
  const found = secretWith('hash', Buffer.from(vault.hash('client secrets', given)), secrets)
  if (found) found.digest = digest
  return found
}

function secretWith(name: 'hash' | 'digest', value: Buffer, secrets: readonly KnownSecret[]): KnownSecret | undefined {
  let found: KnownSecret | undefined
  for (const secret of secrets) {
    const own = secret[name]
    if (own?.length === value.length && timingSafeEqual(own, value)) found = secret
  }
  return found
}
