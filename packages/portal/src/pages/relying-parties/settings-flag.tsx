import { Checkbox } from '@mantine/core'
import type { Form } from '../../components/forms/use-form.ts'
import type { SettingsValues } from './settings-values.ts'

interface SettingsFlagProps {
  form: Form<SettingsValues>
  name: FlagName
  label: string
  description: string
}

type FlagName = { [K in keyof SettingsValues]: SettingsValues[K] extends boolean ? K : never }[keyof SettingsValues]

/** One setting that is on or off. */
export function SettingsFlag({ form, name, label, description }: SettingsFlagProps) {
  return (
    <Checkbox
      label={label}
      description={description}
      checked={form.values[name]}
      onChange={(event) => form.set(name, event.currentTarget.checked)}
      error={form.errors[name]}
    />
  )
}
