import type { I18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Text } from '@mantine/core'
import { completed } from '@portico/sdk'
import { IconId } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { identityApi } from '../../api/apis.ts'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { GuardedButton } from '../../components/forms/guarded-button.tsx'
import type { Column } from '../../components/lists/data-table.tsx'
import { ItemLink } from '../../components/lists/item-link.tsx'
import { List } from '../../components/lists/list-page.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { formatDay } from '../../components/values/format-time.ts'
import { GrantOrganizationRoleDialog } from './grant-organization-role-dialog.tsx'
import { nameOf } from './name-of.ts'
import { NoValue } from './no-value.tsx'
import { invalidateUsers, type OrganizationRoleGrant, organizationGrantsQuery, type User } from './queries.ts'
import { useAssetNames } from './use-asset-names.ts'
import { useWhyOutOfReach } from './use-why-out-of-reach.ts'

/** The organization roles of a user, for the organization and for assets, with those of a later period. */
export function OrganizationAccess({ user }: { user: User }) {
  const { t, i18n } = useLingui()
  const mayChange = useSession().may(permission.manageMemberAccess)
  const state = useListState({ sort: 'name' })
  const query = useQuery(organizationGrantsQuery(user.key, state))
  const assetName = useAssetNames((query.data?.results ?? []).flatMap(({ assetKey }) => assetKey ?? []))
  const reason = useWhyOutOfReach(user)
  const [isGranting, setGranting] = useState(false)
  const [revoked, setRevoked] = useState<OrganizationRoleGrant>()
  const scopeOf = ({ assetKey }: OrganizationRoleGrant): string =>
    assetKey ? assetName(assetKey) : t`The whole organization`
  const grantButton = mayChange && (
    <Button onClick={() => setGranting(true)}>
      <Trans>Grant a role</Trans>
    </Button>
  )
  const person = nameOf(user)
  const role = revoked?.name
  const place = revoked?.assetKey ? scopeOf(revoked) : t`the whole organization`
  // While it loads, as if there were some, so that the layout does not shift.
  const hasSome = query.data?.results.length !== 0
  return (
    <>
      {hasSome && (
        <Group justify="space-between" mb="md">
          <Text c="dimmed" size="sm" maw={640}>
            <Trans>
              What the user may administer and build. A user has one role for the whole organization, and one for each
              asset.
            </Trans>
          </Text>
          {grantButton}
        </Group>
      )}
      <List
        title={t`Organization roles`}
        state={state}
        query={query}
        columns={columnsOf(i18n, scopeOf, mayChange ? setRevoked : undefined, reason)}
        keyOf={({ key, assetKey }) => `${key} ${assetKey}`}
        empty={
          <EmptyState icon={IconId} title={t`No organization role`} action={grantButton}>
            <Trans>
              The user administers and builds nothing here. An organization role makes a member of them, who can sign in
              to this portal.
            </Trans>
          </EmptyState>
        }
      />
      <GrantOrganizationRoleDialog
        user={user}
        whyNotReplace={reason}
        isOpen={isGranting}
        onClose={() => setGranting(false)}
      />
      <ConfirmDialog
        isOpen={revoked !== undefined}
        onClose={() => setRevoked(undefined)}
        title={t`Revoke the role?`}
        confirmLabel={t`Revoke`}
        isDangerous
        onConfirm={async () => {
          if (revoked) await revoke(user.key, revoked)
          notifyOfSuccess(t`The role was revoked`)
          await invalidateUsers()
        }}
      >
        <Trans>
          <bdi>{person}</bdi> no longer holds the role {role} for {place}. This holds at once, also for sessions that
          are open.
        </Trans>
      </ConfirmDialog>
    </>
  )
}

const revoke = (userKey: string, { key, assetKey }: OrganizationRoleGrant): Promise<void> =>
  completed(
    identityApi.DELETE('/users/{key}/organization-roles/{roleKey}', {
      params: { path: { key: userKey, roleKey: key } },
      body: assetKey ? { assetKeys: [assetKey] } : {},
    }),
  )

function columnsOf(
  i18n: I18n,
  scopeOf: (grant: OrganizationRoleGrant) => string,
  onRevoke: ((grant: OrganizationRoleGrant) => void) | undefined,
  whyNot: string | undefined,
): Column<OrganizationRoleGrant>[] {
  return [
    {
      header: i18n._(msg`Role`),
      render: ({ key, name }) => <ItemLink to={`/organization-roles/${key}`}>{name}</ItemLink>,
    },
    { header: i18n._(msg`Holds for`), from: 'xs', render: (grant) => <bdi>{scopeOf(grant)}</bdi> },
    { header: i18n._(msg`Period`), from: 'sm', render: ({ grantPeriod }) => <Period period={grantPeriod} /> },
    ...(onRevoke
      ? [
          {
            header: i18n._(msg`Actions`),
            isHeaderHidden: true,
            align: 'end' as const,
            width: 130,
            render: (grant: OrganizationRoleGrant) => (
              <GuardedButton
                reason={whyNot}
                variant="default"
                size="xs"
                aria-label={revokeLabel(i18n, grant.name ?? '', scopeOf(grant))}
                onClick={() => onRevoke(grant)}
              >
                <Trans>Revoke</Trans>
              </GuardedButton>
            ),
          },
        ]
      : []),
  ]
}

const revokeLabel = (i18n: I18n, role: string, place: string): string => i18n._(msg`Revoke ${role} for ${place}`)

function Period({ period }: { period: OrganizationRoleGrant['grantPeriod'] }) {
  const { startTime, endTime } = period ?? { startTime: null, endTime: null }
  if (!startTime && !endTime)
    return (
      <NoValue>
        <Trans>Without end</Trans>
      </NoValue>
    )
  const from = startTime && formatDay(startTime, 'UTC')
  const until = endTime && formatDay(endTime, 'UTC')
  if (from && until) return `${from} – ${until}`
  return from ? <Trans>From {from}</Trans> : <Trans>Until {until}</Trans>
}
