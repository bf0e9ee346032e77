import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Checkbox, NumberInput, Textarea, TextInput } from '@mantine/core'
import type { Form } from '../../components/forms/use-form.ts'
import { pageI18n } from '../../components/language/page-language.ts'
import type { ApiClientDetails } from './queries.ts'

export interface DetailsValues {
  name: string
  description: string
  hasExpiryReminder: boolean
  accessTokenType: ApiClientDetails['accessTokenType']
  mayRotateSecret: boolean
  accessTokenMinutes: number | string
}

type DetailsErrors = { name?: string; description?: string; accessTokenMinutes?: string }

export function checkDetails({ name, description, accessTokenMinutes: minutes }: DetailsValues): DetailsErrors {
  const i18n = pageI18n()
  const isMinutes =
    minutes !== '' && Number.isInteger(Number(minutes)) && Number(minutes) >= 1 && Number(minutes) <= 720
  return {
    ...(isMinutes ? {} : { accessTokenMinutes: i18n._(msg`Enter a whole number of minutes from 1 to 720.`) }),
    ...(name.trim() === '' ? { name: i18n._(msg`Enter a name, such as that of the program that uses it.`) } : {}),
    ...(name.trim().length > 256 ? { name: i18n._(msg`The name may have up to 256 characters.`) } : {}),
    ...(description.length > 1024
      ? { description: i18n._(msg`The description may have up to 1,024 characters.`) }
      : {}),
  }
}

/** The same fields where a client is created and where it is edited. */
export function DetailsFields<V extends DetailsValues>({ form }: { form: Form<V> }) {
  const { t } = useLingui()
  return (
    <>
      <TextInput
        label={t`Name`}
        required
        withAsterisk={false}
        autoComplete="off"
        data-autofocus
        dir="auto"
        {...form.text('name')}
      />
      <Textarea
        label={t`Description`}
        description={t`Optional: what it is for, and whom to ask`}
        autosize
        minRows={2}
        maxRows={6}
        dir="auto"
        {...form.text('description')}
      />
    </>
  )
}

export function TokenTypeField<V extends DetailsValues>({ form }: { form: Form<V> }) {
  const { t } = useLingui()
  return (
    <Checkbox
      label={t`Use the token type JWT`}
      description={t`For APIs that refuse the usual type, at+jwt, and cannot be configured to accept it. They must check the audience.`}
      checked={form.values.accessTokenType === 'JWT'}
      onChange={(event) =>
        form.set('accessTokenType', (event.currentTarget.checked ? 'JWT' : 'at+jwt') as V['accessTokenType'])
      }
    />
  )
}

export function TokenMinutesField<V extends DetailsValues>({ form }: { form: Form<V> }) {
  const { t } = useLingui()
  return (
    <NumberInput
      label={t`Access token lifetime in minutes`}
      description={t`From 1 to 720 (12 hours). Applies from the next token.`}
      min={1}
      max={720}
      allowDecimal={false}
      {...form.field('accessTokenMinutes')}
      onChange={(value) => form.set('accessTokenMinutes', value as V['accessTokenMinutes'])}
    />
  )
}

export function ReminderField<V extends DetailsValues>({ form }: { form: Form<V> }) {
  const { t } = useLingui()
  return (
    <Checkbox
      label={t`Send an e-mail 14 days before the secret expires`}
      description={t`To everyone who may manage API clients`}
      checked={form.values.hasExpiryReminder}
      onChange={(event) => form.set('hasExpiryReminder', event.currentTarget.checked as V['hasExpiryReminder'])}
    />
  )
}

export function RotationField<V extends DetailsValues>({ form }: { form: Form<V> }) {
  const { t } = useLingui()
  return (
    <Checkbox
      label={t`Allow the API client to generate its next secret`}
      description={t`For programs that replace their secret on a schedule. Takes the current secret, and no permission.`}
      checked={form.values.mayRotateSecret}
      onChange={(event) => form.set('mayRotateSecret', event.currentTarget.checked as V['mayRotateSecret'])}
    />
  )
}
