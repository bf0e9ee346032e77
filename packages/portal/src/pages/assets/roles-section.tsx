import { Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { environmentsQuery } from '../../api/catalogue.ts'
import { done, management } from '../../api/client.ts'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { apart } from '../../components/apart.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { notifyOfSuccess } from '../../components/notify.ts'
import { Section } from '../../components/section.tsx'
import { SideDrawer } from '../../components/side-drawer.tsx'
import type { Asset, DefinedRole } from './asset-queries.ts'
import classes from './assets.module.css'
import { RoleDialog } from './role-dialog.tsx'
import { RoleHolders } from './role-holders.tsx'

type Opened = { role: DefinedRole; as: 'rename' | 'delete' | 'holders' }

/** The application roles that the asset defines: the same ones wherever it is deployed. */
export function RolesSection({ asset }: { asset: Asset }) {
  const session = useSession()
  const queryClient = useQueryClient()
  const [isCreating, creating] = useDisclosure()
  const [opened, setOpened] = useState<Opened>()
  const close = (): void => setOpened(undefined)
  const mayChange = session.may(permission.changeAssets)
  const { role, as } = opened ?? {}
  return (
    <Section
      title="Application roles"
      description={<Places asset={asset} />}
      actions={
        mayChange && (
          <Button size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={creating.open}>
            Create role
          </Button>
        )
      }
    >
      {asset.applicationRoles.length === 0 && (
        <Text size="sm" c="dimmed">
          No roles yet. A role, such as Approver, says what an end user may do in the application.
        </Text>
      )}
      <ul className={classes.list}>
        {asset.applicationRoles.map((one) => (
          <Role key={one.externalKey} role={one} mayChange={mayChange} onOpen={(as) => setOpened({ role: one, as })} />
        ))}
      </ul>
      <RoleDialog asset={asset} isOpen={isCreating} onClose={creating.close} />
      <RoleDialog asset={asset} role={role} isOpen={as === 'rename'} onClose={close} />
      <SideDrawer
        isOpen={as === 'holders'}
        onClose={close}
        title={
          <>
            Who holds <bdi>{role?.name}</bdi>
          </>
        }
      >
        {role && <RoleHolders asset={asset} role={role} />}
      </SideDrawer>
      <ConfirmDialog
        isOpen={as === 'delete'}
        onClose={close}
        title="Delete the application role?"
        confirmLabel="Delete"
        isDangerous
        onConfirm={async () => {
          const path = { key: asset.key, externalKey: role?.externalKey ?? '' }
          await done(management.DELETE('/assets/{key}/application-roles/{externalKey}', { params: { path } }))
          await queryClient.invalidateQueries({ queryKey: ['assets'] })
          notifyOfSuccess(`${role?.name} is deleted`)
        }}
      >
        <bdi>{role?.name}</bdi> goes in every stage at once. This cannot be undone. As long as a user or a group holds
        it anywhere, the server refuses.
      </ConfirmDialog>
    </Section>
  )
}

/** "They exist in Development and Test." */
function Places({ asset: { deployments } }: { asset: Asset }) {
  const mayView = useSession().may(permission.viewStage)
  const { data: environments = [] } = useQuery({ ...environmentsQuery, enabled: mayView })
  const names = environments
    .filter(({ key }) => deployments.some(({ environmentKey }) => environmentKey === key))
    .map(({ name }) => name)
  if (names.length === 0) return 'They exist wherever the asset is deployed.'
  return `They exist in ${new Intl.ListFormat('en').format(names.map(apart))}, where the asset is deployed.`
}

interface RoleProps {
  role: DefinedRole
  mayChange: boolean
  onOpen(as: Opened['as']): void
}

function Role({ role: { name, claim }, mayChange, onOpen }: RoleProps) {
  const mayViewHolders = useSession().may(permission.viewEndUsers)
  const button = (as: Opened['as'], label: string, ofRole: string) => (
    <Button size="compact-sm" variant="default" aria-label={ofRole} onClick={() => onOpen(as)}>
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
          <Text size="sm" c="dimmed" lineClamp={1}>
            Claim <bdi>{claim}</bdi>
          </Text>
        )}
      </div>
      <Group gap={6}>
        {mayViewHolders && button('holders', 'Who holds it', `Who holds it: ${name}`)}
        {mayChange && button('rename', 'Rename', `Rename ${name}`)}
        {mayChange && button('delete', 'Delete', `Delete ${name}`)}
      </Group>
    </li>
  )
}
