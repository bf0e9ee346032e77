import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconLockOff, IconPencil } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { fromGrants } from '../../api/permission-selection.ts'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { Panel } from '../../components/page/panel.tsx'
import { PermissionMatrix } from '../../components/permissions/permission-matrix.tsx'
import type { ApiClientDetails } from './queries.ts'

/** The client's permissions, read-only. */
export function PermissionsSection({ client: { key, permissions } }: { client: ApiClientDetails }) {
  const { t } = useLingui()
  const change = (
    <Button
      renderRoot={(props) => <Link to="/api-clients/$key/permissions" params={{ key }} {...props} />}
      variant="default"
      leftSection={<IconPencil size={16} aria-hidden />}
    >
      <Trans>Change permissions</Trans>
    </Button>
  )
  if (permissions.length === 0) {
    return (
      <Panel title={t`Permissions`}>
        <EmptyState icon={IconLockOff} title={t`It has no permissions`} action={change}>
          <Trans>It gets tokens, but the APIs refuse whatever it asks.</Trans>
        </EmptyState>
      </Panel>
    )
  }
  return (
    <Panel
      title={t`Permissions`}
      description={t`A change works at once, also on tokens already issued.`}
      actions={change}
    >
      <PermissionMatrix value={fromGrants(permissions)} isNarrowed />
    </Panel>
  )
}
