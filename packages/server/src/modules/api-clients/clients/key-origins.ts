import { isDeepStrictEqual } from 'node:util'
import type { ClientJwks } from '../../foundation/client-keys/client-jwks.ts'
import type { Creator } from '../../foundation/permissions/creator.ts'

/** When a public key was added, and by whom. Null for a key from before this was recorded. */
export type KeyOrigin = { createdAt: string; createdBy: Creator } | null

/** Where the keys of a client come from, in their order: those that it had before keep what is known of them. */
export function keyOrigins(
  { keys }: ClientJwks,
  before: { jwks: ClientJwks | null; origins: readonly KeyOrigin[] },
  added: NonNullable<KeyOrigin>,
): KeyOrigin[] {
  const former = before.jwks?.keys ?? []
  return keys.map((key) => {
    const index = former.findIndex((one) => isDeepStrictEqual(one, key))
    return index === -1 ? added : (before.origins[index] ?? null)
  })
}
