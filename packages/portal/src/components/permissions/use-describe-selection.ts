import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { permission } from '../../api/permission-names.ts'
import { isSameSelection, type PermissionSelection, type SelectedEnvironments } from '../../api/permission-selection.ts'
import { environmentsQuery, permissionsQuery } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { formatList } from '../values/format-number.ts'

/**
 * Selected permissions in words, for `describe` of `useEditForm`: how many there were before, and which ones another
 * selection adds and removes.
 */
export function useDescribeSelection(): (value: PermissionSelection, before: PermissionSelection) => string {
  const { t } = useLingui()
  const session = useSession()
  const { data: catalogue = [] } = useQuery(permissionsQuery)
  const { data: stages = [] } = useQuery({ ...environmentsQuery, enabled: session.may(permission.viewStage) })
  const nameOf = (key: string): string => catalogue.find((one) => one.key === key)?.name ?? key
  const stageOf = (key: string): string => stages.find((one) => one.key === key)?.name ?? key
  const inWords = (selection: PermissionSelection): string =>
    [...selection]
      .map(([key, where]) => {
        const name = nameOf(key)
        if (where === 'all') return name
        const places = formatList([...where].map(stageOf))
        return t`${name} in ${places}`
      })
      .join(', ')
  return (value, before) => {
    const count = value.size
    if (isSameSelection(value, before)) return t`${plural(count, { one: '# permission', other: '# permissions' })}`
    const [added, removed] = [inWords(without(value, before)), inWords(without(before, value))]
    return [added && t`Added: ${added}`, removed && t`Removed: ${removed}`].filter(Boolean).join('. ')
  }
}

/** What a selection has that the other one has not */
function without(selection: PermissionSelection, other: PermissionSelection): PermissionSelection {
  const left = [...selection].map(([key, where]) => [key, placesWithout(where, other.get(key))] as const)
  return new Map(left.filter(([, where]) => where === 'all' || where.size > 0))
}

function placesWithout(where: SelectedEnvironments, other: SelectedEnvironments | undefined): SelectedEnvironments {
  if (other === 'all') return new Set()
  if (where === 'all' || other === undefined) return where
  return new Set(where).difference(other)
}
