import { X509Certificate } from 'node:crypto'
import { isLoopbackUrl } from '../../../http/is-loopback-url.ts'
import { isStrongKey, pemOf } from '../../directory/identity-providers/saml-certificates.ts'
import { type Binding, bindings, namespaces, protocolSaml2 } from './namespaces.ts'
import { messageLimits, timeOf } from './read-message.ts'
import { readXml, type XmlLimits } from './read-xml.ts'
import { demand } from './saml-refusal.ts'
import {
  attributeOf,
  childElements,
  childrenNamed,
  everyElement,
  getChild,
  isNamed,
  textOf,
  type XmlElement,
} from './xml-element.ts'

export interface SamlEndpoint {
  binding: Binding
  url: string
  /** Where answers go, if elsewhere */
  responseUrl: string | null
}

/** What the metadata of a provider say */
export interface ProviderMetadata {
  entityId: string
  /** One for each binding at most, the better one first */
  singleSignOn: [SamlEndpoint, ...SamlEndpoint[]]
  singleLogout: SamlEndpoint[]
  /** PEM; those that count */
  certificates: string[]
  nameIdFormats: string[]
  /** Milliseconds */
  validUntil: number | null
}

/** That of Entra ID has 70,000 characters. What has megabytes are those of many providers, of which none can be chosen. */
const metadataLimits: XmlLimits = { ...messageLimits, comments: true }

const { metadata: md, signature: ds } = namespaces

/**
 * Reads the metadata of one identity provider (SAML metadata, section 2).
 * @throws SamlRefusal in words for who administers the provider
 */
export function readProviderMetadata(xml: string, now: number): ProviderMetadata {
  const root = readXml(xml, metadataLimits)
  const entities = [...everyElement(root)].filter(
    (each) => isNamed(each, md, 'EntityDescriptor') && childrenNamed(each, md, 'IDPSSODescriptor').length > 0,
  )
  const [entity, ...more] = entities
  demand(entity !== undefined, 'The document holds no metadata of a SAML 2.0 identity provider (IDPSSODescriptor).')
  demand(
    more.length === 0,
    `The document holds the metadata of ${entities.length} identity providers: give those of one.`,
  )
  const descriptor = getChild(entity, md, 'IDPSSODescriptor')
  const protocols = (attributeOf(descriptor, 'protocolSupportEnumeration') ?? '').split(/\s+/)
  demand(protocols.includes(protocolSaml2), 'The provider does not support SAML 2.0.')
  const entityId = attributeOf(entity, 'entityID') ?? ''
  demand(/^\S{1,1024}$/.test(entityId), 'The metadata have no entityID, or one that is too long.')
  const ends = [root, entity, descriptor].map((each) => timeOf(each, 'validUntil')).filter((end) => end !== undefined)
  const validUntil = ends.length > 0 ? Math.min(...ends) : null
  demand(validUntil === null || validUntil > now, 'The metadata are not valid any more (validUntil).')
  const [singleSignOn, ...others] = endpointsOf(descriptor, 'SingleSignOnService')
  demand(singleSignOn !== undefined, 'The metadata have no https address to sign in by HTTP-Redirect or HTTP-POST.')
  const certificates = signingCertificates(descriptor)
  demand(certificates.length > 0, 'The metadata have no certificate to sign with that is strong enough.')
  return {
    entityId,
    singleSignOn: [singleSignOn, ...others],
    singleLogout: endpointsOf(descriptor, 'SingleLogoutService'),
    certificates,
    nameIdFormats: childrenNamed(descriptor, md, 'NameIDFormat').map(textOf).slice(0, 20),
    validUntil,
  }
}

/** Of one kind and binding. There is one, as a rule. */
const mostServices = 10

/** HTTP-Redirect before HTTP-POST, which needs a page in between */
function endpointsOf(descriptor: XmlElement, name: string): SamlEndpoint[] {
  const services = childrenNamed(descriptor, md, name)
  return (['HTTP-Redirect', 'HTTP-POST'] as const).flatMap((binding) => {
    const ofBinding = services
      .filter((service) => attributeOf(service, 'Binding') === bindings[binding])
      .slice(0, mostServices)
    const service = ofBinding.find((each) => isEncryptedUrl(attributeOf(each, 'Location') ?? ''))
    if (!service) return []
    const responseUrl = attributeOf(service, 'ResponseLocation') ?? null
    return {
      binding,
      url: attributeOf(service, 'Location') ?? '',
      responseUrl: responseUrl !== null && isEncryptedUrl(responseUrl) ? responseUrl : null,
    }
  })
}

/**
 * Or on this machine, as in the settings of providers. All of it is ASCII, as URLs are: to encode a long host of other
 * letters takes time by the square of its length.
 */
function isEncryptedUrl(text: string): boolean {
  const url = /^[\x21-\x7e]{1,2048}$/.test(text) ? URL.parse(text) : null
  if (url === null) return false
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false
  return url.protocol === 'https:' || isLoopbackUrl(url)
}

const mostCertificates = 10

function signingCertificates(descriptor: XmlElement): string[] {
  const found = childrenNamed(descriptor, md, 'KeyDescriptor')
    .filter((key) => attributeOf(key, 'use') !== 'encryption')
    .flatMap((key) => childrenNamed(key, ds, 'KeyInfo'))
    .flatMap((info) => childElements(info).filter((data) => isNamed(data, ds, 'X509Data')))
    .flatMap((data) => childrenNamed(data, ds, 'X509Certificate'))
    .map((each) => pemOf(textOf(each)))
  return [...new Set(found)].slice(0, mostCertificates).filter(isStrongCertificate)
}

function isStrongCertificate(pem: string): boolean {
  try {
    return isStrongKey(new X509Certificate(pem).publicKey)
  } catch {
    return false
  }
}
