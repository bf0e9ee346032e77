import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { HeldApis } from '../../components/api-scopes/held-apis.tsx'
import { useListState } from '../../components/lists/use-list-state.ts'
import { heldApisQuery, invalidateRelyingParties, type RelyingPartyDetails } from './queries.ts'

/** The registered APIs that the application calls in the name of its users, and with which scopes. */
export function ApisSection({ application }: { application: RelyingPartyDetails }) {
  const { t } = useLingui()
  const state = useListState({ sort: 'name' })
  return (
    <HeldApis
      holder={{ type: 'relying-party', key: application.key, name: application.name }}
      state={state}
      query={useQuery(heldApisQuery(application.key, state))}
      intro={t`Registered APIs that the application calls on behalf of its users. It requests a token with the API’s audience as the resource. Add the application to other APIs on their pages.`}
      none={t`Its access tokens only give access to userinfo. To change this, add the application as a caller on the page of an API.`}
      onSaved={invalidateRelyingParties}
    />
  )
}
