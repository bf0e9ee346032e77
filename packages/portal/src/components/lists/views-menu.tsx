import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, CloseButton, Group, Popover, Stack, Text, TextInput } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { ListState } from './use-list-state.ts'

/** Searches and filters under a name, to come back to. They are kept in this browser. */
export function ViewsMenu({ state }: { state: ListState }) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const [name, setName] = useState('')
  const isLong = name.trim().length > 60
  const views = state.preferences.views ?? []
  const save = (event: FormEvent): void => {
    event.preventDefault()
    const trimmed = name.trim()
    if (trimmed === '' || isLong) return
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
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
                error={isLong && t`It must have at most 60 characters.`}
              />
              <Button type="submit" size="xs" disabled={name.trim() === '' || isLong}>
                <Trans>Save view</Trans>
              </Button>
            </Group>
          </form>
          <Text size="xs" c="dimmed">
            <Trans>Views, columns, page size and sort are kept in this browser. Share a view by its address.</Trans>
          </Text>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
