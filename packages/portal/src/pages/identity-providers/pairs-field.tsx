import { ActionIcon, Button, Stack, Text, Textarea, TextInput, Tooltip } from '@mantine/core'
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
  /** Whether the value of a name has several lines */
  isLong?(name: string): boolean
}

/** A list of pairs, with buttons to add and remove them. */
export function PairsField({ value, onChange, error, nameLabel, valueLabel, addLabel, isLong }: PairsFieldProps) {
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
          <ValueField
            label={`${valueLabel} ${index + 1}`}
            placeholder={valueLabel}
            isLong={isLong?.(one.name) ?? false}
            value={one.value}
            onChange={(value) => change(one.id, { value })}
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

interface ValueFieldProps {
  label: string
  placeholder: string
  isLong: boolean
  value: string
  onChange(value: string): void
}

function ValueField({ label, placeholder, isLong, value, onChange }: ValueFieldProps) {
  const props = { 'aria-label': label, placeholder, maxLength: 40_000, autoComplete: 'off', value }
  return isLong ? (
    <Textarea {...props} rows={4} spellCheck={false} onChange={(event) => onChange(event.currentTarget.value)} />
  ) : (
    <TextInput {...props} onChange={(event) => onChange(event.currentTarget.value)} />
  )
}
