import type { Parts } from '../../../db/parts.ts'
import { type PageAfter, readPages } from '../../../db/read-pages.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { type AuditedChange, recordChanges } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { createClaimValues } from './claim-values.ts'
import { groupEntity } from './group.ts'
import { mappedGroups } from './mapped-groups.ts'
import {
  deleteMappedMemberships,
  insertMappedMemberships,
  type MappedUser,
  replaceGivenGroups,
  selectGroupsWithKeys,
  selectMappedMemberships,
  selectMappingsOfProvider,
} from './mapped-members-repository.ts'

/** A few milliseconds of SQLite's time. A provider may map the claims of tens of thousands of groups. */
const mappingsAtOnce = 1_000

/**
 * Groups that the claims of one provider give a user, by the mappings that were made first: a sign-in stores and records each
 * of them, and tokens may name them. A user of Active Directory may have as many.
 */
export const mostMappedGroups = 1_000

/**
 * Puts a user into the groups that the claims of a provider map them to, and takes them out of those that they don't. A
 * membership that another provider gave at the user's last sign-in there stays, and so do assignments. Only what differs
 * is written and recorded. Call it in the transaction of the sign-in, with the user locked.
 * @param claims none at all, where the user has no profile at the provider any more
 */
export function updateMappedMemberships(
  parts: Parts<'clock'>,
  principal: Principal,
  user: MappedUser,
  claims: Readonly<Record<string, unknown>>,
): Promise<void> {
  return transaction(parts, async (parts) => {
    const { db, clock } = parts
    const { organizationKey } = principal
    const { userKey, providerKey } = user
    const read = (page: PageAfter<string>) => selectMappingsOfProvider(db, organizationKey, providerKey, page)
    const wanted = new Set<string>()
    const valuesOf = createClaimValues(claims)
    for await (const mappings of readPages(mappingsAtOnce, read, ({ key }) => key)) {
      for (const groupKey of mappedGroups(mappings, valuesOf)) if (wanted.size < mostMappedGroups) wanted.add(groupKey)
      if (wanted.size === mostMappedGroups) break
    }
    const { all, ofProvider, ofOthers } = await selectMappedMemberships(db, organizationKey, user)
    if (wanted.symmetricDifference(ofProvider).size > 0)
      await replaceGivenGroups(db, organizationKey, user, sorted(wanted))
    const added = sorted(wanted.difference(all))
    const removed = sorted(all.difference(wanted).difference(ofOthers))
    await insertMappedMemberships(db, organizationKey, userKey, added, toTimestamp(clock.now()))
    await deleteMappedMemberships(db, organizationKey, userKey, removed)
    const groups = await selectGroupsWithKeys(db, organizationKey, [...added, ...removed])
    const values = { userKeys: [userKey], membershipType: 'Mapped', identityProviderKey: providerKey }
    const isAdded = new Set(added)
    const changes = groups.map((group): AuditedChange => {
      const about = { entity: groupEntity(group), environmentKey: group.environmentKey, namedKeys: [userKey] }
      return isAdded.has(group.key)
        ? { action: 'group.users-added', ...about, after: values }
        : { action: 'group.users-removed', ...about, before: values }
    })
    await recordChanges(parts, principal, changes)
  })
}

/** Always in the same order, so that two sign-ins never wait for each other. */
const sorted = (keys: ReadonlySet<string>): string[] => [...keys].sort()
