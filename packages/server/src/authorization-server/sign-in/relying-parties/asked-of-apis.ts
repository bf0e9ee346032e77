import type { KnownRelyingParty } from '../../../modules/relying-parties/registrations/relying-party-directory.ts'
import type { Decision } from '../interactions/decision.ts'
import type { InteractionParts } from '../interactions/read-interaction.ts'
import { consentedName, isSignInScope } from './resource-servers.ts'

/** What a client asks for of one registered API */
interface AskedOfApi {
  name: string
  audience: string
  scopes: { name: string; description: string | null }[]
}

/** The scopes of registered APIs that a user is asked for: those that the application was given, and no others */
export async function askedOfApis(
  { registeredApiDirectory }: Pick<InteractionParts, 'registeredApiDirectory'>,
  organizationKey: string,
  relyingParty: Pick<KnownRelyingParty, 'key'>,
  { scopes, resources }: Pick<Decision, 'scopes' | 'resources'>,
): Promise<AskedOfApi[]> {
  const asked: AskedOfApi[] = []
  for (const audience of new Set(resources)) {
    const api = await registeredApiDirectory.find(organizationKey, audience)
    if (!api) continue
    const holder = { relyingPartyKey: relyingParty.key }
    const granted = await registeredApiDirectory.scopesGrantedTo(organizationKey, holder, api.key)
    const named = granted.filter((scope) => scopes.includes(scope))
    const described = named.map((name) => ({ name, description: api.descriptions.get(name) ?? null }))
    if (named.length > 0) asked.push({ name: api.name, audience, scopes: described })
  }
  return asked
}

/** The scopes as a consent names them */
export const consentedNames = (scopes: readonly string[], apis: readonly AskedOfApi[]): string[] => [
  ...scopes.filter(isSignInScope),
  ...apis.flatMap(({ audience, scopes }) => scopes.map(({ name }) => consentedName(audience, name))),
]
