import { isUniqueViolation } from '../../../db/failures.ts'
import type { Problem } from '../../../problems/problem.ts'

/** Where the index of names refuses a row, `taken` is what the caller hears: the index also decides every race. */
export async function refusingTakenName<T>(taken: Problem, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw isUniqueViolation(error) ? taken : error
  }
}
