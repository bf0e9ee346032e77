import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Checkbox, CloseButton, Group, Popover, Stack, Text, TextInput } from '@mantine/core'
import { IconBookmark, IconColumns3 } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
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

/** Searches and filters under a name, to come back to. They are kept in this browser. */
export function ViewsMenu({ state }: { state: ListState }) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const [name, setName] = useState('')
  const views = state.preferences.views ?? []
  const save = (event: FormEvent): void => {
    event.preventDefault()
    const trimmed = name.trim()
    if (trimmed === '') return
    const others = views.filter((view) => view.name !== trimmed)
    state.prefer({ views: [...others, { name: trimmed, search: state.view }] })
    setName('')
  }
  return (
    <Popover position="bottom-end" shadow="md" trapFocus opened={isOpen} onChange={setOpen}>
      <Popover.Target>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t`Saved views`}
          title={t`Saved views`}
          onClick={() => setOpen(!isOpen)}
        >
          <IconBookmark size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown w={280}>
        <Stack gap="xs">
          {views.length === 0 && (
            <Text size="sm" c="dimmed">
              <Trans>No saved views. Search or filter, then save what you see under a name.</Trans>
            </Text>
          )}
          {views.map((view) => {
            const label = view.name
            return (
              <Group key={label} gap={4} wrap="nowrap">
                <Button
                  variant="subtle"
                  size="compact-sm"
                  flex={1}
                  justify="flex-start"
                  onClick={() => {
                    state.open(view.search)
                    setOpen(false)
                  }}
                >
                  <bdi>{label}</bdi>
                </Button>
                <CloseButton
                  size="sm"
                  aria-label={t`Delete the view ${label}`}
                  onClick={() => state.prefer({ views: views.filter((other) => other !== view) })}
                />
              </Group>
            )
          })}
          <form onSubmit={save}>
            <Group gap="xs" align="flex-end" wrap="nowrap">
              <TextInput
                label={t`Name of the view`}
                size="xs"
                flex={1}
                maxLength={60}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <Button type="submit" size="xs" disabled={name.trim() === ''}>
                <Trans>Save view</Trans>
              </Button>
            </Group>
          </form>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
