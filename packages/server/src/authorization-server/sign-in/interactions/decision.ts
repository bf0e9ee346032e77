/** What a user who is signed in is asked */
export interface Decision {
  prompt: 'select_account' | 'access' | 'consent'
  clientId: string
  userKey: string
  /** What the client asks for: of sign-in, and of the APIs that it names */
  scopes: string[]
  resources: string[]
}

type Prompted = { prompt: { name: string } }
export const promptOf = ({ prompt }: Prompted): Decision['prompt'] => prompt.name as Decision['prompt']

export const decisionOf = (
  interaction: Prompted & { params: Record<string, unknown>; session?: { accountId?: string } | undefined },
): Decision => ({
  prompt: promptOf(interaction),
  clientId: String(interaction.params.client_id),
  userKey: interaction.session?.accountId ?? '',
  scopes: String(interaction.params.scope ?? '')
    .split(' ')
    .filter(Boolean),
  resources: [(interaction.params.resource as string | string[] | undefined) ?? []].flat(),
})
