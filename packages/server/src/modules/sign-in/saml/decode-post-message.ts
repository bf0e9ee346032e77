import { decodeBase64 } from './decode-base64.ts'
import { messageLimits } from './read-message.ts'
import { demand, SamlRefusal } from './saml-refusal.ts'

/** Of base64 with line breaks */
export const longestPostMessage = Math.ceil((messageLimits.length * 4) / 3) + 10_000

/**
 * The XML of a message by HTTP-POST (SAML bindings, section 3.5.4)
 * @throws SamlRefusal
 */
export function decodePostMessage(value: string): string {
  demand(value.length <= longestPostMessage, 'The message is too long.')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(decodeBase64(value))
  } catch (error) {
    if (error instanceof SamlRefusal) throw error
    throw new SamlRefusal('The message is not in UTF-8.')
  }
}
