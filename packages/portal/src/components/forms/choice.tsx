import { Button, Group, Input } from '@mantine/core'
import { useId } from 'react'
import classes from './choice.module.css'

interface ChoiceProps<V extends string> {
  label: string
  description?: string
  options: readonly { value: V; label: string }[]
  value: V | undefined
  onChange(value: V): void
  /** The label is for screen readers only */
  isLabelHidden?: boolean
}

/** A choice of one out of a few. All are visible, and each is reached with Tab. */
export function Choice<V extends string>(props: ChoiceProps<V>) {
  const { label, description, options, value, onChange, isLabelHidden = false } = props
  const id = useId()
  return (
    <fieldset className={classes.choice} {...(isLabelHidden ? { 'aria-label': label } : { 'aria-labelledby': id })}>
      {!isLabelHidden && (
        <Input.Label labelElement="div" id={id} mb={4}>
          {label}
        </Input.Label>
      )}
      {description && <Input.Description mb={6}>{description}</Input.Description>}
      <Group gap={6}>
        {options.map((option) => {
          const isChosen = option.value === value
          return (
            <Button
              key={option.value}
              size="compact-sm"
              variant={isChosen ? 'filled' : 'default'}
              aria-pressed={isChosen}
              onClick={() => onChange(option.value)}
              px="xs"
            >
              {option.label}
            </Button>
          )
        })}
      </Group>
    </fieldset>
  )
}
