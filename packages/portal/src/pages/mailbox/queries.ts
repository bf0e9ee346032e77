import { msg } from '@lingui/core/macro'
import { answer } from '@portico/sdk'
import type { components } from '@portico/sdk/generated/management.ts'
import { queryOptions } from '@tanstack/react-query'
import { managementApi } from '../../api/apis.ts'
import { pageI18n } from '../../components/language/page-language.ts'
import type { ListState } from '../../components/lists/use-list-state.ts'

export type Mail = components['schemas']['Mail']
type MailStatus = Mail['status']
type MailKind = Mail['kind']

export const mailStatuses = (): { value: MailStatus; label: string }[] => [
  { value: 'sent', label: pageI18n()._(msg`Sent`) },
  { value: 'waiting', label: pageI18n()._(msg`Waiting`) },
  { value: 'failed', label: pageI18n()._(msg`Failed`) },
  { value: 'kept', label: pageI18n()._(msg`Kept`) },
]

export const mailKinds = (): { value: MailKind; label: string }[] => [
  { value: 'invitation', label: pageI18n()._(msg`Invitation`) },
  { value: 'password-reset', label: pageI18n()._(msg`Password reset`) },
  { value: 'secret-expiry', label: pageI18n()._(msg`Secret reminder`) },
  { value: 'certificate-expiry', label: pageI18n()._(msg`Certificate reminder`) },
  { value: 'secret-rotated', label: pageI18n()._(msg`Secret replaced`) },
  { value: 'security-notice', label: pageI18n()._(msg`Security notice`) },
  { value: 'settings-notice', label: pageI18n()._(msg`Mail settings changed`) },
  { value: 'test', label: pageI18n()._(msg`Test message`) },
]

export const mailsQuery = (state: ListState<'status' | 'kind'>) =>
  queryOptions({
    queryKey: ['mails', 'list', state.key],
    queryFn({ signal }) {
      const status = mailStatuses().find(({ value }) => value === state.filters.status)?.value
      const kind = mailKinds().find(({ value }) => value === state.filters.kind)?.value
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
