import { useLingui } from '@lingui/react/macro'
import { ActionIcon, Checkbox, Popover, Stack } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { type Column, columnId } from './data-table.tsx'
import type { ListState } from './use-list-state.ts'

/** Which columns are shown. The first one always is. */
export function ColumnsMenu<T>({ columns, state }: { columns: readonly Column<T>[]; state: ListState }) {
  const { t } = useLingui()
  const hidden = state.preferences.hidden ?? []
  const choices = columns.slice(1).filter(({ isHeaderHidden }) => !isHeaderHidden)
  return (
    <Popover position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <ActionIcon variant="default" size={36} aria-label={t`Columns`} title={t`Columns`} visibleFrom="xs">
          <IconColumns3 size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Checkbox.Group
          label={t`Columns`}
          value={choices.map(columnId).filter((id) => !hidden.includes(id))}
          onChange={(shown) => state.prefer({ hidden: choices.map(columnId).filter((id) => !shown.includes(id)) })}
        >
          <Stack gap={8} mt={8}>
            {choices.map((column) => (
              <Checkbox key={columnId(column)} value={columnId(column)} label={column.header} size="sm" />
            ))}
          </Stack>
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  )
}
