import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { namesOfMissing } from '../../components/permissions/names-of-missing.ts'
import { allOrganizationGrantsQuery, type User } from './queries.ts'
import { useMissingForRoles } from './use-missing-for-roles.ts'

/**
 * Why the member cannot take anything from the user. Nobody takes power from somebody who holds permissions that control
 * access and that they lack. Undefined where they can, and while that is not known.
 */
export function useWhyOutOfReach(user: User): string | undefined {
  const { t } = useLingui()
  const session = useSession()
  const mayRead = session.may([permission.manageUsers, permission.manageMemberAccess]) && user.key !== session.user.key
  const { data } = useQuery({ ...allOrganizationGrantsQuery(user.key), enabled: mayRead })
  const missingFor = useMissingForRoles()
  const roleKeys = (data?.results ?? [])
    .filter(({ assetKey, portfolioKey }) => assetKey === null && portfolioKey === null)
    .map(({ key }) => key)
  const missing = missingFor(roleKeys)
  const names = namesOfMissing(missing)
  return missing.length > 0 ? t`This user holds ${names}, which you do not hold.` : undefined
}
