import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSession } from '../../api/session.ts'
import { type AuditState, actorNameQuery, actorsQuery } from './queries.ts'

/** A filter for one person or API client, of those whom the member may see. */
export function ActorFilter({ state: { filters, setFilter } }: { state: AuditState }) {
  const session = useSession()
  const [text, setText] = useState('')
  const [debounced] = useDebouncedValue(text.trim(), 200)
  const chosen = filters.actorKey
  const { data: name } = useQuery({ ...actorNameQuery(chosen ?? ''), enabled: chosen !== undefined })
  const known = chosen ? [{ value: chosen, label: name ?? chosen }] : []
  const isTyped = debounced !== '' && debounced !== name
  const { data: found = [], isFetching } = useQuery({ ...actorsQuery(session, debounced), enabled: isTyped })
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
        debounced === '' ? 'Type a name' : isFetching ? 'Searching…' : 'Nobody whom you may see is called that'
      }
      w={{ base: 'calc(50% - 6px)', xs: 220 }}
    />
  )
}
