import type { Environment, Portfolio } from '@portico/sdk'
import { queryClient } from '../../api/query-client.ts'
import { environmentsQuery, portfoliosQuery } from '../../api/shared-queries.ts'

export type { Environment, Portfolio }
export type Purpose = Environment['purpose']

export const purposes: { value: Purpose; label: string; description: string }[] = [
  {
    value: 'Development',
    label: 'Development',
    description: 'Where things are made. Developers may grant roles there.',
  },
  { value: 'NonProduction', label: 'Non-production', description: 'Where things are tried out before they count.' },
  { value: 'Production', label: 'Production', description: 'Where the real users are.' },
]

export const purposeInWords = (purpose: Purpose): string =>
  purposes.find(({ value }) => value === purpose)?.label ?? purpose

export const longestName = 50

export function checkName({ name }: { name: string }): { name?: string } {
  if (name.trim() === '') return { name: 'Give it a name.' }
  if ([...name.trim()].length > longestName) return { name: `At most ${longestName} characters.` }
  return {}
}

export const invalidatePortfolios = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: portfoliosQuery.queryKey })

export const invalidateEnvironments = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: environmentsQuery.queryKey })

/** Shows the stages of a portfolio like this until they are read again. */
export function setCachedStages(portfolioKey: string, stages: Environment[]): void {
  const { queryKey } = environmentsQuery
  queryClient.cancelQueries({ queryKey })
  queryClient.setQueryData(queryKey, (all = []) => [
    ...all.filter((environment) => environment.portfolioKey !== portfolioKey),
    ...stages,
  ])
}
