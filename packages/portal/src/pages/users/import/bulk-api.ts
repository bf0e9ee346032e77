import { answer, identity } from '../../../api/client.ts'
import type { BulkApi } from './run.ts'

export const bulkApi: BulkApi = {
  create: (records, signal) => answer(identity.POST('/users/bulk', { body: { records }, signal })),
  read: (key, signal) => answer(identity.GET('/users/bulk/{key}', { params: { path: { key } }, signal })),
  wait: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, milliseconds)
      signal.addEventListener('abort', () => {
        clearTimeout(timer)
        reject(signal.reason)
      })
    }),
}
