import { useQuery } from '@tanstack/react-query'
import { environmentsQuery } from '../../api/queries.ts'

/** The name of an environment, for tables. Empty while the names load. */
export function useEnvironmentNames(): (key: string) => string {
  const { data } = useQuery(environmentsQuery)
  return (key) => (data ? (data.find((environment) => environment.key === key)?.name ?? 'Another environment') : '')
}
