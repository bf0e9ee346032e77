import type { Parts } from '../../../db/parts.ts'
import type { ReachedOrganization } from '../../foundation/organizations/organization-directory.ts'
import type { SamlEndpoint } from './read-provider-metadata.ts'
import { type MessageParameter, redirectUrl } from './redirect-url.ts'
import { getServiceProviderKeys } from './service-provider-keys.ts'
import { signMessage } from './sign-message.ts'

interface Sending {
  endpoint: Pick<SamlEndpoint, 'binding' | 'url'>
  parameter: MessageParameter
  name: Parameters<typeof signMessage>[1]
  xml: string
  relayState?: string | undefined
  isSigned: boolean
}

/** A form that the page `/portal/saml/send` sends to the provider */
export interface PostedMessage {
  url: string
  parameter: MessageParameter
  value: string
  relayState: string | null
}

export const postedMessageUse = (organizationKey: string): string => `saml message ${organizationKey}`

/** @returns where the browser goes so that the provider gets the message: to it, or to a page that sends a form there */
export async function sendMessage(
  parts: Parts<'clock' | 'vault'>,
  organization: Pick<ReachedOrganization, 'key' | 'baseUrl'>,
  { endpoint, parameter, name, xml, relayState, isSigned }: Sending,
): Promise<string> {
  const [key] = await getServiceProviderKeys(parts, organization.key)
  if (endpoint.binding === 'HTTP-Redirect') {
    return redirectUrl(endpoint.url, { parameter, xml, relayState, privateKey: isSigned ? key.privateKey : null })
  }
  const signed = isSigned ? signMessage(xml, name, key) : xml
  const message: PostedMessage = {
    url: endpoint.url,
    parameter,
    value: Buffer.from(signed).toString('base64'),
    relayState: relayState ?? null,
  }
  const sealed = parts.vault.encryptCookie(postedMessageUse(organization.key), JSON.stringify(message))
  return `${organization.baseUrl}/portal/saml/send?${new URLSearchParams({ message: sealed })}`
}
