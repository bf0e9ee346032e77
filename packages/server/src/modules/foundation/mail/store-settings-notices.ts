import type { Parts } from '../../../db/parts.ts'
import type { MailSettingsTable } from '../../../db/schema/mail-schema.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import type { Principal } from '../permissions/principal.ts'
import { leaseMilliseconds } from './deliver-mail.ts'
import { enqueueMail } from './enqueue-mail.ts'
import type { Recipient } from './mail.ts'
import { organizationMailServer } from './open-mailer.ts'
import type { MailerParts, MailServer } from './outgoing-mails.ts'
import type { PendingSettingsNotices } from './pending-settings-notices.ts'

export type MailSettingsParts = Parts<'clock' | 'vault' | 'config' | 'log'> &
  MailerParts & {
    pendingSettingsNotices: PendingSettingsNotices
    /** Whom to tell. Who holds which permission is known to a wing above. */
    administratorRecipients(parts: Parts<'clock'>, organizationKey: string): Promise<Recipient[]>
  }

/** What tells the administrators of a change of the mail settings. */
export interface SettingsNotices {
  /** Of the mails */
  keys: readonly string[]
  /** Through which they go: the first that takes them */
  servers: readonly MailServer[]
}

/**
 * Writes the notices of a change, in its transaction. They go through the former settings, else through the operator's
 * server: whoever set the new server up could keep them back. Without either server they are kept, as all mail is.
 * @param host the server from then on; null where the settings were deleted
 */
export async function storeSettingsNotices(
  parts: MailSettingsParts,
  principal: Principal,
  former: MailSettingsTable | undefined,
  host: string | null,
): Promise<SettingsNotices> {
  const { organizationKey, actor } = principal
  const { config, clock, vault } = parts
  const servers = [
    ...(former ? [organizationMailServer({ vault, config }, former)] : []),
    ...(config.smtp ? [config.smtp] : []),
  ]
  const values = { host, at: toTimestamp(clock.now()), by: actor.name, address: actor.address }
  const keys: string[] = []
  for (const to of await parts.administratorRecipients(parts, organizationKey)) {
    const request = { kind: 'settings-notice', to, values } as const
    // No worker takes them meanwhile: it would send them through the new server.
    keys.push(
      await enqueueMail(parts, organizationKey, request, {
        delayMilliseconds: leaseMilliseconds,
        isKept: servers.length === 0,
      }),
    )
  }
  return { keys, servers }
}
