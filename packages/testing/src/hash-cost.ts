import type { HashCost } from '@portico/server/config/hash-cost.ts'

/**
 * The least that argon2 takes. With the real cost, most of what the tests of sign-in do would be hashing; those of the
 * hashes themselves and of whole processes have that.
 */
export const leastHashCost: HashCost = { memory: 8, passes: 1, parallelism: 1 }
