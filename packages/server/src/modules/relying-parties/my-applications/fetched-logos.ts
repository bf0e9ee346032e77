import { isRecent } from '../../../config/clock.ts'
import type { Parts } from '../../../db/parts.ts'
import { fetchOutgoing } from '../../foundation/outgoing/fetch-outgoing.ts'
import type { OutgoingParts } from '../../foundation/outgoing/outgoing-requests.ts'

interface Logo {
  type: string
  bytes: Buffer
}

const maxBytes = 131_072
const mostKept = 100
const keptMilliseconds = 3_600_000
const failedMilliseconds = 300_000

/** By their first bytes, whatever the answer calls itself. No SVG, which may hold scripts. */
const kinds: [type: string, isKind: (bytes: Buffer) => boolean][] = [
  ['image/png', (bytes) => bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))],
  ['image/jpeg', (bytes) => bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))],
  ['image/gif', (bytes) => /^GIF8[79]a/.test(bytes.toString('latin1', 0, 6))],
  ['image/webp', (bytes) => /^RIFF[\s\S]{4}WEBP/.test(bytes.toString('latin1', 0, 12))],
]

export type FetchedLogos = ReturnType<typeof createFetchedLogos>

/**
 * The logos of applications, fetched from the addresses that they were registered with: each at most once in an hour for an
 * organization, also where many ask at the same time, and where it fails once in five minutes.
 */
export function createFetchedLogos(parts: Pick<Parts<'clock'>, 'clock'> & OutgoingParts, fetch = fetchOutgoing) {
  const kept = new Map<string, { logo: Promise<Logo | undefined>; readAt: number; keptFor: number }>()

  async function read(organizationKey: string, url: string): Promise<Logo | undefined> {
    const { status, body } = await fetch(parts, organizationKey, url, { maxBytes, headers: { accept: 'image/*' } })
    const type = status === 200 && kinds.find(([, isKind]) => isKind(body))?.[0]
    return type ? { type, bytes: body } : undefined
  }

  /** Undefined where there is no picture at the address, or the server does not get it */
  return function findLogo(organizationKey: string, url: string): Promise<Logo | undefined> {
    // By organization: a failure may be due to what it has under way itself, and is not that of the others.
    const name = `${organizationKey} ${url}`
    const now = parts.clock.now()
    const known = kept.get(name)
    if (known && isRecent(known.readAt, now, known.keptFor)) return known.logo
    kept.delete(name)
    const [oldest] = kept.keys()
    if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest)
    const logo = read(organizationKey, url).catch(() => undefined)
    const entry = { logo, readAt: now, keptFor: failedMilliseconds }
    kept.set(name, entry)
    entry.logo.then((logo) => {
      if (logo) entry.keptFor = keptMilliseconds
    })
    return entry.logo
  }
}
