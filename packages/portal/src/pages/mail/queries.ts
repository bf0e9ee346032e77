import { mailSettingsQuery } from '../../api/mail-settings.ts'
import { queryClient } from '../../api/query-client.ts'

export const invalidateMailSettings = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: mailSettingsQuery.queryKey })

/** After a test message, which is in the mailbox, too. */
export const invalidateMails = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['mails'] })
