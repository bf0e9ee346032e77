import { answer } from '@portico/sdk'
import type { components } from '@portico/sdk/generated/management.ts'
import { queryOptions } from '@tanstack/react-query'
import { managementApi } from './apis.ts'
import { queryClient } from './query-client.ts'

export type MailSettings = components['schemas']['MailSettings']

/** The organization's mail settings. */
export const mailSettingsQuery = queryOptions({
  queryKey: ['mail-settings'],
  queryFn: ({ signal }) => answer(managementApi.GET('/mail-settings', { signal })),
})

export const invalidateMailSettings = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: mailSettingsQuery.queryKey })

/** After a test message, which is in the mailbox, too. */
export const invalidateMails = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['mails'] })
