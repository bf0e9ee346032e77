import { attributeText, plainText } from './canonicalize.ts'
import { namespaces } from './namespaces.ts'

export interface SamlMessage {
  /** An NCName: letters, digits, - and _ after the first _ */
  id: string
  destination: string
  /** Entity ID of the service provider */
  issuer: string
  /** Milliseconds */
  now: number
}

/** The start of a message: its element, and the Issuer in it */
export const openMessage = (name: string, { id, destination, issuer, now }: SamlMessage, more = ''): string =>
  `<samlp:${name} xmlns:samlp="${namespaces.protocol}" xmlns:saml="${namespaces.assertion}" ID="${id}" Version="2.0" IssueInstant="${new Date(now).toISOString()}" Destination="${attributeText(destination)}"${more}><saml:Issuer>${plainText(issuer)}</saml:Issuer>`
