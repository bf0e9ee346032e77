import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { parseJwks } from '../../foundation/client-keys/client-jwks.ts'
import { fetchKeys, UnreadableKeys } from '../../foundation/client-keys/fetch-keys.ts'
import type { OutgoingParts } from '../../foundation/outgoing/outgoing-requests.ts'
import { serverAddressFault } from '../../foundation/outgoing/server-address-fault.ts'

/**
 * Reads the keys at the address that a request gives, so that a mistake is found before the first sign-in. It waits for
 * another server: never within a transaction.
 * @throws Problem relying_party_keys_unreadable
 */
export async function requireReadableKeys(
  parts: Pick<Parts<'config'>, 'config'> & OutgoingParts,
  organizationKey: string,
  { jwksUri }: { jwksUri?: string | null },
): Promise<void> {
  // The operation refuses what is no address to ask, with the rule.
  if (!jwksUri || serverAddressFault(jwksUri, parts.config.outgoingAllowedNetworks)) return
  try {
    parseJwks({ keys: await fetchKeys(parts, organizationKey, jwksUri) })
  } catch (error) {
    if (error instanceof UnreadableKeys) throw unreadable(error.message)
    if (error instanceof Problem)
      throw unreadable(error.message.replace('The field jwks.', 'There, ').replace(/\.$/, ''))
    throw error
  }
}

const unreadable = (why: string): Problem =>
  new Problem('relying_party_keys_unreadable', `The field jwksUri names no keys that can be used. ${why}.`)
