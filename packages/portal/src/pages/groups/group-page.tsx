import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconLockAccess, IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Activity, useActivityPart } from '../../components/activity/activity.tsx'
import { LoadFailure } from '../../components/page/load-failure.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { PageParts, usePagePart } from '../../components/page/page-parts.tsx'
import { useEnvironmentNames } from '../../components/values/use-environment-names.ts'
import { EditGroupDialog } from './edit-group-dialog.tsx'
import { GroupMappings } from './group-mappings.tsx'
import { GroupMembers } from './group-members.tsx'
import { GroupRoles } from './group-roles.tsx'
import { GroupSettings } from './group-settings.tsx'
import { groupQuery, totalsQuery } from './queries.ts'

/** One group: members, application roles and claim mappings. */
export default function GroupPage() {
  const { t } = useLingui()
  const { key } = useParams({ from: '/shell/groups/$key' })
  const { data: group, error, refetch } = useQuery(groupQuery(key))
  const { data: totals } = useQuery({ ...totalsQuery(key), enabled: group !== undefined })
  const [isEditing, editing] = useDisclosure()
  const environmentName = useEnvironmentNames()
  const parts = [
    { name: 'members', label: t`Members`, total: totals?.members },
    { name: 'roles', label: t`End-user roles`, total: totals?.roles },
    { name: 'mappings', label: t`Claim mappings`, total: group?.groupIdpClaimMappings.length },
    { name: 'settings', label: t`Settings` },
    ...useActivityPart(),
  ] as const
  const part = usePagePart(parts)
  if (error) return <LoadFailure error={error} onRetry={() => refetch()} />
  return (
    <>
      <PageHeader
        title={group ? (group.name ?? key) : undefined}
        trail={[{ label: t`End-user groups`, to: '/groups' }]}
        description={group?.description && <bdi>{group.description}</bdi>}
        aside={
          group && (
            <Badge variant="default" size="lg" tt="none" fw={500}>
              {environmentName(group.environmentKey)}
            </Badge>
          )
        }
        actions={
          group && (
            <>
              <Button
                variant="default"
                renderRoot={(props) => <Link to="/access" search={{ group: key }} {...props} />}
                leftSection={<IconLockAccess size={16} aria-hidden />}
              >
                <Trans>Who can access</Trans>
              </Button>
              <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={editing.open}>
                <Trans>Edit</Trans>
              </Button>
            </>
          )
        }
      />
      <PageParts parts={parts} current={part} />
      {group ? (
        <>
          {part === 'members' && <GroupMembers group={group} />}
          {part === 'roles' && <GroupRoles group={group} />}
          {part === 'mappings' && <GroupMappings group={group} />}
          {part === 'settings' && <GroupSettings group={group} />}
          {part === 'activity' && <Activity filter={{ subjectKey: group.key }} />}
          <EditGroupDialog group={group} isOpen={isEditing} onClose={editing.close} />
        </>
      ) : (
        <Skeleton h={420} aria-busy />
      )}
    </>
  )
}
