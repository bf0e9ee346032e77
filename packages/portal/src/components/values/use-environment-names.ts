import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { environmentsQuery } from '../../api/queries.ts'

/** The name of a stage, for tables. Empty while the names load. */
export function useEnvironmentNames(): (key: string) => string {
  const { t } = useLingui()
  const { data } = useQuery(environmentsQuery)
  return (key) => (data ? (data.find((environment) => environment.key === key)?.name ?? t`Another stage`) : '')
}
