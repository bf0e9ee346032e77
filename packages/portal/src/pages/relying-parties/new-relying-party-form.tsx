import { Button, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { answer } from '@portico/sdk'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { managementApi } from '../../api/apis.ts'
import { environmentsQuery } from '../../api/queries.ts'
import { keepNewSecret } from '../../components/client-secrets/new-secret.ts'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { ActionBar } from '../../components/forms/action-bar.tsx'
import { usualExpiryDay } from '../../components/forms/expiry-days.ts'
import { ExpiryField } from '../../components/forms/expiry-field.tsx'
import { FormProblem } from '../../components/forms/form-problem.tsx'
import { LeaveGuard } from '../../components/forms/leave-guard.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { Panel } from '../../components/page/panel.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { addressLines } from './address-lines.ts'
import { invalidateRelyingParties } from './queries.ts'
import { labelOf, type RelyingPartyType, relyingPartyTypes } from './relying-party-labels.ts'

interface NewRelyingParty {
  name: string
  redirectUris: string
  environmentKey: string | null
  expiresOn: string
}

const examples: Record<RelyingPartyType, string> = {
  web: 'Such as https://shop.example.com/callback, or http://localhost:3000/callback while you build it.',
  'single-page': 'Such as https://shop.example.com/, or http://localhost:5173/ while you build it.',
  native: 'Such as com.example.shop:/callback, or http://127.0.0.1/callback, whose port may be any.',
}

/** What an application of this type needs, and nothing more. */
export function NewRelyingPartyForm({ type, onBack }: { type: RelyingPartyType; onBack(): void }) {
  const navigate = useNavigate()
  const { data: environments = [] } = useQuery(environmentsQuery)
  const [initial] = useState<NewRelyingParty>(() => ({
    name: '',
    redirectUris: '',
    environmentKey: null,
    expiresOn: usualExpiryDay(),
  }))
  const form = useForm<NewRelyingParty>({
    initial,
    check: ({ name, redirectUris }) => ({
      ...(name.trim() === '' ? { name: 'Give the application the name that people see when they sign in.' } : {}),
      ...(addressLines(redirectUris).length === 0 ? { redirectUris: 'Enter at least one address.' } : {}),
    }),
    problemFields: { relying_party_name_taken: 'name' },
    async save({ name, redirectUris, environmentKey, expiresOn }) {
      const body = {
        name: name.trim(),
        type,
        redirectUris: addressLines(redirectUris),
        environmentKey,
        ...(type === 'web' ? { expiresOn } : {}),
      }
      const { clientSecret, secretExpiresAt, ...made } = await answer(managementApi.POST('/relying-parties', { body }))
      await invalidateRelyingParties()
      const params = { key: made.key }
      // The form is saved, so its leave guard must not ask.
      const options = { params, replace: true, ignoreBlocker: true }
      if (clientSecret === null || secretExpiresAt === null) {
        notifyOfSuccess(`${bidiIsolate(body.name)} is added`)
        return navigate({ to: '/sign-in-applications/$key', ...options })
      }
      keepNewSecret({ ...made, clientSecret, secretExpiresAt, name: body.name })
      return navigate({ to: '/sign-in-applications/$key/credentials', ...options })
    },
  })
  return (
    <form ref={form.ref} onSubmit={form.submit} noValidate aria-label="The new application">
      <Stack gap="md">
        <FormProblem form={form} />
        <Panel
          title={labelOf(relyingPartyTypes, type)}
          actions={
            <Button variant="subtle" size="compact-sm" onClick={onBack}>
              Another type
            </Button>
          }
        >
          <Stack gap="md" maw={560}>
            <TextInput
              label="Name"
              description="People see it when they sign in."
              required
              withAsterisk={false}
              autoComplete="off"
              data-autofocus
              maxLength={256}
              dir="auto"
              {...form.text('name')}
            />
            <Textarea
              label="Redirect addresses, one a line"
              description={`Where browsers go after the sign-in: exactly as the application sends them. ${examples[type]}`}
              autosize
              minRows={2}
              spellCheck={false}
              {...form.text('redirectUris')}
            />
            <Select
              label="Whose sign-in it is for"
              description="The end users of a stage, or everybody in the organization."
              data={[
                { value: '', label: 'The organization' },
                ...environments.map(({ key, name }) => ({ value: key, label: name })),
              ]}
              allowDeselect={false}
              value={form.values.environmentKey ?? ''}
              onChange={(value) => form.set('environmentKey', value || null)}
              error={form.errors.environmentKey}
            />
          </Stack>
        </Panel>
        {type === 'web' && (
          <Panel
            title="How long its secret works"
            description="Before it expires, those who manage authentication get a mail. A new secret can overlap with it."
          >
            <ExpiryField {...form.field('expiresOn')} />
          </Panel>
        )}
        <ActionBar>
          <Button variant="default" component={Link} to="/sign-in-applications">
            Cancel
          </Button>
          <Button type="submit" loading={form.isSaving}>
            Add application
          </Button>
        </ActionBar>
      </Stack>
      <LeaveGuard isActive={form.isDirty && !form.isSaving} title="Leave without adding it?" leaveLabel="Leave">
        What you have filled in is lost.
      </LeaveGuard>
    </form>
  )
}
