import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NumberInput, Select, SimpleGrid, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { answer, completed } from '@portico/sdk'
import { managementApi } from '../../api/apis.ts'
import type { MailSettings } from '../../api/mail-settings.ts'
import { invalidateMailSettings } from '../../api/mail-settings.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { notifyOfSaved, notifyOfSuccess } from '../../components/feedback/notify.ts'
import { EmailInput } from '../../components/forms/email-input.tsx'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { LeaveGuard } from '../../components/forms/leave-guard.tsx'
import { PasswordField } from '../../components/forms/password-field.tsx'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import { Section } from '../../components/page/section.tsx'
import {
  checkServer,
  initialValues,
  mayKeepPassword,
  type Security,
  type ServerFormValues,
  securityOptions,
  settingsRequestOf,
} from './server-form-values.ts'

/** The organization's own SMTP server. */
export function ServerSection({ settings }: { settings: MailSettings }) {
  const { t } = useLingui()
  const [isForgetting, forgetting] = useDisclosure()
  const form = useEditForm({
    loaded: settings,
    valuesOf: initialValues,
    requestOf: settingsRequestOf,
    labels: {
      host: t`Server`,
      security: t`Encryption`,
      port: t`Port`,
      username: t`Username`,
      password: t`Password`,
      fromName: t`Sender’s name`,
      fromAddress: t`Sender’s address`,
    },
    check: (values) => checkServer(values, settings),
    read: () => answer(managementApi.GET('/mail-settings')),
    send: ({ body, header }) => completed(managementApi.PUT('/mail-settings', { params: { header }, body })),
    async saved(values: ServerFormValues, isChanged) {
      form.reset({ ...values, password: '' })
      await invalidateMailSettings()
      notifyOfSaved(isChanged, t`Mail settings saved. Send a test message to check them.`)
    },
  })
  const isOwn = settings.source === 'organization'
  const keepsPassword = mayKeepPassword(form.values, settings)
  return (
    <Section
      title={t`SMTP server`}
      description={t`As your mail provider states it. Used from the next e-mail on.`}
      actions={
        isOwn && (
          <Button variant="outline" color="red" size="xs" onClick={forgetting.open}>
            <Trans>Remove server</Trans>
          </Button>
        )
      }
    >
      <FormFrame form={form} submitLabel={t`Save`}>
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
          <TextInput label={t`Server`} placeholder="smtp.example.com" autoComplete="off" {...form.text('host')} />
          <SimpleGrid cols={2} spacing="md">
            <Select
              label={t`Encryption`}
              data={securityOptions().map(({ value, label }) => ({ value, label }))}
              allowDeselect={false}
              {...form.field('security')}
              onChange={(value) => value && changeSecurity(value as Security)}
            />
            <NumberInput
              label={t`Port`}
              min={1}
              max={65_535}
              allowDecimal={false}
              allowNegative={false}
              hideControls
              {...form.field('port')}
            />
          </SimpleGrid>
          <TextInput
            label={t`Username`}
            description={t`Leave empty if the server requires none.`}
            autoComplete="off"
            {...form.text('username')}
          />
          <PasswordField
            label={t`Password`}
            description={
              keepsPassword ? t`A password is stored. Leave empty to keep it.` : t`Stored encrypted, never shown again.`
            }
            placeholder={keepsPassword ? '••••••••' : ''}
            autoComplete="new-password"
            {...form.text('password')}
          />
          <TextInput label={t`Sender’s name`} placeholder={t`Optional`} autoComplete="off" {...form.text('fromName')} />
          <EmailInput
            label={t`Sender’s address`}
            placeholder="no-reply@example.com"
            autoComplete="off"
            {...form.text('fromAddress')}
          />
        </SimpleGrid>
      </FormFrame>
      <LeaveGuard isActive={form.isDirty && !form.isSaving} title={t`Leave without saving?`} leaveLabel={t`Leave`}>
        <Trans>The mail settings are not saved.</Trans>
      </LeaveGuard>
      <ConfirmDialog
        isOpen={isForgetting}
        onClose={forgetting.close}
        title={t`Remove the SMTP server?`}
        confirmLabel={t`Remove`}
        isDangerous
        onConfirm={async () => {
          await completed(managementApi.DELETE('/mail-settings'))
          await invalidateMailSettings()
          notifyOfSuccess(t`SMTP server removed`)
        }}
      >
        <Trans>
          The settings and the stored password are deleted. The SMTP server of this Portico server then sends the mail.
          If it has none, mail is kept in the mailbox.
        </Trans>
      </ConfirmDialog>
    </Section>
  )

  /** The default port of the encryption, unless another port was entered. */
  function changeSecurity(next: Security): void {
    const usual = securityOptions().map(({ port }) => port)
    if (usual.includes(Number(form.values.port))) {
      form.set('port', securityOptions().find(({ value }) => value === next)?.port ?? 587)
    }
    form.set('security', next)
  }
}
