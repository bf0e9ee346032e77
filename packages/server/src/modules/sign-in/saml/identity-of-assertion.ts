import type { NormalClaim } from '../../directory/identity-providers/normal-claims.ts'
import type { ExternalIdentity } from '../federation/external-identity.ts'
import { foreignClaims } from '../federation/normalize-claims.ts'
import type { SamlAssertion } from './check-assertion.ts'
import { transientNameId } from './namespaces.ts'
import type { SamlProvider } from './saml-provider.ts'
import { demand } from './saml-refusal.ts'

const claimsOfMicrosoft = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/'

/**
 * Under which names providers usually send it, the most telling first, as the Name of an attribute before any FriendlyName.
 * A token normalization comes before all of them.
 */
const usualNames = {
  email: ['email', 'mail', 'urn:oid:0.9.2342.19200300.100.1.3', `${claimsOfMicrosoft}emailaddress`, 'emailAddress'],
  name: [
    'name',
    'displayName',
    'urn:oid:2.16.840.1.113730.3.1.241',
    'http://schemas.microsoft.com/identity/claims/displayname',
    'cn',
    'urn:oid:2.5.4.3',
  ],
  username: [
    'preferred_username',
    'username',
    'uid',
    'urn:oid:0.9.2342.19200300.100.1.1',
    `${claimsOfMicrosoft}name`,
    `${claimsOfMicrosoft}upn`,
  ],
  picture: ['picture', 'photo', 'photoUrl'],
  email_verified: ['email_verified'],
  terms: ['terms_accepted'],
} as const satisfies Record<NormalClaim, readonly string[]>

/** What stands for two factors at most providers (REFEDS, Microsoft, SAML authentication contexts) */
const secondFactorContexts = [
  'https://refeds.org/profile/mfa',
  'http://schemas.microsoft.com/claims/multipleauthn',
  'urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract',
  'urn:oasis:names:tc:SAML:2.0:ac:classes:TimeSyncToken',
]
const methodsOfMicrosoft = 'http://schemas.microsoft.com/claims/authnmethodsreferences'

/**
 * Who an assertion says that somebody is.
 * @throws SamlRefusal where nothing in it stands for the person beyond this session
 */
export function identityOfAssertion(assertion: SamlAssertion, provider: SamlProvider): ExternalIdentity {
  const { nameId, nameIdFormat, sessionIndex } = assertion
  const values = valuesByName(assertion)
  const formal = new Set(assertion.attributes.map(({ name }) => name))
  const mapped = foreignClaims(provider.tokenNormalizations)
  const read = (claim: NormalClaim): string | null => {
    const foreign = mapped.get(claim)
    const names: readonly string[] = foreign ? [foreign] : usualNames[claim]
    const byName = names.filter((name) => formal.has(name))
    for (const name of [...byName, ...names]) {
      const found = values.get(name) ?? []
      // Several values say nothing certain of one person.
      if (found.length > 0) return found.length === 1 ? (found[0] ?? null) : null
    }
    return null
  }
  const isAddress = nameIdFormat?.endsWith(':emailAddress') === true
  const terms = read('terms')
  return {
    providerKey: provider.key,
    subject: subjectOf(assertion, provider, values),
    username: read('username') ?? (nameIdFormat === transientNameId ? null : nameId),
    name: read('name') ?? fullName(values),
    email: read('email') ?? (isAddress ? nameId : null),
    // The usual attribute speaks of the usual e-mail alone.
    isEmailVerified: (!mapped.has('email') || mapped.has('email_verified')) && read('email_verified') === 'true',
    photoUrl: read('picture'),
    isTermsAccepted: terms === null ? null : terms === 'true',
    claims: {
      ...Object.fromEntries([...values].map(([name, all]) => [name, all.length === 1 ? all[0] : all])),
      sub: nameId,
    },
    hasSecondFactor:
      [...secondFactorContexts, ...provider.settings.secondFactorContexts].includes(
        assertion.authenticationContext ?? '',
      ) || (values.get(methodsOfMicrosoft) ?? []).includes('http://schemas.microsoft.com/claims/multipleauthn'),
    session: { type: 'SAML', nameId, nameIdFormat, sessionIndex },
  }
}

/**
 * By Name, and by FriendlyName where no other attribute has it as its Name. FriendlyNames are for people (SAML Core, section
 * 2.7.3.1): several attributes may have the same one, and then all their values are under it.
 */
function valuesByName({ attributes }: SamlAssertion): Map<string, string[]> {
  const found = new Map(attributes.map(({ name, values }) => [name, values]))
  const others = Map.groupBy(attributes, ({ name, friendlyName }) =>
    friendlyName !== null && !found.has(friendlyName) ? friendlyName : name,
  )
  for (const [name, some] of others)
    if (!found.has(name))
      found.set(
        name,
        some.flatMap(({ values }) => values),
      )
  return found
}

function subjectOf(
  { nameId, nameIdFormat }: SamlAssertion,
  { name, settings: { subjectAttribute } }: SamlProvider,
  values: Map<string, string[]>,
): string {
  if (subjectAttribute !== null) {
    const [subject, ...more] = values.get(subjectAttribute) ?? []
    demand(
      subject !== undefined && subject !== '' && more.length === 0,
      `${name} does not send the attribute ${subjectAttribute} with one value, which identifies people (subjectAttribute).`,
    )
    return subject
  }
  demand(
    nameIdFormat !== transientNameId,
    `${name} sends NameIDs that change each time (transient). Have it send persistent ones, or set subjectAttribute.`,
  )
  return nameId
}

function fullName(values: Map<string, string[]>): string | null {
  const given = values.get('givenName') ?? values.get('urn:oid:2.5.4.42') ?? values.get(`${claimsOfMicrosoft}givenname`)
  const family = values.get('sn') ?? values.get('urn:oid:2.5.4.4') ?? values.get(`${claimsOfMicrosoft}surname`)
  return [given, family].flatMap((each) => (each?.length === 1 ? each : [])).join(' ') || null
}
