import { LRUCache } from 'lru-cache'
import { isRecent } from '../../../config/clock.ts'
import type { Parts } from '../../../db/parts.ts'
import { fetchOutgoing } from '../../foundation/outgoing/fetch-outgoing.ts'
import { OutgoingFailure } from '../../foundation/outgoing/outgoing-failure.ts'
import type { OutgoingParts } from '../../foundation/outgoing/outgoing-requests.ts'
import { NoJsonObject, readJsonObject } from '../../foundation/outgoing/read-json-object.ts'
import { faultOfOutgoing, ProviderFault } from './provider-fault.ts'

export type JsonDocument = Readonly<Record<string, unknown>>
export type ProviderDocuments = ReturnType<typeof createProviderDocuments>

/** Bytes as they came: in memory a document takes up to ten times as many. */
const longestDocument = 262_144
const keptBytes = 4_194_304
const keptMilliseconds = 300_000
/** A document is read again that soon at the earliest, where a key is missing in it. */
const renewalMilliseconds = 10_000
/** So long nobody else waits for a provider that has not answered. */
const failureMilliseconds = 5_000

/**
 * The public documents of external providers: discovery documents and keys. Read once for all of an organization who need one at
 * the same moment, kept for five minutes, and within bounds, since tenants choose what they are.
 */
export function createProviderDocuments(parts: Parts<'clock'> & OutgoingParts) {
  const { clock } = parts
  const kept = new LRUCache<string, { document: JsonDocument; readAt: number; bytes: number }>({
    maxSize: keptBytes,
    sizeCalculation: ({ bytes }) => bytes,
  })
  // By organization: a failure may be due to what it has under way itself, and is not that of the others.
  const failures = new LRUCache<string, { fault: ProviderFault; at: number }>({ max: 1_000 })
  const underWay = new Map<string, Promise<JsonDocument>>()

  async function fetch(organizationKey: string, url: string): Promise<JsonDocument> {
    const own = ownName(organizationKey, url)
    try {
      const { document, bytes } = await fetchDocument(parts, organizationKey, url)
      kept.set(url, { document, bytes, readAt: clock.now() })
      failures.delete(own)
      return document
    } catch (error) {
      if (error instanceof ProviderFault) failures.set(own, { fault: error, at: clock.now() })
      throw error
    } finally {
      underWay.delete(own)
    }
  }

  return {
    /**
     * @param isMissing something that the document has to have by now is not in the one that is kept
     * @throws ProviderFault
     */
    async read(organizationKey: string, url: string, isMissing = false): Promise<JsonDocument> {
      const found = kept.get(url)
      const now = clock.now()
      if (found && isRecent(found.readAt, now, isMissing ? renewalMilliseconds : keptMilliseconds))
        return found.document
      const own = ownName(organizationKey, url)
      const failure = failures.get(own)
      if (failure && isRecent(failure.at, now, failureMilliseconds)) throw failure.fault
      const reading = underWay.get(own) ?? fetch(organizationKey, url)
      if (!underWay.has(own)) underWay.set(own, reading)
      return reading
    },
  }
}

const ownName = (organizationKey: string, url: string): string => `${organizationKey} ${url}`

/**
 * A JSON object at an address of a provider, as it is at this moment.
 * @throws ProviderFault unreachable, forbidden-address, refused, not-json
 */
export async function fetchDocument(
  parts: OutgoingParts,
  organizationKey: string,
  url: string,
): Promise<{ document: JsonDocument; bytes: number }> {
  const { status, body } = await fetchOutgoing(parts, organizationKey, url, {
    headers: { accept: 'application/json' },
    maxBytes: longestDocument,
  }).catch((error: unknown) => {
    throw error instanceof OutgoingFailure ? faultOfOutgoing(error) : error
  })
  const kind = status >= 500 ? 'unreachable' : 'refused'
  if (status !== 200) throw new ProviderFault(kind, `${url} answers with the status ${status}, not 200.`)
  try {
    return { document: readJsonObject(body), bytes: body.length + 1 }
  } catch (error) {
    throw error instanceof NoJsonObject ? new ProviderFault('not-json', `${url} ${error.message}.`) : error
  }
}
