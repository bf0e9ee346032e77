import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { answer } from '@portico/sdk'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { managementApi } from '../../api/apis.ts'
import { permission } from '../../api/permission-names.ts'
import { problemName } from '../../api/problem-name.ts'
import { identityProvidersQuery } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { EmailInput } from '../../components/forms/email-input.tsx'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { LeaveGuard } from '../../components/forms/leave-guard.tsx'
import type { Choice } from '../../components/forms/search-picker.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { currentLanguage, type Language, languages } from '../../components/language/language.ts'
import { PageHeader } from '../../components/page/page-header.tsx'
import { Section } from '../../components/page/section.tsx'
import { providerName } from '../../components/values/provider-name.ts'
import { ApplicationRoleFields, type RolesByEnvironment, roleKeysOf } from './application-role-fields.tsx'
import { ExistingUser } from './existing-user.tsx'
import { GroupsField } from './groups-field.tsx'
import { InvitationMail } from './invitation-mail.tsx'
import { assetKeysOf, checkGrant, noGrant, type OrganizationGrant, periodOf } from './organization-grant.ts'
import { OrganizationRoleFields } from './organization-role-fields.tsx'
import { findUserByEmail, invalidateUsers, type ListedUser } from './queries.ts'

interface Invitation extends OrganizationGrant {
  email: string
  name: string
  providerKey: string | null
  language: Language
  groups: Choice[]
  applicationRoles: RolesByEnvironment
}

const nobody: Omit<Invitation, 'language'> = {
  ...noGrant,
  email: '',
  name: '',
  providerKey: null,
  groups: [],
  applicationRoles: {},
}

/** Invites a user, with roles and groups. */
export default function InvitePage() {
  const { t } = useLingui()
  const session = useSession()
  const navigate = useNavigate()
  const providers = useQuery(identityProvidersQuery)
  const [existing, setExisting] = useState<ListedUser>()
  const needsRole = !session.may(permission.manageUsers)
  const form = useForm<Invitation>({
    initial: { ...nobody, language: currentLanguage() },
    check: (values) => ({
      ...(values.email.trim() ? {} : { email: t`Enter an e-mail address.` }),
      ...(values.roleKey ? checkGrant(values) : {}),
      ...(needsRole && roleKeysOf(values.applicationRoles).length === 0
        ? {
            applicationRoles: t`Choose at least one role. Without one, you need the permission Manage users to invite a user.`,
          }
        : {}),
    }),
    serverFields: {
      identityProviderKey: 'providerKey',
      grantPeriod: 'until',
      groupKeys: 'groups',
      applicationRoleKeys: 'applicationRoles',
    },
    problemFields: { email_taken: 'email' },
    async save(values) {
      setExisting(undefined)
      const request = answer(managementApi.POST('/user-invitations', { body: requestOf(values) }))
      const { key } = await request.catch(async (error) => {
        if (problemName(error) === 'email_taken') setExisting(await findUserByEmail(values.email))
        throw error
      })
      await invalidateUsers()
      const person = values.name.trim() || values.email.trim()
      notifyOfSuccess(t`${person} was invited`)
      await navigate({ to: '/users/$key', params: { key }, ignoreBlocker: true })
    },
  })
  const builtIn = providers.data?.find(({ type }) => type === 'Cognito')
  const providerKey = form.values.providerKey ?? builtIn?.key ?? null
  return (
    <>
      <PageHeader
        title={t`Invite user`}
        trail={[{ label: t`Users`, to: '/users' }]}
        description={t`The user gets the roles and groups at once, and can use them after accepting the invitation.`}
      />
      <Stack maw={720}>
        <FormFrame
          form={form}
          submitLabel={t`Invite`}
          actions={
            <Button component={Link} to="/users" variant="default">
              <Trans>Cancel</Trans>
            </Button>
          }
        >
          <Section title={t`Person`}>
            <Stack gap="md">
              <SimpleGrid cols={{ base: 1, xs: 2 }}>
                <EmailInput
                  label={t`E-mail`}
                  autoComplete="off"
                  required
                  withAsterisk={false}
                  {...form.text('email')}
                />
                <TextInput
                  label={t`Name`}
                  autoComplete="off"
                  placeholder={t`The user can enter it`}
                  {...form.text('name')}
                />
              </SimpleGrid>
              {existing && <ExistingUser user={existing} />}
              <Select
                label={t`Sign in with`}
                description={
                  providerKey === builtIn?.key
                    ? t`A password that the user chooses when accepting.`
                    : t`The user’s account at the identity provider. It must have this e-mail: as an e-mail that the provider is trusted for, or as the username if users are linked by it.`
                }
                data={(providers.data ?? []).map((one) => ({ value: one.key, label: providerName(one) }))}
                value={providerKey}
                onChange={(value) => form.set('providerKey', value)}
                error={form.errors.providerKey}
                allowDeselect={false}
              />
              <Select
                label={t`Language of the e-mail`}
                description={t`And of later e-mails, until the user chooses another language.`}
                data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
                value={form.values.language}
                onChange={(value) => form.set('language', value as Language)}
                error={form.errors.language}
                allowDeselect={false}
              />
            </Stack>
          </Section>
          {session.may(permission.manageMemberAccess) && (
            <Section
              title={t`Organization access`}
              description={t`Optional. For users who administer the organization or build assets.`}
            >
              <OrganizationRoleFields form={form} isOptional />
            </Section>
          )}
          <Section
            title={t`End-user access`}
            description={
              needsRole
                ? t`What the user may do in the applications. Choose at least one role.`
                : t`Optional. For users of the applications.`
            }
          >
            <Stack gap="md">
              {session.may(permission.manageEndUserGroups) && (
                <GroupsField
                  value={form.values.groups}
                  onChange={(groups) => form.set('groups', groups)}
                  error={form.errors.groups}
                />
              )}
              <ApplicationRoleFields
                value={form.values.applicationRoles}
                onChange={(roles) => form.set('applicationRoles', roles)}
                error={form.errors.applicationRoles}
              />
            </Stack>
          </Section>
          <InvitationMail
            email={form.values.email.trim()}
            isBuiltIn={providerKey === null || providerKey === builtIn?.key}
            language={form.values.language}
          />
        </FormFrame>
      </Stack>
      <LeaveGuard isActive={form.isDirty && !form.isSaving} title={t`Leave without inviting?`} leaveLabel={t`Leave`}>
        <Trans>What you have entered is lost.</Trans>
      </LeaveGuard>
    </>
  )
}

function requestOf(values: Invitation) {
  const { email, name, providerKey, language, roleKey, groups, applicationRoles } = values
  return {
    email: email.trim(),
    name: name.trim() || undefined,
    identityProviderKey: providerKey ?? undefined,
    language,
    organizationRoles: roleKey ? [{ key: roleKey, assetKeys: assetKeysOf(values), ...periodOf(values) }] : undefined,
    groupKeys: groups.map(({ value }) => value),
    applicationRoleKeys: roleKeysOf(applicationRoles),
  }
}
