import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text } from '@mantine/core'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { ItemLink } from '../../components/lists/item-link.tsx'
import type { HeldRole } from './queries.ts'

/** Where a role of a user comes from: a direct grant, groups, or both. */
export function RoleSource({ role }: { role: HeldRole }) {
  const { t } = useLingui()
  const session = useSession()
  const labels = { Assigned: t`assigned`, Mapped: t`mapped at sign-in` }
  const groups = Map.groupBy(role.assignedGroups, ({ key }) => key)
  return (
    <Stack gap={2}>
      {role.isDirectlyAssigned && (
        <span>
          <Trans>Granted directly</Trans>
        </span>
      )}
      {[...groups].map(([key, memberships]) => {
        const name = memberships[0]?.name ?? key
        const group = session.may(permission.manageEndUserGroups, role.environmentKey) ? (
          <ItemLink to={`/groups/${key}`}>
            <bdi>{name}</bdi>
          </ItemLink>
        ) : (
          <bdi>{name}</bdi>
        )
        return (
          <span key={key}>
            <Trans>Group {group}</Trans>{' '}
            <Text span size="xs" c="dimmed">
              {memberships.map(({ membershipType }) => labels[membershipType]).join(', ')}
            </Text>
          </span>
        )
      })}
    </Stack>
  )
}
