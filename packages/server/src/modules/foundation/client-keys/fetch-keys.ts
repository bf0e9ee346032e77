import { fetchOutgoing } from '../outgoing/fetch-outgoing.ts'
import { OutgoingFailure } from '../outgoing/outgoing-failure.ts'
import type { OutgoingParts } from '../outgoing/outgoing-requests.ts'
import { NoJsonObject, readJsonObject } from '../outgoing/read-json-object.ts'

/** No keys can be read at an address. The message says why, without a full stop. */
export class UnreadableKeys extends Error {}

const longestDocument = 200_000

/**
 * Whatever stands in the JSON Web Key Set at the address that a client names. It waits for another server: never within a
 * transaction.
 * @throws UnreadableKeys
 */
export async function fetchKeys(
  parts: OutgoingParts,
  organizationKey: string,
  url: string,
): Promise<Record<string, unknown>[]> {
  const { status, body } = await ask(parts, organizationKey, url)
  if (status !== 200) throw new UnreadableKeys(`The address answers with the status ${status}`)
  const { keys } = read(body)
  if (!Array.isArray(keys)) throw new UnreadableKeys('The answer is no JSON Web Key Set: {"keys": [ public keys ]}')
  return keys
}

async function ask(parts: OutgoingParts, organizationKey: string, url: string) {
  try {
    return await fetchOutgoing(parts, organizationKey, url, {
      maxBytes: longestDocument,
      headers: { accept: 'application/json' },
    })
  } catch (error) {
    if (error instanceof OutgoingFailure) throw new UnreadableKeys(error.message.replace(/\.$/, ''))
    throw error
  }
}

function read(body: Buffer): Record<string, unknown> {
  try {
    return readJsonObject(body)
  } catch (error) {
    throw error instanceof NoJsonObject ? new UnreadableKeys(`The address ${error.message}`) : error
  }
}
