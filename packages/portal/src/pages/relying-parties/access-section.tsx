import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Checkbox, Radio, Skeleton, Stack, TextInput } from '@mantine/core'
import { answer, completed } from '@portico/sdk'
import { useQuery } from '@tanstack/react-query'
import { managementApi } from '../../api/apis.ts'
import { identityProvidersQuery } from '../../api/queries.ts'
import { endUserRoleChoices } from '../../components/choices/end-user-role-choices.ts'
import { groupChoices } from '../../components/choices/group-choices.ts'
import { Notice } from '../../components/feedback/notice.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { PageForm } from '../../components/forms/page-form.tsx'
import { type Choice, SearchPicker } from '../../components/forms/search-picker.tsx'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import { pageI18n } from '../../components/language/page-language.ts'
import { Panel } from '../../components/page/panel.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { providerName } from '../../components/values/provider-name.ts'
import { numberIn } from './address-lines.ts'
import {
  allowedUsersQuery,
  invalidateRelyingParties,
  type RelyingPartyChanges,
  type RelyingPartyDetails,
} from './queries.ts'

interface AccessValues {
  who: RelyingPartyDetails['allowedUsers']['who']
  roles: Choice[]
  groups: Choice[]
  limitsProviders: boolean
  providers: string[]
  requiresSecondFactor: boolean
  maxSignInAge: string
}

/** Who may use the application, and how they must have signed in. */
export function AccessSection({ application }: { application: RelyingPartyDetails }) {
  const { data: chosen } = useQuery(allowedUsersQuery(application))
  return chosen ? <AccessForm application={application} chosen={chosen} /> : <Skeleton h={300} aria-busy />
}

/** Keys whose names are known already are shown by them. */
const valuesOf =
  (names: readonly Choice[]) =>
  (one: RelyingPartyDetails): AccessValues => {
    const named = (keys: readonly string[] = []): Choice[] =>
      keys.map((value) => names.find((choice) => choice.value === value) ?? { value, label: value })
    return {
      who: one.allowedUsers.who,
      roles: named(one.allowedUsers.applicationRoleKeys),
      groups: named(one.allowedUsers.groupKeys),
      limitsProviders: one.identityProviderKeys !== null,
      providers: one.identityProviderKeys ?? [],
      requiresSecondFactor: one.requiresSecondFactor,
      maxSignInAge: one.maxSignInAgeMinutes === null ? '' : String(one.maxSignInAgeMinutes),
    }
  }

const keysOf = (choices: readonly Choice[]): string[] => choices.map(({ value }) => value).sort()

function requestOf(values: AccessValues): RelyingPartyChanges {
  const { who, roles, groups } = values
  return {
    allowedUsers: {
      who,
      ...(who === 'roles' && { applicationRoleKeys: keysOf(roles) }),
      ...(who === 'groups' && { groupKeys: keysOf(groups) }),
    },
    identityProviderKeys: values.limitsProviders ? values.providers.toSorted() : null,
    requiresSecondFactor: values.requiresSecondFactor,
    maxSignInAgeMinutes: numberIn(values.maxSignInAge),
  }
}

function checkAccess({ who, roles, groups, limitsProviders, providers, maxSignInAge }: AccessValues) {
  const age = numberIn(maxSignInAge)
  const isAge = maxSignInAge.trim() === '' || (age !== null && age >= 1 && age <= 525_600)
  return {
    ...(who === 'roles' && roles.length === 0 ? { roles: pageI18n()._(msg`Choose at least one role.`) } : {}),
    ...(who === 'groups' && groups.length === 0 ? { groups: pageI18n()._(msg`Choose at least one group.`) } : {}),
    ...(limitsProviders && providers.length === 0
      ? { providers: pageI18n()._(msg`Choose at least one identity provider.`) }
      : {}),
    ...(isAge ? {} : { maxSignInAge: pageI18n()._(msg`Enter a number of minutes, or leave the field empty.`) }),
  }
}

function AccessForm({ application, chosen }: { application: RelyingPartyDetails; chosen: readonly Choice[] }) {
  const { t } = useLingui()
  const { environmentKey } = application
  const path = { key: application.key }
  const { data: providers = [] } = useQuery(identityProvidersQuery)
  const form = useEditForm({
    loaded: application,
    valuesOf: valuesOf(chosen),
    requestOf,
    labels: {
      who: t`Allowed users`,
      roles: t`End-user roles`,
      groups: t`Groups`,
      limitsProviders: t`Limit the identity providers`,
      providers: t`Identity providers`,
      requiresSecondFactor: t`Require a second factor`,
      maxSignInAge: t`Minutes until users must sign in again`,
    },
    serverFields: { applicationRoleKeys: 'roles', groupKeys: 'groups', identityProviderKeys: 'providers' },
    check: checkAccess,
    read: () => answer(managementApi.GET('/relying-parties/{key}', { params: { path } })),
    send: ({ changed, body, header }) =>
      completed(
        managementApi.PATCH('/relying-parties/{key}', {
          params: { path, header },
          body: { ...changed, ...(changed.allowedUsers && { allowedUsers: body.allowedUsers }) },
        }),
      ),
    async saved() {
      await invalidateRelyingParties()
      notifyOfSuccess(t`Access to ${bidiIsolate(application.name)} saved`)
    },
  })
  const { who, limitsProviders } = form.values
  return (
    <PageForm form={form} label={t`Access`}>
      <Panel title={t`Users`} description={t`Changes apply at the next sign-in and at the next use of a token.`}>
        {environmentKey === null && (
          <Notice>
            <Trans>Roles and groups belong to a stage. To limit access to them, choose a stage in the settings.</Trans>
          </Notice>
        )}
        <Radio.Group
          label={t`Allowed users`}
          value={who}
          onChange={(value) => form.set('who', value as AccessValues['who'])}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="everybody" label={t`All users who can sign in`} />
            <Radio value="roles" label={t`Users with an end-user role`} disabled={environmentKey === null} />
            <Radio value="groups" label={t`Members of a group`} disabled={environmentKey === null} />
          </Stack>
        </Radio.Group>
        {who === 'roles' && environmentKey !== null && (
          <SearchPicker
            label={t`End-user roles`}
            description={t`One of these roles is enough, also through a group.`}
            placeholder={t`Search roles by name`}
            choices={(text) => endUserRoleChoices(text, environmentKey)}
            nothing={t`No end-user role in this stage matches.`}
            {...form.field('roles')}
          />
        )}
        {who === 'groups' && environmentKey !== null && (
          <SearchPicker
            label={t`Groups`}
            description={t`Membership in one of these groups is enough.`}
            placeholder={t`Search groups by name`}
            choices={(text) => groupChoices(text, environmentKey)}
            nothing={t`No group in this stage matches.`}
            {...form.field('groups')}
          />
        )}
      </Panel>
      <Panel title={t`Sign-in`} description={t`Required in addition to the organization’s sign-in settings.`}>
        <Checkbox
          label={t`Require a second factor`}
          checked={form.values.requiresSecondFactor}
          onChange={(event) => form.set('requiresSecondFactor', event.currentTarget.checked)}
        />
        <TextInput
          label={t`Minutes until users must sign in again`}
          description={t`Leave empty to use the lifetime of the session.`}
          inputMode="numeric"
          maw={320}
          {...form.text('maxSignInAge')}
        />
        <Checkbox
          label={t`Limit the identity providers`}
          description={t`Without a limit, all identity providers of the stage or the organization can be used.`}
          checked={limitsProviders}
          onChange={(event) => form.set('limitsProviders', event.currentTarget.checked)}
        />
        {limitsProviders && (
          <Checkbox.Group
            label={t`Identity providers`}
            value={form.values.providers}
            onChange={(value) => form.set('providers', value)}
            error={form.errors.providers}
          >
            <Stack gap="xs" mt="xs">
              {providers.map((one) => (
                <Checkbox key={one.key} value={one.key} label={providerName(one)} />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
      </Panel>
    </PageForm>
  )
}
