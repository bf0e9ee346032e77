import { problemCodes } from '@portico/sdk/generated/problem-codes.ts'
import { ApiProblem } from './problem.ts'

export type ProblemName = keyof typeof problemCodes

const names = new Map(Object.entries(problemCodes).map(([name, code]) => [code as string, name as ProblemName]))

/**
 * The name of the problem with which the server refused a request. Undefined for other errors.
 *
 * @example
 * if (problemName(error) === 'sign_in_not_recent') …
 */
export const problemName = (error: unknown): ProblemName | undefined =>
  error instanceof ApiProblem ? nameOfCode(error.errorCode) : undefined

/** The name of the problem with this code: `PTC-MAI-40003` */
export const nameOfCode = (errorCode: string | null | undefined): ProblemName | undefined => names.get(errorCode ?? '')
