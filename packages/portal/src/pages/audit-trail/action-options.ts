import { auditActions } from '@portico/sdk/generated/audit-actions.ts'
import { auditActionLabel, auditEntityLabel } from '../../components/values/audit-labels.ts'

/** The entity types of entries. Actions on a passkey have the user as entity. */
const entityTypes = Object.keys(auditActions).filter((type) => type !== 'passkey' && type !== 'authenticator')

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

export const entityOptions = entityTypes.map((value) => ({ value, label: auditEntityLabel(value) }))

export const actionOptions = Object.entries(auditActions).map(([entity, verbs]) => ({
  group: auditEntityLabel(entity),
  items: verbs.map((verb) => ({ value: `${entity}.${verb}`, label: auditActionLabel(`${entity}.${verb}`) })),
}))
