import type { components } from '@portico/sdk/generated/management.ts'
import { queryOptions } from '@tanstack/react-query'
import { answer, management } from './client.ts'

export type MailSettings = components['schemas']['MailSettings']

/** The organization's mail settings. */
export const mailSettingsQuery = queryOptions({
  queryKey: ['mail-settings'],
  queryFn: ({ signal }) => answer(management.GET('/mail-settings', { signal })),
})
