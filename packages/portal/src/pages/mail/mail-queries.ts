import type { operations } from '@portico/sdk/generated/management.ts'
import { queryOptions } from '@tanstack/react-query'
import { answer, management } from '../../api/client.ts'

export type MailSettings = operations['MailSettings_Read']['responses'][200]['content']['application/json']
export type MailSettingsBody = operations['MailSettings_Write']['requestBody']['content']['application/json']
export type Security = MailSettingsBody['security']

export const mailSettingsQuery = queryOptions({
  queryKey: ['mail-settings'],
  queryFn: ({ signal }) => answer(management.GET('/mail-settings', { signal })),
})
