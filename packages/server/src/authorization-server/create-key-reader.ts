import type { Parts } from '../db/parts.ts'
import { noteKeyFetch } from '../modules/api-clients/clients/note-key-fetch.ts'
import type { ClientJwks } from '../modules/foundation/client-keys/client-jwks.ts'
import { usableKeys } from '../modules/foundation/client-keys/usable-keys.ts'
import type { JsonDocument, ProviderDocuments } from '../modules/sign-in/federation/provider-documents.ts'
import { ProviderFault } from '../modules/sign-in/federation/provider-fault.ts'

interface PublishingClient {
  key: string
  jwksUri?: string | undefined
}

/** The keys of each document that is kept */
const keysOf = new WeakMap<JsonDocument, ClientJwks>()

/**
 * Makes what reads the public keys that API clients publish. `providerDocuments` reads each address once for all who wait,
 * keeps it for five minutes within bounds, and reads it again for a key that is not there every ten seconds at most, whatever
 * assertions are sent. How that went is noted once for each time.
 */
export function createKeyReader(
  parts: Parts<'clock' | 'log'> & { providerDocuments: Pick<ProviderDocuments, 'read'> },
  organizationKey: string,
) {
  /** The clients for which it is noted how reading went, by the document or the fault */
  const noted = new WeakMap<object, Set<string>>()

  async function note(client: { key: string; jwksUri: string }, outcome: object, failure?: string): Promise<void> {
    const clients = noted.get(outcome) ?? new Set()
    if (clients.has(client.key)) return
    noted.set(outcome, clients.add(client.key))
    if (failure !== undefined) {
      const detail = outcome instanceof ProviderFault ? outcome.detail : ''
      const details = { apiClient: client.key, reason: failure, ...(detail && { detail }) }
      parts.log.warn(details, 'the public keys of an API client could not be read')
    }
    await noteKeyFetch(parts, organizationKey, client, failure)
  }

  /** Reads the address again where the key is not in what is kept. */
  async function read(url: string, keyId: string | undefined) {
    const { providerDocuments: documents } = parts
    const kept = withKeys(await documents.read(organizationKey, url))
    const isThere = keyId === undefined || kept.keys.keys.some(({ kid }) => kid === keyId)
    return isThere ? kept : withKeys(await documents.read(organizationKey, url, true))
  }

  /** Undefined where they cannot be read */
  return async ({ key, jwksUri }: PublishingClient, keyId: string | undefined): Promise<ClientJwks | undefined> => {
    if (jwksUri === undefined) return undefined
    const client = { key, jwksUri }
    try {
      const { document, keys } = await read(jwksUri, keyId)
      const failure = keys.keys.length > 0 ? undefined : `There is no key at ${jwksUri} that can be used.`
      await note(client, document, failure)
      return failure === undefined ? keys : undefined
    } catch (error) {
      if (!(error instanceof ProviderFault)) throw error
      await note(client, error, error.message)
      return undefined
    }
  }
}

function withKeys(document: JsonDocument): { document: JsonDocument; keys: ClientJwks } {
  const keys = keysOf.get(document) ?? usableKeys(document.keys)
  keysOf.set(document, keys)
  return { document, keys }
}
