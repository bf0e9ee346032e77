import { Button, Group, Skeleton, Text } from '@mantine/core'
import { completed } from '@portico/sdk'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { managementApi } from '../../api/apis.ts'
import { permission } from '../../api/permission-names.ts'
import { environmentsQuery } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { useLastDefined } from '../../components/dialogs/use-last-defined.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { notifyOfProblem, notifyOfSuccess } from '../../components/feedback/notify.ts'
import { Section } from '../../components/page/section.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import classes from './assets.module.css'
import { type Asset, invalidateAssets } from './queries.ts'

interface Place {
  key: string
  name: string
}

/** Where the asset is deployed, by stage, with buttons to deploy and undeploy it. */
export function DeploymentsSection({ asset }: { asset: Asset }) {
  const session = useSession()
  const mayView = session.may(permission.viewStage)
  const { data: environments, error, refetch } = useQuery({ ...environmentsQuery, enabled: mayView })
  const [left, setLeft] = useState<Place>()
  const shown = useLastDefined(left)
  const own = environments?.filter(({ portfolioKey }) => portfolioKey === asset.portfolioKey)
  const path = { key: asset.key, environmentKey: shown?.key ?? '' }
  return (
    <Section title="Deployments" description="Its application roles exist in the stages in which it is deployed.">
      {error && <ErrorPanel error={error} onRetry={() => refetch()} />}
      {mayView && !environments && !error && <Skeleton h={156} role="status" aria-label="Loading" />}
      {(!mayView || own?.length === 0) && (
        <Text size="sm" c="dimmed">
          {mayView
            ? 'The portfolio of this asset has no stage that you may view.'
            : `Stages are shown to those who have the permission ${permission.viewStage}.`}
        </Text>
      )}
      <ul className={classes.list}>
        {own?.map((environment) => (
          <Deployment
            key={environment.key}
            asset={asset}
            environment={environment}
            mayDeploy={session.may(permission.deployAssets, environment.key)}
            onTakeOut={() => setLeft(environment)}
          />
        ))}
      </ul>
      <ConfirmDialog
        isOpen={left !== undefined}
        onClose={() => setLeft(undefined)}
        title="Take it out of the stage?"
        confirmLabel="Take out"
        isDangerous
        onConfirm={async () => {
          await completed(managementApi.DELETE('/assets/{key}/deployments/{environmentKey}', { params: { path } }))
          await invalidateAssets()
          notifyOfSuccess(`${bidiIsolate(asset.name)} is out of ${bidiIsolate(shown?.name ?? '')}`)
        }}
      >
        The application roles of <bdi>{asset.name}</bdi> are gone from <bdi>{shown?.name}</bdi>. This cannot be undone:
        deployed there again later, they get other keys. It is refused while a user or a group holds one of them there.
      </ConfirmDialog>
    </Section>
  )
}

interface DeploymentProps {
  asset: Asset
  environment: Place
  mayDeploy: boolean
  onTakeOut(): void
}

function Deployment({ asset, environment, mayDeploy, onTakeOut }: DeploymentProps) {
  const [isWorking, setWorking] = useState(false)
  const { key, name } = environment
  const deployment = asset.deployments.find(({ environmentKey }) => environmentKey === key)
  const button = useRef<HTMLButtonElement>(null)
  const deploy = async (): Promise<void> => {
    setWorking(true)
    try {
      const params = { path: { key: asset.key } }
      await completed(managementApi.POST('/assets/{key}/deployments', { params, body: { environmentKey: key } }))
      await invalidateAssets()
      notifyOfSuccess(`${bidiIsolate(asset.name)} is deployed in ${bidiIsolate(name)}`)
    } catch (error) {
      notifyOfProblem(error)
    } finally {
      setWorking(false)
      // A loading button cannot have the focus, and has lost it.
      requestAnimationFrame(() => document.activeElement === document.body && button.current?.focus())
    }
  }
  return (
    <li className={classes.item}>
      <div className={classes.words}>
        <Text fw={550}>
          <bdi>{name}</bdi>
        </Text>
        {deployment && (
          <Text size="sm" c="dimmed">
            Since <TimeAgo time={deployment.deployedAt} />
          </Text>
        )}
      </div>
      <Group gap="md">
        <StatusBadge status={deployment ? 'Deployed' : 'NotDeployed'} />
        {mayDeploy && (
          <Button
            ref={button}
            size="compact-sm"
            w={84}
            variant="default"
            loading={isWorking}
            aria-label={deployment ? `Take out of ${name}` : `Deploy to ${name}`}
            onClick={deployment ? onTakeOut : deploy}
          >
            {deployment ? 'Take out' : 'Deploy'}
          </Button>
        )}
      </Group>
    </li>
  )
}
