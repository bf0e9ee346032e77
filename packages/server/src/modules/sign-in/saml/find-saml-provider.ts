import { fold } from '../../../db/fold.ts'
import type { Parts } from '../../../db/parts.ts'
import { readSamlProviders } from '../../directory/identity-providers/read-saml-providers.ts'
import type { SamlSettingName } from '../../directory/identity-providers/saml-setting-names.ts'
import type { StoredIdentityProvider } from '../../directory/identity-providers/stored-identity-provider.ts'
import type { OutgoingParts } from '../../foundation/outgoing/outgoing-requests.ts'
import { getSamlProvider, type SamlProvider } from './saml-provider.ts'
import { SamlRefusal } from './saml-refusal.ts'
import { selectSamlEntities } from './saml-repository.ts'

/**
 * The provider of an organization that has this entity ID. Certificates are read of those alone that may have it: anybody can
 * send a message that names one. Metadata that were never tried are fetched. One whose settings are not complete is passed
 * over.
 */
export async function findSamlProvider(
  parts: Parts<'clock'> & OutgoingParts,
  organizationKey: string,
  entityId: string,
): Promise<SamlProvider | undefined> {
  const { tried, named } = await selectSamlEntities(parts.db, organizationKey, entityId)
  for await (const stored of readSamlProviders(parts, organizationKey)) {
    const own = settingOf(stored, 'entityId')
    const isKnown = tried.get(stored.key) === settingOf(stored, 'metadataUrl')
    if (own === null ? isKnown && !named.has(stored.key) : own !== entityId) continue
    try {
      const provider = await getSamlProvider(parts, organizationKey, stored)
      if (provider.entityId === entityId) return provider
    } catch (error) {
      if (!(error instanceof SamlRefusal)) throw error
    }
  }
  return undefined
}

const settingOf = ({ saml }: StoredIdentityProvider, name: SamlSettingName): string | null =>
  saml?.find(({ configName }) => fold(configName ?? '') === fold(name))?.configValue ?? null
