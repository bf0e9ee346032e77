import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Select, Stack, Text } from '@mantine/core'
import { answer } from '@portico/sdk'
import { Link, useNavigate } from '@tanstack/react-router'
import { identityApi } from '../../api/apis.ts'
import { endUserRoleChoices } from '../../components/choices/end-user-role-choices.ts'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { ActionBar } from '../../components/forms/action-bar.tsx'
import { FormProblem } from '../../components/forms/form-problem.tsx'
import { LeaveGuard } from '../../components/forms/leave-guard.tsx'
import { type Choice, SearchPicker } from '../../components/forms/search-picker.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { Section } from '../../components/page/section.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { factsOf, type GroupFacts, GroupFactsFields, useFactsCheck } from './group-facts.tsx'
import { invalidateGroups } from './queries.ts'
import { usePeopleChoices } from './use-people-choices.ts'

interface NewGroup extends GroupFacts {
  environmentKey: string | null
  roles: Choice[]
  people: Choice[]
}

interface NewGroupFormProps {
  /** `reason`: why the member cannot choose it */
  environments: { key: string; name: string; reason: string | undefined }[]
  /** The environment that is chosen at first */
  environmentKey: string | null
}

const keysOf = (choices: Choice[]): string[] => choices.map(({ value }) => value)

export function NewGroupForm({ environments, environmentKey }: NewGroupFormProps) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const checkFacts = useFactsCheck()
  const peopleChoices = usePeopleChoices()
  const form = useForm<NewGroup>({
    initial: { name: '', description: '', environmentKey, roles: [], people: [] },
    check: (values) => ({
      ...checkFacts(values),
      ...(values.environmentKey ? {} : { environmentKey: t`Choose a stage.` }),
    }),
    serverFields: { applicationRoleKeys: 'roles', userKeys: 'people' },
    problemFields: { group_name_taken: 'name' },
    async save(values) {
      const body = {
        ...factsOf(values),
        environmentKey: values.environmentKey ?? '',
        applicationRoleKeys: keysOf(values.roles),
        userKeys: keysOf(values.people),
      }
      const { key } = await answer(identityApi.POST('/groups', { body }))
      await invalidateGroups()
      notifyOfSuccess(t`${bidiIsolate(body.name)} created`)
      // The form is saved, so its leave guard must not ask.
      await navigate({ to: '/groups/$key', params: { key }, replace: true, ignoreBlocker: true })
    },
  })
  const { environmentKey: chosen } = form.values
  return (
    <form ref={form.ref} onSubmit={form.submit} noValidate aria-label={t`New group`}>
      <Stack gap="md">
        <FormProblem form={form} />
        <Section title={t`Details`}>
          <Stack gap="md" maw={560}>
            <GroupFactsFields form={form} />
            <Select
              label={t`Stage`}
              description={t`It cannot be changed later. The group gives roles of this stage only.`}
              placeholder={t`Choose one`}
              allowDeselect={false}
              data={environments.map(({ key, name, reason }) => ({
                value: key,
                label: name,
                disabled: reason !== undefined,
              }))}
              renderOption={({ option }) => (
                <Stack gap={0}>
                  <bdi>{option.label}</bdi>
                  <Text span size="xs">
                    {environments.find(({ key }) => key === option.value)?.reason}
                  </Text>
                </Stack>
              )}
              {...form.field('environmentKey')}
              onChange={(value) => {
                form.set('environmentKey', value)
                // Roles of another environment have other keys.
                form.set('roles', [])
              }}
            />
          </Stack>
        </Section>
        <Section title={t`Roles and members`} description={t`Both can be changed at any time.`}>
          <Stack gap="md" maw={560}>
            <SearchPicker
              label={t`End-user roles`}
              placeholder={chosen ? t`Search roles by name` : t`Choose a stage first`}
              disabled={!chosen}
              choices={(text) => endUserRoleChoices(text, chosen ?? '')}
              nothing={t`No end-user role in this stage matches.`}
              {...form.field('roles')}
            />
            <SearchPicker
              label={t`Members`}
              description={t`Up to 100. More members and claim mappings can be added afterwards.`}
              placeholder={t`Search by name or e-mail`}
              choices={peopleChoices}
              nothing={t`No user that you can see matches.`}
              {...form.field('people')}
            />
          </Stack>
        </Section>
        <ActionBar>
          <Button variant="default" component={Link} to="/groups">
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={form.isSaving}>
            <Trans>Create group</Trans>
          </Button>
        </ActionBar>
      </Stack>
      <LeaveGuard
        isActive={form.isDirty && !form.isSaving}
        title={t`Discard what you have entered?`}
        leaveLabel={t`Discard`}
      >
        <Trans>It is not saved.</Trans>
      </LeaveGuard>
    </form>
  )
}
