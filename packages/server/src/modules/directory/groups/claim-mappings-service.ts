import type { Clock } from '../../../config/clock.ts'
import { toTimestamp } from '../../../db/codecs.ts'
import { newKey, normalKey } from '../../../db/keys.ts'
import { type Db, transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { type AuditedChange, recordChange } from '../../foundation/audit/audit-service.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireIdentityProvider } from '../identity-providers/require-identity-provider.ts'
import {
  type ClaimMapping,
  deleteClaimMapping,
  insertClaimMapping,
  selectClaimMappings,
  updateClaimMapping,
} from './claim-mappings-repository.ts'
import type { ClaimMappingCreateRequest, ClaimMappingPatchRequest } from './claim-mappings-schemas.ts'
import { lockGroup } from './group-access.ts'
import type { Group } from './groups-repository.ts'

export type ClaimMappingService = ReturnType<typeof createClaimMappingService>

/** Which claims make somebody a member of a group. They count from the next sign-in on: who is a member stays one. */
export function createClaimMappingService({ db, clock }: { db: Db; clock: Clock }) {
  const timestamp = (): string => toTimestamp(clock.now())

  /** With the group locked, so that neither goes away meanwhile. */
  const find = async (trx: Db, principal: Principal, key: string, mappingKey: string) => {
    const group = await lockGroup(trx, principal, key)
    const mappings = await selectClaimMappings(trx, principal.organizationKey, [group.key])
    const mapping = mappings.find((one) => one.key === normalKey(mappingKey))
    if (mapping) return { group, mapping }
    throw new Problem('claim_mapping_not_found', `The group ${group.name} has no claim mapping ${mappingKey}.`)
  }

  return {
    create: (principal: Principal, key: string, request: ClaimMappingCreateRequest): Promise<{ key: string }> =>
      transaction({ db: db }, async ({ db: trx }) => {
        const { organizationKey } = principal
        const group = await lockGroup(trx, principal, key)
        const { name, value, valueDelimiter = null } = request.foreignClaim
        const providerKey = normalKey(request.providerKey)
        const mapping = { key: newKey(clock.now()), groupKey: group.key, providerKey, name, value, valueDelimiter }
        requireUndelimited(mapping)
        await requireIdentityProvider({ db: trx }, organizationKey, providerKey, 'providerKey')
        await insertClaimMapping(trx, organizationKey, { ...mapping, updatedAt: timestamp() })
        await recordChange({ db: trx, clock }, principal, {
          action: 'claim-mapping.created',
          ...audited(group, mapping),
          after: valuesOf(mapping),
        })
        return { key: mapping.key }
      }),

    /** What is absent stays, also within the claim. */
    update: (
      principal: Principal,
      { key, mappingKey }: { key: string; mappingKey: string },
      request: ClaimMappingPatchRequest,
    ): Promise<void> =>
      transaction({ db: db }, async ({ db: trx }) => {
        const { group, mapping: before } = await find(trx, principal, key, mappingKey)
        const { name, value, valueDelimiter } = request.foreignClaim ?? {}
        const after = {
          ...before,
          providerKey: request.providerKey === undefined ? before.providerKey : normalKey(request.providerKey),
          name: name ?? before.name,
          value: value ?? before.value,
          valueDelimiter: valueDelimiter === undefined ? before.valueDelimiter : valueDelimiter,
          updatedAt: timestamp(),
        }
        requireUndelimited(after)
        await requireIdentityProvider({ db: trx }, principal.organizationKey, after.providerKey, 'providerKey')
        const [old, now] = [valuesOf(before), valuesOf(after)]
        if (JSON.stringify(old) === JSON.stringify(now)) return
        await updateClaimMapping(trx, principal.organizationKey, after)
        await recordChange({ db: trx, clock }, principal, {
          action: 'claim-mapping.updated',
          ...audited(group, after),
          before: old,
          after: now,
        })
      }),

    /** Whoever is a member because of the mapping stays one until the next sign-in. */
    async delete(principal: Principal, { key, mappingKey }: { key: string; mappingKey: string }): Promise<void> {
      await transaction({ db: db }, async ({ db: trx }) => {
        const { group, mapping } = await find(trx, principal, key, mappingKey)
        await deleteClaimMapping(trx, principal.organizationKey, mapping.key)
        await recordChange({ db: trx, clock }, principal, {
          action: 'claim-mapping.deleted',
          ...audited(group, mapping),
          before: valuesOf(mapping),
        })
      })
    },
  }
}

/**
 * The delimiter cuts the claim into values: one that holds it would never match.
 * @throws Problem claim_value_delimited
 */
function requireUndelimited({ value, valueDelimiter }: Pick<ClaimMapping, 'value' | 'valueDelimiter'>): void {
  if (valueDelimiter === null || !value.includes(valueDelimiter)) return
  throw new Problem(
    'claim_value_delimited',
    `The field foreignClaim.value must not hold its valueDelimiter, which is '${valueDelimiter}'.`,
  )
}

const valuesOf = ({ groupKey, providerKey, name, value, valueDelimiter }: Omit<ClaimMapping, 'updatedAt'>) => ({
  groupKey,
  providerKey,
  name,
  value,
  valueDelimiter,
})

const audited = (group: Group, { key, name }: Pick<ClaimMapping, 'key' | 'name'>) =>
  ({
    entity: { type: 'claim-mapping', key, name },
    environmentKey: group.environmentKey,
  }) satisfies Partial<AuditedChange>
