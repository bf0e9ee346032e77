import { isKey, normalKey } from '../../db/keys.ts'
import { Problem } from '../../problems/problem.ts'

/**
 * The keys in a parameter that lists them in one text, separated by commas, as they are stored.
 * @param most how many it may list
 * @throws Problem invalid_parameter naming the parameter
 */
export function parseKeys(parameter: string, text: string | undefined, most: number): string[] | undefined {
  if (text === undefined) return undefined
  const keys = text.split(',').map((key) => normalKey(key.trim()))
  if (keys.length <= most && keys.every(isKey)) return keys
  throw new Problem('invalid_parameter', `The parameter ${parameter} must be 1 to ${most} UUIDs, separated by commas.`)
}
