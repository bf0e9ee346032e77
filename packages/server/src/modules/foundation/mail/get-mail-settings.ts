import type { Parts } from '../../../db/parts.ts'
import type { Principal } from '../permissions/principal.ts'
import { mailSettingsOf } from './mail-settings.ts'
import { selectMailSettings } from './mail-settings-repository.ts'

const none = {
  host: null,
  port: null,
  security: null,
  username: null,
  hasPassword: false,
  updatedAt: null,
  workedAt: null,
}

/** The settings that apply. Of the deployment's own server only the sender is shown. */
export async function getMailSettings({ db, config }: Parts<'config'>, { organizationKey }: Principal) {
  const row = await selectMailSettings(db, organizationKey)
  if (row)
    return {
      source: 'organization' as const,
      ...mailSettingsOf(row),
      updatedAt: row.updated_at,
      workedAt: row.worked_at,
    }
  if (!config.smtp) return { source: 'none' as const, ...none, fromName: null, fromAddress: null }
  const { name, address } = config.smtp.from
  return { source: 'deployment' as const, ...none, fromName: name, fromAddress: address }
}

/** Whether the organization has an SMTP server of its own that has taken a message */
export const hasWorkingMailServer = async ({ db }: Parts, organizationKey: string): Promise<boolean> =>
  Boolean((await selectMailSettings(db, organizationKey))?.worked_at)
