import { useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { bidiIsolate } from '../values/bidi-isolate.ts'
import { formatList, formatNumber } from '../values/format-number.ts'

interface SelectionCountProps {
  selected: { total: number; inEnvironment: ReadonlyMap<string, number> }
  /** Of the catalogue */
  outOf: number
  environments: readonly { key: string; name: string }[]
}

/**
 * How many permissions are chosen, which the choice above tells before anybody has scrolled to them: "9 of 37 permissions
 * chosen (for single stages: 2 in Test)". Screen readers say it after each change.
 */
export function SelectionCount({ selected: { total, inEnvironment }, outOf, environments }: SelectionCountProps) {
  const { t } = useLingui()
  const [chosen, all] = [formatNumber(total), formatNumber(outOf)]
  const places = environments.flatMap(({ key, name: given }) => {
    const name = bidiIsolate(given)
    const count = formatNumber(inEnvironment.get(key) ?? 0)
    return inEnvironment.has(key) ? [t`${count} in ${name}`] : []
  })
  const list = formatList(places)
  return (
    <Text size="sm" c="dimmed" role="status">
      {total === 0 ? t`No permission chosen` : t`${chosen} of ${all} permissions chosen`}
      {places.length > 0 && ` (${t`for single stages: ${list}`})`}
    </Text>
  )
}
