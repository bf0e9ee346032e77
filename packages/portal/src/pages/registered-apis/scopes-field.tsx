import { TextInput } from '@mantine/core'
import { LinesField } from '../../components/forms/lines-field.tsx'
import { newScope, type ScopeValue } from './api-values.ts'

interface ScopesFieldProps {
  value: ScopeValue[]
  onChange(value: ScopeValue[]): void
  error?: string | undefined
}

/** The scopes of an API, with buttons to add and remove them. */
export const ScopesField = (props: ScopesFieldProps) => (
  <LinesField
    {...props}
    newLine={newScope}
    addLabel="Add a scope"
    removeLabel="Remove the scope"
    nameOf={({ name }, number) => name || `scope ${number}`}
    fields={({ name, description }, number, change) => (
      <>
        <TextInput
          aria-label={`Scope ${number}`}
          placeholder="orders:read"
          maxLength={128}
          autoComplete="off"
          value={name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          {...(props.error ? { 'aria-invalid': true } : {})}
        />
        <TextInput
          aria-label={`Description of scope ${number}`}
          placeholder="What it allows"
          maxLength={1_024}
          autoComplete="off"
          dir="auto"
          value={description}
          onChange={(event) => change({ description: event.currentTarget.value })}
        />
      </>
    )}
  />
)
