import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useSession } from '../../api/session.ts'
import { namesOfAssetsQuery } from './queries.ts'

/** The names of these assets. Those that the member may not see have none. */
export function useAssetNames(keys: readonly string[]): (key: string) => string {
  const { t } = useLingui()
  const session = useSession()
  const unique = [...new Set(keys)].sort()
  const { data } = useQuery({ ...namesOfAssetsQuery(session, unique), enabled: unique.length > 0 })
  return (key) => data?.get(key) ?? (data ? t`Another asset` : '…')
}
