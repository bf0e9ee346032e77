import { Problem } from '../../../problems/problem.ts'
import { readSamlSettings, type SamlConfiguration } from './saml-settings.ts'

/** What nobody can sign in without */
const needed = ['entityId', 'singleSignOnUrl', 'certificate'] as const

/**
 * A configuration with which people can sign in: it says where the provider's metadata are, or what is in them.
 * @throws Problem invalid_body
 */
export function requireSamlConfiguration(items: SamlConfiguration): void {
  const settings = readSamlSettings(items)
  const missing = needed.filter((name) => settings[name] === null)
  if (settings.metadataUrl !== null || missing.length === 0) return
  throw new Problem(
    'invalid_body',
    `The field samlConfiguration has no item named ${missing.join(', ')}. Without metadataUrl, these are needed: ${needed.join(', ')}.`,
  )
}
