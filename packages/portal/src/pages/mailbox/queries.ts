import { answer } from '@portico/sdk'
import type { components } from '@portico/sdk/generated/management.ts'
import { queryOptions } from '@tanstack/react-query'
import { managementApi } from '../../api/apis.ts'
import type { ListState } from '../../components/lists/use-list-state.ts'

export type Mail = components['schemas']['Mail']
export type MailStatus = Mail['status']
export type MailKind = Mail['kind']

export const mailStatuses: { value: MailStatus; label: string }[] = [
  { value: 'sent', label: 'Sent' },
  { value: 'waiting', label: 'Waiting' },
  { value: 'failed', label: 'Failed' },
  { value: 'kept', label: 'Kept' },
]

export const mailKinds: { value: MailKind; label: string }[] = [
  { value: 'invitation', label: 'Invitation' },
  { value: 'password-reset', label: 'Password reset' },
  { value: 'secret-expiry', label: 'Secret reminder' },
  { value: 'certificate-expiry', label: 'Certificate reminder' },
  { value: 'secret-rotated', label: 'Secret replaced' },
  { value: 'security-notice', label: 'Security notice' },
  { value: 'settings-notice', label: 'Mail settings changed' },
  { value: 'test', label: 'Test message' },
]

export const mailsQuery = (state: ListState<'status' | 'kind'>) =>
  queryOptions({
    queryKey: ['mails', 'list', state.key],
    queryFn({ signal }) {
      const status = mailStatuses.find(({ value }) => value === state.filters.status)?.value
      const kind = mailKinds.find(({ value }) => value === state.filters.kind)?.value
      const query = {
        limit: state.limit,
        offset: state.offset,
        ...(status ? { status: [status] } : {}),
        ...(kind ? { kind: [kind] } : {}),
      }
      return answer(managementApi.GET('/mails', { params: { query }, signal }))
    },
    // Mail is sent in the background. The status "waiting" must not stay outdated.
    refetchInterval: ({ state: { data } }) =>
      data?.results.some(({ status }) => status === 'waiting') ? 5_000 : false,
  })

export const mailQuery = (key: string) =>
  queryOptions({
    queryKey: ['mails', 'one', key],
    queryFn: ({ signal }) => answer(managementApi.GET('/mails/{key}', { params: { path: { key } }, signal })),
    placeholderData: undefined,
    // Mails contain codes, so they are not cached.
    gcTime: 0,
  })
