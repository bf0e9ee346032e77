import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Section } from '../../components/page/section.tsx'
import { PersonAvatar } from '../../components/people/person-avatar.tsx'
import { breakable } from '../../components/values/breakable.tsx'
import { ProfileDialog } from './profile-dialog.tsx'
import { ownRolesQuery, profileQuery } from './queries.ts'

export function ProfileSection() {
  const { t } = useLingui()
  const { user, organization, permissions } = useSession()
  const name = user.name ?? user.email ?? t`Without a name`
  const roles = useOwnRoles()
  const { data: profile, error, refetch } = useQuery(profileQuery)
  const [isEditing, setEditing] = useState(false)
  const what = roles ?? (permissions.length > 0 ? t`Member` : t`User`)
  return (
    <Section
      title={t`Profile`}
      description={t`Your name and your photo are yours to change. Somebody who manages users gives you roles.`}
      actions={
        <Button variant="default" disabled={!profile} onClick={() => setEditing(true)}>
          <Trans>Edit</Trans>
        </Button>
      }
    >
      <Group gap="md" wrap="nowrap">
        <PersonAvatar name={name} size={52} />
        <Stack gap={0} miw={0} style={{ overflowWrap: 'anywhere' }}>
          <Text fw={600}>
            <bdi>{breakable(name)}</bdi>
          </Text>
          {user.email && (
            <Text size="sm" c="dimmed">
              <bdi>{breakable(user.email)}</bdi>
            </Text>
          )}
          <Text size="sm" c="dimmed">
            <Trans>
              <bdi>{what}</bdi> of <bdi>{organization.name}</bdi>
            </Trans>
          </Text>
        </Stack>
      </Group>
      {error && <ErrorPanel error={error} onRetry={() => refetch()} />}
      {profile && <ProfileDialog profile={profile} isOpen={isEditing} onClose={() => setEditing(false)} />}
    </Section>
  )
}

/** The names of the member's organization roles. Undefined while they load, and for members who may not read them. */
function useOwnRoles(): string | undefined {
  const { user, may } = useSession()
  const mayRead = may([permission.viewMembers, permission.manageUsers])
  const { data } = useQuery({ ...ownRolesQuery(user.key), enabled: mayRead })
  const names = data?.results.flatMap(({ name }) => name ?? [])
  return names && names.length > 0 ? [...new Set(names)].join(', ') : undefined
}
