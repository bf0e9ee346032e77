import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
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

const examples: Record<RelyingPartyType, MessageDescriptor> = {
  web: msg`Where browsers go after the sign-in, exactly as the application sends it. For example https://shop.example.com/callback, or http://localhost:3000/callback during development.`,
  'single-page': msg`Where browsers go after the sign-in, exactly as the application sends it. For example https://shop.example.com/, or http://localhost:5173/ during development.`,
  native: msg`Where browsers go after the sign-in, exactly as the application sends it. For example com.example.shop:/callback, or http://127.0.0.1/callback with any port.`,
}

/** What an application of this type needs, and nothing more. */
export function NewRelyingPartyForm({ type, onBack }: { type: RelyingPartyType; onBack(): void }) {
  const { t, i18n } = useLingui()
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
      ...(name.trim() === '' ? { name: t`Enter a name. Users see it when they sign in.` } : {}),
      ...(addressLines(redirectUris).length === 0 ? { redirectUris: t`Enter at least one URL.` } : {}),
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
        notifyOfSuccess(t`${bidiIsolate(body.name)} created`)
        return navigate({ to: '/sign-in-applications/$key', ...options })
      }
      keepNewSecret({ ...made, clientSecret, secretExpiresAt, name: body.name })
      return navigate({ to: '/sign-in-applications/$key/credentials', ...options })
    },
  })
  return (
    <form ref={form.ref} onSubmit={form.submit} noValidate aria-label={t`New application`}>
      <Stack gap="md">
        <FormProblem form={form} />
        <Panel
          title={labelOf(relyingPartyTypes, type)}
          actions={
            <Button variant="subtle" size="compact-sm" onClick={onBack}>
              <Trans>Change type</Trans>
            </Button>
          }
        >
          <Stack gap="md" maw={560}>
            <TextInput
              label={t`Name`}
              description={t`Users see it when they sign in.`}
              required
              withAsterisk={false}
              autoComplete="off"
              data-autofocus
              dir="auto"
              {...form.text('name')}
            />
            <Textarea
              label={t`Redirect URLs, one per line`}
              description={i18n._(examples[type])}
              autosize
              minRows={2}
              spellCheck={false}
              {...form.text('redirectUris')}
            />
            <Select
              label={t`Users`}
              description={t`The end users of a stage, or all users of the organization.`}
              data={[
                { value: '', label: t`All users of the organization` },
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
            title={t`Secret`}
            description={t`Users who manage authentication get an e-mail before the secret expires. You can generate a new secret that works alongside it.`}
          >
            <ExpiryField {...form.field('expiresOn')} />
          </Panel>
        )}
        <ActionBar>
          <Button variant="default" component={Link} to="/sign-in-applications">
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={form.isSaving}>
            <Trans>Create application</Trans>
          </Button>
        </ActionBar>
      </Stack>
      <LeaveGuard isActive={form.isDirty && !form.isSaving} title={t`Leave without saving?`} leaveLabel={t`Leave`}>
        <Trans>What you have entered will be lost.</Trans>
      </LeaveGuard>
    </form>
  )
}
