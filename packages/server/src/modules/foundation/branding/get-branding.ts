import type { Parts } from '../../../db/parts.ts'
import type { Principal } from '../permissions/principal.ts'
import type { Branding } from './branding.ts'
import { selectBranding } from './branding-repository.ts'

/** How the pages that people see at their sign-in look */
export const getBranding = async ({ db }: Parts, { organizationKey }: Pick<Principal, 'organizationKey'>) =>
  (await selectBranding(db, organizationKey)) ?? noBranding

const noBranding: Branding = { name: null, primaryColor: null, logo: null }
