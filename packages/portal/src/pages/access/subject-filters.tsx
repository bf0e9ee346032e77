import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { maySeeMembers } from '../../components/choices/find-roles.ts'
import { groupChoices } from '../../components/choices/group-choices.ts'
import { FoundFilter } from '../../components/lists/found-filter.tsx'
import { MoreFilters } from '../../components/lists/more-filters.tsx'
import { type AccessState, roleChoicesQuery, subjectNameQuery } from './queries.ts'
import { subjectOf } from './subject-of.ts'

/** The one role or group that the list is about, instead of an asset and a stage: the server answers for one of them. */
export function SubjectFilters({ state }: { state: AccessState }) {
  const { t } = useLingui()
  const session = useSession()
  const { role, organizationRole, group, asset, stage, ...others } = state.filters
  const subject = subjectOf(state)
  const { data } = useQuery(subjectNameQuery(subject))
  const name = data ?? '…'
  const mayFindRoles = maySeeMembers(session) || session.may(permission.viewEndUsers)
  const mayFindGroups = session.may(permission.manageEndUserGroups)
  const show = (filter: string, key: string | null | undefined): void => {
    const { search, sort } = state
    const kept = Object.entries({ search, sort, ...others }).filter((entry): entry is [string, string] => !!entry[1])
    state.open({ ...Object.fromEntries(kept), ...(key && { [filter]: key }) })
  }
  if (!(mayFindRoles || mayFindGroups)) return null
  return (
    <MoreFilters isNarrowed={subject !== undefined || !session.may(permission.viewEndUsers)}>
      {mayFindRoles && (
        <FoundFilter
          label={t`Role`}
          any={t`Any role`}
          nothingFound={t`No role that you may see has this name`}
          value={subject && subject.kind !== 'group' ? `${subject.kind}:${subject.key}` : undefined}
          name={name}
          search={(text) => roleChoicesQuery(session, text)}
          onChange={(value) => {
            const [filter = '', key] = value?.split(':') ?? []
            show(filter, key)
          }}
        />
      )}
      {mayFindGroups && (
        <FoundFilter
          label={t`Group`}
          any={t`Any group`}
          nothingFound={t`No group that you may see has this name`}
          value={subject?.kind === 'group' ? subject.key : undefined}
          name={name}
          search={(text) => groupChoices(text)}
          onChange={(key) => show('group', key)}
        />
      )}
      {(asset || stage) && (
        <Text size="xs" c="dimmed">
          <Trans>A role or a group replaces the asset and the stage.</Trans>
        </Text>
      )}
    </MoreFilters>
  )
}
