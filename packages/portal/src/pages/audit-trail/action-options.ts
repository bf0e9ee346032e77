import { auditActions, auditEntityTypes } from '@portico/sdk/generated/audit-actions.ts'
import type { components } from '@portico/sdk/generated/management.ts'
import { auditActionLabel, auditActorLabel, auditEntityLabel } from '../../components/values/audit-labels.ts'

type AuditAction = components['schemas']['AuditAction']
type AuditResult = components['schemas']['AuditResult']

export const actorTypes = ['user', 'api-client', 'system', 'anonymous'] as const
export const results = Object.keys({ Success: true, Failure: true } satisfies Record<
  AuditResult,
  true
>) as AuditResult[]
export const entityTypes = auditEntityTypes

export const actions = Object.entries(auditActions).flatMap(([entity, verbs]) =>
  verbs.map((verb) => `${entity}.${verb}` as AuditAction),
)

// In the page's language, so they are made when they are shown.
export const actorOptions = () => actorTypes.map((value) => ({ value, label: auditActorLabel(value) }))

export const entityOptions = () => entityTypes.map((value) => ({ value, label: auditEntityLabel(value) }))

export const actionOptions = () =>
  Object.entries(auditActions).map(([entity, verbs]) => ({
    group: auditEntityLabel(entity),
    items: verbs.map((verb) => ({
      value: `${entity}.${verb}` as AuditAction,
      label: auditActionLabel(`${entity}.${verb}`),
    })),
  }))
