import { emailDomain } from '../../../db/folded-columns.ts'
import { nameFault, trimmedName } from '../../../http/api/require-name.ts'
import { Problem } from '../../../problems/problem.ts'
import type { ProviderDomain } from '../../directory/identity-providers/provider-domain.ts'
import type { StoredIdentityProvider } from '../../directory/identity-providers/stored-identity-provider.ts'
import type { ProvidedProfile } from '../../directory/users/provided-profile.ts'
import { requireEmail } from '../../directory/users/require-email.ts'
import { requirePhotoUrl } from '../../directory/users/require-photo-url.ts'
import type { ExternalIdentity } from './external-identity.ts'

const longestName = 256
const longestUrl = 2_048
const longestSubject = 512

/**
 * What is stored of an identity: what breaks the rules of users is left out. An e-mail is trusted where the settings of the
 * provider trust it, and its domain is not that of another provider; a provider with domains is trusted for those alone.
 * @param domains those of the provider, and that of the e-mail where it belongs to any
 * @throws Problem external_subject_invalid
 */
export function providedProfileOf(
  identity: ExternalIdentity,
  provider: Pick<StoredIdentityProvider, 'key' | 'name' | 'emailTrustType'>,
  domains: readonly ProviderDomain[],
): ProvidedProfile {
  const { subject, isTermsAccepted } = identity
  if (subject === '' || subject.length > longestSubject || /[\p{Cc}\p{Cs}]/u.test(subject)) {
    throw new Problem(
      'external_subject_invalid',
      `${provider.name} names you by a text of ${subject.length} characters, or one with control characters: 1 to ${longestSubject} are allowed.`,
    )
  }
  const email = usable(identity.email?.trim(), requireEmail)
  return {
    providerKey: provider.key,
    subject,
    username: nameOf(identity.username),
    name: nameOf(identity.name),
    email,
    isEmailTrusted: email !== null && isVerified(identity, provider) && isOfProvider(email, provider.key, domains),
    photoUrl: usable(identity.photoUrl, (url) => {
      if (requirePhotoUrl(url) === null || url.length > longestUrl) throw new Problem('invalid_body', 'not a URL')
    }),
    isTermsAccepted,
  }
}

const isVerified = (
  { isEmailVerified }: ExternalIdentity,
  { emailTrustType }: Pick<StoredIdentityProvider, 'emailTrustType'>,
): boolean => emailTrustType === 'All' || (emailTrustType === 'EmailVerifiedClaim' && isEmailVerified)

/** Whether this provider may speak for the domain of an e-mail */
function isOfProvider(email: string, providerKey: string, domains: readonly ProviderDomain[]): boolean {
  const owner = domains.find(({ domain }) => domain === emailDomain(email))
  return owner ? owner.providerKey === providerKey : !domains.some((one) => one.providerKey === providerKey)
}

function nameOf(text: string | null): string | null {
  if (text === null || nameFault(text) !== undefined) return null
  const name = trimmedName(text)
  return name.length > longestName ? null : name
}

/** Null where there is none, or where it breaks the rule */
function usable(text: string | null | undefined, require: (text: string) => void): string | null {
  if (!text) return null
  try {
    require(text)
    return text
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}
