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

const areas: { value: SignInSettings['recentSignInRequiredFor'][number]; label: string }[] = [
  { value: 'api-clients', label: 'API clients, their secrets and permissions' },
  { value: 'organization-roles', label: 'Organization roles, who has them, and invitations' },
  { value: 'mail-settings', label: 'Mail settings' },
  { value: 'identity-providers', label: 'Identity providers, sign-in applications and APIs' },
]

const settingLabels = {
  secondFactorRequiredFor: 'Second factor',
  secondFactorRoleKeys: 'Roles that need a second factor',
  passwordsRefusedFor: 'Passkey instead of a password',
  passwordsRefusedRoleKeys: 'Roles that need a passkey',
  sessionMinutes: 'Longest session',
  idleMinutes: 'Idle time',
  recentSignInMinutes: 'Recent sign-in',
  recentSignInRequiredFor: 'What needs a recent sign-in',
}

export function SettingsForm({ settings }: { settings: SignInSettings }) {
  const form = useEditForm({
    loaded: settings,
    valuesOf,
    requestOf,
    labels: settingLabels,
    check: checkSettings,
    read: () => answer(managementApi.GET('/sign-in-settings')),
    send: ({ changed, header }) =>
      completed(managementApi.PATCH('/sign-in-settings', { params: { header }, body: changed })),
    async saved(values: SettingsFormValues) {
      form.reset(values)
      notifyOfSuccess('The sign-in settings are saved.')
      await Promise.all([invalidateSignInSettings(), invalidateSession()])
    },
  })
  return (
    <PageForm form={form} label="Sign-in settings">
      <Section title="Second factor" description="A code of an authenticator app after the password, or a passkey.">
        <RuleUsersField
          form={form}
          label="Required for"
          description={
            <>
              Who has none adds one at their next sign-in. Sessions that began without one end. Add yours in{' '}
              <Anchor component={Link} to="/account" inherit underline="always">
                your account
              </Anchor>{' '}
              and sign in with it first.
            </>
          }
          users="secondFactorRequiredFor"
          roles="secondFactorRoleKeys"
        />
      </Section>
      <Section title="Passwords" description="A passkey cannot be guessed, nor given to another site.">
        <RuleUsersField
          form={form}
          label="Passkey instead of a password for"
          description="Who has no passkey yet signs in with the password once more, and creates one."
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
  return (
    <Section title="Sessions" description="When people have to sign in again.">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" maw={680}>
        <Minutes
          form={form}
          name="sessionMinutes"
          label="Longest session"
          description="From the sign-in on, 15 to 720"
        />
        <Minutes
          form={form}
          name="idleMinutes"
          label="Idle time"
          description="Without a request, 5 or more; empty: no limit"
        />
      </SimpleGrid>
    </Section>
  )
}

function RecentSignInSection({ form }: { form: Form<SettingsFormValues> }) {
  return (
    <Section
      title="Recent sign-in"
      description="Whoever finds a browser that was left open must not change what outlives the session. These settings, and one’s own passkeys and apps, always take a recent sign-in."
    >
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 2 }} maw={680}>
          <Minutes
            form={form}
            name="recentSignInMinutes"
            label="Counts as recent"
            description="After the sign-in, 1 to 720"
          />
        </SimpleGrid>
        <Checkbox.Group
          label="Needed to change"
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

const Minutes = ({ form, name, label, description }: MinutesProps) => (
  <NumberInput
    label={label}
    description={description}
    suffix=" minutes"
    allowDecimal={false}
    allowNegative={false}
    hideControls
    {...form.field(name)}
  />
)
