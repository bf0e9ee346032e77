import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { pageI18n } from '../language/page-language.ts'
import { auditActorLabel } from './audit-labels.ts'

/** Who did something: as the API says it of audit entries, clients, keys and secrets */
interface Actor {
  type: string
  name: string
}

/** What Portico does without a person, by the name that the API gives it. Nobody can type the name of a system actor. */
const systemActors: Record<string, MessageDescriptor> = {
  'portico start': msg`Start of the server`,
  'portico restore': msg`Restore of a backup`,
  'set-up link': msg`Set-up link`,
  'sign-in': msg`Sign-in page`,
}

/**
 * The name of whoever acted. Of people and clients it is what was typed; what Portico names itself is in the page's
 * language: the API's names are English.
 */
export function actorName({ type, name }: Actor): string {
  if (type === 'anonymous') return auditActorLabel(type)
  if (type !== 'system') return name
  const own = Object.hasOwn(systemActors, name) ? systemActors[name] : undefined
  if (own) return pageI18n()._(own)
  return name.startsWith('portico ') ? pageI18n()._(msg`Command “${name}”`) : name
}
