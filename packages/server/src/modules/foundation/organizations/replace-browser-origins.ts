import { isDeepStrictEqual } from 'node:util'
import { announceChange } from '../../../db/change-feed.ts'
import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../audit/record-change.ts'
import type { Principal } from '../permissions/principal.ts'
import { lockOrganization, updateBrowserOrigins } from './organizations-repository.ts'

/** As browsers send it: a wildcard, a path or `null` names no origin of its own. */
const isOrigin = (text: string): boolean =>
  /^https?:\/\/(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:]+\])(?::\d+)?$/.test(text) &&
  URL.canParse(text) &&
  new URL(text).origin === text

/**
 * Whose pages may read what the APIs answer to a token, in the order in which they are given. None unless given; running
 * servers follow within a second.
 * @throws Problem invalid_body, organization_unknown
 */
export function replaceBrowserOrigins(
  parts: Parts<'clock'>,
  principal: Principal,
  { origins }: { origins: readonly string[] },
): Promise<void> {
  const wrong = origins.flatMap((origin, index) => (isOrigin(origin) ? [] : [`origins[${index}]`]))
  if (wrong.length > 0) {
    const fields = wrong.length === 1 ? `The field ${wrong[0]}` : `Each of the fields ${wrong.join(', ')}`
    const detail = `${fields} must be an origin as browsers send it: https:// or http://, the host in lower case, and the port unless it is the usual one, such as https://app.example.com, with nothing after it.`
    throw new Problem('invalid_body', detail)
  }
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const organization = await lockOrganization(parts.db, organizationKey)
    if (!organization) throw new Problem('organization_unknown', `There is no organization ${organizationKey}.`)
    const after = [...new Set(origins)]
    if (isDeepStrictEqual(after, organization.browserOrigins)) return
    await updateBrowserOrigins(parts.db, organizationKey, after)
    await announceChange(parts.db, organizationKey)
    await recordChange(parts, principal, {
      action: 'organization.updated',
      entity: { type: 'organization', key: organizationKey, name: organization.name },
      before: { browserOrigins: organization.browserOrigins },
      after: { browserOrigins: after },
    })
  })
}
