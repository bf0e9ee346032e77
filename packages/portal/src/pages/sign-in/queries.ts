import { queryOptions } from '@tanstack/react-query'
import { portalApi } from '../../api/apis.ts'
import { queryClient } from '../../api/query-client.ts'

/** GET /portal/interactions/{uid} */
export interface Interaction {
  step: 'password' | 'code'
  organizationName: string
  email?: string
}

/** POST /portal/interactions/{uid}/…: the next step, or where to redirect the browser */
export type SignInAnswer = { step: 'code'; redirectTo?: undefined } | { step?: undefined; redirectTo: string }

/** POST /portal/invitation/read */
export interface InvitationFacts {
  email: string | null
  name: string | null
  organizationName: string
  expiresAt: string
}

/** The invitation that a link's token belongs to */
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: () => portalApi.post<InvitationFacts>('/invitation/read', { token }),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** A sign-in that is under way at the authorization server */
export const interactionQuery = (uid: string) =>
  queryOptions({
    queryKey: ['interaction', uid],
    queryFn: () => portalApi.get<Interaction>(`/interactions/${encodeURIComponent(uid)}`),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** Goes on to the next step of a sign-in, as the server answered it. */
export function setInteractionStep(uid: string, step: Interaction['step']): void {
  queryClient.setQueryData(interactionQuery(uid).queryKey, (interaction) => interaction && { ...interaction, step })
}
