import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { completed } from '@portico/sdk'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { managementApi } from '../../api/apis.ts'
import { permission } from '../../api/permission-names.ts'
import { environmentsQuery } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { BulkChangeDialog } from '../../components/bulk/bulk-change-dialog.tsx'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { SideDrawer } from '../../components/dialogs/side-drawer.tsx'
import { useLastDefined } from '../../components/dialogs/use-last-defined.ts'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { useListState } from '../../components/lists/use-list-state.ts'
import { Section } from '../../components/page/section.tsx'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { formatList } from '../../components/values/format-number.ts'
import classes from './assets.module.css'
import { type Asset, type DefinedRole, invalidateAssets } from './queries.ts'
import { RoleDialog } from './role-dialog.tsx'
import { RoleHolders } from './role-holders.tsx'

type Opened = { role: DefinedRole; as: 'rename' | 'delete' }

/** The application roles that the asset defines: the same ones wherever it is deployed. */
export function RolesSection({ asset }: { asset: Asset }) {
  const { t } = useLingui()
  const session = useSession()
  const [isCreating, creating] = useDisclosure()
  const [opened, setOpened] = useState<Opened>()
  const close = (): void => setOpened(undefined)
  const mayChange = session.may(permission.changeAssets)
  const mayViewHolders = session.may(permission.viewEndUsers)
  const { as } = opened ?? {}
  const role = useLastDefined(opened)?.role
  const adding = useRef<HTMLButtonElement>(null)
  // In the URL, like everything that is open beside a list.
  const holders = useListState({ sort: 'name', filters: ['role', 'stage'], pageSize: 20 })
  const held = asset.applicationRoles.find(({ externalKey }) => externalKey === holders.filters.role)
  const shown = useLastDefined(held)
  return (
    <Section
      title={t`End-user roles`}
      description={<Places asset={asset} />}
      actions={
        mayChange && (
          <Button ref={adding} size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={creating.open}>
            <Trans>Create role</Trans>
          </Button>
        )
      }
    >
      {asset.applicationRoles.length === 0 && (
        <Text size="sm" c="dimmed">
          <Trans>No roles yet. A role, such as Approver, defines what an end user may do in the application.</Trans>
        </Text>
      )}
      <ul className={classes.list}>
        {asset.applicationRoles.map((one) => (
          <Role
            key={one.externalKey}
            role={one}
            mayChange={mayChange}
            onOpen={(as) => setOpened({ role: one, as })}
            onHolders={() => holders.setFilter('role', one.externalKey)}
          />
        ))}
      </ul>
      <RoleDialog asset={asset} isOpen={isCreating} onClose={creating.close} />
      <RoleDialog asset={asset} role={role} isOpen={as === 'rename'} onClose={close} />
      <SideDrawer
        isOpen={mayViewHolders && held !== undefined}
        onClose={holders.clear}
        title={
          <Trans>
            Holders of <bdi>{shown?.name}</bdi>
          </Trans>
        }
      >
        {shown && <RoleHolders asset={asset} role={shown} state={holders} />}
      </SideDrawer>
      <BulkChangeDialog />
      <ConfirmDialog
        isOpen={as === 'delete'}
        onClose={close}
        title={t`Delete the end-user role?`}
        confirmLabel={t`Delete`}
        isDangerous
        onConfirm={async () => {
          const path = { key: asset.key, externalKey: role?.externalKey ?? '' }
          await completed(managementApi.DELETE('/assets/{key}/application-roles/{externalKey}', { params: { path } }))
          await invalidateAssets()
          notifyOfSuccess(t`${bidiIsolate(role?.name ?? '')} deleted`)
          // The button that opened the dialog is gone with its row.
          adding.current?.focus()
        }}
      >
        <Trans>
          <bdi>{role?.name}</bdi> is deleted in all stages. This cannot be undone. A role that a user or a group holds
          cannot be deleted.
        </Trans>
      </ConfirmDialog>
    </Section>
  )
}

/** "The roles exist in Development and Test, …" */
function Places({ asset: { deployments } }: { asset: Asset }) {
  const { t } = useLingui()
  const mayView = useSession().may(permission.viewStage)
  const { data: environments = [] } = useQuery({ ...environmentsQuery, enabled: mayView })
  const names = environments
    .filter(({ key }) => deployments.some(({ environmentKey }) => environmentKey === key))
    .map(({ name }) => name)
  if (names.length === 0) return t`The roles exist in every stage in which the asset is deployed.`
  return t`The roles exist in ${formatList(names.map(bidiIsolate))}, where the asset is deployed.`
}

interface RoleProps {
  role: DefinedRole
  mayChange: boolean
  onOpen(as: Opened['as']): void
  onHolders(): void
}

function Role({ role: { name, claim }, mayChange, onOpen, onHolders }: RoleProps) {
  const { t } = useLingui()
  const mayViewHolders = useSession().may(permission.viewEndUsers)
  const button = (label: string, ofRole: string, open: () => void) => (
    <Button size="compact-sm" variant="default" aria-label={ofRole} onClick={open}>
      {label}
    </Button>
  )
  return (
    <li className={classes.item}>
      <div className={classes.words}>
        <Text fw={550} lineClamp={2}>
          <bdi>{name}</bdi>
        </Text>
        {claim && (
          <Text size="sm" c="dimmed" truncate>
            <Trans>
              Claim <bdi>{claim}</bdi>
            </Trans>
          </Text>
        )}
      </div>
      <Group gap={6}>
        {mayViewHolders && button(t`Holders`, t`Holders of ${name}`, onHolders)}
        {mayChange && button(t`Rename`, t`Rename ${name}`, () => onOpen('rename'))}
        {mayChange && button(t`Delete`, t`Delete ${name}`, () => onOpen('delete'))}
      </Group>
    </li>
  )
}
