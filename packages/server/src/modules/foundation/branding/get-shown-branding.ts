import type { Parts } from '../../../db/parts.ts'
import type { ShownBranding } from './branding.ts'
import { selectBrandingFacts } from './branding-repository.ts'

/** Below `/portal`, as the pages know it: another logo has another address, so that a browser may keep it for ever. */
export const logoPath = '/logo'

/** What pages show of an organization to everybody, without a session */
export async function getShownBranding(
  { db }: Parts,
  organization: { key: string; name: string },
): Promise<ShownBranding> {
  const found = await selectBrandingFacts(db, organization.key)
  return {
    name: found?.name ?? organization.name,
    primaryColor: found?.primaryColor ?? null,
    logoPath: found?.logoDigest ? `/portal${logoPath}?v=${found.logoDigest}` : null,
  }
}
