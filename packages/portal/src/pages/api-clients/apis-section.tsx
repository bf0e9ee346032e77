import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { HeldApis } from '../../components/api-scopes/held-apis.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { type ApiClientDetails, heldApisQuery, invalidateApiClients } from './queries.ts'

/** The registered APIs for which the client gets tokens, and with which scopes. */
export function ApisSection({ client }: { client: ApiClientDetails }) {
  const { t } = useLingui()
  const state = useListState({ sort: 'name' })
  return (
    <HeldApis
      holder={{ type: 'api-client', key: client.key, name: client.name }}
      state={state}
      query={useQuery(heldApisQuery(client.key, state))}
      intro={t`Registered APIs for which the API client gets tokens. It requests them with the API’s audience as the resource. Add the API client to other APIs on their pages.`}
      none={t`Its tokens are for Portico’s own APIs. To change this, add the API client as a caller on the page of an API.`}
      onSaved={invalidateApiClients}
    />
  )
}
