import type { Parts } from '../../../db/parts.ts'
import { listSamlProviders } from '../../directory/identity-providers/list-saml-providers.ts'
import { readSamlSettings } from '../../directory/identity-providers/saml-settings.ts'
import { plainText } from './canonicalize.ts'
import { decodePostMessage } from './decode-post-message.ts'
import { getSamlProvider } from './saml-provider.ts'
import { SamlRefusal } from './saml-refusal.ts'

/**
 * Whether a response that nobody has asked for names a provider that may begin sign-ins (`allowProviderInitiated`). The
 * response is not read beyond that and proves nothing: the browser begins a sign-in here, in which the provider is asked.
 * So nobody can be signed in to another account than their own.
 */
export async function mayBeginSignIn(
  parts: Parts<'clock' | 'config'>,
  organizationKey: string,
  message: string,
): Promise<boolean> {
  try {
    const xml = decodePostMessage(message)
    for (const stored of await listSamlProviders(parts, organizationKey)) {
      if (!readSamlSettings(stored.saml ?? []).allowProviderInitiated) continue
      const { entityId } = await getSamlProvider(parts, organizationKey, stored)
      if (xml.includes(`>${plainText(entityId)}</`)) return true
    }
  } catch (error) {
    if (!(error instanceof SamlRefusal)) throw error
  }
  return false
}
