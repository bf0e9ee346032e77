import { Checkbox, NumberInput, Textarea, TextInput } from '@mantine/core'
import type { Form } from '../../components/forms/use-form.ts'
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
  const isMinutes =
    minutes !== '' && Number.isInteger(Number(minutes)) && Number(minutes) >= 1 && Number(minutes) <= 720
  return {
    ...(isMinutes ? {} : { accessTokenMinutes: 'Give a whole number of minutes from 1 to 720.' }),
    ...(name.trim() === '' ? { name: 'Give the API client a name, such as what uses it.' } : {}),
    ...(name.trim().length > 256 ? { name: 'The name may have up to 256 characters.' } : {}),
    ...(description.length > 1024 ? { description: 'The description may have up to 1,024 characters.' } : {}),
  }
}

/** The same fields where a client is created and where it is edited. */
export function DetailsFields<V extends DetailsValues>({ form }: { form: Form<V> }) {
  return (
    <>
      <TextInput
        label="Name"
        required
        withAsterisk={false}
        autoComplete="off"
        data-autofocus
        maxLength={256}
        dir="auto"
        {...form.text('name')}
      />
      <Textarea
        label="Description"
        description="Optional: what it is for, and whom to ask"
        autosize
        minRows={2}
        maxRows={6}
        maxLength={1024}
        dir="auto"
        {...form.text('description')}
      />
    </>
  )
}

export function TokenTypeField<V extends DetailsValues>({ form }: { form: Form<V> }) {
  return (
    <Checkbox
      label="Name the type JWT in its access tokens"
      description="For receivers that refuse the usual at+jwt and cannot be set to take it. They must check the audience"
      checked={form.values.accessTokenType === 'JWT'}
      onChange={(event) =>
        form.set('accessTokenType', (event.currentTarget.checked ? 'JWT' : 'at+jwt') as V['accessTokenType'])
      }
    />
  )
}

export function TokenMinutesField<V extends DetailsValues>({ form }: { form: Form<V> }) {
  return (
    <NumberInput
      label="Minutes that its access tokens are valid"
      description="From 1 to 720, which are 12 hours. It counts for the next token"
      min={1}
      max={720}
      allowDecimal={false}
      {...form.field('accessTokenMinutes')}
      onChange={(value) => form.set('accessTokenMinutes', value as V['accessTokenMinutes'])}
    />
  )
}

export function ReminderField<V extends DetailsValues>({ form }: { form: Form<V> }) {
  return (
    <Checkbox
      label="Send a mail 14 days before the secret expires"
      description="To everyone who may manage API clients"
      checked={form.values.hasExpiryReminder}
      onChange={(event) => form.set('hasExpiryReminder', event.currentTarget.checked as V['hasExpiryReminder'])}
    />
  )
}

export function RotationField<V extends DetailsValues>({ form }: { form: Form<V> }) {
  return (
    <Checkbox
      label="Let the API client make its own next secret"
      description="For programs that replace their secret by schedule. Needs the current secret, and no permission."
      checked={form.values.mayRotateSecret}
      onChange={(event) => form.set('mayRotateSecret', event.currentTarget.checked as V['mayRotateSecret'])}
    />
  )
}
