import { useLingui } from '@lingui/react/macro'
import { Textarea, TextInput } from '@mantine/core'
import { LinesField } from '../../components/forms/lines-field.tsx'
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
export const PairsField = ({ nameLabel, valueLabel, isLong, ...list }: PairsFieldProps) => {
  const { t } = useLingui()
  return (
    <LinesField
      {...list}
      newLine={newPair}
      removeLabel={t`Remove line`}
      nameOf={({ name }, number) => name || t`line ${number}`}
      fields={({ name, value }, number, change) => (
        <>
          <TextInput
            aria-label={`${nameLabel} ${number}`}
            placeholder={nameLabel}
            autoComplete="off"
            value={name}
            onChange={(event) => change({ name: event.currentTarget.value })}
            {...(list.error ? { 'aria-invalid': true } : {})}
          />
          <ValueField
            label={`${valueLabel} ${number}`}
            placeholder={valueLabel}
            isLong={isLong?.(name) ?? false}
            value={value}
            onChange={(value) => change({ value })}
          />
        </>
      )}
    />
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
  const props = { 'aria-label': label, placeholder, autoComplete: 'off', value }
  return isLong ? (
    <Textarea {...props} rows={4} spellCheck={false} onChange={(event) => onChange(event.currentTarget.value)} />
  ) : (
    <TextInput {...props} onChange={(event) => onChange(event.currentTarget.value)} />
  )
}
