import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { parseJwks } from '../../foundation/client-keys/client-jwks.ts'
import { fetchOutgoing } from '../../foundation/outgoing/fetch-outgoing.ts'
import { OutgoingFailure } from '../../foundation/outgoing/outgoing-failure.ts'
import { serverAddressFault } from './address-rules.ts'

/**
 * Reads the keys at the address that a request gives, so that a mistake is found before the first sign-in. It waits for
 * another server: never within a transaction.
 * @throws Problem relying_party_keys_unreadable
 */
export async function requireReadableKeys(
  parts: Pick<Parts<'config'>, 'config'>,
  { jwksUri }: { jwksUri?: string | null },
): Promise<void> {
  // The operation refuses what is no address to ask, with the rule.
  if (!jwksUri || serverAddressFault(jwksUri, parts.config.outgoingAllowedNetworks)) return
  const { status, body } = await ask(parts, jwksUri)
  if (status !== 200) throw unreadable(`The address answers with the status ${status}`)
  const keys = keysIn(body.toString())
  if (!keys) throw unreadable('The answer is no JSON Web Key Set: {"keys": [ public keys ]}')
  try {
    parseJwks({ keys })
  } catch (error) {
    if (error instanceof Problem)
      throw unreadable(error.message.replace('The field jwks.', 'There, ').replace(/\.$/, ''))
    throw error
  }
}

async function ask(parts: Pick<Parts<'config'>, 'config'>, url: string) {
  try {
    return await fetchOutgoing(parts, url, { maxBytes: 200_000, headers: { accept: 'application/json' } })
  } catch (error) {
    if (error instanceof OutgoingFailure) throw unreadable(error.message.replace(/\.$/, ''))
    throw error
  }
}

function keysIn(text: string): Record<string, unknown>[] | undefined {
  try {
    const { keys } = JSON.parse(text)
    return Array.isArray(keys) ? keys : undefined
  } catch {
    return undefined
  }
}

const unreadable = (why: string): Problem =>
  new Problem('relying_party_keys_unreadable', `The field jwksUri names no keys that can be used. ${why}.`)
