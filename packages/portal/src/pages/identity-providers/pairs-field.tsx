import { ActionIcon, Button, Stack, Text, TextInput, Tooltip } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useRef } from 'react'
import classes from './identity-providers.module.css'
import { newPair, type Pair } from './provider-values.ts'

interface PairsFieldProps {
  value: Pair[]
  onChange(value: Pair[]): void
  error?: string | undefined
  nameLabel: string
  valueLabel: string
  addLabel: string
}

/** A list of pairs, with buttons to add and remove them. */
export function PairsField({ value, onChange, error, nameLabel, valueLabel, addLabel }: PairsFieldProps) {
  const list = useRef<HTMLDivElement>(null)
  const adding = useRef<HTMLButtonElement>(null)
  const change = (id: number, changes: Partial<Pair>): void =>
    onChange(value.map((one) => (one.id === id ? { ...one, ...changes } : one)))
  const add = (): void => {
    onChange([...value, newPair()])
    // After React has rendered the new row.
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLInputElement>('[data-line]:last-of-type input')?.focus(),
    )
  }
  return (
    <Stack gap="xs" align="flex-start" ref={list}>
      {value.map((one, index) => (
        <div key={one.id} className={classes.pair} data-line>
          <TextInput
            aria-label={`${nameLabel} ${index + 1}`}
            placeholder={nameLabel}
            maxLength={256}
            autoComplete="off"
            value={one.name}
            onChange={(event) => change(one.id, { name: event.currentTarget.value })}
            {...(error ? { 'aria-invalid': true } : {})}
          />
          <TextInput
            aria-label={`${valueLabel} ${index + 1}`}
            placeholder={valueLabel}
            maxLength={10_000}
            autoComplete="off"
            value={one.value}
            onChange={(event) => change(one.id, { value: event.currentTarget.value })}
          />
          <Tooltip label="Remove the line">
            <ActionIcon
              variant="subtle"
              color="gray"
              c="dimmed"
              size={36}
              aria-label={`Remove ${one.name || `line ${index + 1}`}`}
              onClick={() => {
                onChange(value.filter(({ id }) => id !== one.id))
                adding.current?.focus()
              }}
            >
              <IconTrash size={18} stroke={1.6} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </div>
      ))}
      {error && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
      <Button ref={adding} variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
        {addLabel}
      </Button>
    </Stack>
  )
}
