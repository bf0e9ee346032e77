import type { Problem } from '../problems/problem.ts'
import { isUniqueViolation } from './failures.ts'

/**
 * Runs a write and throws `taken` where a unique index of names refuses it. The index decides, so that of two requests at
 * the same time only one passes. Wrap the statement that writes the name, and nothing else.
 */
export async function refuseTakenName<T>(taken: Problem, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    throw isUniqueViolation(error) ? taken : error
  }
}
