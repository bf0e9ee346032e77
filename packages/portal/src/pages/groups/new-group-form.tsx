import { Button, Select, Stack, Text } from '@mantine/core'
import { answer } from '@portico/sdk'
import { Link, useNavigate } from '@tanstack/react-router'
import { identityApi } from '../../api/apis.ts'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { ActionBar } from '../../components/forms/action-bar.tsx'
import { FormProblem } from '../../components/forms/form-problem.tsx'
import { LeaveGuard } from '../../components/forms/leave-guard.tsx'
import { type Choice, SearchPicker } from '../../components/forms/search-picker.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { Section } from '../../components/page/section.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { checkFacts, factsOf, type GroupFacts, GroupFactsFields } from './group-facts.tsx'
import { invalidateGroups, peopleChoices, roleChoices } from './queries.ts'

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
  const navigate = useNavigate()
  const form = useForm<NewGroup>({
    initial: { name: '', description: '', environmentKey, roles: [], people: [] },
    check: (values) => ({
      ...checkFacts(values),
      ...(values.environmentKey ? {} : { environmentKey: 'Choose the environment.' }),
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
      notifyOfSuccess(`${bidiIsolate(body.name)} is created`)
      // The form is saved, so its leave guard must not ask.
      await navigate({ to: '/groups/$key', params: { key }, replace: true, ignoreBlocker: true })
    },
  })
  const { environmentKey: chosen } = form.values
  return (
    <form ref={form.ref} onSubmit={form.submit} noValidate aria-label="The new group">
      <Stack gap="md">
        <FormProblem form={form} />
        <Section title="What it is">
          <Stack gap="md" maw={560}>
            <GroupFactsFields form={form} />
            <Select
              label="Environment"
              description="A group stays in its environment for good, and gives roles of that one only."
              placeholder="Choose one"
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
        <Section title="What it gives" description="Both can be changed at any time.">
          <Stack gap="md" maw={560}>
            <SearchPicker
              label="Application roles"
              placeholder={chosen ? 'Search roles by name' : 'Choose the environment first'}
              disabled={!chosen}
              choices={(text) => roleChoices(text, chosen ?? '')}
              nothing="No application role of this environment is called that."
              {...form.field('roles')}
            />
            <SearchPicker
              label="Members"
              description="Up to 100 at once. Claim mappings can be added once the group is there."
              placeholder="Search people by name or e-mail"
              choices={peopleChoices}
              nothing="Nobody whom you may see is called that."
              {...form.field('people')}
            />
          </Stack>
        </Section>
        <ActionBar>
          <Button variant="default" component={Link} to="/groups">
            Cancel
          </Button>
          <Button type="submit" loading={form.isSaving}>
            Create group
          </Button>
        </ActionBar>
      </Stack>
      <LeaveGuard isActive={form.isDirty && !form.isSaving} title="Leave without creating it?" leaveLabel="Leave">
        What you have filled in is lost.
      </LeaveGuard>
    </form>
  )
}
