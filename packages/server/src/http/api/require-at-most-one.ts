import { Problem } from '../../problems/problem.ts'

/**
 * Refuses a singular and a plural filter of the same thing in one request.
 * @throws Problem excluded_parameters
 */
export function requireAtMostOne<Q extends object>(
  query: Q,
  singular: keyof Q & string,
  plural: keyof Q & string,
): void {
  if (query[singular] !== undefined && query[plural] !== undefined) {
    throw new Problem(
      'excluded_parameters',
      `The parameters ${singular} and ${plural} exclude each other. Use ${plural}, which takes one value as well.`,
    )
  }
}
