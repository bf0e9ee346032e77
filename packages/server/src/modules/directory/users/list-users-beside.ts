import type { Parts } from '../../../db/parts.ts'
import { selectUserKeysBeside } from './users-repository.ts'

/**
 * The keys of users whose e-mail is none of these, so many at most: whether there are some, however many users there are.
 * @param options.among the only ones that count
 */
export const listUsersBeside = (
  { db }: Parts,
  organizationKey: string,
  options: { emails: readonly string[]; among?: readonly string[]; limit: number },
): Promise<string[]> => selectUserKeysBeside(db, organizationKey, options)
