import type { JsonWebKey } from 'node:crypto'
import { Problem } from '../../../problems/problem.ts'
import { type ClientJwks, parseJwks } from './client-jwks.ts'

/** A check tries each key that fits, and each is looked at whenever the document is read. */
const mostKeys = 50

/**
 * The keys of a set that assertions are verified with. A set that a client publishes for other purposes too may hold others,
 * which are left out, like all after the fiftieth.
 */
export const usableKeys = (keys: unknown): ClientJwks => ({
  keys: Array.isArray(keys) ? keys.slice(0, mostKeys).flatMap(usable) : [],
})

function usable(key: JsonWebKey): JsonWebKey[] {
  try {
    return parseJwks({ keys: [key] }).keys
  } catch (error) {
    if (error instanceof Problem) return []
    throw error
  }
}
