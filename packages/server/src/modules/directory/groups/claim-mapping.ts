import { Problem } from '../../../problems/problem.ts'
import type { AuditedChange } from '../../foundation/audit/record-change.ts'
import { type Group, groupEntity } from './group.ts'

/** A user who comes from the provider with this claim is a member of the group. */
export interface ClaimMapping {
  key: string
  groupKey: string
  providerKey: string
  name: string
  value: string
  /** What separates several values in one claim */
  valueDelimiter: string | null
  updatedAt: string
}

/**
 * The delimiter cuts the claim into values: one that holds it would never match.
 * @throws Problem claim_value_delimited
 */
export function requireUndelimited({ value, valueDelimiter }: Pick<ClaimMapping, 'value' | 'valueDelimiter'>): void {
  if (valueDelimiter === null || !value.includes(valueDelimiter)) return
  throw new Problem(
    'claim_value_delimited',
    `The field foreignClaim.value must not hold its valueDelimiter, which is '${valueDelimiter}'.`,
  )
}

/** A mapping as the API answers it */
export const showClaimMapping = ({ key, providerKey, name, value, valueDelimiter, updatedAt }: ClaimMapping) => ({
  key,
  providerKey,
  foreignClaim: { name, valueDelimiter, value },
  lastUpdatedDate: updatedAt,
})

/** The values of a mapping as the audit trail keeps them */
export const claimMappingValues = ({
  groupKey,
  providerKey,
  name,
  value,
  valueDelimiter,
}: Omit<ClaimMapping, 'updatedAt'>) => ({ groupKey, providerKey, name, value, valueDelimiter })

/** What every entry about a mapping has in common */
export const auditedClaimMapping = (group: Group, { key, name }: Pick<ClaimMapping, 'key' | 'name'>) =>
  ({
    entity: { type: 'claim-mapping', key, name },
    environmentKey: group.environmentKey,
    related: [groupEntity(group)],
    namedKeys: [group.key],
  }) satisfies Partial<AuditedChange>
