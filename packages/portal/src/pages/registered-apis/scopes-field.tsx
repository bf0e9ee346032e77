import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import { LinesField } from '../../components/forms/lines-field.tsx'
import { newScope, type ScopeValue } from './api-values.ts'

interface ScopesFieldProps {
  value: ScopeValue[]
  onChange(value: ScopeValue[]): void
  error?: string | undefined
}

/** The scopes of an API, with buttons to add and remove them. */
export const ScopesField = (props: ScopesFieldProps) => {
  const { t } = useLingui()
  return (
    <LinesField
      {...props}
      newLine={newScope}
      addLabel={t`Add scope`}
      removeLabel={t`Remove scope`}
      nameOf={({ name }, number) => name || t`scope ${number}`}
      fields={({ name, description }, number, change) => (
        <>
          <TextInput
            aria-label={t`Scope ${number}`}
            placeholder="orders:read"
            autoComplete="off"
            value={name}
            onChange={(event) => change({ name: event.currentTarget.value })}
            {...(props.error ? { 'aria-invalid': true } : {})}
          />
          <TextInput
            aria-label={t`Description of scope ${number}`}
            placeholder={t`Description`}
            autoComplete="off"
            dir="auto"
            value={description}
            onChange={(event) => change({ description: event.currentTarget.value })}
          />
        </>
      )}
    />
  )
}
