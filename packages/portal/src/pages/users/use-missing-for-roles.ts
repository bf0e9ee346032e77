import { useQuery } from '@tanstack/react-query'
import { givenBy, type Missing, missingToGive } from '../../api/missing-to-give.ts'
import { fromGrants } from '../../api/permission-selection.ts'
import { permissionsQuery } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { organizationRolesQuery } from './queries.ts'

/** What the member lacks to give or take organization roles for the whole organization; nothing while that is not known. */
export function useMissingForRoles(): (roleKeys: readonly string[]) => Missing[] {
  const held = useSession().permissions
  const roles = useQuery(organizationRolesQuery)
  const catalogue = useQuery(permissionsQuery)
  return (roleKeys) =>
    (roles.data ?? [])
      .filter(({ value }) => roleKeys.includes(value))
      .flatMap(({ permissions }) => missingToGive(held, givenBy(fromGrants(permissions), catalogue.data ?? [])))
}
