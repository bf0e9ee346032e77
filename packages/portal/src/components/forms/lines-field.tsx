import { useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Stack, Text, Tooltip } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { type ReactNode, useRef } from 'react'
import classes from './lines-field.module.css'
import type { Line } from './new-line-id.ts'

interface LinesFieldProps<L extends Line> {
  value: L[]
  onChange(value: L[]): void
  error?: string | undefined
  newLine(): L
  addLabel: string
  /** `Remove the scope` */
  removeLabel: string
  /** What the button that removes the line says to screen readers */
  nameOf(line: L, number: number): string
  /** The fields of one line; number counts from 1 */
  fields(line: L, number: number, change: (changes: Partial<L>) => void): ReactNode
}

/** A list of lines with two fields each, and buttons to add and remove lines. */
export function LinesField<L extends Line>(props: LinesFieldProps<L>) {
  const { t } = useLingui()
  const { value, onChange, error, newLine, addLabel, removeLabel, nameOf, fields } = props
  const list = useRef<HTMLDivElement>(null)
  const adding = useRef<HTMLButtonElement>(null)
  const removalOf = (name: string): string => t`Remove ${name}`
  const change = (id: number, changes: Partial<L>): void =>
    onChange(value.map((one) => (one.id === id ? { ...one, ...changes } : one)))
  const add = (): void => {
    onChange([...value, newLine()])
    // After React has rendered the new line.
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLInputElement>('[data-line]:last-of-type input')?.focus(),
    )
  }
  return (
    <Stack gap="xs" align="flex-start" ref={list}>
      {value.map((line, index) => (
        <div key={line.id} className={classes.line} data-line>
          {fields(line, index + 1, (changes) => change(line.id, changes))}
          <Tooltip label={removeLabel}>
            <ActionIcon
              variant="subtle"
              color="gray"
              c="dimmed"
              size={36}
              aria-label={removalOf(nameOf(line, index + 1))}
              onClick={() => {
                onChange(value.filter(({ id }) => id !== line.id))
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
