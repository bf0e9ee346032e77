import type { operations } from '@portico/sdk/generated/management.ts'
import { queryOptions } from '@tanstack/react-query'
import { answer, management } from './client.ts'

export type MailSettings = operations['MailSettings_Read']['responses'][200]['content']['application/json']

/** The organization's mail settings. */
export const mailSettingsQuery = queryOptions({
  queryKey: ['mail-settings'],
  queryFn: ({ signal }) => answer(management.GET('/mail-settings', { signal })),
})
