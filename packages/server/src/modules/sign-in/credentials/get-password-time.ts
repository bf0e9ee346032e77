import type { Parts } from '../../../db/parts.ts'
import { selectPassword } from './passwords-repository.ts'

/** When the user's password was set; null where they have none */
export async function getPasswordTime({ db }: Parts, organizationKey: string, userKey: string): Promise<string | null> {
  const password = await selectPassword(db, organizationKey, userKey)
  return password?.changedAt ?? null
}
