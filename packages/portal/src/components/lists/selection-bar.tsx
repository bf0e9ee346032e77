import { plural } from '@lingui/core/macro'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './data-table.module.css'
import type { Selection } from './use-selection.ts'

interface SelectionBarProps<T> {
  selection: Selection<T>
  /** How many match */
  total: number
  /** What can be done with those who are selected */
  children: ReactNode
}

/**
 * How many are selected, and what can be done with them. It stays in view while the list is scrolled, and its buttons stay
 * where they are, whatever is selected.
 */
export function SelectionBar<T>({ selection, total, children }: SelectionBarProps<T>) {
  const { t } = useLingui()
  const { items, isAll, selectAll, clear } = selection
  const count = isAll ? total : items.length
  if (count === 0) return null
  const isWhole = isAll || items.length >= total
  const words = (count: number): string => t`${plural(count, { one: '# selected', other: '# selected' })}`
  return (
    <Group className={classes.selection ?? ''} data-selection-bar gap="xs" role="region" aria-label={t`Selection`}>
      <Text size="sm" fw={550} role="status" style={{ '--selection-words': `${words(total).length}ch` }}>
        {words(count)}
      </Text>
      <Button
        variant="subtle"
        size="compact-sm"
        // It keeps the focus, which a disabled button would lose.
        data-disabled={isWhole || undefined}
        aria-disabled={isWhole || undefined}
        onClick={() => !isWhole && selectAll()}
      >
        <Trans>
          Select all <Plural value={total} one="# that matches" other="# that match" />
        </Trans>
      </Button>
      <Button variant="subtle" size="compact-sm" color="gray" onClick={clear}>
        <Trans>Clear selection</Trans>
      </Button>
      {/* As high as the buttons that may be loaded a moment later */}
      <Group gap="xs" ms="auto" mih={30}>
        {children}
      </Group>
    </Group>
  )
}
