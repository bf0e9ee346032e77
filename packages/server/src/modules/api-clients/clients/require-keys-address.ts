import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { fetchKeys, UnreadableKeys } from '../../foundation/client-keys/fetch-keys.ts'
import { usableKeys } from '../../foundation/client-keys/usable-keys.ts'
import type { OutgoingParts } from '../../foundation/outgoing/outgoing-requests.ts'
import { serverAddressFault } from '../../foundation/outgoing/server-address-fault.ts'

/**
 * Reads the keys at the address that a request gives, so that a mistake is found before the first token. It waits for
 * another server: never within a transaction.
 * @throws Problem jwks_uri_invalid
 */
export async function requireKeysAddress(
  parts: Pick<Parts<'config'>, 'config'> & OutgoingParts,
  organizationKey: string,
  { jwksUri }: { jwksUri?: string | null },
): Promise<void> {
  if (!jwksUri) return
  const fault = serverAddressFault(jwksUri, parts.config.outgoingAllowedNetworks)
  if (fault) throw new Problem('jwks_uri_invalid', `The field jwksUri ${fault}.`)
  if (usableKeys(await read(parts, organizationKey, jwksUri)).keys.length > 0) return
  throw unreadable(
    'None of the keys there can be used: P-256, RSA of 2048 to 8192 bits, or Ed25519, public halves only',
  )
}

async function read(parts: OutgoingParts, organizationKey: string, url: string): Promise<unknown[]> {
  try {
    return await fetchKeys(parts, organizationKey, url)
  } catch (error) {
    if (error instanceof UnreadableKeys) throw unreadable(error.message)
    throw error
  }
}

const unreadable = (why: string): Problem =>
  new Problem('jwks_uri_invalid', `The field jwksUri names no keys that can be used. ${why}.`)
