import { queryOptions } from '@tanstack/react-query'
import { portal } from '../../api/client.ts'
import type { Interaction, InvitationFacts } from '../../api/portal-types.ts'
import { queryClient } from '../../api/query-client.ts'

/** The invitation that a link's token belongs to */
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: () => portal.post<InvitationFacts>('/invitation/read', { token }),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** A sign-in that is under way at the authorization server */
export const interactionQuery = (uid: string) =>
  queryOptions({
    queryKey: ['interaction', uid],
    queryFn: () => portal.get<Interaction>(`/interactions/${encodeURIComponent(uid)}`),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** Goes on to the next step of a sign-in, as the server answered it. */
export function setInteractionStep(uid: string, step: Interaction['step']): void {
  queryClient.setQueryData(interactionQuery(uid).queryKey, (interaction) => interaction && { ...interaction, step })
}
