import type { ReachedOrganization } from '../../foundation/organizations/organization-directory.ts'
import { attributeText } from './canonicalize.ts'
import { bindings, namespaces, protocolSaml2 } from './namespaces.ts'
import { samlAddresses } from './saml-addresses.ts'

const { metadata: md, signature: ds, encryption: xenc, encryption11: xenc11 } = namespaces

const encryptionMethods = [
  `${xenc11}aes256-gcm`,
  `${xenc11}aes128-gcm`,
  `${xenc}aes256-cbc`,
  `${xenc}aes128-cbc`,
  `${xenc}rsa-oaep-mgf1p`,
].map((algorithm) => `<md:EncryptionMethod Algorithm="${algorithm}"/>`)

/**
 * The metadata of an organization as a service provider (SAML metadata, section 2.4.4): what a provider needs to know
 * @param certificates of its keys, the current one first
 */
export function serviceProviderMetadata(
  organization: Pick<ReachedOrganization, 'baseUrl'>,
  certificates: readonly string[],
): string {
  const key = (use: string, certificate: string, more = ''): string =>
    `    <md:KeyDescriptor use="${use}"><ds:KeyInfo xmlns:ds="${ds}"><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>${more}</md:KeyDescriptor>`
  const logout = attributeText(samlAddresses(organization).singleLogout)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<md:EntityDescriptor xmlns:md="${md}" entityID="${attributeText(samlAddresses(organization).metadata)}">`,
    `  <md:SPSSODescriptor AuthnRequestsSigned="true" WantAssertionsSigned="true" protocolSupportEnumeration="${protocolSaml2}">`,
    ...certificates.map((certificate) => key('signing', certificate)),
    // A provider that finds several takes any.
    ...certificates.slice(0, 1).map((certificate) => key('encryption', certificate, encryptionMethods.join(''))),
    ...Object.values(bindings).map(
      (binding) => `    <md:SingleLogoutService Binding="${binding}" Location="${logout}"/>`,
    ),
    `    <md:AssertionConsumerService index="0" isDefault="true" Binding="${bindings['HTTP-POST']}" Location="${attributeText(samlAddresses(organization).assertionConsumer)}"/>`,
    '  </md:SPSSODescriptor>',
    '</md:EntityDescriptor>',
    '',
  ].join('\n')
}
