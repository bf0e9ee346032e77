import { isDeepStrictEqual } from 'node:util'
import type { Creator } from '../permissions/creator.ts'
import type { ClientJwks } from './client-jwks.ts'

/** When a public key was added, or an address of keys set, and by whom. Null for what is from before this was recorded. */
export type KeyOrigin = { createdAt: string; createdBy: Creator } | null

/** The public keys of a client, or where it publishes them */
export interface ClientKeys {
  jwks: ClientJwks | null
  jwksUri: string | null
  /** Of each key, in their order, or of the address; shorter where nothing was recorded */
  origins: readonly KeyOrigin[]
}

export const noKeys: ClientKeys = { jwks: null, jwksUri: null, origins: [] }

/** Where the keys of a client come from, in their order: those that it had before keep what is known of them. */
export function keyOrigins(
  { keys }: ClientJwks,
  before: Pick<ClientKeys, 'jwks' | 'origins'>,
  added: NonNullable<KeyOrigin>,
): KeyOrigin[] {
  const former = before.jwks?.keys ?? []
  return keys.map((key) => {
    const index = former.findIndex((one) => isDeepStrictEqual(one, key))
    return index === -1 ? added : (before.origins[index] ?? null)
  })
}

/** The origins of what a client has next, by these rules */
export function originsAfter(
  { jwks, jwksUri }: Omit<ClientKeys, 'origins'>,
  before: ClientKeys,
  added: NonNullable<KeyOrigin>,
): readonly KeyOrigin[] {
  if (jwks) return keyOrigins(jwks, before, added)
  if (jwksUri === null) return []
  return jwksUri === before.jwksUri ? before.origins : [added]
}

/** Whether one of these actors is who added it */
export const isOriginOf = (actors: ReadonlySet<string>, origin: KeyOrigin | undefined): boolean =>
  actors.has(origin?.createdBy.key ?? '')

/**
 * The keys without those that one of these actors has added, or an address that one has set; undefined where that changes
 * nothing.
 */
export function keysWithout(
  actors: ReadonlySet<string>,
  { jwks, jwksUri, origins }: ClientKeys,
): ClientKeys | undefined {
  if (jwksUri !== null) return isOriginOf(actors, origins[0]) ? noKeys : undefined
  const isLeft = (_: unknown, index: number): boolean => !isOriginOf(actors, origins[index])
  const keys = (jwks?.keys ?? []).filter(isLeft)
  if (keys.length === (jwks?.keys.length ?? 0)) return undefined
  return keys.length > 0
    ? { jwks: { keys }, jwksUri, origins: (jwks?.keys ?? []).map((_, index) => origins[index] ?? null).filter(isLeft) }
    : noKeys
}

/** What the removal of keys changes, for the audit trail */
export const keysRemoved = (
  held: ClientKeys,
  left: ClientKeys,
): Record<'before' | 'after', { jwks: ClientJwks | null } | { jwksUri: string | null }> =>
  held.jwksUri === null
    ? { before: { jwks: held.jwks }, after: { jwks: left.jwks } }
    : { before: { jwksUri: held.jwksUri }, after: { jwksUri: left.jwksUri } }
