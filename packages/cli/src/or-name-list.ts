import { Problem } from '@portico/server/problems/problem.ts'
import { CommandError } from './failures.ts'
import { asTyped } from './npm-options.ts'

/** What was found by the name that was typed. Where there is none, or several, the refusal says which command lists them. */
export async function orNameList<T>(found: Promise<T>, list: string): Promise<T> {
  try {
    return await found
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 404) throw error
    throw new CommandError(`${error.message} To find it: ${asTyped(list)}`)
  }
}
