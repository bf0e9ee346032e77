import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Checkbox, NumberInput, SimpleGrid, Stack } from '@mantine/core'
import { answer, completed } from '@portico/sdk'
import { Link } from '@tanstack/react-router'
import { managementApi } from '../../api/apis.ts'
import { invalidateSession } from '../../api/session.ts'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { PageForm } from '../../components/forms/page-form.tsx'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import type { Form } from '../../components/forms/use-form.ts'
import { Section } from '../../components/page/section.tsx'
import { invalidateSignInSettings, type SignInSettings } from './queries.ts'
import { RuleUsersField } from './rule-users-field.tsx'
import { checkSettings, requestOf, type SettingsFormValues, valuesOf } from './settings-form-values.ts'

export function SettingsForm({ settings }: { settings: SignInSettings }) {
  const { t } = useLingui()
  const form = useEditForm({
    loaded: settings,
    valuesOf,
    requestOf,
    labels: {
      secondFactorRequiredFor: t`Second factor`,
      secondFactorRoleKeys: t`Roles that require a second factor`,
      passwordsRefusedFor: t`Passkey instead of a password`,
      passwordsRefusedRoleKeys: t`Roles that require a passkey`,
      sessionMinutes: t`Maximum session`,
      idleMinutes: t`Idle time`,
      recentSignInMinutes: t`Recent sign-in`,
      recentSignInRequiredFor: t`Changes that require a recent sign-in`,
    },
    check: checkSettings,
    read: () => answer(managementApi.GET('/sign-in-settings')),
    send: ({ changed, header }) =>
      completed(managementApi.PATCH('/sign-in-settings', { params: { header }, body: changed })),
    async saved(values: SettingsFormValues) {
      form.reset(values)
      notifyOfSuccess(t`Sign-in settings saved`)
      await Promise.all([invalidateSignInSettings(), invalidateSession()])
    },
  })
  return (
    <PageForm form={form} label={t`Sign-in settings`}>
      <Section
        title={t`Second factor`}
        description={t`A code of an authenticator app after the password, or a passkey.`}
      >
        <RuleUsersField
          form={form}
          label={t`Required for`}
          description={
            <Trans>
              Users without one add one at their next sign-in. Sessions that began without one end. Add yours in{' '}
              <Anchor component={Link} to="/account" inherit underline="always">
                your account
              </Anchor>{' '}
              and sign in with it first.
            </Trans>
          }
          users="secondFactorRequiredFor"
          roles="secondFactorRoleKeys"
        />
      </Section>
      <Section title={t`Passwords`} description={t`A passkey cannot be guessed or entered on a false site.`}>
        <RuleUsersField
          form={form}
          label={t`Passkey instead of a password for`}
          description={t`Users without a passkey sign in with the password once more and create one.`}
          users="passwordsRefusedFor"
          roles="passwordsRefusedRoleKeys"
        />
      </Section>
      <SessionsSection form={form} />
      <RecentSignInSection form={form} />
    </PageForm>
  )
}

function SessionsSection({ form }: { form: Form<SettingsFormValues> }) {
  const { t } = useLingui()
  return (
    <Section title={t`Sessions`} description={t`When users have to sign in again.`}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" maw={680}>
        <Minutes
          form={form}
          name="sessionMinutes"
          label={t`Maximum session`}
          description={t`After the sign-in, 15 to 720`}
        />
        <Minutes
          form={form}
          name="idleMinutes"
          label={t`Idle time`}
          description={t`Without a request, 5 or more. Empty: no limit`}
        />
      </SimpleGrid>
    </Section>
  )
}

function RecentSignInSection({ form }: { form: Form<SettingsFormValues> }) {
  const { t } = useLingui()
  const areas: { value: SignInSettings['recentSignInRequiredFor'][number]; label: string }[] = [
    { value: 'api-clients', label: t`API clients, their secrets and permissions` },
    { value: 'organization-roles', label: t`Organization roles, their holders, and invitations` },
    { value: 'mail-settings', label: t`Mail settings` },
    { value: 'identity-providers', label: t`Identity providers, sign-in applications and APIs` },
  ]
  return (
    <Section
      title={t`Recent sign-in`}
      description={t`Protects lasting changes from somebody who finds an open browser. These settings, and one’s own passkeys and authenticator apps, always require a recent sign-in.`}
    >
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 2 }} maw={680}>
          <Minutes
            form={form}
            name="recentSignInMinutes"
            label={t`Counts as recent`}
            description={t`After the sign-in, 1 to 720`}
          />
        </SimpleGrid>
        <Checkbox.Group
          label={t`Required to change`}
          value={form.values.recentSignInRequiredFor}
          onChange={(value) =>
            form.set('recentSignInRequiredFor', value as SettingsFormValues['recentSignInRequiredFor'])
          }
        >
          <Stack gap="xs" mt={6}>
            {areas.map((area) => (
              <Checkbox key={area.value} {...area} />
            ))}
          </Stack>
        </Checkbox.Group>
      </Stack>
    </Section>
  )
}

interface MinutesProps {
  form: Form<SettingsFormValues>
  name: 'sessionMinutes' | 'idleMinutes' | 'recentSignInMinutes'
  label: string
  description: string
}

function Minutes({ form, name, label, description }: MinutesProps) {
  const { t } = useLingui()
  const unit = t`minutes`
  return (
    <NumberInput
      label={label}
      description={description}
      suffix={` ${unit}`}
      allowDecimal={false}
      allowNegative={false}
      hideControls
      {...form.field(name)}
    />
  )
}
