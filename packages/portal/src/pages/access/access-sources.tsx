import { Trans } from '@lingui/react/macro'
import { Button, Stack, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useState } from 'react'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { ItemLink } from '../../components/lists/item-link.tsx'
import { formatDay } from '../../components/values/format-time.ts'
import { useEnvironmentNames } from '../../components/values/use-environment-names.ts'
import type { AccessSource } from './queries.ts'

/** How many are shown of each person until the rest is asked for; paper, which nobody can ask, has all */
const shownAtFirst = 6

interface AccessSourcesProps {
  sources: readonly AccessSource[]
  assetName(key: string): string
}

/** The roles and memberships of one person, each with where it comes from. */
export function AccessSources({ sources, assetName }: AccessSourcesProps) {
  const [isUnfolded, setUnfolded] = useState(false)
  const isOnPaper = useMediaQuery('print', false)
  const more = sources.length - shownAtFirst
  return (
    <Stack gap={4}>
      {sources.slice(0, isUnfolded || isOnPaper ? undefined : shownAtFirst).map((source) => (
        <Source
          key={`${source.type} ${source.roleKey} ${source.groupKey} ${source.assetKey}`}
          source={source}
          assetName={assetName}
        />
      ))}
      {more > 0 && (
        <Button
          variant="subtle"
          size="compact-xs"
          ms={-7}
          style={{ alignSelf: 'flex-start' }}
          aria-expanded={isUnfolded}
          onClick={() => setUnfolded(!isUnfolded)}
        >
          {isUnfolded ? <Trans>Show fewer</Trans> : <Trans>Show {more} more</Trans>}
        </Button>
      )}
    </Stack>
  )
}

function Source({ source, assetName }: Pick<AccessSourcesProps, 'assetName'> & { source: AccessSource }) {
  const environmentName = useEnvironmentNames()
  const { roleName, environmentKey, assetKey, startTime, endTime } = source
  const asset = assetKey && assetName(assetKey)
  const stage = environmentKey && environmentName(environmentKey)
  const until = endTime && formatDay(endTime, 'UTC')
  return (
    <div>
      {roleName && (
        <Text size="sm" component="span">
          <bdi>{roleName}</bdi>
        </Text>
      )}
      {(asset || stage) && (
        <Text size="xs" c="dimmed" component="span">
          {roleName && ' '}
          {asset && <bdi>{asset}</bdi>}
          {asset && stage && ' · '}
          {stage && <bdi>{stage}</bdi>}
        </Text>
      )}
      <Text size="xs" c="dimmed" component="div">
        <Origin source={source} />
        {until && !startTime && (
          <>
            {' '}
            <Trans>until {until}</Trans>
          </>
        )}
      </Text>
    </div>
  )
}

/** Granted directly, or through which group */
function Origin({ source: { type, groupKey, groupName, environmentKey } }: { source: AccessSource }) {
  const session = useSession()
  if (type === 'Direct' || groupKey === null) return <Trans>Granted directly</Trans>
  const isLinked = session.may(permission.manageEndUserGroups, environmentKey ?? undefined)
  const group = isLinked ? (
    <ItemLink to={`/groups/${groupKey}`}>
      <bdi>{groupName}</bdi>
    </ItemLink>
  ) : (
    <bdi>{groupName}</bdi>
  )
  return type === 'GroupMapped' ? (
    <Trans>Group {group}, by a claim mapping</Trans>
  ) : (
    <Trans>Group {group}, assigned</Trans>
  )
}
