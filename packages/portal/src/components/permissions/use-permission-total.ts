import { useQuery } from '@tanstack/react-query'
import { automaticPermissions, countSelected, fromGrants } from '../../api/permission-selection.ts'
import { permissionsQuery } from '../../api/queries.ts'

/**
 * How many permissions some grants give, with those that they include, as the choice of permissions counts them.
 * Undefined until the catalogue is there
 */
export function usePermissionTotal(): (grants: Parameters<typeof fromGrants>[0]) => number | undefined {
  const { data: catalogue } = useQuery(permissionsQuery)
  return (grants) => {
    const selection = fromGrants(grants)
    return catalogue && countSelected(selection, automaticPermissions(selection, catalogue)).total
  }
}
