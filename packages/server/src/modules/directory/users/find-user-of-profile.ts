import type { Parts } from '../../../db/parts.ts'
import { selectUserOfSubject } from './user-identities-repository.ts'

/** The key of the user whose profile at the provider has this subject; upper and lower case make a difference. */
export const findUserOfProfile = (
  { db }: Parts,
  organizationKey: string,
  { providerKey, subject }: { providerKey: string; subject: string },
): Promise<string | undefined> => selectUserOfSubject(db, organizationKey, providerKey, subject)
