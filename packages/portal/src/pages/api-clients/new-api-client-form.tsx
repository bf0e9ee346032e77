import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack } from '@mantine/core'
import { answer } from '@portico/sdk'
import { Link, useNavigate } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { managementApi } from '../../api/apis.ts'
import { isSameSelection, type PermissionSelection, toGrants } from '../../api/permission-selection.ts'
import { keepNewSecret } from '../../components/client-secrets/new-secret.ts'
import { ActionBar } from '../../components/forms/action-bar.tsx'
import { ExpiryField } from '../../components/forms/expiry-field.tsx'
import { FormProblem } from '../../components/forms/form-problem.tsx'
import { LeaveGuard } from '../../components/forms/leave-guard.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { Panel } from '../../components/page/panel.tsx'
import { PermissionMatrix } from '../../components/permissions/permission-matrix.tsx'
import {
  checkDetails,
  DetailsFields,
  type DetailsValues,
  ReminderField,
  RotationField,
  TokenMinutesField,
  TokenTypeField,
} from './details-fields.tsx'
import { invalidateApiClients } from './queries.ts'

export interface NewApiClientValues extends DetailsValues {
  /** `2026-11-23` */
  expiresOn: string
  permissions: PermissionSelection
}

export function NewApiClientForm(props: { initial: NewApiClientValues }) {
  const { t } = useLingui()
  const [initial] = useState(props.initial)
  const navigate = useNavigate()
  const form = useForm<NewApiClientValues>({
    initial,
    check: checkDetails,
    async save({ name, description, expiresOn, accessTokenMinutes, permissions, ...others }) {
      const { hasExpiryReminder, accessTokenType, mayRotateSecret } = others
      const body = {
        name: name.trim(),
        description: description.trim() || null,
        expiresOn,
        hasExpiryReminder,
        accessTokenType,
        accessTokenMinutes: Number(accessTokenMinutes),
        mayRotateSecret,
        permissions: toGrants(permissions),
      }
      const credentials = await answer(managementApi.POST('/api-clients', { body }))
      invalidateApiClients()
      keepNewSecret({ ...credentials, name: body.name })
      const params = { key: credentials.key }
      // The form is saved, so its leave guard must not ask.
      await navigate({ to: '/api-clients/$key/credentials', params, replace: true, ignoreBlocker: true })
    },
  })
  const noteId = useId()
  const hasNone = form.values.permissions.size === 0
  const isTouched = form.isDirty || !isSameSelection(form.values.permissions, initial.permissions)
  return (
    <form ref={form.ref} onSubmit={form.submit} noValidate aria-label={t`The new API client`}>
      <Stack gap="md">
        <FormProblem form={form} />
        <Panel title={t`Details`}>
          <Stack gap="md" maw={560}>
            <DetailsFields form={form} />
            <TokenMinutesField form={form} />
            <TokenTypeField form={form} />
          </Stack>
        </Panel>
        <Panel
          title={t`Secret`}
          description={t`When it expires, the client gets no new tokens until it has a new secret. The client ID stays the same.`}
        >
          <ExpiryField {...form.field('expiresOn')} />
          <Stack gap="sm">
            <ReminderField form={form} />
            <RotationField form={form} />
          </Stack>
        </Panel>
        <Panel
          title={t`Permissions`}
          description={t`Choose as little as it needs: everything can be changed later, and works at once.`}
        >
          <PermissionMatrix {...form.field('permissions')} gives="all" />
        </Panel>
        <ActionBar
          noteId={noteId}
          note={hasNone ? t`Without a permission it gets tokens, but the APIs refuse whatever it asks.` : undefined}
        >
          <Button variant="default" component={Link} to="/api-clients">
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={form.isSaving} aria-describedby={hasNone ? noteId : undefined}>
            <Trans>Create API client</Trans>
          </Button>
        </ActionBar>
      </Stack>
      <LeaveGuard isActive={isTouched && !form.isSaving} title={t`Leave without creating it?`} leaveLabel={t`Leave`}>
        <Trans>What you have filled in is lost.</Trans>
      </LeaveGuard>
    </form>
  )
}
