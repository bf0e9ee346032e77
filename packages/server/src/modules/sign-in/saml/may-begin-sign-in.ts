import type { Parts } from '../../../db/parts.ts'
import type { OutgoingParts } from '../../foundation/outgoing/outgoing-requests.ts'
import { decodePostMessage } from './decode-post-message.ts'
import { findSamlProvider } from './find-saml-provider.ts'
import { SamlRefusal } from './saml-refusal.ts'

/**
 * Whether a response that nobody has asked for names a provider that may begin sign-ins (`allowProviderInitiated`). The
 * response is not read beyond that and proves nothing: the browser begins a sign-in here, in which the provider is asked.
 * So nobody can be signed in to another account than their own.
 */
export async function mayBeginSignIn(
  parts: Parts<'clock'> & OutgoingParts,
  organizationKey: string,
  message: string,
): Promise<boolean> {
  try {
    const issuer = issuerIn(decodePostMessage(message))
    const provider = issuer === undefined ? undefined : await findSamlProvider(parts, organizationKey, issuer)
    return provider?.settings.allowProviderInitiated === true
  } catch (error) {
    if (!(error instanceof SamlRefusal)) throw error
    return false
  }
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** The first Issuer of a document whose XML is not read */
function issuerIn(xml: string): string | undefined {
  const [, text] = /<(?:[\w.-]{1,40}:)?Issuer(?:\s[^<>]{0,1000})?>([^<]{1,2048})<\//.exec(xml) ?? []
  return text?.trim().replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => entities[name] ?? '')
}
