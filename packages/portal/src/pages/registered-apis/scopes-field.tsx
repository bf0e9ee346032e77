import { ActionIcon, Button, Group, Stack, Text, TextInput, Tooltip } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useRef } from 'react'
import { newScope, type ScopeValue } from './api-values.ts'

interface ScopesFieldProps {
  value: ScopeValue[]
  onChange(value: ScopeValue[]): void
  error?: string | undefined
}

/** The scopes of an API, with buttons to add and remove them. */
export function ScopesField({ value, onChange, error }: ScopesFieldProps) {
  const list = useRef<HTMLDivElement>(null)
  const adding = useRef<HTMLButtonElement>(null)
  const change = (id: number, changes: Partial<ScopeValue>): void =>
    onChange(value.map((one) => (one.id === id ? { ...one, ...changes } : one)))
  const add = (): void => {
    onChange([...value, newScope()])
    // After React has rendered the new row.
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLInputElement>('[data-line]:last-of-type input')?.focus(),
    )
  }
  return (
    <Stack gap="xs" align="stretch" ref={list} maw={720}>
      {value.map((one, index) => (
        <Group key={one.id} gap="xs" wrap="nowrap" data-line>
          <TextInput
            flex="1 1 160px"
            aria-label={`Scope ${index + 1}`}
            placeholder="orders:read"
            maxLength={128}
            autoComplete="off"
            value={one.name}
            onChange={(event) => change(one.id, { name: event.currentTarget.value })}
            {...(error ? { 'aria-invalid': true } : {})}
          />
          <TextInput
            flex="2 1 240px"
            aria-label={`Description of scope ${index + 1}`}
            placeholder="What it allows"
            maxLength={1_024}
            autoComplete="off"
            dir="auto"
            value={one.description}
            onChange={(event) => change(one.id, { description: event.currentTarget.value })}
          />
          <Tooltip label="Remove the scope">
            <ActionIcon
              variant="subtle"
              color="gray"
              c="dimmed"
              size={36}
              aria-label={`Remove ${one.name || `scope ${index + 1}`}`}
              onClick={() => {
                onChange(value.filter(({ id }) => id !== one.id))
                adding.current?.focus()
              }}
            >
              <IconTrash size={18} stroke={1.6} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Group>
      ))}
      {error && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
      <Button
        ref={adding}
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={add}
        style={{ alignSelf: 'flex-start' }}
      >
        Add a scope
      </Button>
    </Stack>
  )
}
