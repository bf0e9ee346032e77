import { useLingui } from '@lingui/react/macro'
import { Checkbox, Stack } from '@mantine/core'

interface ScopeChoiceProps {
  scopes: readonly { name: string; description: string | null }[]
  value: string[]
  onChange(value: string[]): void
  error?: string | undefined
}

/** The scopes of an API, to choose from. */
export function ScopeChoice({ scopes, ...field }: ScopeChoiceProps) {
  const { t } = useLingui()
  return (
    <Checkbox.Group label={t`Scopes`} {...field}>
      <Stack gap="xs" mt={6}>
        {scopes.map(({ name, description }) => (
          <Checkbox key={name} value={name} label={name} description={description} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}
