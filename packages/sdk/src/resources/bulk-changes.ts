import type { Client } from 'openapi-fetch'
import { answer, type CallOptions, completed, type QueryOf, withPath, withQuery } from '../answer.ts'
import type { components, operations, paths } from '../generated/management.ts'
import type { Io } from '../io.ts'
import { type PageList, pageListOf } from '../page-list.ts'
import type { BulkWait } from './bulk-users.ts'

type Schemas = components['schemas']

/** A change of many users, with how many it has changed so far */
export type BulkChange = Schemas['BulkChange']
/** What is done, and to whom: exactly one of `userKeys` (up to 10,000), `matching` and `changedBy` */
export type NewBulkChange = Schemas['BulkChangeRequest']
/** The conditions of `management.users.list`, and members of a group, holders of an organization role or an application role */
export type MatchingUsers = Schemas['MatchingUsers']
/** What became of one user; `key` is the user's. */
export type BulkChangeResult = Schemas['BulkChangeResult']
export type BulkChangeResultsQuery = QueryOf<operations['BulkChange_ListResults']>

/** Changing many users in one request, which is carried out after the answer, for each user with what the caller may do. */
export interface BulkChanges {
  /**
   * Changes those who are named, or all who match at this moment, up to 100,000. Once this answers, they are changed even
   * if the server stops in between.
   * @throws PorticoError 403 which names the permission that the action needs
   */
  create(change: NewBulkChange, options?: CallOptions): Promise<BulkChange>
  /** How far it is, for whoever asked for it */
  get(key: string, options?: CallOptions): Promise<BulkChange>
  /** Waits until a change is over, or cancelled. */
  finished(key: string, options?: BulkWait): Promise<BulkChange>
  /** What became of each user so far, in the order in which they are changed; `outcome` selects. */
  results(key: string, query?: BulkChangeResultsQuery, options?: CallOptions): PageList<BulkChangeResult>
  /** The same as CSV in UTF-8. `timeout` ends with the first bytes. */
  report(key: string, options?: CallOptions): Promise<ReadableStream<Uint8Array>>
  /** Leaves the users as they are who were not changed yet. */
  cancel(key: string, options?: CallOptions): Promise<void>
  /**
   * Puts those back whom a change has changed, by a change of its own. Who was deactivated gets the status back that they had.
   * Those who were offboarded since stay inactive, and are among those who failed.
   * @throws TypeError where it cannot be undone: its `undoAction` is null
   * @throws PorticoError 400 where it goes on, or has changed nobody
   */
  undo(key: string, options?: CallOptions): Promise<BulkChange>
}

export function bulkChanges(api: Client<paths>, { sleep }: Pick<Io, 'sleep'>): BulkChanges {
  const create: BulkChanges['create'] = (body, options = {}) => answer(api.POST('/bulk-changes', { body, ...options }))
  const get: BulkChanges['get'] = (key, options) => answer(api.GET('/bulk-changes/{key}', withPath({ key }, options)))
  return {
    create,
    get,
    async finished(key, { every = 500, ...options } = {}) {
      for (;;) {
        const change = await get(key, options)
        if (change.status !== 'Processing') return change
        await sleep(every, options.signal)
      }
    },
    results: (key, query = {}, options) =>
      pageListOf(query, (page) => api.GET('/bulk-changes/{key}/results', withQuery({ key }, page, options))),
    async report(key, options) {
      const call = { ...withPath({ key }, options), parseAs: 'stream' as const }
      return (await answer(api.GET('/bulk-changes/{key}/report', call))) as ReadableStream<Uint8Array>
    },
    cancel: (key, options) => completed(api.POST('/bulk-changes/{key}/cancel', withPath({ key }, options))),
    async undo(key, options) {
      const { action, undoAction, groupKey, roleKey } = await get(key, options)
      if (undoAction === null) throw new TypeError(`a bulk change with the action ${action} cannot be undone`)
      const target = { ...(groupKey !== null && { groupKey }), ...(roleKey !== null && { roleKey }) }
      return create({ action: undoAction, changedBy: key, ...target }, options)
    },
  }
}
