import { msg } from '@lingui/core/macro'
import type { Environment } from '@portico/sdk'
import { pageI18n } from '../../components/language/page-language.ts'

export type Purpose = Environment['purpose']

const purposes = {
  Development: { label: msg`Development`, description: msg`For building. Developers may grant roles there.` },
  NonProduction: { label: msg`Non-production`, description: msg`For testing.` },
  Production: { label: msg`Production`, description: msg`For real users.` },
} satisfies Record<Purpose, object>

export const purposeOptions = (): { value: Purpose; label: string; description: string }[] =>
  Object.entries(purposes).map(([value, { label, description }]) => ({
    value: value as Purpose,
    label: pageI18n()._(label),
    description: pageI18n()._(description),
  }))

export const purposeLabel = (purpose: Purpose): string => pageI18n()._(purposes[purpose].label)
