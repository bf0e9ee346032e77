import type { Parts } from '../../../db/parts.ts'
import { fetchOutgoing } from '../../foundation/outgoing/fetch-outgoing.ts'

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
 * The logos of applications, fetched from the addresses that they were registered with: each at most once in an hour, also
 * where many ask at the same time, and where it fails once in five minutes.
 */
export function createFetchedLogos(parts: Pick<Parts<'clock' | 'config'>, 'clock' | 'config'>, fetch = fetchOutgoing) {
  const kept = new Map<string, { logo: Promise<Logo | undefined>; until: number }>()

  async function read(url: string): Promise<Logo | undefined> {
    const { status, body } = await fetch(parts, url, { maxBytes, headers: { accept: 'image/*' } })
    const type = status === 200 && kinds.find(([, isKind]) => isKind(body))?.[0]
    return type ? { type, bytes: body } : undefined
  }

  /** Undefined where there is no picture at the address, or the server does not get it */
  return function findLogo(url: string): Promise<Logo | undefined> {
    const now = parts.clock.now()
    const known = kept.get(url)
    if (known && known.until > now) return known.logo
    kept.delete(url)
    const [oldest] = kept.keys()
    if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest)
    const entry = { logo: read(url).catch(() => undefined), until: now + failedMilliseconds }
    kept.set(url, entry)
    entry.logo.then((logo) => {
      if (logo) entry.until = now + keptMilliseconds
    })
    return entry.logo
  }
}
