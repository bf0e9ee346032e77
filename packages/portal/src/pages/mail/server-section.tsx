import { Button, NumberInput, PasswordInput, Select, SimpleGrid, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { answer, completed } from '@portico/sdk'
import { managementApi } from '../../api/apis.ts'
import type { MailSettings } from '../../api/mail-settings.ts'
import { invalidateMailSettings } from '../../api/mail-settings.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { EmailInput } from '../../components/forms/email-input.tsx'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { LeaveGuard } from '../../components/forms/leave-guard.tsx'
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

const mailLabels = {
  host: 'Server',
  security: 'Encryption',
  username: 'User name',
  fromName: 'Sender’s name',
  fromAddress: 'Sender’s address',
}

/** The organization's own SMTP server. */
export function ServerSection({ settings }: { settings: MailSettings }) {
  const [isForgetting, forgetting] = useDisclosure()
  const form = useEditForm({
    loaded: settings,
    valuesOf: initialValues,
    requestOf: settingsRequestOf,
    labels: mailLabels,
    check: (values) => checkServer(values, settings),
    read: () => answer(managementApi.GET('/mail-settings')),
    send: ({ body, header }) => completed(managementApi.PUT('/mail-settings', { params: { header }, body })),
    async saved(values: ServerFormValues) {
      form.reset({ ...values, password: '' })
      await invalidateMailSettings()
      notifyOfSuccess('The mail settings are saved. Send a test message to see whether they work.')
    },
  })
  const isOwn = settings.source === 'organization'
  const keepsPassword = mayKeepPassword(form.values, settings)
  return (
    <Section
      title="Your SMTP server"
      description="What your mail provider tells you. It counts from the next mail on."
      actions={
        isOwn && (
          <Button variant="outline" color="red" size="xs" onClick={forgetting.open}>
            Forget this server
          </Button>
        )
      }
    >
      <FormFrame form={form} submitLabel="Save">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          <TextInput label="Server" placeholder="smtp.example.com" autoComplete="off" {...form.text('host')} />
          <SimpleGrid cols={2} spacing="md">
            <Select
              label="Encryption"
              data={securityOptions.map(({ value, label }) => ({ value, label }))}
              allowDeselect={false}
              {...form.field('security')}
              onChange={(value) => value && changeSecurity(value as Security)}
            />
            <NumberInput
              label="Port"
              min={1}
              max={65_535}
              allowDecimal={false}
              allowNegative={false}
              hideControls
              {...form.field('port')}
            />
          </SimpleGrid>
          <TextInput
            label="User name"
            description="Leave it empty if the server asks for none."
            autoComplete="off"
            {...form.text('username')}
          />
          <PasswordInput
            label="Password"
            description={
              keepsPassword ? 'One is stored. Leave it empty to keep it.' : 'Stored encrypted, never shown again.'
            }
            placeholder={keepsPassword ? '••••••••' : ''}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
            {...form.text('password')}
          />
          <TextInput label="Sender’s name" placeholder="Optional" autoComplete="off" {...form.text('fromName')} />
          <EmailInput
            label="Sender’s address"
            placeholder="no-reply@example.com"
            autoComplete="off"
            {...form.text('fromAddress')}
          />
        </SimpleGrid>
      </FormFrame>
      <LeaveGuard isActive={form.isDirty && !form.isSaving} title="Leave without saving?" leaveLabel="Leave">
        The mail settings are not saved.
      </LeaveGuard>
      <ConfirmDialog
        isOpen={isForgetting}
        onClose={forgetting.close}
        title="Forget the SMTP server?"
        confirmLabel="Forget"
        isDangerous
        onConfirm={async () => {
          await completed(managementApi.DELETE('/mail-settings'))
          await invalidateMailSettings()
          notifyOfSuccess('The SMTP server is forgotten')
        }}
      >
        The settings and the stored password are gone. From then on the SMTP server of this deployment sends the mail,
        or mail is kept where there is none.
      </ConfirmDialog>
    </Section>
  )

  /** The default port of the encryption, unless another port was entered. */
  function changeSecurity(next: Security): void {
    const usual = securityOptions.map(({ port }) => port)
    if (usual.includes(Number(form.values.port))) {
      form.set('port', securityOptions.find(({ value }) => value === next)?.port ?? 587)
    }
    form.set('security', next)
  }
}
