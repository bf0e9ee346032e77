import { useQuery } from '@tanstack/react-query'
import { HeldApis } from '../../components/api-scopes/held-apis.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { type ApiClientDetails, heldApisQuery, invalidateApiClients } from './queries.ts'

/** The registered APIs for which the client gets tokens, and with which scopes. */
export function ApisSection({ client }: { client: ApiClientDetails }) {
  const state = useListState({ sort: 'name' })
  return (
    <HeldApis
      holder={{ type: 'api-client', key: client.key, name: client.name }}
      state={state}
      query={useQuery(heldApisQuery(client.key, state))}
      intro="APIs of your own for which it gets tokens, when it asks with their audience as resource. Others are given on the page of the API."
      none="Its tokens are for Portico’s own APIs. On the page of an API, add it as a caller."
      onSaved={invalidateApiClients}
    />
  )
}
