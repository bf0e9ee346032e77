import type { SamlSettings } from '../../directory/identity-providers/saml-settings.ts'
import type { ReachedOrganization } from '../../foundation/organizations/organization-directory.ts'

type Urls = Pick<ReachedOrganization, 'baseUrl'>

/** The addresses of an organization as a service provider: one of each, for all its providers */
export const samlAddresses = ({ baseUrl }: Urls) => ({
  /** Where providers send assertions, by HTTP-POST */
  assertionConsumer: `${baseUrl}/portal/saml/acs`,
  /** Where they send what ends sessions */
  singleLogout: `${baseUrl}/portal/saml/logout`,
  /** The metadata of the service provider, and its entity ID, too */
  metadata: `${baseUrl}/portal/saml/metadata`,
})

/** The entity ID by which a provider knows this organization */
export const serviceProviderEntityId = (
  organization: Urls,
  settings: Pick<SamlSettings, 'serviceProviderEntityId'>,
): string => settings.serviceProviderEntityId ?? samlAddresses(organization).metadata
