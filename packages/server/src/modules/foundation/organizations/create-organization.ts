import { isIP } from 'node:net'
import { announceChange } from '../../../db/change-feed.ts'
import { newKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { refuseTakenName } from '../../../db/refuse-taken-name.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { requireName } from '../../../http/api/require-name.ts'
import { Problem } from '../../../problems/problem.ts'
import { noOwnLimits } from '../rate-limits/own-limits.ts'
import type { Organization } from './organization.ts'
import { insertOrganization } from './organizations-repository.ts'

/**
 * Creates the organization itself. What belongs in every organization is added by the caller, in the same transaction.
 * @throws Problem invalid_body, domain_invalid, domain_taken
 */
export function createOrganization(
  parts: Parts<'clock'>,
  { name, domain }: { name: string; domain: string | null },
): Promise<Organization> {
  return transaction(parts, async ({ db, clock }) => {
    const organization = {
      key: newKey(clock.now()),
      name: requireName('name', name),
      domain: domain === null ? null : hostNameOf(domain),
      createdAt: toTimestamp(clock.now()),
      ownLimits: { ...noOwnLimits },
      browserOrigins: [],
    }
    const taken = new Problem('domain_taken', `Another organization has the domain ${organization.domain}.`)
    await refuseTakenName(taken, () => insertOrganization(db, organization))
    await announceChange(db, organization.key)
    return organization
  })
}

/** A host name in its ASCII form, as requests name it. */
function hostNameOf(domain: string): string {
  const url = URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`) : undefined
  if (
    !url ||
    url.host !== url.hostname ||
    url.href !== `http://${url.hostname}/` ||
    isIP(url.hostname) ||
    url.username
  ) {
    throw new Problem('domain_invalid', `'${domain}' is not a host name such as id.example.com.`)
  }
  return url.hostname
}
