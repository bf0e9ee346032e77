import { answer, completed } from '@portico/sdk'
import type { components } from '@portico/sdk/generated/management.ts'
import { queryOptions } from '@tanstack/react-query'
import { identityApi, managementApi, portfoliosApi } from '../../api/apis.ts'
import { addressOf } from '../../api/base-path.ts'
import { queryClient } from '../../api/query-client.ts'
import { columnNamesQuery } from '../values/column-names.ts'

export type BulkChangeRequest = components['schemas']['BulkChangeRequest']
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

export interface Target {
  value: string
  label: string
}

/** Groups whose names contain the text, of the stages in which the member may manage groups */
export const groupTargets = (text: string, stageOf: (key: string) => string) =>
  queryOptions({
    queryKey: ['groups', 'targets', text],
    async queryFn({ signal }) {
      const query = { limit: 50, nameContains: text || undefined }
      return (await answer(identityApi.GET('/groups', { params: { query }, signal }))).results
    },
    // Not kept with the groups: the names of the stages may come later than these.
    select: (groups): Target[] =>
      groups.map(({ key, name, environmentKey }) => ({
        value: key,
        label: `${name ?? key} · ${stageOf(environmentKey)}`,
      })),
  })

export const organizationRoleTargets = (text: string) =>
  queryOptions({
    queryKey: ['organization-roles', 'targets', text],
    async queryFn({ signal }): Promise<Target[]> {
      const query = { limit: 50, nameContains: text || undefined }
      const { results } = await answer(identityApi.GET('/organization-roles', { params: { query }, signal }))
      return results.map(({ key, name }) => ({ value: key, label: name ?? key }))
    },
  })

/** End-user roles of a stage, with their assets, since roles of two assets can have the same name */
export const applicationRoleTargets = (text: string, environmentKey: string) =>
  queryOptions({
    queryKey: ['application-roles', 'targets', environmentKey, text],
    async queryFn({ signal }): Promise<Target[]> {
      const query = { limit: 50, environmentKey, nameContains: text || undefined }
      const { results } = await answer(identityApi.GET('/application-roles', { params: { query }, signal }))
      const key = [...new Set(results.map(({ assetKey }) => assetKey))].join(',')
      const assets = key
        ? (await answer(portfoliosApi.GET('/deployed-assets', { params: { query: { key, limit: 100 } }, signal })))
            .results
        : []
      const names = new Map(assets.map(({ key, deployments }) => [key, deployments[0]?.name]))
      return results.map(({ key, name, assetKey }) => {
        const asset = names.get(assetKey)
        return { value: key, label: asset ? `${name ?? key} · ${asset}` : (name ?? key) }
      })
    },
  })

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
