import { Checkbox, Table, Text } from '@mantine/core'
import { useId } from 'react'
import { type Missing, namesOfMissing } from '../../api/missing-to-give.ts'
import {
  type AutomaticPermission,
  type CataloguePermission,
  includesEnvironment,
  type PermissionSelection,
  type SelectedEnvironments,
  withEnvironments,
} from '../../api/permission-selection.ts'
import classes from './permission-matrix.module.css'

interface PermissionRowProps {
  permission: CataloguePermission
  environments: readonly { key: string; name: string }[]
  selection: PermissionSelection
  automatic: AutomaticPermission | undefined
  nameOf(key: string): string
  /** What the member lacks to give a permission there */
  missingFor(key: string, environments: SelectedEnvironments): Missing[]
  onChange: ((selection: PermissionSelection) => void) | undefined
}

/** One permission: a box for every environment at once and, where it is granted by environment, one for each. */
export function PermissionRow({
  permission,
  environments,
  selection,
  automatic,
  nameOf,
  missingFor,
  onChange,
}: PermissionRowProps) {
  const { key, allowStages } = permission
  const name = permission.name ?? key
  const reason = useId()
  const own = selection.get(key)
  const change = (chosen: SelectedEnvironments | undefined): void =>
    onChange?.(withEnvironments(selection, key, chosen))
  const changeOne = (environmentKey: string): void => {
    const before = new Set(own === 'all' ? environments.map((environment) => environment.key) : own)
    if (!before.delete(environmentKey)) before.add(environmentKey)
    change(before)
  }
  const isFixed = !onChange
  const missing = isFixed ? [] : missingFor(key, 'all')
  const mayGiveIn = (environment: { key: string }): boolean => missingFor(key, new Set([environment.key])).length === 0
  const reasons = [
    ...(automatic ? [`Comes along with ${automatic.includedBy.map(nameOf).join(', ')}`] : []),
    ...(missing.length > 0 ? [whyNot(missing, allowStages && environments.some(mayGiveIn))] : []),
  ]
  const described = reasons.length > 0 ? { 'aria-describedby': reason } : {}
  return (
    <Table.Tr>
      <Table.Th scope="row" className={classes.name}>
        {name}
        {reasons.length > 0 && (
          <Text id={reason} size="xs" c="dimmed" fw={400}>
            {reasons.join('. ')}
          </Text>
        )}
      </Table.Th>
      <Table.Td className={classes.place}>
        <Box
          label={allowStages ? `${name} in every environment` : name}
          isChecked={own === 'all' || automatic?.environments === 'all'}
          isLocked={isFixed || automatic?.environments === 'all' || (own !== 'all' && missing.length > 0)}
          onToggle={() => change(own === 'all' ? undefined : 'all')}
          {...described}
        />
      </Table.Td>
      {environments.map((environment) => {
        const isOwn = includesEnvironment(own, environment.key)
        const mayGive = isFixed || mayGiveIn(environment)
        const isAutomatic = includesEnvironment(automatic?.environments, environment.key)
        return (
          <Table.Td key={environment.key} className={classes.place}>
            {allowStages && (
              <Box
                label={`${name} in ${environment.name}`}
                isChecked={isOwn || isAutomatic}
                // "Everywhere" includes later environments. Clearing one box would remove these, too.
                isLocked={isFixed || own === 'all' || isAutomatic || (!isOwn && !mayGive)}
                onToggle={() => changeOne(environment.key)}
                {...described}
              />
            )}
          </Table.Td>
        )
      })}
    </Table.Tr>
  )
}

/** Said of the box for everywhere; the boxes of environments in which the member holds it stay free. */
const whyNot = (missing: readonly Missing[], isHeldSomewhere: boolean): string =>
  isHeldSomewhere
    ? `You hold ${namesOfMissing(missing)} in some stages only, and can give this in these only`
    : `You do not hold ${namesOfMissing(missing)}, so you cannot give this`

interface BoxProps {
  label: string
  isChecked: boolean
  isLocked: boolean
  onToggle(): void
  'aria-describedby'?: string
}

/** A locked box can have the focus, so that screen readers say its reason. */
function Box({ label, isChecked, isLocked, onToggle, ...others }: BoxProps) {
  return (
    <Checkbox
      aria-label={label}
      checked={isChecked}
      onChange={() => {
        if (!isLocked) onToggle()
      }}
      {...(isLocked ? { 'aria-disabled': true, 'data-locked': true } : {})}
      classNames={{ input: classes.box }}
      {...others}
    />
  )
}
