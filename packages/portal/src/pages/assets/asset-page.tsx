import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Skeleton, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { completed } from '@portico/sdk'
import { IconLockAccess, IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { managementApi } from '../../api/apis.ts'
import { permission } from '../../api/permission-names.ts'
import { portfoliosQuery } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { Activity, useActivityPart } from '../../components/activity/activity.tsx'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { LifeStep } from '../../components/page/life-step.tsx'
import { LoadFailure } from '../../components/page/load-failure.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { Panel } from '../../components/page/panel.tsx'
import { Section } from '../../components/page/section.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { FactList } from '../../components/values/fact-list.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { DeploymentsSection } from './deployments-section.tsx'
import { EditAssetDialog } from './edit-asset-dialog.tsx'
import { type Asset, assetQuery, assetTypeLabel, evictAsset } from './queries.ts'
import { RevisionsSection } from './revisions-section.tsx'
import { RolesSection } from './roles-section.tsx'

export default function AssetPage() {
  const { t } = useLingui()
  const { key } = useParams({ from: '/shell/assets/$key' })
  const session = useSession()
  const { data: asset, error, refetch } = useQuery(assetQuery(key))
  const mayViewActivity = useActivityPart().length > 0
  if (error) return <LoadFailure error={error} onRetry={refetch} />
  return (
    <>
      <PageHeader
        title={asset?.name}
        description={asset?.description && <bdi>{asset.description}</bdi>}
        trail={[{ label: t`Assets`, to: '/assets' }]}
        actions={asset && <Actions asset={asset} />}
      />
      <Stack gap="md">
        {asset ? (
          <>
            <About asset={asset} />
            <RolesSection asset={asset} />
            <DeploymentsSection asset={asset} />
            <RevisionsSection asset={asset} />
            {mayViewActivity && <Activity filter={{ assetKey: asset.key }} />}
            {session.may(permission.deleteAssets) && <Deletion asset={asset} />}
          </>
        ) : (
          <Skeleton h={360} role="status" aria-label={t`Loading`} />
        )}
      </Stack>
    </>
  )
}

function About({ asset }: { asset: Asset }) {
  const { t } = useLingui()
  const { data: portfolios } = useQuery(portfoliosQuery)
  const portfolio = portfolios?.find(({ key }) => key === asset.portfolioKey)
  return (
    <Section title={t`Details`}>
      <FactList
        facts={[
          { name: t`Type`, value: assetTypeLabel(asset.type) },
          { name: t`Portfolio`, value: <bdi>{portfolio?.name ?? '…'}</bdi> },
          { name: t`Key`, value: asset.key, copied: asset.key },
          { name: t`Created`, value: <TimeAgo time={asset.createdAt} /> },
        ]}
      />
    </Section>
  )
}

function Actions({ asset }: { asset: Asset }) {
  const session = useSession()
  const [isEditing, editing] = useDisclosure()
  return (
    <>
      {session.may(permission.viewEndUsers) && (
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/access" search={{ asset: asset.key }} {...props} />}
          leftSection={<IconLockAccess size={16} aria-hidden />}
        >
          <Trans>Who can access</Trans>
        </Button>
      )}
      {session.may(permission.changeAssets) && (
        <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={editing.open}>
          <Trans>Edit</Trans>
        </Button>
      )}
      <EditAssetDialog asset={asset} isOpen={isEditing} onClose={editing.close} />
    </>
  )
}

function Deletion({ asset: { key, name } }: { asset: Asset }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const [isDeleting, deleting] = useDisclosure()
  return (
    <Panel title={t`Delete`}>
      <LifeStep
        text={t`Deletes the asset with its end-user roles and deployments. This cannot be undone.`}
        button={
          <Button variant="outline" color="red" onClick={deleting.open}>
            <Trans>Delete</Trans>
          </Button>
        }
      >
        <ConfirmDialog
          isOpen={isDeleting}
          onClose={deleting.close}
          title={t`Delete the asset?`}
          confirmLabel={t`Delete`}
          isDangerous
          typedName={name}
          onConfirm={async () => {
            await completed(managementApi.DELETE('/assets/{key}', { params: { path: { key } } }))
            await navigate({ to: '/assets', replace: true })
            evictAsset(key)
            notifyOfSuccess(t`${bidiIsolate(name)} deleted`)
          }}
        >
          <Trans>
            <bdi>{name}</bdi> is deleted with its end-user roles and deployments. Programs that use their keys will find
            nothing. This cannot be undone. An asset whose roles are held by a user or a group cannot be deleted.
          </Trans>
        </ConfirmDialog>
      </LifeStep>
    </Panel>
  )
}
