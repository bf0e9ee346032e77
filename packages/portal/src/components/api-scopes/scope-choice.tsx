import { Checkbox, Stack } from '@mantine/core'

interface ScopeChoiceProps {
  scopes: readonly { name: string; description: string | null }[]
  value: string[]
  onChange(value: string[]): void
  error?: string | undefined
}

/** The scopes of an API, to choose from. */
export const ScopeChoice = ({ scopes, ...field }: ScopeChoiceProps) => (
  <Checkbox.Group label="Scopes" {...field}>
    <Stack gap="xs" mt={6}>
      {scopes.map(({ name, description }) => (
        <Checkbox key={name} value={name} label={name} description={description} />
      ))}
    </Stack>
  </Checkbox.Group>
)
