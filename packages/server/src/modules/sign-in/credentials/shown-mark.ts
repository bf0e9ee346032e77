import type { Actor } from '../../foundation/permissions/principal.ts'

/** Who made something, and is asked for again when it is used */
export type Maker = Pick<Actor, 'type' | 'key'>

const types = { u: 'user', c: 'api-client', s: 'system' } as const
const mark = /^shown-([ucs])([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})-/
const noKey = '0'.repeat(32)

/**
 * Begins the tokens of links that somebody was shown, who passes them on: they prove nothing about the user's mailbox, and
 * whoever made them can use them. Nobody can take it off or change it, since the whole token is stored as a hash.
 */
export const shownMark = ({ type, key }: Maker): string =>
  `shown-${type === 'user' ? 'u' : type === 'api-client' ? 'c' : 's'}${key?.replaceAll('-', '') ?? noKey}-`

/** Whoever was shown the link; undefined where it was mailed to the user */
export function makerOfLink(token: string): Maker | undefined {
  const [, type, ...parts] = mark.exec(token) ?? []
  if (!type) return undefined
  return { type: types[type as keyof typeof types], key: type === 's' ? null : parts.join('-') }
}
