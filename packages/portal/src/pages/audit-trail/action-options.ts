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

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

/** The actions of whose names, in the page's language, each word of the text begins one. Two letters begin too many. */
export function actionsNamed(text: string): AuditAction[] {
  const asked = wordsOf(text)
  if (asked.join('').length < 3) return []
  return actions.filter((action) => {
    const words = wordsOf(auditActionLabel(action))
    return asked.every((word) => words.some((one) => one.startsWith(word)))
  })
}

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
