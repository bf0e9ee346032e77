import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Checkbox, Code, Table, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { permissionOperations } from '@portico/sdk/generated/permission-operations.ts'
import { IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import type { Missing } from '../../api/missing-to-give.ts'
import {
  type AutomaticPermission,
  type CataloguePermission,
  includesEnvironment,
  type PermissionSelection,
  type SelectedEnvironments,
  withEnvironments,
} from '../../api/permission-selection.ts'
import { namesOfMissing } from './names-of-missing.ts'
import classes from './permission-matrix.module.css'
import { permissionWords } from './permission-words.ts'

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

/**
 * One permission: a box for every stage at once and, where it is granted by stage, one for each. Below it, once opened, the
 * operations for which it is enough.
 */
export function PermissionRow(props: PermissionRowProps) {
  const { permission, environments, selection, automatic, onChange, missingFor } = props
  const { key, allowStages, category } = permission
  const { t, i18n } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const [reason, opened] = [useId(), useId()]
  const name = permission.name ?? key
  const fullName = `${category} > ${name}`
  const words = permissionWords[fullName]
  const operations = permissionOperations[fullName] ?? []
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
  const hasReason = automatic !== undefined || missing.length > 0
  const described = hasReason ? { 'aria-describedby': reason } : {}
  return (
    <>
      <Table.Tr>
        <Table.Th scope="row" className={classes.name}>
          {name}
          <Text size="xs" c="dimmed" fw={400} className={classes.sentence}>
            {words ? i18n._(words) : t`Portico does not use it.`}
          </Text>
          {hasReason && (
            <div id={reason}>
              {automatic && <ComesAlong names={automatic.includedBy.map(props.nameOf).join(', ')} />}
              {missing.length > 0 && (
                <WhyNot missing={missing} isHeldSomewhere={allowStages && environments.some(mayGiveIn)} />
              )}
            </div>
          )}
          {operations.length > 0 && (
            <UnstyledButton
              className={classes.more}
              aria-expanded={isOpen}
              aria-controls={opened}
              onClick={() => setOpen(!isOpen)}
            >
              <IconChevronRight size={14} aria-hidden data-open={isOpen} />
              <span>
                <Plural value={operations.length} one="# operation" other="# operations" />
                <VisuallyHidden> ({name})</VisuallyHidden>
              </span>
            </UnstyledButton>
          )}
        </Table.Th>
        <Table.Td className={classes.place}>
          <Box
            label={allowStages ? t`${name} in every stage` : name}
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
          const stage = environment.name
          return (
            <Table.Td key={environment.key} className={classes.place}>
              {allowStages && (
                <Box
                  label={t`${name} in ${stage}`}
                  isChecked={isOwn || isAutomatic}
                  // "Every stage" includes later ones. Clearing one box would remove these, too.
                  isLocked={isFixed || own === 'all' || isAutomatic || (!isOwn && !mayGive)}
                  onToggle={() => changeOne(environment.key)}
                  {...described}
                />
              )}
            </Table.Td>
          )
        })}
      </Table.Tr>
      {isOpen && (
        <Table.Tr id={opened} className={classes.opened}>
          <Table.Td colSpan={environments.length + 2}>
            <Text size="xs" mb={6}>
              {words && i18n._(words)} <Trans>Anyone who holds it may call:</Trans>
            </Text>
            <ul>
              {operations.map(({ method, path, summary }) => (
                <li key={`${method} ${path}`}>
                  <Code>
                    {method} {path}
                  </Code>{' '}
                  <span lang="en">{summary}</span>
                </li>
              ))}
            </ul>
          </Table.Td>
        </Table.Tr>
      )}
    </>
  )
}

const Reason = ({ children }: { children: ReactNode }) => (
  <Text size="xs" c="dimmed" fw={400}>
    {children}
  </Text>
)

const ComesAlong = ({ names }: { names: string }) => (
  <Reason>
    <Trans>Included in {names}</Trans>
  </Reason>
)

/** Said of the box for every stage; the boxes of stages in which the member holds it stay free. */
function WhyNot({ missing, isHeldSomewhere }: { missing: readonly Missing[]; isHeldSomewhere: boolean }) {
  const names = namesOfMissing(missing)
  return (
    <Reason>
      {isHeldSomewhere ? (
        <Trans>You hold {names} in some stages only, and can give this in these only.</Trans>
      ) : (
        <Trans>You do not hold {names}, so you cannot give this.</Trans>
      )}
    </Reason>
  )
}

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
