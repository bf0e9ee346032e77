import { Trans, useLingui } from '@lingui/react/macro'
import { Code, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { permission } from '../../api/permission-names.ts'
import { identityProvidersQuery } from '../../api/queries.ts'
import { useSession } from '../../api/session.ts'
import { type Column, DataTable } from '../../components/lists/data-table.tsx'
import { Section } from '../../components/page/section.tsx'
import { breakable } from '../../components/values/breakable.tsx'
import { FactList } from '../../components/values/fact-list.tsx'
import { providerName } from '../../components/values/provider-name.ts'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { NoValue } from './no-value.tsx'
import type { User } from './queries.ts'
import { RecentSignIns } from './recent-sign-ins.tsx'
import { UserLife } from './user-life.tsx'

/** The user's profile, identity providers and last sign-ins, and what ends an account. */
export function UserOverview({ user }: { user: User }) {
  const session = useSession()
  const { t } = useLingui()
  return (
    <Stack gap="md">
      <Section title={t`Profile`}>
        <FactList
          facts={[
            { name: t`Name`, value: user.name ? <bdi>{user.name}</bdi> : <NoValue /> },
            {
              name: t`E-mail`,
              value: user.email ? <bdi>{breakable(user.email)}</bdi> : <NoValue />,
              copied: user.email,
            },
            { name: t`E-mail verified`, value: user.isEmailVerified ? t`Yes` : t`No` },
            { name: t`Last sign-in`, value: <TimeAgo time={user.lastLoginAt} /> },
            { name: t`Photo URL`, value: user.photoUrl ?? <NoValue />, copied: user.photoUrl },
            { name: t`User key`, value: <Code>{user.key}</Code>, copied: user.key },
          ]}
        />
      </Section>
      <Section
        title={t`Linked providers`}
        description={t`The profiles of the user at identity providers. A user without any cannot sign in.`}
      >
        <Identities user={user} />
      </Section>
      {session.may(permission.viewAuditTrail) && <RecentSignIns user={user} />}
      {session.may(permission.manageUsers) && <UserLife user={user} />}
    </Stack>
  )
}

type Identity = NonNullable<NonNullable<User['_embedded']>['userIdentityProviders']>[number]

function Identities({ user }: { user: User }) {
  const { t } = useLingui()
  const providers = useQuery(identityProvidersQuery)
  const identities = user._embedded?.userIdentityProviders ?? []
  if (identities.length === 0)
    return (
      <NoValue>
        <Trans>No profile yet: invite the user, or allow a password under Sign-in.</Trans>
      </NoValue>
    )
  const nameOf = (key: string): string => {
    const provider = providers.data?.find((one) => one.key === key)
    return provider ? providerName(provider) : '…'
  }
  const columns: Column<Identity>[] = [
    { header: t`Identity provider`, render: ({ identityProviderKey }) => <bdi>{nameOf(identityProviderKey)}</bdi> },
    { header: t`Username`, render: ({ username }) => (username ? <bdi>{breakable(username)}</bdi> : <NoValue />) },
    {
      header: t`Subject`,
      from: 'md',
      render: ({ subject }) => (subject ? <bdi>{breakable(subject)}</bdi> : <NoValue />),
    },
    { header: t`First sign-in`, from: 'sm', width: 150, render: ({ firstLoginAt }) => <TimeAgo time={firstLoginAt} /> },
    { header: t`Last sign-in`, from: 'xs', width: 150, render: ({ lastLoginAt }) => <TimeAgo time={lastLoginAt} /> },
  ]
  return (
    <DataTable
      caption={t`Linked providers`}
      columns={columns}
      items={identities}
      keyOf={({ identityProviderKey }) => identityProviderKey}
    />
  )
}
