import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Skeleton, Text } from '@mantine/core'
import { completed } from '@portico/sdk'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
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
  const { t } = useLingui()
  const session = useSession()
  const mayView = session.may(permission.viewStage)
  const { data: environments, error, refetch } = useQuery({ ...environmentsQuery, enabled: mayView })
  const [left, setLeft] = useState<Place>()
  const shown = useLastDefined(left)
  const own = environments?.filter(({ portfolioKey }) => portfolioKey === asset.portfolioKey)
  const path = { key: asset.key, environmentKey: shown?.key ?? '' }
  return (
    <Section
      title={t`Deployments`}
      description={t`The end-user roles exist in the stages in which the asset is deployed.`}
    >
      {error && <ErrorPanel error={error} onRetry={() => refetch()} />}
      {mayView && !environments && !error && <Skeleton h={156} role="status" aria-label={t`Loading`} />}
      {(!mayView || own?.length === 0) && (
        <Text size="sm" c="dimmed">
          {mayView
            ? t`You may not view any stage of this asset’s portfolio.`
            : t`To view stages you need the permission ${permission.viewStage}.`}
        </Text>
      )}
      <ul className={classes.list}>
        {own?.map((environment) => (
          <Deployment
            key={environment.key}
            asset={asset}
            environment={environment}
            mayDeploy={session.may(permission.deployAssets, environment.key)}
            onRemove={() => setLeft(environment)}
          />
        ))}
      </ul>
      <ConfirmDialog
        isOpen={left !== undefined}
        onClose={() => setLeft(undefined)}
        title={t`Remove from the stage?`}
        confirmLabel={t`Remove`}
        isDangerous
        onConfirm={async () => {
          await completed(managementApi.DELETE('/assets/{key}/deployments/{environmentKey}', { params: { path } }))
          await invalidateAssets()
          notifyOfSuccess(t`${bidiIsolate(asset.name)} removed from ${bidiIsolate(shown?.name ?? '')}`)
        }}
      >
        <Trans>
          The end-user roles of <bdi>{asset.name}</bdi> in <bdi>{shown?.name}</bdi> are deleted. This cannot be undone:
          if you deploy the asset there again, its roles get new keys. An asset whose roles are held by a user or a
          group in this stage cannot be removed from it.
        </Trans>
      </ConfirmDialog>
    </Section>
  )
}

interface DeploymentProps {
  asset: Asset
  environment: Place
  mayDeploy: boolean
  onRemove(): void
}

function Deployment({ asset, environment, mayDeploy, onRemove }: DeploymentProps) {
  const { t } = useLingui()
  const [isWorking, setWorking] = useState(false)
  const { key, name } = environment
  const deployment = asset.deployments.find(({ environmentKey }) => environmentKey === key)
  const deploy = async (): Promise<void> => {
    setWorking(true)
    try {
      const params = { path: { key: asset.key } }
      await completed(managementApi.POST('/assets/{key}/deployments', { params, body: { environmentKey: key } }))
      await invalidateAssets()
      notifyOfSuccess(t`${bidiIsolate(asset.name)} deployed to ${bidiIsolate(name)}`)
    } catch (error) {
      notifyOfProblem(error)
    } finally {
      setWorking(false)
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
            <Trans>
              Since <TimeAgo time={deployment.deployedAt} />
            </Trans>
          </Text>
        )}
      </div>
      <Group gap="md">
        <StatusBadge status={deployment ? 'Deployed' : 'NotDeployed'} />
        {mayDeploy && (
          <Button
            size="compact-sm"
            miw={84}
            variant="default"
            loading={isWorking}
            aria-label={deployment ? t`Remove from ${name}` : t`Deploy to ${name}`}
            onClick={deployment ? onRemove : deploy}
          >
            {deployment ? t`Remove` : t`Deploy`}
          </Button>
        )}
      </Group>
    </li>
  )
}
