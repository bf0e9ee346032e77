import { auditActions, auditEntityTypes } from '@portico/sdk/generated/audit-actions.ts'
import type { components } from '@portico/sdk/generated/management.ts'
import { auditActionLabel, auditEntityLabel } from '../../components/values/audit-labels.ts'

type AuditAction = components['schemas']['AuditAction']

export const actorOptions = [
  { value: 'user', label: 'People' },
  { value: 'api-client', label: 'API clients' },
  { value: 'system', label: 'Portico itself' },
  { value: 'anonymous', label: 'Unknown callers' },
] as const

export const actorLabels: Record<string, string> = {
  user: 'Person',
  'api-client': 'API client',
  system: 'Portico itself',
  anonymous: 'Unknown caller',
}

export const resultOptions = [
  { value: 'Success', label: 'Successes' },
  { value: 'Failure', label: 'Failures' },
] as const

export const entityOptions = auditEntityTypes.map((value) => ({ value, label: auditEntityLabel(value) }))

export const actionOptions = Object.entries(auditActions).map(([entity, verbs]) => ({
  group: auditEntityLabel(entity),
  items: verbs.map((verb) => ({
    value: `${entity}.${verb}` as AuditAction,
    label: auditActionLabel(`${entity}.${verb}`),
  })),
}))
