import { useQuery } from '@tanstack/react-query'
import { HeldApis } from '../../components/api-scopes/held-apis.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { heldApisQuery, invalidateRelyingParties, type RelyingPartyDetails } from './queries.ts'

/** The registered APIs that the application calls in the name of its users, and with which scopes. */
export function ApisSection({ application }: { application: RelyingPartyDetails }) {
  const state = useListState({ sort: 'name' })
  return (
    <HeldApis
      holder={{ type: 'relying-party', key: application.key, name: application.name }}
      state={state}
      query={useQuery(heldApisQuery(application.key, state))}
      intro="APIs of your own that it calls in the name of its users, when it asks with their audience as resource. Others are given on the page of the API."
      none="Its access tokens are for userinfo alone. On the page of an API, add it as a caller."
      onSaved={invalidateRelyingParties}
    />
  )
}
