import { auditActions, auditEntityTypes } from '@portico/sdk/generated/audit-actions.ts'
import type { components } from '@portico/sdk/generated/management.ts'
import { pageI18n } from '../../components/language/page-language.ts'
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

/** From here on, a text within a German word is one of the words that it is put together from: `rolle`, `schlüssel` */
const lettersOfPart = 4

/**
 * The actions of whose names, in the page's language, each word of the text begins one, or in German a part of one:
 * `Organisationsrolle`. Two letters begin too many.
 * @param locale of the names
 */
export function actionsNamed(text: string, locale: string = pageI18n().locale): AuditAction[] {
  const asked = wordsOf(text)
  if (asked.join('').length < 3) return []
  return actions.filter((action) => {
    const words = wordsOf(auditActionLabel(action))
    return asked.every((word) => words.some((one) => names(one, word, locale)))
  })
}

const names = (one: string, word: string, locale: string): boolean =>
  one.startsWith(word) || (locale === 'de' && word.length >= lettersOfPart && one.includes(word))

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
