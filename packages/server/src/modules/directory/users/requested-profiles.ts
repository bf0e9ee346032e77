import { normalKey } from '../../../db/keys.ts'
import type { Parts } from '../../../db/parts.ts'
import { Problem } from '../../../problems/problem.ts'
import { getBuiltInIdentityProviderKey } from '../identity-providers/built-in-identity-provider.ts'
import { requireIdentityProvider } from '../identity-providers/require-identity-provider.ts'
import type { UserCreateRequest } from './users-schemas.ts'

/** A profile that a request adds to a user. */
export interface RequestedProfile {
  identityProviderKey: string
  isBuiltIn: boolean
  /** Null at the built-in identity provider, which knows users by their keys, and where only the username is given */
  subject: string | null
  username: string | null
  /** Whether the user may have one there already; otherwise that is an error */
  isOptional: boolean
}

interface IdentityProviders {
  builtInKey(): Promise<string>
  /** @throws Problem identity_provider_unknown */
  require(key: string): Promise<void>
}

/** The identity providers for a list of requests: each is read once. */
export function identityProvidersOf(parts: Parts, organizationKey: string): IdentityProviders {
  let builtIn: Promise<string> | undefined
  const required = new Map<string, Promise<void>>()
  return {
    builtInKey() {
      builtIn ??= getBuiltInIdentityProviderKey(parts, organizationKey)
      return builtIn
    },
    require(key) {
      const known = required.get(key) ?? requireIdentityProvider(parts, organizationKey, key)
      required.set(key, known)
      return known
    },
  }
}

/**
 * The profiles that a request asks for. At the built-in identity provider the e-mail is the username.
 * @throws Problem user_incomplete, identity_provider_unknown, invalid_body
 */
export async function requestedProfiles(
  providers: IdentityProviders,
  request: UserCreateRequest,
): Promise<RequestedProfile[]> {
  const { email, addToBuiltInIdentityProvider = false, identityProviderKey, subject = null, username = null } = request
  if (!identityProviderKey && (subject !== null || username !== null)) {
    throw new Problem('invalid_body', 'The fields subject and username need identityProviderKey as well.')
  }
  const builtInKey = await providers.builtInKey()
  const named = identityProviderKey ? normalKey(identityProviderKey) : undefined
  const profiles: RequestedProfile[] = []
  if (addToBuiltInIdentityProvider || named === builtInKey) {
    if (!email) throw new Problem('user_incomplete', 'The built-in identity provider needs an email.')
    profiles.push({
      identityProviderKey: builtInKey,
      isBuiltIn: true,
      subject: named === builtInKey ? subject : null,
      username: (named === builtInKey ? username : null) ?? email,
      isOptional: named !== builtInKey,
    })
  }
  if (named !== undefined && named !== builtInKey) {
    await providers.require(named)
    if (subject === null && username === null) {
      throw new Problem('user_incomplete', 'With identityProviderKey, a subject or a username is needed.')
    }
    profiles.push({ identityProviderKey: named, isBuiltIn: false, subject, username, isOptional: false })
  }
  if (!email && profiles.length === 0) {
    throw new Problem('user_incomplete', 'Give an email, or an identityProviderKey with a subject or a username.')
  }
  return profiles
}
