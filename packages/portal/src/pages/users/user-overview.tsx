import { Code, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { type Column, DataTable } from '../../components/lists/data-table.tsx'
import { Section } from '../../components/page/section.tsx'
import { FactList } from '../../components/values/fact-list.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { None } from './none.tsx'
import type { User } from './queries.ts'
import { providersQuery } from './queries.ts'
import { RecentSignIns } from './recent-sign-ins.tsx'

/** The user's profile, identity providers and last sign-ins. */
export function UserOverview({ user }: { user: User }) {
  const session = useSession()
  return (
    <Stack gap="md">
      <Section title="Profile">
        <FactList
          facts={[
            { name: 'Name', value: user.name ? <bdi>{user.name}</bdi> : <None>None yet</None> },
            { name: 'E-mail', value: user.email ? <bdi>{user.email}</bdi> : <None />, copied: user.email },
            { name: 'E-mail verified', value: user.isEmailVerified ? 'Yes' : 'No' },
            { name: 'Last sign-in', value: <TimeAgo time={user.lastLoginAt} /> },
            { name: 'Photo URL', value: user.photoUrl ?? <None />, copied: user.photoUrl },
            { name: 'User key', value: <Code>{user.key}</Code>, copied: user.key },
          ]}
        />
      </Section>
      <Section
        title="Ways to sign in"
        description="The profiles that the user has at identity providers. A user without any cannot sign in."
      >
        <Identities user={user} />
      </Section>
      {session.may(permission.viewAuditTrail) && <RecentSignIns user={user} />}
    </Stack>
  )
}

type Identity = NonNullable<NonNullable<User['_embedded']>['userIdentityProviders']>[number]

function Identities({ user }: { user: User }) {
  const providers = useQuery(providersQuery)
  const identities = user._embedded?.userIdentityProviders ?? []
  if (identities.length === 0) return <None>No profile yet.</None>
  const nameOf = (key: string): string => providers.data?.find(({ value }) => value === key)?.label ?? '…'
  const columns: Column<Identity>[] = [
    { header: 'Identity provider', render: ({ identityProviderKey }) => nameOf(identityProviderKey) },
    { header: 'Username', render: ({ username }) => (username ? <bdi>{username}</bdi> : <None />) },
    { header: 'Subject', from: 'md', render: ({ subject }) => subject ?? <None /> },
    { header: 'First sign-in', from: 'sm', width: 150, render: ({ firstLoginAt }) => <TimeAgo time={firstLoginAt} /> },
    { header: 'Last sign-in', width: 150, render: ({ lastLoginAt }) => <TimeAgo time={lastLoginAt} /> },
  ]
  return (
    <DataTable
      caption="Ways to sign in"
      columns={columns}
      items={identities}
      keyOf={({ identityProviderKey }) => identityProviderKey}
    />
  )
}
