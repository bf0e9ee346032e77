import { Stack, Text } from '@mantine/core'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { ItemLink } from '../../components/lists/item-link.tsx'
import type { HeldRole } from './queries.ts'

const membershipLabels = { Assigned: 'assigned', Mapped: 'mapped at sign-in' }

/** Where a role of a user comes from: a direct grant, groups, or both. */
export function RoleSource({ role }: { role: HeldRole }) {
  const session = useSession()
  const groups = Map.groupBy(role.assignedGroups, ({ key }) => key)
  return (
    <Stack gap={2}>
      {role.isDirectlyAssigned && <span>Granted directly</span>}
      {[...groups].map(([key, memberships]) => {
        const name = memberships[0]?.name ?? key
        return (
          <span key={key}>
            {'Group '}
            {session.may(permission.manageEndUserGroups, role.environmentKey) ? (
              <ItemLink to={`/groups/${key}`}>
                <bdi>{name}</bdi>
              </ItemLink>
            ) : (
              <bdi>{name}</bdi>
            )}
            <Text span size="xs" c="dimmed">
              {' '}
              {memberships.map(({ membershipType }) => membershipLabels[membershipType]).join(' and ')}
            </Text>
          </span>
        )
      })}
    </Stack>
  )
}
