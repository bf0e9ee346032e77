import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, identity, management } from '../../api/client.ts'
import { permission } from '../../api/permission-names.ts'
import { type Session, useSession } from '../../api/session.ts'
import type { AuditState } from './queries.ts'

interface Actor {
  value: string
  label: string
}

const seesUsers = [permission.manageUsers, permission.viewMembers, permission.viewEndUsers] as const
const offered = 10

/** One person or API client, out of those whom the member may see. */
export function ActorFilter({ state: { filters, setFilter } }: { state: AuditState }) {
  const session = useSession()
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 200)
  const chosen = filters.actorKey
  const { data: name } = useQuery({
    queryKey: ['audit-entries', 'actor', chosen],
    enabled: chosen !== undefined,
    queryFn: ({ signal }) => nameOfActor(chosen ?? '', signal),
    placeholderData: undefined,
  })
  const known = chosen ? [{ value: chosen, label: name ?? chosen }] : []
  const { data: found = [], isFetching } = useQuery({
    queryKey: ['audit-entries', 'actors', asked],
    queryFn: ({ signal }) => findActors(session, asked, signal),
    enabled: asked !== '' && asked !== name,
  })
  return (
    <Select
      aria-label="Actor"
      placeholder="By one actor…"
      data={[...known, ...found.filter(({ value }) => value !== chosen)]}
      value={chosen ?? null}
      onChange={(value) => setFilter('actorKey', value)}
      searchable
      searchValue={text}
      onSearchChange={setText}
      // The server has searched already.
      filter={({ options }) => options}
      clearable
      clearButtonProps={{ 'aria-label': 'By any actor' }}
      nothingFoundMessage={
        asked === '' ? 'Type a name' : isFetching ? 'Searching…' : 'Nobody whom you may see is called that'
      }
      w={{ base: 'calc(50% - 6px)', xs: 220 }}
    />
  )
}

async function findActors(session: Session, text: string, signal: AbortSignal): Promise<Actor[]> {
  const users = async (): Promise<Actor[]> => {
    const query = { nameOrEmailContains: text, limit: offered }
    const { results } = await answer(identity.GET('/users', { params: { query }, signal }))
    return results.map(({ key, name, email }) => ({ value: key, label: name || email || key }))
  }
  const apiClients = async (): Promise<Actor[]> => {
    const query = { nameContains: text, limit: offered }
    const { results } = await answer(management.GET('/api-clients', { params: { query }, signal }))
    return results.map(({ key, name }) => ({ value: key, label: name }))
  }
  const kinds = [session.may(seesUsers) ? users() : [], session.may(permission.manageApiClients) ? apiClients() : []]
  return (await Promise.all(kinds)).flat()
}

/** What the actor was called in what they did last: the trail knows also those who are gone. */
async function nameOfActor(key: string, signal: AbortSignal): Promise<string | null> {
  const query = { actorKey: [key], limit: 1 }
  const { results } = await answer(management.GET('/audit-entries', { params: { query }, signal }))
  return results[0]?.actor.name ?? null
}
