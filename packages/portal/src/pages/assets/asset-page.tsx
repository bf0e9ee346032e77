import { Button, Skeleton, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { completed } from '@portico/sdk'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { managementApi } from '../../api/apis.ts'
import { permission } from '../../api/permission-names.ts'
import { portfoliosQuery } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { LoadFailure } from '../../components/page/load-failure.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { Section } from '../../components/page/section.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { FactList } from '../../components/values/fact-list.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { DeploymentsSection } from './deployments-section.tsx'
import { EditAssetDialog } from './edit-asset-dialog.tsx'
import { type Asset, assetQuery, assetTypeLabel, evictAsset } from './queries.ts'
import { RevisionsSection } from './revisions-section.tsx'
import { RolesSection } from './roles-section.tsx'

const trail = [{ label: 'Assets', to: '/assets' }]

export default function AssetPage() {
  const { key } = useParams({ from: '/shell/assets/$key' })
  const { data: asset, error, refetch } = useQuery(assetQuery(key))
  if (error) return <LoadFailure error={error} onRetry={refetch} />
  return (
    <>
      <PageHeader
        title={asset?.name}
        description={asset?.description && <bdi>{asset.description}</bdi>}
        trail={trail}
        actions={asset && <Actions asset={asset} />}
      />
      <Stack gap="md">
        {asset ? (
          <>
            <About asset={asset} />
            <RolesSection asset={asset} />
            <DeploymentsSection asset={asset} />
            <RevisionsSection asset={asset} />
          </>
        ) : (
          <Skeleton h={360} role="status" aria-label="Loading" />
        )}
      </Stack>
    </>
  )
}

function About({ asset }: { asset: Asset }) {
  const { data: portfolios } = useQuery(portfoliosQuery)
  const portfolio = portfolios?.find(({ key }) => key === asset.portfolioKey)
  return (
    <Section title="About">
      <FactList
        facts={[
          { name: 'Type', value: assetTypeLabel(asset.type) },
          { name: 'Portfolio', value: <bdi>{portfolio?.name ?? '…'}</bdi> },
          { name: 'Key', value: asset.key, copied: asset.key },
          { name: 'Created', value: <TimeAgo time={asset.createdAt} /> },
        ]}
      />
    </Section>
  )
}

function Actions({ asset }: { asset: Asset }) {
  const session = useSession()
  const navigate = useNavigate()
  const [isDeleting, deleting] = useDisclosure()
  const [isEditing, editing] = useDisclosure()
  const { key, name } = asset
  return (
    <>
      {session.may(permission.deleteAssets) && (
        <Button variant="default" leftSection={<IconTrash size={16} aria-hidden />} onClick={deleting.open}>
          Delete
        </Button>
      )}
      {session.may(permission.changeAssets) && (
        <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={editing.open}>
          Edit
        </Button>
      )}
      <EditAssetDialog asset={asset} isOpen={isEditing} onClose={editing.close} />
      <ConfirmDialog
        isOpen={isDeleting}
        onClose={deleting.close}
        title="Delete the asset?"
        confirmLabel="Delete"
        isDangerous
        typedName={name}
        onConfirm={async () => {
          await completed(managementApi.DELETE('/assets/{key}', { params: { path: { key } } }))
          await navigate({ to: '/assets', replace: true })
          evictAsset(key)
          notifyOfSuccess(`${bidiIsolate(name)} is deleted`)
        }}
      >
        <bdi>{name}</bdi> goes with its application roles and deployments, and programs that name them by their keys
        find nothing. This cannot be undone. It is refused while a user or a group holds one of the roles.
      </ConfirmDialog>
    </>
  )
}
