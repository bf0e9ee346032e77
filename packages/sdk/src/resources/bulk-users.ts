import type { Client } from 'openapi-fetch'
import { answer, type CallOptions, withPath } from '../answer.ts'
import type { components, paths } from '../generated/identity.ts'
import type { Io } from '../io.ts'

type Schemas = components['schemas']

/** Many users that are created at once, and the result of each */
export type BulkOperation = Schemas['BulkUserProfileOperationApiRecordBulkApiResponse']
export type BulkRecord = Schemas['UserProfileCreateApiRequest']

export interface BulkWait extends CallOptions {
  /** Milliseconds between two requests. 500 unless given */
  every?: number
}

export interface BulkCreation extends CallOptions {
  /**
   * 1 to 200 characters that stand for this request alone. Then the call is repeated where no answer came, and called again
   * with the same records, perhaps by another process, it finds the operation that was stored before. OutSystems
   * Developer Cloud does not know it.
   */
  idempotencyKey?: string
  /**
   * 1 to 200 characters that the requests of one import have in common: the audit trail then has one entry for all of them.
   * OutSystems Developer Cloud does not know it.
   */
  importKey?: string
}

/** Creating many users in one request, which is carried out after the answer. */
export interface BulkUsers {
  /** Accepts 1 to 100 users. Once this answers, they are created even if the server stops in between. */
  create(records: BulkRecord[], options?: BulkCreation): Promise<BulkOperation>
  /** The progress of an operation */
  get(key: string, options?: CallOptions): Promise<BulkOperation>
  /** Waits until an operation is done: `operations` then has the result of each record, in their order. */
  finished(key: string, options?: BulkWait): Promise<BulkOperation>
}

export function bulkUsers(api: Client<paths>, { sleep }: Pick<Io, 'sleep'>): BulkUsers {
  const get: BulkUsers['get'] = (key, options) => answer(api.GET('/users/bulk/{key}', withPath({ key }, options)))
  return {
    create: (records, { idempotencyKey, importKey, ...options } = {}) => {
      const header = {
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
        ...(importKey !== undefined && { 'portico-import': importKey }),
      }
      return answer(api.POST('/users/bulk', { params: { header }, body: { records }, ...options }))
    },
    get,
    async finished(key, { every = 500, ...options } = {}) {
      for (;;) {
        const operation = await get(key, options)
        if (operation.status === 'Finished' || operation.status === 'FinishedWithErrors') return operation
        await sleep(every, options.signal)
      }
    },
  }
}
