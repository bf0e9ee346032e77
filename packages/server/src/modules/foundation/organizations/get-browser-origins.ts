import type { Parts } from '../../../db/parts.ts'
import type { Principal } from '../permissions/principal.ts'
import { selectBrowserOrigins } from './organizations-repository.ts'

/** Whose pages may read what the APIs answer to a token */
export const getBrowserOrigins = async ({ db }: Parts, { organizationKey }: Principal) => ({
  origins: await selectBrowserOrigins(db, organizationKey),
})
