import { answer, completed } from '@portico/sdk'
import type { components } from '@portico/sdk/generated/management.ts'
import { queryOptions } from '@tanstack/react-query'
import { managementApi } from '../../api/apis.ts'
import { addressOf } from '../../api/base-path.ts'
import { queryClient } from '../../api/query-client.ts'
import { columnNamesQuery } from '../values/column-names.ts'

type BulkChangeRequest = components['schemas']['BulkChangeRequest']
export type BulkChange = components['schemas']['BulkChange']
export type BulkAction = BulkChange['action']
export type BulkResult = components['schemas']['BulkChangeResult']
export type MatchingUsers = components['schemas']['MatchingUsers']

/** Whom a change concerns: users by their keys, or all that match */
export type Selected = { userKeys: string[] } | { matching: MatchingUsers }

/** Whether undoing a change would still put somebody back. While it is being undone, nobody knows. */
export const canBeUndone = ({ undoAction, changed, undoneBy }: BulkChange): boolean =>
  undoAction !== null && changed > 0 && (!undoneBy || (undoneBy.status !== 'Processing' && undoneBy.left > 0))

export const createBulkChange = (body: BulkChangeRequest): Promise<BulkChange> =>
  answer(managementApi.POST('/bulk-changes', { body }))

export const cancelBulkChange = (key: string): Promise<void> =>
  completed(managementApi.POST('/bulk-changes/{key}/cancel', { params: { path: { key } } }))

/** How far a change is: asked again until it is over */
export const bulkChangeQuery = (key: string) =>
  queryOptions({
    queryKey: ['bulk-changes', key],
    queryFn: ({ signal }) => answer(managementApi.GET('/bulk-changes/{key}', { params: { path: { key } }, signal })),
    refetchInterval: ({ state }) => (state.data?.status === 'Processing' ? 400 : false),
    placeholderData: undefined,
  })

export const failuresQuery = (key: string, failed: number, page: number) =>
  queryOptions({
    queryKey: ['bulk-changes', key, 'failures', failed, page],
    queryFn: ({ signal }) =>
      answer(
        managementApi.GET('/bulk-changes/{key}/results', {
          params: {
            path: { key },
            query: { outcome: 'Failed', limit: failuresOnPage, offset: (page - 1) * failuresOnPage },
          },
          signal,
        }),
      ),
  })

export const failuresOnPage = 10

export const reportUrl = (key: string): string =>
  addressOf(`/api/management/v1/bulk-changes/${key}/report?${columnNamesQuery('change')}`)

/** What users are, which groups they are in and who holds a role may be different now. */
export async function invalidateChanged(): Promise<void> {
  await Promise.all(
    // A change that was undone says so.
    ['users', 'groups', 'organization-roles', 'assets', 'access', 'audit-entries', 'overview', 'bulk-changes'].map(
      (name) => queryClient.invalidateQueries({ queryKey: [name] }),
    ),
  )
}

const emailsAtOnce = 1_000

/** The users with these e-mails, and the e-mails of nobody whom the member sees. */
export async function lookUpEmails(emails: readonly string[], signal?: AbortSignal) {
  const found: { key: string; label: string; email: string }[] = []
  const unknown: string[] = []
  for (let from = 0; from < emails.length; from += emailsAtOnce) {
    const body = { emails: emails.slice(from, from + emailsAtOnce) }
    const { results } = await answer(managementApi.POST('/user-lookups', { body, ...(signal && { signal }) }))
    for (const { email, user } of results) {
      if (user) found.push({ key: user.key, label: user.name ?? email, email })
      else unknown.push(email)
    }
  }
  return { found, unknown }
}
