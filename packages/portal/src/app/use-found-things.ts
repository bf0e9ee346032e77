import { useDebouncedValue } from '@mantine/hooks'
import { answer } from '@portico/sdk'
import { type Icon, IconKey, IconUser, IconUsersGroup } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { identityApi, managementApi } from '../api/apis.ts'
import { permission } from '../api/permission-names.ts'
import { type Needs, useSession } from '../api/session.ts'

/** A search result with its page. */
export interface Hit {
  to: string
  label: string
  description?: string
  icon: Icon
}

interface Kind {
  label: string
  needs: Needs
  find(text: string, signal: AbortSignal): Promise<Hit[]>
}

const limit = 5

const kinds: Kind[] = [
  {
    label: 'Users',
    needs: [permission.manageUsers, permission.viewMembers, permission.viewEndUsers],
    async find(text, signal) {
      const query = { nameOrEmailContains: text, limit }
      const { results } = await answer(identityApi.GET('/users', { params: { query }, signal }))
      return results.map(({ key, name, email }) => ({
        to: `/users/${key}`,
        label: name || email || key,
        ...(name && email ? { description: email } : {}),
        icon: IconUser,
      }))
    },
  },
  {
    label: 'API clients',
    needs: permission.manageApiClients,
    async find(text, signal) {
      const query = { nameContains: text, limit }
      const { results } = await answer(managementApi.GET('/api-clients', { params: { query }, signal }))
      return results.map(({ key, name, status }) => ({
        to: `/api-clients/${key}`,
        label: name,
        description: status,
        icon: IconKey,
      }))
    },
  },
  {
    label: 'End-user groups',
    needs: permission.manageEndUserGroups,
    async find(text, signal) {
      const query = { nameContains: text, limit }
      const { results } = await answer(identityApi.GET('/groups', { params: { query }, signal }))
      return results.map(({ key, name }) => ({ to: `/groups/${key}`, label: name ?? key, icon: IconUsersGroup }))
    },
  },
]

/** What the server finds for a text, of the kinds that the member may see. A kind that fails is left out. */
export function useFoundThings(text: string): { things: { label: string; hits: Hit[] }[]; isSearching: boolean } {
  const session = useSession()
  const [debounced] = useDebouncedValue(text.trim(), 200)
  const { data = [], isFetching } = useQuery({
    queryKey: ['palette', debounced],
    enabled: debounced.length > 1,
    async queryFn({ signal }) {
      const wanted = kinds.filter(({ needs }) => session.may(needs))
      return Promise.all(
        wanted.map(async ({ label, find }) => ({ label, hits: await find(debounced, signal).catch(() => []) })),
      )
    },
  })
  const isSearching = isFetching || debounced !== text.trim()
  const words = text.trim().toLowerCase()
  // Results of the previous text are shown only if they still match: Enter would open a wrong one.
  const fits = ({ label, description = '' }: Hit): boolean => `${label} ${description}`.toLowerCase().includes(words)
  const things = isSearching ? data.map(({ label, hits }) => ({ label, hits: hits.filter(fits) })) : data
  return { things: words.length > 1 ? things : [], isSearching }
}
