import { methodBearer, namespaces } from './namespaces.ts'
import { timeOf } from './read-message.ts'
import type { ResponseExpectations } from './response-expectations.ts'
import { demand, SamlRefusal } from './saml-refusal.ts'
import {
  attributeOf,
  childElements,
  childrenNamed,
  findChild,
  getChild,
  isNamed,
  textOf,
  type XmlElement,
} from './xml-element.ts'

/** What a provider says of a person, checked */
export interface SamlAssertion {
  id: string
  nameId: string
  nameIdFormat: string | null
  sessionIndex: string | null
  /** How they signed in there */
  authenticationContext: string | null
  attributes: SamlAttribute[]
  /** The assertion is worth nothing from then on, in milliseconds: for so long it has to be remembered */
  endsAt: number
}

interface SamlAttribute {
  name: string
  friendlyName: string | null
  values: string[]
}

const { assertion: saml, schemaInstance } = namespaces

/** Clocks differ. */
const skew = 60_000

/**
 * Checks an assertion whose signature holds (SAML core, section 2; profiles, section 4.1.4.3).
 * @throws SamlRefusal
 */
export function checkAssertion(assertion: XmlElement, expected: ResponseExpectations): SamlAssertion {
  const { issuer } = expected
  demand(attributeOf(assertion, 'Version') === '2.0', 'The assertion is not of SAML 2.0.')
  const id = attributeOf(assertion, 'ID') ?? ''
  demand(id !== '' && id.length <= 256, 'The assertion has no ID, or one that is too long.')
  demand(textOf(getChild(assertion, saml, 'Issuer')) === issuer, `The assertion is not of ${issuer}.`)
  const subject = getChild(assertion, saml, 'Subject')
  const nameId = findChild(subject, saml, 'NameID')
  demand(nameId !== undefined, 'The subject has no NameID that can be read.')
  const name = textOf(nameId)
  demand(name !== '' && name.length <= 1_000, 'The NameID is empty, or too long.')
  const confirmedUntil = requireConfirmation(subject, expected)
  const validUntil = requireConditions(getChild(assertion, saml, 'Conditions'), expected)
  const session = readSession(assertion, expected.now)
  return {
    id,
    nameId: name,
    nameIdFormat: attributeOf(nameId, 'Format') ?? null,
    ...session,
    attributes: readAttributes(assertion),
    endsAt: Math.min(confirmedUntil, validUntil ?? confirmedUntil) + skew,
  }
}

/** One confirmation that holds is enough. @returns when it ends */
function requireConfirmation(subject: XmlElement, { recipient, requestId, now }: ResponseExpectations): number {
  let reason = 'The subject has no confirmation of the kind bearer.'
  for (const confirmation of childrenNamed(subject, saml, 'SubjectConfirmation')) {
    if (attributeOf(confirmation, 'Method') !== methodBearer) continue
    const data = getChild(confirmation, saml, 'SubjectConfirmationData')
    const end = timeOf(data, 'NotOnOrAfter')
    const start = timeOf(data, 'NotBefore')
    const to = attributeOf(data, 'Recipient')
    if (end === undefined) reason = 'The confirmation of the subject has no end (NotOnOrAfter).'
    else if (to !== recipient) reason = `The assertion is meant for ${to ?? 'nobody'}, and arrived at ${recipient}.`
    else if (attributeOf(data, 'InResponseTo') !== requestId) reason = 'The assertion answers another request.'
    else if (now >= end + skew) reason = 'The assertion came too late, or the clocks differ.'
    else if (start !== undefined && now < start - skew) reason = 'The assertion is not valid yet, or the clocks differ.'
    else return end
  }
  throw new SamlRefusal(reason)
}

/** @returns when they end */
function requireConditions(conditions: XmlElement, { audience, now }: ResponseExpectations): number | undefined {
  const start = timeOf(conditions, 'NotBefore')
  const end = timeOf(conditions, 'NotOnOrAfter')
  demand(start === undefined || now >= start - skew, 'The assertion is not valid yet, or the clocks differ.')
  demand(end === undefined || now < end + skew, 'The assertion is not valid any more, or the clocks differ.')
  let hasAudience = false
  for (const condition of childElements(conditions)) {
    if (isNamed(condition, saml, 'AudienceRestriction')) {
      const named = childrenNamed(condition, saml, 'Audience').map(textOf)
      demand(named.includes(audience), `The assertion is for ${named.join(', ') || 'nobody'}, not for ${audience}.`)
      hasAudience = true
      continue
    }
    // SAML core, section 2.5.1.1: a condition that is not understood makes the assertion worthless.
    const isKnown = isNamed(condition, saml, 'OneTimeUse') || isNamed(condition, saml, 'ProxyRestriction')
    demand(isKnown, `The assertion has the unknown condition ${condition.local}.`)
  }
  demand(hasAudience, 'The assertion does not say for whom it is (AudienceRestriction).')
  return end
}

function readSession(assertion: XmlElement, now: number) {
  const statements = childrenNamed(assertion, saml, 'AuthnStatement')
  const [statement] = statements
  demand(statement !== undefined && statements.length === 1, 'The assertion does not say once that somebody signed in.')
  const end = timeOf(statement, 'SessionNotOnOrAfter')
  demand(end === undefined || now < end + skew, 'The session at the provider has ended.')
  const instant = timeOf(statement, 'AuthnInstant')
  demand(
    instant !== undefined && instant <= now + skew,
    'The sign-in at the provider is in the future, or has no time.',
  )
  const context = findChild(statement, saml, 'AuthnContext')
  const reference = context && findChild(context, saml, 'AuthnContextClassRef')
  return {
    sessionIndex: attributeOf(statement, 'SessionIndex')?.slice(0, 1_000) ?? null,
    authenticationContext: reference ? textOf(reference) : null,
  }
}

/** By name: what a provider says in several attributes of one name is one attribute with all the values. */
function readAttributes(assertion: XmlElement): SamlAttribute[] {
  const found = new Map<string, SamlAttribute>()
  const statements = childrenNamed(assertion, saml, 'AttributeStatement')
  for (const attribute of statements.flatMap((statement) => childrenNamed(statement, saml, 'Attribute'))) {
    const name = attributeOf(attribute, 'Name')
    if (!name) continue
    const known = found.get(name) ?? { name, friendlyName: attributeOf(attribute, 'FriendlyName') ?? null, values: [] }
    known.values.push(...childrenNamed(attribute, saml, 'AttributeValue').flatMap(valuesOf))
    found.set(name, known)
  }
  return [...found.values()]
}

/** Text, or a NameID in place of it (eduPersonTargetedID); nothing else has a meaning here. */
function valuesOf(value: XmlElement): string[] {
  const isNil = value.attributes.some(({ namespace, local }) => namespace === schemaInstance && local === 'nil')
  if (isNil) return []
  const inside = childElements(value)
  const [only] = inside
  if (only === undefined) return [textOf(value)]
  return inside.length === 1 && isNamed(only, saml, 'NameID') ? [textOf(only)] : []
}
