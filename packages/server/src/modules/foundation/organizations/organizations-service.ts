import { isIP } from 'node:net'
import type { Clock } from '../../../config/clock.ts'
import { announceChange } from '../../../db/change-feed.ts'
import { fold, toTimestamp } from '../../../db/codecs.ts'
import { isUniqueViolation } from '../../../db/failures.ts'
import { newKey } from '../../../db/keys.ts'
import type { Db } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { noOwnLimits } from '../rate-limits/rate-limits-service.ts'
import {
  insertDeployment,
  insertOrganization,
  type Organization,
  selectDeployment,
  selectOrganizationName,
  selectOrganizations,
} from './organizations-repository.ts'

export type { Organization }

export const listOrganizations = (db: Db): Promise<Organization[]> => selectOrganizations(db)

export const organizationName = (db: Db, organizationKey: string): Promise<string> =>
  selectOrganizationName(db, organizationKey)

/**
 * Adds the organization itself; what belongs in every organization is added by the caller, in the same transaction.
 * @throws Problem domain_invalid or domain_taken
 */
export async function addOrganization(
  trx: Db,
  clock: Clock,
  { name, domain }: { name: string; domain: string | null },
): Promise<Organization> {
  const organization = {
    key: newKey(clock.now()),
    name,
    domain: domain === null ? null : checkDomain(domain),
    createdAt: toTimestamp(clock.now()),
    ownLimits: { ...noOwnLimits },
  }
  try {
    await insertOrganization(trx, organization)
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Problem('domain_taken', `Another organization has the domain ${organization.domain}.`)
  }
  await announceChange(trx, organization.key)
  return organization
}

/** By key, or by name or domain without regard to case; the only one there is where nothing is asked for. */
export async function findOrganization(db: Db, text: string | undefined): Promise<Organization> {
  const all = await selectOrganizations(db)
  const [first, second] = all
  if (text === undefined && first && !second) return first
  const names = all.map(({ name, domain }) => (domain ? `${name} (${domain})` : name)).join(', ')
  if (text === undefined)
    throw new Problem('organization_unknown', `Name the organization: there are ${names || 'none'}.`)
  const folded = fold(text)
  const [found, another] = all.filter(({ key, name, domain }) => [key, fold(name), domain].includes(folded))
  if (another)
    throw new Problem('organization_unknown', `Several organizations are called '${text}': name one by key or domain.`)
  if (!found)
    throw new Problem('organization_unknown', `There is no organization '${text}'. There are ${names || 'none'}.`)
  return found
}

/** A host name in its ASCII form, as requests name it. */
function checkDomain(domain: string): string {
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

/** The fingerprint of the master key that the database was written with; undefined in an empty database. */
export const masterKeyFingerprint = async (db: Db): Promise<string | undefined> =>
  (await selectDeployment(db))?.masterKeyFingerprint

/** @returns false where another node was first */
export const claimDeployment = (trx: Db, clock: Clock, fingerprint: string): Promise<boolean> =>
  insertDeployment(trx, fingerprint, toTimestamp(clock.now()))
