import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { type PermissionName, permission } from '../../api/permission-names.ts'
import { environmentsQuery } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'

interface Environment {
  key: string
  name: string
}

/** The environments that the member may view, or those of them in which the member has a permission. */
export function useEnvironments(needed?: PermissionName): {
  environments: Environment[]
  isLoaded: boolean
  nameOf(key: string): string
} {
  const { t } = useLingui()
  const session = useSession()
  const mayView = session.may(permission.viewStage)
  const { data } = useQuery({ ...environmentsQuery, enabled: mayView })
  const all = data ?? []
  return {
    environments: needed ? all.filter(({ key }) => session.may(needed, key)) : all,
    isLoaded: data !== undefined || !mayView,
    nameOf: (key) => all.find((environment) => environment.key === key)?.name ?? t`Another stage`,
  }
}
