import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { requireName } from '../../../http/api/require-name.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../audit/record-change.ts'
import { getOrganization } from '../organizations/get-organization.ts'
import type { Principal } from '../permissions/principal.ts'
import type { Branding } from './branding.ts'
import { lockBranding, storeBranding } from './branding-repository.ts'
import { getBranding } from './get-branding.ts'
import { readLogo } from './read-logo.ts'

/**
 * How the pages that people see at their sign-in look. The audit trail has the logo's digest, not the picture.
 * @throws Problem invalid_body, organization_unknown
 */
export function replaceBranding(parts: Parts<'clock'>, principal: Principal, branding: Branding): Promise<void> {
  const after = { ...branding, name: branding.name === null ? null : requireName('name', branding.name) }
  const logo = after.logo === null ? null : readLogo(after.logo)
  if (typeof logo === 'string') throw new Problem('invalid_body', `The field logo ${logo}.`)
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    await lockBranding(parts.db, organizationKey)
    const organization = await getOrganization(parts, organizationKey)
    const before = await getBranding(parts, principal)
    if (isDeepStrictEqual(after, before)) return
    await storeBranding(parts.db, organizationKey, { ...after, logoDigest: logo && digestOf(logo) })
    await recordChange(parts, principal, {
      action: 'organization.updated',
      entity: { type: 'organization', key: organizationKey, name: organization.name },
      before: { branding: recorded(before) },
      after: { branding: recorded(after) },
    })
  })
}

const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64url').slice(0, 22)

const recorded = ({ name, primaryColor, logo }: Branding) => ({
  name,
  primaryColor,
  logo: logo && digestOf(Buffer.from(logo.slice(logo.indexOf(',') + 1), 'base64')),
})
