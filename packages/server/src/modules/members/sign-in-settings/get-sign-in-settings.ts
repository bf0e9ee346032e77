import type { Parts } from '../../../db/parts.ts'
import { defaultSignInSettings, type SignInSettings } from './sign-in-settings.ts'
import { selectSessionLimits, selectSignInSettings } from './sign-in-settings-repository.ts'

/**
 * The settings that apply. Asked on each request of a member and not cached: one row is found by its key, and a change
 * counts from the next request on, on every node.
 */
export async function getSignInSettings({ db }: Parts, organizationKey: string): Promise<SignInSettings> {
  const found = await selectSignInSettings(db, organizationKey)
  if (!found) return defaultSignInSettings
  const { updatedAt: _, ...settings } = found
  return settings
}

/** The same as an answer: with when they were changed, null where they never were. */
export async function getSignInSettingsAnswer({ db }: Parts, organizationKey: string) {
  return (await selectSignInSettings(db, organizationKey)) ?? { ...defaultSignInSettings, updatedAt: null }
}

/** How long sessions last in the organizations that have changed their settings. */
export const listSessionLimits = ({ db }: Parts) => selectSessionLimits(db)
