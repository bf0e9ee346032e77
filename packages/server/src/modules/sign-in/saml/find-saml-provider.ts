import type { Parts } from '../../../db/parts.ts'
import { listSamlProviders } from '../../directory/identity-providers/list-saml-providers.ts'
import { getSamlProvider, type SamlProvider } from './saml-provider.ts'
import { SamlRefusal } from './saml-refusal.ts'

/** The provider of an organization that has this entity ID. One whose settings are not complete is passed over. */
export async function findSamlProvider(
  parts: Parts<'clock' | 'config'>,
  organizationKey: string,
  entityId: string,
): Promise<SamlProvider | undefined> {
  for (const stored of await listSamlProviders(parts, organizationKey)) {
    try {
      const provider = await getSamlProvider(parts, organizationKey, stored)
      if (provider.entityId === entityId) return provider
    } catch (error) {
      if (!(error instanceof SamlRefusal)) throw error
    }
  }
  return undefined
}
