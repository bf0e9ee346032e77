import type { Environment } from '@portico/sdk'

export type Purpose = Environment['purpose']

export const purposeOptions: { value: Purpose; label: string; description: string }[] = [
  {
    value: 'Development',
    label: 'Development',
    description: 'Where things are made. Developers may grant roles there.',
  },
  { value: 'NonProduction', label: 'Non-production', description: 'Where things are tried out before they count.' },
  { value: 'Production', label: 'Production', description: 'Where the real users are.' },
]

export const purposeLabel = (purpose: Purpose): string =>
  purposeOptions.find(({ value }) => value === purpose)?.label ?? purpose
